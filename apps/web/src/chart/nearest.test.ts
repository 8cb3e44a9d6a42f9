import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleSounds } from './example-sounds.ts';
import { layoutVowels } from './layout/vowel-layout.ts';
import { nextSpot, type Spot } from './nearest.ts';

//  p . t k      0   1 2
//  b . d .      3   4
//  . v . .        5
const grid: Spot[] = [
  { x: 20, y: 20 },
  { x: 100, y: 20 },
  { x: 140, y: 20 },
  { x: 20, y: 66 },
  { x: 100, y: 66 },
  { x: 60, y: 112 },
];
const go = (from: number, key: string, ctrl = false) => nextSpot(grid, from, key, ctrl);

describe('arrows', () => {
  test('go to the next sound of the row over empty cells', () => {
    expect(go(0, 'ArrowRight')).toBe(1);
    expect(go(1, 'ArrowLeft')).toBe(0);
  });
  test('go down and up within a column', () => {
    expect(go(0, 'ArrowDown')).toBe(3);
    expect(go(4, 'ArrowUp')).toBe(1);
  });
  test('where the column has no more, go to the nearest sound in that direction', () => {
    expect(go(3, 'ArrowDown')).toBe(5);
    expect(go(2, 'ArrowDown')).toBe(4);
  });
  test('down a column, no row is skipped whose only sound stands in the other half', () => {
    const t = { x: 20, y: 20 };
    const ch = { x: 97, y: 70 };
    const n = { x: 58, y: 120 };
    const s = { x: 20, y: 170 };
    expect(nextSpot([t, ch, s, n], 0, 'ArrowDown', false)).toBe(3);
  });
  test('reach every sound, also a mid vowel that is nobody’s nearest', () => {
    const layouts = ['i y e ø ɛ œ a ɑ ɔ o u ə', 'i u e o ə ɛ ʌ ɔ a ɪ ʊ', 'i ɯ u ə a ɑ ɔ ʌ'].map((symbols) =>
      layoutVowels(exampleSounds(symbols, 'vowel'), 344)[0]!.spots.map(({ button }) => button),
    );
    const random = fc.array(fc.record({ x: fc.integer({ min: 0, max: 320 }), y: fc.integer({ min: 0, max: 300 }) }), {
      minLength: 1,
      maxLength: 20,
    });
    for (const spots of [...layouts, ...fc.sample(random, { numRuns: 50, seed: 7 })]) {
      const reached = new Set([0]);
      for (const from of reached)
        for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'])
          reached.add(nextSpot(spots, from, key, false) ?? from);
      expect(reached.size).toBe(spots.length);
    }
  });
  test('stay where nothing lies in that direction', () => {
    expect(go(2, 'ArrowRight')).toBeUndefined();
    expect(go(0, 'ArrowUp')).toBeUndefined();
  });
});

test('Home and End go to the ends of the row, with Ctrl to the first and the last sound', () => {
  expect([go(1, 'Home'), go(0, 'End'), go(4, 'End')]).toEqual([0, 2, 4]);
  expect([go(4, 'Home', true), go(0, 'End', true)]).toEqual([0, 5]);
});

test('other keys mean nothing here', () => {
  expect(go(0, 'a')).toBeUndefined();
});
