// What a message is: a text with {placeholders}, or such texts by plural form; and its parameters as types.

/** Plural forms by the names of Intl.PluralRules; `n` chooses the form. A language has only the forms it needs. */
export type PluralForms = { readonly other: string } & { readonly [form in Intl.LDMLPluralRule]?: string };
export type Message = string | PluralForms;

type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** The names of a message's placeholders. */
export type ParameterNames<M extends Message> = M extends string
  ? NamesIn<M>
  : M extends { readonly other: infer Other extends string }
    ? NamesIn<Other> | 'n'
    : never;

/** What t() takes after the key: nothing where the text has no placeholders. Numbers are written the language's way. */
export type Parameters<M extends Message> = [ParameterNames<M>] extends [never]
  ? []
  : [Record<ParameterNames<M>, string | number>];

/** The same keys in another interface language: a missing or a surplus one is a type error. */
export type Translation<English> = { readonly [key in keyof English]: Message };
