// Proves the loudness meter on signals whose loudness is known.
import { describe, expect, it } from 'vitest';
import { kWeighting, loudnessOf } from './loudness.ts';
import { sine } from './synthetic.ts';

describe('loudness by ITU-R BS.1770-4', () => {
  it('has the coefficients of the standard at 48 kHz', () => {
    const { shelf, highPass } = kWeighting(48_000);
    [1.53512485958697, -2.69169618940638, 1.19839281085285].forEach((value, at) => {
      expect(shelf.b[at]).toBeCloseTo(value, 8);
    });
    [-1.69065929318241, 0.73248077421585].forEach((value, at) => {
      expect(shelf.a[at]).toBeCloseTo(value, 8);
    });
    expect(highPass.b).toEqual([1, -2, 1]);
    [-1.99004745483398, 0.99007225036621].forEach((value, at) => {
      expect(highPass.a[at]).toBeCloseTo(value, 8);
    });
  });

  it.each([22_050, 44_100, 48_000])('reads -3.01 LUFS of a full-scale 997 Hz sine in one channel at %d Hz', (rate) => {
    expect(loudnessOf(sine(997, 1, 3000, rate), rate)).toBeCloseTo(-3.01, 1);
  });

  it('does not count the pauses of what lasts 400 ms and more', () => {
    const rate = 22_050;
    const tone = sine(997, 0.1, 2000, rate);
    const paused = new Float32Array(tone.length * 3);
    paused.set(tone);
    expect(loudnessOf(paused, rate)).toBeCloseTo(loudnessOf(tone, rate), 0);
  });

  it('measures what is shorter over its whole length, ungated', () => {
    const rate = 22_050;
    const short = new Float32Array(Math.round(0.39 * rate));
    short.set(sine(997, 1, 195, rate));
    expect(loudnessOf(short, rate)).toBeCloseTo(-6.02, 1);
  });
});
