// Search: any name or code, marks and case aside.
import { expect, test } from 'vitest';
import { folded, searchLanguages } from './search.ts';

const language = (code: string, name: string, autonym: string, aliases: string[], iso639_3: string, vi?: string) => ({
  code,
  name,
  autonym,
  aliases,
  iso639_3,
  ...(vi ? { names: { vi } } : {}),
});
const all = [
  language('english-gb', 'English', 'English', ['British English', 'RP'], 'eng', 'Tiếng Anh'),
  language('vietnamese-hanoi', 'Vietnamese', 'Tiếng Việt', ['Annamese'], 'vie'),
  language('arabic-msa', 'Arabic', 'العَرَبِيَّة', [], 'arb', 'Tiếng Ả Rập'),
  language('old-english', 'Old English', 'Ænglisc', [], 'ang'),
];
const found = (query: string) => searchLanguages(all, query).map(({ code }) => code);

test('marks and case do not count, in any script', () => {
  expect(found('tieng viet')).toEqual(['vietnamese-hanoi']);
  expect(found('TIẾNG VIỆT')).toEqual(['vietnamese-hanoi']);
  expect(found('العربية')).toEqual(['arabic-msa']);
  expect(folded('Đắk Lắk, Ænglisc')).toBe('dak lak, aenglisc');
});

test('a language is found by name, own name, alias, name in Vietnamese, ISO code and our own code', () => {
  for (const query of ['English', 'british', 'tieng anh', 'eng', 'english-gb'])
    expect(found(query)[0]).toBe('english-gb');
});

test('a whole match goes before a start, a start before a word, a word before a part', () => {
  expect(found('english')).toEqual(['english-gb', 'old-english']);
  expect(found('ang')).toEqual(['old-english']);
  expect(found('glis')).toEqual(['english-gb', 'old-english']);
});

test('nothing typed shows everything, and nothing found shows nothing', () => {
  expect(found(' ')).toHaveLength(4);
  expect(found('klingon')).toEqual([]);
});
