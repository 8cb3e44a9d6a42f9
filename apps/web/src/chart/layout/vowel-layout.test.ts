import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleSounds } from '../example-sounds.ts';
import { leastDistance, relax } from './relax.ts';
import { layoutVowels, type VowelSet, vowelGroups } from './vowel-layout.ts';

const ipa = 'i y ɨ ʉ ɯ u ɪ ʏ ʊ e ø ɘ ɵ ɤ o ə ɛ œ ɜ ɞ ʌ ɔ æ ɐ a ɶ ɑ ɒ';
const english = 'iː ɪ e æ ə ɜː ʌ ɑː ɒ ɔː ʊ uː';
const groupsOf = (symbols: string) =>
  [...vowelGroups(exampleSounds(symbols, 'vowel'))].map(([key, members]) => [key, members.length]);

function closest({ spots }: VowelSet): number {
  let least = Number.POSITIVE_INFINITY;
  spots.forEach(({ button: a }, i) => {
    for (const { button: b } of spots.slice(i + 1)) least = Math.min(least, Math.hypot(a.x - b.x, a.y - b.y));
  });
  return least;
}

describe('buttons', () => {
  test.each([
    ['the whole IPA', ipa],
    ['English', english],
    ['Cantonese', 'iː yː uː ɛː œː ɔː ɐ aː ɵ'],
  ])('no two of %s are under 46 px apart on a phone', (_, symbols) => {
    for (const set of layoutVowels(exampleSounds(symbols, 'vowel'), 344)) {
      expect(closest(set)).toBeGreaterThan(leastDistance - 1);
    }
  });

  test('the dot stays at the true point when its button moves', () => {
    const [set] = layoutVowels(exampleSounds('a ɐ ɑ æ ʌ ɒ', 'vowel'), 344);
    const moved = set!.spots.filter((spot) => spot.leader);
    for (const { point, button } of moved)
      expect(Math.hypot(point.x - button.x, point.y - button.y)).toBeGreaterThan(15);
    const [wide] = layoutVowels(exampleSounds('i a u', 'vowel'), 344);
    expect(wide!.spots.every((spot) => !spot.leader)).toBe(true);
  });

  test('of a pair the unrounded stands left, the rounded right, at one height', () => {
    const [set] = layoutVowels(exampleSounds('i y a', 'vowel'), 344);
    const [i, y] = set!.spots.map((spot) => spot.button);
    expect(y!.x - i!.x).toBeGreaterThanOrEqual(leastDistance - 1);
    expect(Math.abs(y!.y - i!.y)).toBeLessThan(4);
  });

  test('buttons stay within the drawing, however many share a point', () => {
    const discs = fc.array(fc.record({ x: fc.integer({ min: 0, max: 344 }), y: fc.integer({ min: 0, max: 300 }) }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(discs, (points) => {
        const bounds = { left: 22, right: 322, top: 22, bottom: 278 };
        const spots = relax(
          points.map((point) => ({ at: point, wish: point })),
          bounds,
        );
        return spots.every(({ x, y }) => x >= 22 && x <= 322 && y >= 22 && y <= 278);
      }),
      { numRuns: 30 },
    );
  });
});

describe('sets', () => {
  test('long vowels without short fellows stand among the plain ones', () => {
    expect(groupsOf(english)).toEqual([['', 12]]);
  });

  test('contrastive length is a set of its own', () => {
    expect(groupsOf('a i u aː iː uː')).toEqual([
      ['', 3],
      ['long', 3],
    ]);
  });

  test('each modification is a set; a nasal long vowel stands among the nasal ones', () => {
    expect(groupsOf('iː eː aː ə ĩː ẽː ãː')).toEqual([
      ['', 4],
      ['nasal', 3],
    ]);
  });

  test('nasal vowels of two lengths are two sets, as plain ones are', () => {
    expect(groupsOf('i a u ĩ ã ũ ĩː ãː ũː')).toEqual([
      ['', 3],
      ['nasal', 3],
      ['long+nasal', 3],
    ]);
    expect(groupsOf('i a u ĩ ã ũ ḭ̃ ã̰ ṵ̃')).toEqual([
      ['', 3],
      ['nasal', 3],
      ['nasal+creaky', 3],
    ]);
  });

  test('each length that contrasts has its own trapezoid', () => {
    expect(groupsOf('i a u iˑ aˑ uˑ iː aː uː iːː aːː uːː')).toEqual([
      ['', 3],
      ['half-long', 3],
      ['long', 3],
      ['overlong', 3],
    ]);
  });

  test('a set of three or more is small only beside another small one', () => {
    const small = layoutVowels(exampleSounds(`${ipa} iː aː uː`, 'vowel'), 344).map((set) => set.small);
    expect(small).toEqual([false, false]);
    const sets = layoutVowels(exampleSounds('i a u iː aː uː i̤ e̤ ɛ̤ a̤ ɔ̤ o̤ ṳ ɨ̤', 'vowel'), 344);
    expect(sets.map((set) => set.small)).toEqual([false, false, false]);
  });

  test('two or more modifications are small trapezoids, a lone one gets a full one', () => {
    const small = (symbols: string) => layoutVowels(exampleSounds(symbols, 'vowel'), 344).map((set) => set.small);
    expect(small('i a u iː aː uː ĩ ã ũ')).toEqual([false, true, true]);
    expect(small('i a u ĩ ã ũ')).toEqual([false, false]);
  });

  test('heights: 236 px under eight uncrowded vowels, normally 300, over sixteen 446', () => {
    const height = (symbols: string) => layoutVowels(exampleSounds(symbols, 'vowel'), 344)[0]!.frame.height;
    expect(height('i e a o u')).toBe(236);
    expect(height(english)).toBe(300);
    expect(height(ipa)).toBe(446);
  });
});
