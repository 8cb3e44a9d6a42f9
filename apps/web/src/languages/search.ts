// Finding a language by any of its names or codes, marks and case aside.
import type { LanguageSummary } from '@phonochart/catalog/language.ts';

export type Searched = Pick<LanguageSummary, 'code' | 'name' | 'names' | 'autonym' | 'aliases' | 'iso639_3'>;

/** Letters that are letters of their own and not a letter with a mark, so that no decomposition reaches them. */
const plain: Readonly<Record<string, string>> = {
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
};

/** Lower case, without marks; apostrophes and hyphens do not count. */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[đðøłħıßæœ]/g, (letter) => plain[letter] ?? letter)
    .replace(/['’ʼʻ]/g, '')
    .replace(/[-–_/]/g, ' ')
    .trim();

/** 0 for a whole code or name, 1 for the start of a name, 2 for the start of a word in it, 3 for anywhere; else nothing. */
function rankOf(query: string, language: Searched): number | undefined {
  const texts = [language.autonym, language.name, ...Object.values(language.names ?? {}), ...language.aliases].map(
    folded,
  );
  const codes = [folded(language.code), language.iso639_3 ?? ''];
  if (codes.includes(query) || texts.includes(query)) return 0;
  const all = [...texts, ...codes];
  if (all.some((text) => text.startsWith(query))) return 1;
  if (all.some((text) => text.includes(` ${query}`))) return 2;
  return all.some((text) => text.includes(query)) ? 3 : undefined;
}

/** The languages that match, best first and otherwise in the order given; all of them for an empty query. */
export function searchLanguages<L extends Searched>(languages: readonly L[], query: string): L[] {
  const wanted = folded(query);
  if (wanted === '') return [...languages];
  return languages
    .map((language, at) => ({ language, at, rank: rankOf(wanted, language) }))
    .filter(({ rank }) => rank !== undefined)
    .sort((a, b) => a.rank! - b.rank! || a.at - b.at)
    .map(({ language }) => language);
}
