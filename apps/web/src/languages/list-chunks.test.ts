// Of a long list stands on the page what is on the screen and half a screen around it.
import { expect, test } from 'vitest';
import { chunksNear } from './list-chunks.ts';

const near = (from: number, focused?: number) =>
  chunksNear({ count: 250, height: () => 780, from, screen: 740, focused });

test('the chunks on the screen, and half a screen before and after', () => {
  expect(near(-150)).toEqual([0, 1]);
  expect(near(7800)).toEqual([9, 10, 11]);
  expect(near(780 * 249)).toEqual([248, 249]);
});

test('a list that is elsewhere on the page keeps the chunk that comes first when it is scrolled to', () => {
  expect(near(-100_000)).toEqual([0]);
  expect(near(1e7)).toEqual([249]);
});

test('the chunk that has the focus stays, wherever the screen is', () => {
  expect(near(7800, 3)).toEqual([3, 9, 10, 11]);
  expect(near(7800, 10)).toEqual([9, 10, 11]);
  expect(near(7800, 250)).toEqual([9, 10, 11]);
});

test('chunks that were measured count as high as they are', () => {
  const heights = [780, 2000, 780];
  expect(chunksNear({ count: 3, height: (chunk) => heights[chunk]!, from: 1500, screen: 400 })).toEqual([1]);
});
