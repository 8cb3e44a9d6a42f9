import { expect, test } from 'vitest';
import { exampleSounds } from '../example-sounds.ts';
import { layoutDiphthongs } from './diphthong-layout.ts';

test('diphthongs that end alike share one target ring', () => {
  const [drawing, none] = layoutDiphthongs(exampleSounds('eɪ aɪ ɔɪ əʊ aʊ', 'diphthong'), 344);
  const { rings, glides } = drawing!;
  expect(none).toBeUndefined();
  expect(rings.map((ring) => ring.label)).toEqual(['ɪ', 'ʊ']);
  expect(glides).toHaveLength(5);
});

test('a glide from a ring starts at its edge and has no dot', () => {
  const [drawing] = layoutDiphthongs(exampleSounds('ɪə eɪ', 'diphthong'), 344);
  expect(drawing!.glides.map((glide) => glide.start !== undefined)).toEqual([false, true]);
});

test('diphthongs with one start and one end do not lie on one another', () => {
  const sounds = exampleSounds('ɯə uə', 'diphthong');
  sounds[0]!.placement = sounds[1]!.placement;
  const [first, second] = layoutDiphthongs(sounds, 344)[0]!.glides;
  expect(first!.curve).not.toBe(second!.curve);
});

test('more than eight are drawn by the sound that they share, last or first, whichever makes fewer drawings', () => {
  const titles = (symbols: string) =>
    layoutDiphthongs(exampleSounds(symbols, 'diphthong'), 344).map(({ title, glides }) => [title, glides.length]);
  expect(titles('iu ui ei ai oi au eu ou ie ue')).toEqual([
    ['→ u', 4],
    ['→ i', 4],
    ['→ e', 2],
  ]);
  expect(titles('je jɛ ja jo ju jʌ wi we wɛ wa wʌ ɯi').map(([title]) => title)).toEqual(['j →', 'w →', 'ɯ →']);
  expect(titles('ei ai oi au eu ou ie ue')).toEqual([[undefined, 8]]);
  expect(titles('ai ei ui oi au iu ye ie ua uə')).toEqual([
    ['→ i', 4],
    ['…', 6],
  ]);
});

test('a shared start has a ring of its own', () => {
  const [first] = layoutDiphthongs(exampleSounds('ja je jo ju jʌ jɛ wa we wi wʌ', 'diphthong'), 344);
  expect(first!.rings[0]!.label).toBe('j');
  expect(first!.glides.every(({ start }) => start === undefined)).toBe(true);
});
