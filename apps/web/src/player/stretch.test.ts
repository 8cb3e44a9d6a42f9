import { expect, test } from 'vitest';
import { stretch } from './stretch.ts';

const rate = 22_050;
const tone = (hertz: number, seconds: number) =>
  Float32Array.from({ length: rate * seconds }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / rate) * 0.5);

/** Frequency by rising zero crossings, in Hz. */
function pitch(samples: Float32Array): number {
  let crossings = 0;
  for (let i = 1; i < samples.length; i++) if (samples[i - 1]! < 0 && samples[i]! >= 0) crossings++;
  return (crossings * rate) / samples.length;
}

test('a slowed clip is longer by the factor and keeps its pitch', () => {
  const slow = stretch(tone(150, 0.6), rate, 1 / 0.6);
  expect(slow.length / rate).toBeCloseTo(1, 2);
  expect(pitch(slow)).toBeGreaterThan(145);
  expect(pitch(slow)).toBeLessThan(155);
});

test('a slowed clip is as loud as before and has no jumps', () => {
  const slow = stretch(tone(150, 0.6), rate, 1 / 0.6).subarray(2000, -4000);
  const peak = slow.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const jump = slow.reduce((most, sample, i) => Math.max(most, Math.abs(sample - (slow[i - 1] ?? sample))), 0);
  expect(peak).toBeGreaterThan(0.4);
  expect(peak).toBeLessThan(0.6);
  expect(jump).toBeLessThan(0.06);
});

test('a clip too short to cut into grains is left as it is', () => {
  expect(stretch(tone(150, 0.03), rate, 1.5)).toHaveLength(661);
});
