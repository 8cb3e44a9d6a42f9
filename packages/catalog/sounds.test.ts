import { expect, test } from 'vitest';
import { soundsOf } from './sounds.ts';

test('symbols stand in their own order, parted by one space, and no symbol holds a space of its own', () => {
  expect(soundsOf(['p', 't͡ʃ', 'n̪|n', 'a'].map((symbol) => ({ symbol })))).toBe('p t͡ʃ n̪|n a');
  expect(soundsOf([{ symbol: ' k\u00a0p ' }, { symbol: 'i' }])).toBe('kp i');
  expect(soundsOf([])).toBe('');
});
