// The interface's words: t(key, parameters) in the chosen interface language, reactive through the signal `lang`.
//
// Our own sixty lines and not a package: intl-messageformat is over the 3 kB that words may cost before the first
// chart, and the small ones (rosetta, nanostores' i18n) either know no plurals or bring a store beside signals.
import { type InterfaceLanguage, interfaceLanguages } from '@phonochart/catalog/terms.ts';
import { signal } from '@preact/signals';
import { chartEn } from './chart-en.ts';
import type { detailsEn } from './details-en.ts';
import type { downloadsEn } from './downloads-en.ts';
import type { editsEn } from './edits-en.ts';
import { en } from './en.ts';
import type { exportsEn } from './exports-en.ts';
import type { Message, Parameters } from './messages.ts';
import type { noticesEn } from './notices-en.ts';
import type { screensEn } from './screens-en.ts';
import type { studioEn } from './studio-en.ts';

const first = { ...en, ...chartEn };
type English = typeof first &
  typeof screensEn &
  typeof noticesEn &
  typeof downloadsEn &
  typeof detailsEn &
  typeof editsEn &
  typeof exportsEn &
  typeof studioEn;
export type MessageKey = keyof English;

type Dictionary = Readonly<Record<string, Message>>;
const dictionaries: { en: Dictionary } & { [language in InterfaceLanguage]?: Dictionary } = { en: first };

/** English travels with the app, since it is the fallback, and with the screens that come later; the others are fetched when chosen. */
const fetchers: { [language in Exclude<InterfaceLanguage, 'en'>]: () => Promise<Dictionary> } = {
  vi: async () => (await import('./vietnamese.ts')).vietnamese,
};

/** Words of a screen that is loaded later; see screen-words.ts. */
export function addEnglish(words: Dictionary): void {
  dictionaries.en = { ...dictionaries.en, ...words };
}

/** The interface language now shown. Read it in a render to follow its changes. */
export const lang = signal<InterfaceLanguage>('en');

/** Fetches the language's words, then switches. Where they cannot be had, the language stays as it is. Returns whether it switched. */
export async function setInterfaceLanguage(language: InterfaceLanguage): Promise<boolean> {
  try {
    if (language !== 'en') dictionaries[language] ??= await fetchers[language]();
  } catch {
    return false;
  }
  lang.value = language;
  return true;
}

/** The first interface language among BCP 47 tags in order of preference; English where none fits. */
export function interfaceLanguageFor(tags: readonly string[]): InterfaceLanguage {
  for (const tag of tags) {
    const primary = tag.toLowerCase().split('-')[0];
    const found = interfaceLanguages.find((language) => language === primary);
    if (found) return found;
  }
  return 'en';
}

/** The text of a key. Numbers are written as the language writes them; `n` chooses the plural form. */
export function t<K extends MessageKey>(key: K, ...[parameters]: Parameters<English[K]>): string {
  const language = lang.value;
  const message: Message = dictionaries[language]?.[key] ?? dictionaries.en[key] ?? key;
  return fill(message, (parameters ?? {}) as Record<string, string | number>, language);
}

/** A record's text by interface language: the shown one, else English; its transcriptions whole. */
export function local(text: { readonly [language: string]: string } | undefined): string {
  return unbroken(text?.[lang.value] ?? text?.en ?? '');
}

/** Lines may break before a stress mark and after a slash, which would cut a transcription in two: a word joiner forbids it. */
export const unbroken = (text: string): string =>
  text.replace(/(\S)(?=[ˈˌ])/g, '$1\u2060').replace(/(^|[\s([“])\/(?=\S)/g, '$1/\u2060');

export function fill(message: Message, parameters: Record<string, string | number>, language: string): string {
  const text = typeof message === 'string' ? message : pluralText(message, Number(parameters.n), language);
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = parameters[name];
    if (value === undefined) return placeholder;
    return typeof value === 'number' ? written(value, language) : value;
  });
}

/**
 * A number as the language writes it. Whole ones below a thousand are the same digits in every interface language: the
 * browser's own formats take several milliseconds to come, and most pages need none.
 */
export const written = (value: number, language: string): string =>
  Number.isInteger(value) && value >= 0 && value < 1000 ? `${value}` : numberFormat(language).format(value);

const pluralText = (forms: Exclude<Message, string>, n: number, language: string): string =>
  forms[pluralRules(language).select(n)] ?? forms.other;

/** To make such an object takes longer than a row of a list, so one is made a language. */
function madeOnce<Made>(make: (language: string) => Made): (language: string) => Made {
  const made: Record<string, Made> = {};
  return (language) => {
    made[language] ??= make(language);
    return made[language];
  };
}
const numberFormat = madeOnce((language) => new Intl.NumberFormat(language));
const pluralRules = madeOnce((language) => new Intl.PluralRules(language));
