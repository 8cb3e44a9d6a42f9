import { expect, test } from 'vitest';
import { type Contour, contourDigits, contourPath } from './tone-contour.ts';

const contour = (levels: number[], rest: Partial<Contour> = {}): Contour => ({ type: 'contour', levels, ...rest });

test('a rising tone is one stroke from low to high', () => {
  expect(contourPath(contour([3, 5]))).toBe('M6.0 23.0L58.0 4.0');
});

test('a break in the voice breaks the stroke', () => {
  expect(contourPath(contour([3, 0, 5])).match(/M/g)).toHaveLength(2);
});

test('a checked tone is short and ends in a bar, and so does a glottal close', () => {
  expect(contourPath(contour([5], { syllable: 'checked' }))).toMatch(/^M6\.0 .*L26\.8 .*v12$/);
  expect(contourPath(contour([2, 1], { phonation: 'glottalised' }))).toMatch(/v12$/);
});

test('digits say levels, break and glottal close', () => {
  expect(contourDigits(contour([3, 0, 5], { phonation: 'glottalised' }))).toBe('3ˀ5');
  expect(contourDigits(contour([2, 1], { phonation: 'glottalised' }))).toBe('21ˀ');
});
