// A sound is found by symbol, look-alike, X-SAMPA, variant, name, spelling, description and example word, best first.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { expect, test } from 'vitest';
import { findSounds } from './find-sound.ts';

const phoneme = (symbol: string, words: string[] = [], name?: string) => ({
  id: `x:${symbol}`,
  symbol,
  ipa: symbol,
  kind: /[aeiouɪ]/.test(symbol) ? 'vowel' : 'consonant',
  words: words.map((word) => ({ word: `x:${word}`, at: 0 })),
  ...(name ? { name } : {}),
});
const word = (form: string, gloss: string, reading?: string) => ({
  id: `x:${form}`,
  form,
  gloss: { en: gloss, vi: `${gloss} (vi)` },
  ...(reading ? { reading: { system: 'pinyin', text: reading } } : {}),
});
const inventory = {
  language: {
    spellings: [
      { phoneme: 'x:ʃ', letters: 'sh', rank: 1 },
      { phoneme: 'x:k', letters: 'c', rank: 1 },
      { phoneme: 'x:s', letters: 'c', rank: 2 },
    ],
  },
  phonemes: [
    phoneme('tʰ'),
    phoneme('t', ['tea']),
    phoneme('d'),
    phoneme('t͡ʃ'),
    phoneme('ʃ', ['ship']),
    phoneme('ɡ'),
    phoneme('k'),
    phoneme('s'),
    phoneme('l'),
    phoneme('ɬ'),
    phoneme('ɮ'),
    phoneme('iː', ['妈'], 'FLEECE'),
  ],
  realisations: [{ output: ['ɾ'], phonemes: ['x:t', 'x:d'] }],
  words: [word('tea', 'drink'), word('ship', 'boat'), word('妈', 'mother', 'mā')],
} as unknown as Inventory;

const found = (query: string, lang: 'en' | 'vi' = 'en') =>
  findSounds(inventory, query, lang).map(({ phoneme, by }) => `${phoneme.symbol} ${by}`);

test('the symbol itself comes first, then what is written with the same letter', () => {
  expect(found('t')).toEqual(['t symbol', 'tʰ symbol']);
  expect(found('/tʃ/')[0]).toBe('t͡ʃ symbol');
});

test('look-alikes and X-SAMPA are read', () => {
  expect(found('g')[0]).toBe('ɡ symbol');
  expect(found('i:')[0]).toBe('iː symbol');
  expect(found('S')[0]).toBe('ʃ x-sampa');
  expect(found('t_h')[0]).toBe('tʰ x-sampa');
});

test('a variant finds every phoneme that it realises', () => {
  expect(found('[ɾ]')).toEqual(['t variant', 'd variant']);
});

test('words of the description, in any order, in both languages, the last one under way', () => {
  expect(found('voiced lateral')).toEqual(['l description', 'ɮ description']);
  expect(found('lateral voiced fric')).toEqual(['ɮ description']);
  expect(found('bên hữu thanh', 'vi').sort()).toEqual(['l description', 'ɮ description']);
  expect(found('voiceless stop')).toContain('k description');
  expect(found('sibilant')).toContain('ʃ description');
  expect(found('voiceless palato-alveolar fricative')).toEqual(['ʃ description']);
});

test('spelling, name, example word, reading and gloss', () => {
  expect(found('sh')).toEqual(['ʃ spelling']);
  expect(found('C').slice(0, 2)).toEqual(['k spelling', 's spelling']);
  expect(found('fleece')).toEqual(['iː name']);
  expect(found('shi')).toEqual(['ʃ word']);
  expect(found('ma')).toEqual(['iː word']);
  expect(found('妈')).toEqual(['iː word']);
  expect(found('boat')).toEqual(['ʃ word']);
});

test('nothing is found for nothing, and any text is borne', () => {
  expect(found('')).toEqual([]);
  expect(found('  /  ')).toEqual([]);
  expect(found('qqqq')).toEqual([]);
  expect(() => found('\u0301'.repeat(10_000))).not.toThrow();
});
