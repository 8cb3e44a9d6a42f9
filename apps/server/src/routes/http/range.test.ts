import { expect, test } from 'vitest';
import { rangeWanted } from './range.ts';

const wanted = (range: string | undefined, ifRange?: string) => rangeWanted({ range, ifRange }, 1000, '"tag"');

test.each([
  ['bytes=0-99', 0, 99],
  ['bytes=900-', 900, 999],
  ['bytes=900-5000', 900, 999],
  ['bytes=-1', 999, 999],
  ['bytes=-5000', 0, 999],
  ['Bytes = 0-0', 0, 0],
])('%s is one part', (range, first, last) => {
  expect(wanted(range)).toEqual({ type: 'part', first, last });
});

test.each(['bytes=1000-', 'bytes=1000-2000', 'bytes=-0', 'bytes=0-1,2-3', 'bytes=0-0, -1'])(
  '%s is refused',
  (range) => {
    expect(wanted(range)).toEqual({ type: 'refused' });
  },
);

test.each([undefined, 'lines=0-5', 'bytes=', 'bytes=a-b', 'bytes=5-2', 'bytes=--1', 'bytes=1'])(
  '%s is no range that counts, so the whole is sent',
  (range) => {
    expect(wanted(range)).toEqual({ type: 'whole' });
  },
);

test('If-Range must name the very bytes: a date, a weak tag or another one gets the whole', () => {
  expect(wanted('bytes=0-9', '"tag"')).toMatchObject({ type: 'part' });
  for (const other of ['W/"tag"', '"other"', 'Sat, 21 Nov 2026 08:00:00 GMT']) {
    expect(wanted('bytes=0-9', other)).toEqual({ type: 'whole' });
  }
});
