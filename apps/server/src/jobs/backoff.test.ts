// How long tasks wait for their next attempt.
import { expect, test } from 'vitest';
import { waitAfter } from './backoff.ts';

const backoff = { firstMs: 100, longestMs: 1000 };

test('doubles up to the longest, however many attempts there were', () => {
  const longest = [1, 2, 3, 4, 5, 6, 5000].map((attempt) => waitAfter(attempt, backoff, () => 1));
  expect(longest).toEqual([100, 200, 400, 800, 1000, 1000, 1000]);
});

test('spreads over the whole of it, down to nothing', () => {
  expect([0, 0.25, 0.5].map((random) => waitAfter(3, backoff, () => random))).toEqual([0, 100, 200]);
});
