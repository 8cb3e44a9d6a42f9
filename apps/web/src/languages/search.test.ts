// Search: any name or code, marks and case aside.
import { expect, test } from 'vitest';
import { searchLanguages } from './search.ts';

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
  language('vietnamese-hanoi', 'Vietnamese', 'Tiếng Việt', ['Việt Nam'], 'vie', 'Tiếng Việt'),
  language('arabic-msa', 'Arabic', 'العَرَبِيَّة', [], 'arb', 'Tiếng Ả Rập'),
  language('old-english', 'Old English', 'Ænglisc', [], 'ang'),
  language('thai', 'Thai', 'ภาษาไทย', [], 'tha', 'Tiếng Thái'),
];
const found = (query: string, shown: 'en' | 'vi' = 'en') => searchLanguages(all, query, shown).map(({ code }) => code);

test('marks and case do not count, in any script', () => {
  expect(found('tieng viet')).toEqual(['vietnamese-hanoi']);
  expect(found('TIẾNG VIỆT')).toEqual(['vietnamese-hanoi']);
  expect(found('العربية')).toEqual(['arabic-msa']);
  expect(found('aenglisc')).toEqual(['old-english']);
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

test('between equal matches its own name goes first, then what the interface calls it, then any other', () => {
  expect(found('tieng')[0]).toBe('vietnamese-hanoi');
  expect(found('tieng', 'vi')[0]).toBe('vietnamese-hanoi');
  expect(found('tieng th', 'vi')).toEqual(['thai']);
  expect(found('viet nam')).toEqual(['vietnamese-hanoi']);
});

test('a few letters match where a word begins, and not inside one, save in scripts that do not part words', () => {
  expect(found('eng')).toEqual(['english-gb', 'old-english']);
  expect(found('ngl')).toEqual([]);
  expect(found('ไทย')).toEqual(['thai']);
});

test('Glottocode, family and variety find it too, after every name; several words may match several of them', () => {
  const more = [
    ...all,
    { ...language('english-us', 'English', 'English', [], 'eng'), variety: { en: 'General American' } },
    {
      ...language('latvian', 'Latvian', 'Latviešu', [], 'lav'),
      glottocode: 'latv1249',
      family: 'Indo-European (Baltic)',
    },
    language('baltic-x', 'Baltic', 'Baltic', [], 'xxx'),
  ];
  const foundIn = (query: string) => searchLanguages(more, query, 'en').map(({ code }) => code);
  expect(foundIn('latv1249')).toEqual(['latvian']);
  expect(foundIn('baltic')).toEqual(['baltic-x', 'latvian']);
  expect(foundIn('indo-european')).toEqual(['latvian']);
  expect(foundIn('english american')).toEqual(['english-us']);
  expect(foundIn('english klingon')).toEqual([]);
});

test('nothing typed shows everything, and nothing found shows nothing', () => {
  expect(found(' ')).toHaveLength(5);
  expect(found('klingon')).toEqual([]);
});
