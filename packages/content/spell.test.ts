// Proves which letters of a word are said to spell which sound.
import { expect, test } from 'vitest';
import { readSpelling } from './spell.ts';

const marks = (form: string, spell: string) => {
  const read = readSpelling(form, spell);
  if ('error' in read) throw new Error(read.error);
  return read.sounds.map(({ letters, phoneme, phone }) => [letters.map(([a, b]) => form.slice(a, b)), phoneme, phone]);
};

test('a discontinuous spelling takes its rest where it comes next', () => {
  expect(marks('price', 'p:p[pʰ] r:r[ɹ̥] i…e:aɪ c:s')).toEqual([
    [['p'], 'p', 'pʰ'],
    [['r'], 'r', 'ɹ̥'],
    [['i', 'e'], 'aɪ', undefined],
    [['c'], 's', undefined],
  ]);
});

test('the rest of a discontinuous spelling may stand in the middle of a word', () => {
  expect(marks('wives', 'w:w i…e:aɪ v:v s:z')).toEqual([
    [['w'], 'w', undefined],
    [['i', 'e'], 'aɪ', undefined],
    [['v'], 'v', undefined],
    [['s'], 'z', undefined],
  ]);
});

test('one letter may spell several sounds, a tone among them', () => {
  expect(marks('box', 'b:b o:ɒ x:k[k̚],s')[2]).toEqual([['x'], 'k', 'k̚']);
  expect(marks('bá', 'b:ɓ á:aː,˧˥')).toEqual([
    [['b'], 'ɓ', undefined],
    [['á'], 'aː', undefined],
    [['á'], '˧˥', undefined],
  ]);
});

test('silent letters and unwritten sounds', () => {
  expect(marks('knee', 'k: n:n ee:iː')[0]).toEqual([['k'], null, undefined]);
  expect(marks('كتب', 'ك:k _:a ت:t _:a ب:b')[1]).toEqual([[], 'a', undefined]);
});

test('spaces and hyphens need no spelling', () => {
  expect(marks('ice-cream', 'i…e:aɪ c:s c:k r:r ea:iː m:m').length).toBe(6);
});

test.each([
  ['ship', 'sh:ʃ i:ɪ', '"p" at the end of "ship" is spelled by no entry'],
  ['ship', 's:s i:ɪ p:p', '"i:ɪ" does not fit: "hip" comes next in "ship"'],
  ['pric', 'p:p r:r i…e:aɪ c:s', 'the letters "e" of a discontinuous spelling are not in "pric"'],
  ['ship', 'ship', '"ship" needs the form letters:sound'],
])('%s spelled %s is refused in words', (form, spell, error) => {
  expect(readSpelling(form, spell)).toEqual({ error });
});
