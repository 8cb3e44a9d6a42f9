import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { expect, test } from 'vitest';
import { sayablesOf } from './sayable.ts';

const inventory = {
  id: 'test',
  language: { bcp47: 'vi' },
  phonemes: [{ id: 'test:ɓ', words: [{ word: 'test:word:ba', at: 0 }] }],
  realisations: [{ id: 'test:ɓ>ʔɓ', words: [] }],
  words: [{ id: 'test:word:ba', form: 'ba' }],
  audio: [{ id: 'clip', voices: 'test:word:ba' }],
} as unknown as Inventory;

test('a phoneme may be said by its example words, a word by itself', () => {
  const sayable = sayablesOf(inventory);
  expect(sayable('test:ɓ')).toMatchObject({ code: 'test', tag: 'vi', sources: [], words: [{ form: 'ba' }] });
  expect(sayable('test:word:ba')).toMatchObject({ sources: [{ id: 'clip' }], words: [{ form: 'ba' }] });
});

test('a sound without clip or word, known or not, has nothing to say', () => {
  expect(sayablesOf(inventory)('test:ɓ>ʔɓ')).toMatchObject({ sources: [], words: [] });
  expect(sayablesOf(inventory)('no such id')).toMatchObject({ sources: [], words: [] });
});
