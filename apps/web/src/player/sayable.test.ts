import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { expect, test } from 'vitest';
import { sayablesOf } from './sayable.ts';

const inventory = {
  id: 'test',
  language: { bcp47: 'vi' },
  phonemes: [
    { id: 'test:ɓ', symbol: 'ɓ', words: [{ word: 'test:word:ba', at: 0 }] },
    {
      id: 'test:ʊə',
      symbol: 'ʊə',
      words: [
        { word: 'test:word:poor', at: 1 },
        { word: 'test:word:tour', at: 1 },
      ],
    },
    { id: 'test:t', symbol: 't', words: [{ word: 'test:word:tour', at: 0 }] },
    { id: 'test:ɔː', symbol: 'ɔː', words: [] },
  ],
  realisations: [
    { id: 'test:ɓ>ʔɓ', output: ['ʔɓ'], words: [] },
    { id: 'test:ʊə>ɔː', output: ['ɔː'], words: [{ word: 'test:word:poor', at: 1 }] },
    { id: 'test:t>tʰ', output: ['tʰ'], words: [] },
  ],
  words: [
    { id: 'test:word:ba', form: 'ba', segments: [{ phoneme: 'test:ɓ' }] },
    { id: 'test:word:poor', form: 'poor', segments: [{}, { phoneme: 'test:ʊə', realisation: 'test:ʊə>ɔː' }] },
    {
      id: 'test:word:tour',
      form: 'tour',
      segments: [{ phoneme: 'test:t', realisation: 'test:t>tʰ' }, { phoneme: 'test:ʊə' }],
    },
  ],
  audio: [{ id: 'clip', voices: 'test:word:ba' }],
} as unknown as Inventory;

test('a phoneme may be said by its example words, a word by itself', () => {
  const sayable = sayablesOf(inventory);
  expect(sayable('test:ɓ')).toMatchObject({ code: 'test', tag: 'vi', sources: [], words: [{ form: 'ba' }] });
  expect(sayable('test:word:ba')).toMatchObject({ sources: [{ id: 'clip' }], words: [{ form: 'ba' }] });
});

test('a word that says another phoneme stands in for the realisation alone; an allophone of its own is near enough', () => {
  const sayable = sayablesOf(inventory);
  expect(sayable('test:ʊə').words).toEqual([{ id: 'test:word:tour', form: 'tour' }]);
  expect(sayable('test:ʊə>ɔː').words).toEqual([{ id: 'test:word:poor', form: 'poor' }]);
  expect(sayable('test:t').words).toEqual([{ id: 'test:word:tour', form: 'tour' }]);
});

test('a sound without clip or word, known or not, has nothing to say', () => {
  expect(sayablesOf(inventory)('test:ɓ>ʔɓ')).toMatchObject({ sources: [], words: [] });
  expect(sayablesOf(inventory)('no such id')).toMatchObject({ sources: [], words: [] });
});
