// Proves the drawn waveform on signals whose amplitude is known everywhere.
import { expect, it } from 'vitest';
import { peaksOf } from './peaks.ts';
import { sine } from './synthetic.ts';

it('says of every 128th of the sound how far it swings, in three digits', () => {
  const quiet = sine(1000, 0.123456, 500, 44_100);
  const loud = sine(1000, 0.8, 500, 44_100);
  const peaks = peaksOf(Float32Array.from([...quiet, ...loud]));
  expect(peaks).toHaveLength(128);
  expect(new Set(peaks.slice(0, 64))).toEqual(new Set([0.123]));
  expect(new Set(peaks.slice(65))).toEqual(new Set([0.8]));
});

it('is 128 numbers from 0 to 1 of any sound: none, one sample, more than full scale', () => {
  expect(peaksOf(new Float32Array(0))).toEqual(new Array(128).fill(0));
  expect(peaksOf(Float32Array.of(-0.5))).toEqual(new Array(128).fill(0.5));
  expect(peaksOf(new Float32Array(3000).fill(-4))).toEqual(new Array(128).fill(1));
});
