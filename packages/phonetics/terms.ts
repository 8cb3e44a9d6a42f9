// Names of places, manners, series, heights and all other keys, by interface language.
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import { termTable } from './term-table.ts';

const table: Record<InterfaceLanguage, Map<string, string>> = { en: new Map(), vi: new Map() };
addTerms(termTable);

/** Adds words to those that `term` knows: lines of key, English and Vietnamese, parted by bars. */
export function addTerms(lines: string): void {
  for (const line of lines.trim().split('\n')) {
    const [key, en, vi] = line.split('|') as [string, string, string];
    table.en.set(key, en);
    table.vi.set(key, vi);
  }
}

/**
 * The name of a key in lower case: a place, manner, series, influx, height, backness, phonation, status, kind, view,
 * modifier, accompaniment of a click, or reason (`why-…`). A chart's row and column keys are names too: `front-rounded`,
 * `plosive:aspirated`, `nasal-glottalised`. An unknown key is its own name, so text of an author's own passes through.
 */
export function term(key: string, lang: InterfaceLanguage): string {
  const names = table[lang] ?? table.en;
  const known = names.get(key);
  if (known !== undefined) return known;
  if (key.includes(':')) {
    return key
      .split(':')
      .map((part) => term(part, lang))
      .join(', ');
  }
  if (key.includes('+')) {
    return key
      .split('+')
      .map((part) => term(part, lang))
      .join('-');
  }
  return composite(key, names) ?? key;
}

// A key of hyphenated parts, longest known part first: near-front-unrounded, voiceless-nasal-aspirated.
function composite(key: string, names: ReadonlyMap<string, string>): string | undefined {
  const parts = key.split('-');
  if (parts.length < 2) return undefined;
  for (let size = parts.length - 1; size > 0; size--) {
    const first = names.get(parts.slice(0, size).join('-'));
    if (first === undefined) continue;
    const rest = parts.slice(size).join('-');
    const last = names.get(rest) ?? composite(rest, names);
    if (last !== undefined) return `${first} ${last}`;
  }
  return undefined;
}
