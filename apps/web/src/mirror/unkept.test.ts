// Notes of own changes on their way into the database: the latest counts, and none outlives what came after it.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetUnkept, noteUnkept, readUnkept } from './unkept.ts';

const kept = new Map<string, string>();
/** Characters that the device still takes. */
let room = Number.POSITIVE_INFINITY;

beforeEach(() => {
  kept.clear();
  room = Number.POSITIVE_INFINITY;
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, value);
    },
    removeItem: (key: string) => kept.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

test('what is kept is forgotten, unless it was changed again meanwhile', () => {
  noteUnkept({ stars: { 'aa:p': true, 'aa:b': true }, settings: { theme: 'dark' } });
  noteUnkept({ stars: { 'aa:b': false } });
  forgetUnkept({ stars: { 'aa:p': true, 'aa:b': true }, settings: { theme: 'dark' } });
  expect(readUnkept()).toEqual({ stars: { 'aa:b': false }, settings: {} });
  forgetUnkept({ stars: { 'aa:b': false } });
  expect(kept.size).toBe(0);
});

test('where a change cannot be noted, the note of an earlier one of the same thing goes: it would undo the later', () => {
  noteUnkept({ stars: { 'aa:p': true, 'aa:b': true } });
  room = kept.values().next().value!.length - 1;
  noteUnkept({ stars: { 'aa:p': false, 'aa:t': true } });
  expect(readUnkept()).toEqual({ stars: { 'aa:b': true }, settings: {} });
});

test('a device that takes nothing keeps no note at all', () => {
  noteUnkept({ stars: { 'aa:p': true, 'aa:b': true } });
  room = 0;
  forgetUnkept({ stars: { 'aa:b': true } });
  expect(readUnkept()).toEqual({ stars: {}, settings: {} });
});
