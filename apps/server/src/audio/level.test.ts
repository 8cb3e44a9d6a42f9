// Proves trimming, levelling and the true peak on signals whose measures are known.
import { describe, expect, it } from 'vitest';
import { levelled } from './level.ts';
import { loudnessOf } from './loudness.ts';
import { soundDefaults } from './sound-defaults.ts';
import { sine } from './synthetic.ts';
import { trimmed } from './trim.ts';
import { truePeakOf } from './true-peak.ts';

const rate = 22_050;
const ms = (samples: number) => (samples / rate) * 1000;
const between = (silence_ms: number, sound: Float32Array, after_ms = silence_ms): Float32Array => {
  const before = Math.round((silence_ms * rate) / 1000);
  const pcm = new Float32Array(before + sound.length + Math.round((after_ms * rate) / 1000));
  pcm.set(sound, before);
  return pcm;
};
function accepted<T extends object>(made: T): Exclude<T, { refused: string }> {
  if ('refused' in made) throw new Error(String(made.refused));
  return made as Exclude<T, { refused: string }>;
}

describe('true peak', () => {
  it('finds the peak between the samples', () => {
    // A quarter of the sample rate, sampled at 45° only: every sample is 3 dB under the wave's peak.
    const wave = sine(rate / 4, 1, 200, rate, Math.PI / 4);
    expect(20 * Math.log10(Math.max(...wave))).toBeCloseTo(-3.01, 1);
    expect(
      truePeakOf(wave.subarray(400, 2000).map((sample, at) => sample * Math.min(1, at / 200, (1600 - at) / 200))),
    ).toBeCloseTo(0, 1);
  });
});

describe('trim', () => {
  it('keeps 30 ms before the sound and 60 ms after', () => {
    const { pcm, lead_ms } = accepted(trimmed(between(500, sine(200, 0.5, 300, rate)), rate));
    expect(lead_ms).toBe(30);
    expect(ms(pcm.length)).toBeGreaterThanOrEqual(390);
    expect(ms(pcm.length)).toBeLessThanOrEqual(410);
  });

  it('gives a sound without silence the same 30 and 60 ms, and does not fade its onset', () => {
    const { pcm } = accepted(trimmed(sine(200, 0.5, 300, rate), rate));
    expect(ms(pcm.length)).toBeCloseTo(390, 0);
    expect(Math.max(...pcm.subarray(0, Math.round(0.03 * rate)))).toBe(0);
    expect(Math.max(...pcm.subarray(Math.round(0.03 * rate), Math.round(0.035 * rate)))).toBeCloseTo(0.5, 1);
  });

  it('takes away what lies 40 dB under the peak, not what lies 30 dB under', () => {
    const loud = sine(200, 0.5, 300, rate);
    const under = (db: number) => sine(200, 0.5 * 10 ** (-db / 20), 200, rate);
    const after = (tail: Float32Array) => ms(accepted(trimmed(Float32Array.from([...loud, ...tail]), rate)).pcm.length);
    expect(after(under(45))).toBeCloseTo(390, -1);
    expect(after(under(30))).toBeCloseTo(590, -1);
  });

  it.each([
    ['empty', new Float32Array(0)],
    ['not-finite', Float32Array.from([0, Number.NaN, 1])],
    ['not-finite', Float32Array.from([0, Number.POSITIVE_INFINITY])],
    ['too-quiet', sine(200, 0.001, 300, rate)],
    ['too-short', between(100, sine(200, 0.5, 30, rate))],
  ])('refuses what is %s', (refused, pcm) => {
    expect(trimmed(pcm, rate)).toMatchObject({ refused });
  });
});

describe('levelling', () => {
  it.each([0.9, 0.05])('brings a tone of amplitude %d to the target loudness', (amplitude) => {
    const made = accepted(levelled(between(200, sine(997, amplitude, 800, rate)), rate));
    expect(made.loudness).toBeCloseTo(soundDefaults.loudness_lufs, 0);
    expect(loudnessOf(made.pcm, rate)).toBeCloseTo(made.loudness, 1);
    expect(truePeakOf(made.pcm)).toBeCloseTo(made.true_peak, 1);
  });

  it('stays under the true peak, which wins over the loudness', () => {
    const clicks = sine(100, 0.02, 500, rate).map((sample, at) => (at % 2000 === 1000 ? 0.9 : sample));
    const made = accepted(levelled(clicks, rate));
    expect(made.true_peak).toBeCloseTo(soundDefaults.ceiling_dbtp, 5);
    expect(made.loudness).toBeLessThan(soundDefaults.loudness_lufs - 1);
  });

  it('never raises by more than 24 dB', () => {
    const made = accepted(levelled(sine(997, 0.004, 800, rate), rate));
    expect(made.gain_db).toBe(24);
  });
});
