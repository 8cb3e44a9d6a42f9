import { expect, test } from 'vitest';
import { exampleSounds } from '../example-sounds.ts';
import { layoutDiphthongs } from './diphthong-layout.ts';

test('diphthongs that end alike share one target ring', () => {
  const { rings, glides } = layoutDiphthongs(exampleSounds('eɪ aɪ ɔɪ əʊ aʊ', 'diphthong'), 344);
  expect(rings.map((ring) => ring.label)).toEqual(['ɪ', 'ʊ']);
  expect(glides).toHaveLength(5);
});

test('a glide from a ring starts at its edge and has no dot', () => {
  const { glides } = layoutDiphthongs(exampleSounds('ɪə eɪ', 'diphthong'), 344);
  expect(glides.map((glide) => glide.start !== undefined)).toEqual([false, true]);
});

test('diphthongs with one start and one end do not lie on one another', () => {
  const sounds = exampleSounds('ɯə uə', 'diphthong');
  sounds[0]!.placement = sounds[1]!.placement;
  const [first, second] = layoutDiphthongs(sounds, 344).glides;
  expect(first!.curve).not.toBe(second!.curve);
});
