// Seeds that fail where a fault that the simulation once found is put back; they run by name in every `npm test`.

export const regressions: readonly { seed: number; name: string }[] = [
  { seed: 114, name: 'a tab that opens leaves alone the generation that another tab is filling' },
];
