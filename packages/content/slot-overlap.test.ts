// Two inventories of one language: what counts as the same slot, and what stands alone.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { expect, test } from 'vitest';
import { slotOverlap } from './slot-overlap.ts';

const inventory = (symbols: string): Inventory =>
  ({ phonemes: symbols.split(' ').map((symbol) => ({ symbol, ipa: symbol })) }) as unknown as Inventory;

test('length, tie bars, diphthongs and tones do not count', () => {
  expect(slotOverlap(inventory('t͡ʃ aː i˥ ai ˥ m'), inventory('tʃ a i˩ au m'))).toMatchObject({ overlap: 1 });
});

test('letters that neither contrasts are folded, and said', () => {
  const { overlap, folded } = slotOverlap(inventory('t̪ r ä e'), inventory('t ɾ a ɛ'));
  expect(overlap).toBe(1);
  expect(folded).toEqual([
    ['t̪', 't'],
    ['ä', 'a'],
    ['r', 'ɾ'],
    ['e', 'ɛ'],
  ]);
});

test('letters that one of them contrasts are not folded away: each has one counterpart', () => {
  expect(slotOverlap(inventory('e ɛ r'), inventory('ɛ r ɾ'))).toMatchObject({
    overlap: 2 / 4,
    shared: ['ɛ', 'r'],
    ours: ['e'],
    theirs: ['ɾ'],
  });
});

test('voice, aspiration, nasality and place are slots of their own', () => {
  expect(slotOverlap(inventory('p k a'), inventory('pʰ q ã'))).toMatchObject({ overlap: 0, ours: ['p', 'k', 'a'] });
});
