import { describe, expect, test } from 'vitest';
import { namesTag, preferredEncoding } from './negotiate.ts';

describe('preferredEncoding', () => {
  test.each([
    [null, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.1, gzip;q=0.9', 'gzip'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['identity;q=1, gzip;q=0.5', 'identity'],
    ['GZIP;Q=1', 'gzip'],
    ['br;q=rubbish', 'identity'],
  ])('takes %j as %s', (accepts, encoding) => {
    expect(preferredEncoding(accepts)).toBe(encoding);
  });
});

describe('namesTag compares weakly, through whole lists', () => {
  test.each([
    ['"a"', true],
    ['W/"a"', true],
    ['"x", W/"a" , "y"', true],
    ['*', true],
    ['"b"', false],
    ['a', false],
    [null, false],
  ])('%j', (list, named) => {
    expect(namesTag(list, '"a"')).toBe(named);
  });
});
