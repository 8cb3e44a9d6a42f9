// Which languages have a sound: by symbol, look-alike, X-SAMPA, description in two languages, and several sounds together.
import { expect, test } from 'vitest';
import { soundIndex } from './sound-index.ts';

const indexed = () => {
  const index = soundIndex<string>();
  index.set('a', 'p t tʼ t̠ʃ ɬ ɡ iː');
  index.set('b', 'p tʰ tʃ ɣ');
  index.set('c', 'p ɬ ɮ l');
  return index;
};
const found = (query: string, lang: 'en' | 'vi' = 'en') =>
  indexed()
    .find(query, lang)
    .map(({ symbol, by, holders }) => `${symbol} ${by} ${[...holders.keys()].join('')}`);

test('the symbol itself comes first, then what is written with the same letter, the commonest first', () => {
  expect(found('t')).toEqual(['t symbol a', 'tʼ symbol a', 'tʰ symbol b']);
  expect(found('/ɬ/')[0]).toBe('ɬ symbol ac');
  expect(found('g')[0]).toBe('ɡ symbol a');
});

test('one sound is one, however it is written, and each language keeps its own spelling', () => {
  for (const written of ['tʃ', 't͡ʃ', 't̠ʃ']) expect(found(written)[0]).toBe('t͡ʃ symbol ab');
  expect([...indexed().find('tʃ', 'en')[0]!.holders]).toEqual([
    ['a', 't̠ʃ'],
    ['b', 'tʃ'],
  ]);
});

test('X-SAMPA, and words of the description in either language, the last one under way', () => {
  expect(found('K')[0]).toBe('ɬ x-sampa ac');
  expect(found('voiced velar fricative')).toEqual(['ɣ description b']);
  expect(found('voiced lat').sort()).toEqual(['l description c', 'ɮ description c']);
  expect(found('xát ngạc mềm', 'vi')).toEqual(['ɣ description b']);
  expect(found('ejective')).toEqual(['tʼ description a']);
  for (const nothing of ['', ' / ', 'english', 'qqqq']) expect(found(nothing)).toEqual([]);
});

test('what an index was told last of a language is what it knows, and a sound that nobody has is not found', () => {
  const index = indexed();
  index.set('a', 'p');
  index.delete('c');
  expect(index.find('ɬ', 'en')).toEqual([]);
  expect([...index.find('p', 'en')[0]!.holders.keys()].sort()).toEqual(['a', 'b']);
});

test('what is new among sounds can be worked out one a step, and nobody has them by that', () => {
  const index = indexed();
  expect([...index.meet('p ɓ ǃ ɓ')]).toHaveLength(2);
  expect([...index.meet('ɓ ǃ')]).toEqual([]);
  expect(index.find('ɓ', 'en')).toEqual([]);
  index.set('d', 'ɓ');
  expect(index.find('ɓ', 'en')[0]!.holders).toEqual(new Map([['d', 'ɓ']]));
});

test('several sounds together are a question, and one alone with the words around it; other words are none', () => {
  const symbols = (query: string) =>
    indexed()
      .named(query)
      ?.map(({ symbol }) => symbol);
  expect(symbols('ɬ tʼ')).toEqual(['ɬ', 'tʼ']);
  expect(symbols('languages that have ɬ and tʼ')).toEqual(['ɬ', 'tʼ']);
  expect(symbols('ngôn ngữ có K, g')).toEqual(['ɬ', 'ɡ']);
  expect(symbols('languages with /ɬ/')).toEqual(['ɬ']);
  for (const other of ['ɬ', 'ɬ and english', 'with', '']) expect(symbols(other)).toBeUndefined();
});
