// Seeds that once failed, by what they found; they run in every `npm test`.

export const regressions: { readonly seed: number; readonly name: string }[] = [];
