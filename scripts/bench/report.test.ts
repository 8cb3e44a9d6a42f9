import { expect, test } from 'vitest';
import { comparison, summary, table } from './report.ts';
import { alternate, rowOf } from './row.ts';
import { ownerOf } from './source-owners.ts';

const about = { name: 'a row', against: 'a peer', unit: 'ms', better: 'lower' as const };
const rounds = (...ratios: number[]) => ratios.map((ratio) => ({ ours: ratio * 10, peer: 10 }));
const results = (...ratios: number[]) => ({
  taken: 'then',
  commit: 'abc',
  machine: 'one',
  rounds: ratios.length,
  rows: ratios.length > 0 ? [rowOf(about, rounds(...ratios))] : [],
});

test('a ratio is the median of the rounds’ own ratios, not the ratio of two medians', () => {
  const row = rowOf(about, [
    { ours: 10, peer: 10 },
    { ours: 40, peer: 20 },
    { ours: 30, peer: 10 },
  ]);
  expect(row).toMatchObject({ ours: 30, peer: 10, ratio: 2, spread: { min: 1, median: 2, max: 3 } });
});

test('the two sides are measured in turn, and the first pair does not count', async () => {
  const order: string[] = [];
  const side = (name: string) => async () => order.push(name);
  expect(await alternate(2, side('A'), side('B'))).toEqual([
    { ours: 3, peer: 4 },
    { ours: 5, peer: 6 },
  ]);
  expect(order.join('')).toBe('ABABAB');
});

test('a floor is met or missed by the median', () => {
  const row = (at: number) =>
    rowOf({ ...about, name: `a row of ${at}`, floor: { on: 'ratio', sense: 'least', at } }, rounds(0.4, 0.5, 0.9));
  expect(table([row(0.5)])).toContain('meets floor');
  expect(table([row(0.6)])).toContain('misses floor');
  expect(summary([row(0.5), row(0.6), rowOf(about, rounds(1))])).toBe(
    '1 of 2 floors are held; missed:\n  a row of 0.6',
  );
});

test('a change counts only where the two spreads do not touch', () => {
  const before = results(1.0, 1.1, 1.2);
  expect(comparison(before, results(1.2, 1.4, 1.6).rows)).toContain('within the spread');
  expect(comparison(before, results(1.3, 1.4, 1.6).rows)).toContain('WORSE');
  expect(comparison(before, results(0.7, 0.8, 0.9).rows)).toContain('better');
});

test('a row is shown before and after; a new one, one that is gone and a single round say so', () => {
  const before = results(1.0, 1.1, 1.2);
  expect(comparison(before, results(1.3, 1.4, 1.6).rows)).toContain(
    'a row: 11.0 → 14.0 ms, ratio 1.10 [1.00–1.20] → 1.40 [1.30–1.60] (+27%), WORSE',
  );
  expect(comparison(before, results(1.4).rows)).toContain('one round cannot tell');
  const other = comparison(before, [rowOf({ ...about, name: 'another' }, rounds(2))]);
  expect(other).toContain('another: new, ratio 2.00');
  expect(other).toContain('a row: not measured this time');
});

test('what is better depends on the row', () => {
  const higher = (...ratios: number[]) => rowOf({ ...about, better: 'higher' }, rounds(...ratios));
  const before = { ...results(), rows: [higher(1.0, 1.1, 1.2)] };
  expect(comparison(before, [higher(1.3, 1.4, 1.6)])).toContain('better');
  expect(comparison(before, [higher(0.7, 0.8, 0.9)])).toContain('WORSE');
});

test.each([
  ['../../node_modules/@preact/signals/dist/x.js', '@preact/signals'],
  ['../../node_modules/rxdb/dist/esm/index.js', 'rxdb'],
  ['../../packages/phonetics/place.ts', 'our phonetics'],
  ['../../apps/web/src/chart/layout/relax.ts', 'our chart'],
  ['../../apps/web/src/app.tsx', 'our app'],
])('%s belongs to %s', (source, owner) => {
  expect(ownerOf(source)).toBe(owner);
});
