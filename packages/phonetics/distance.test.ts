// Distances: a metric's symmetry and zero, and the order that a phonetician expects.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { following } from './diacritics.ts';
import { distance } from './distance.ts';
import { letters } from './letters.ts';
import { canonicalSymbol } from './spell.ts';

const bases = [...letters.values()].flatMap(({ letter, type }) => (type === 'archiphoneme' ? [] : [letter]));
const sound = fc.oneof(
  fc
    .tuple(fc.constantFrom(...bases, 't͡ʃ', 'k͡p', 'aɪ', 'ŋǃ'), fc.constantFrom('', '', ...following.keys()))
    .map((parts) => parts.join('')),
  fc.array(fc.constantFrom('˥', '˦', '˧', '˨', '˩'), { minLength: 1, maxLength: 3 }).map((levels) => levels.join('')),
);

test('symmetric, from 0 to 1, and 0 for one canonical symbol alone', () => {
  fc.assert(
    fc.property(sound, sound, (a, b) => {
      const value = distance(a, b);
      expect(value).toBe(distance(b, a));
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
      expect(value === 0, `${a} ${b}`).toBe(canonicalSymbol(a) === canonicalSymbol(b));
      expect(distance(a, a)).toBe(0);
    }),
    { numRuns: 4000 },
  );
});

test.each([
  ['p', 'b', 'k', 'a'],
  ['p', 'pʰ', 'b', 't', 's'],
  ['t', 'd', 'k', 'm', 'i'],
  ['s', 'z', 'x', 'l', 'a'],
  ['t', 't͡s', 's', 'm'],
  ['r', 'ɾ', 'l', 't'],
  ['ŋ', 'ɴ', 'm', 'k', 'ŋǃ'],
  ['i', 'ɪ', 'ɛ', 'a'],
  ['i', 'y', 'u', 'p'],
  ['i', 'iː', 'e', 'j', 't'],
  ['a', 'ã', 'o', 'w'],
  ['aɪ', 'aʊ', 'ʊə', 'n'],
  ['˥', '˦', '˧', '˩'],
  ['˧˥', '˨˥', '˥˩'],
])('from [%s] outwards: %s, %s …', (from, ...outwards) => {
  const values = outwards.map((other) => distance(from, other));
  expect(values).toEqual([...values].sort((a, b) => a - b));
  expect(new Set(values).size).toBe(values.length);
});

test('a sound and a tone, or what is no IPA, are as far apart as can be', () => {
  expect(distance('a', '˥')).toBe(1);
  expect(distance('a', '???')).toBe(1);
  expect(distance('N', 'N')).toBe(0);
});
