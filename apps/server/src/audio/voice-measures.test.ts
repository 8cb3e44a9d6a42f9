// Proves the readings of pitch and formants on synthetic voices.
import { describe, expect, it } from 'vitest';
import { formantsAt } from './formants.ts';
import { pitchOf } from './pitch.ts';
import { sine, voice } from './synthetic.ts';

const rate = 22_050;
const upper: [number, number][] = [
  [2500, 120],
  [3500, 150],
];
const voiced = (pcm: Float32Array) => pitchOf(pcm, rate).filter(({ hz }) => hz > 0);

describe('pitch', () => {
  it.each([80, 113, 240])('reads a steady voice of %d Hz, with its octaves told apart', (hz) => {
    const readings = voiced(voice(() => hz, [[600, 80], [1100, 90], ...upper], 400, rate));
    expect(readings.length).toBeGreaterThan(25);
    for (const reading of readings) expect(reading.hz / hz).toBeCloseTo(1, 1);
  });

  it('follows a glide', () => {
    const readings = voiced(voice((at) => 100 + at / 10, [[600, 80], [1100, 90], ...upper], 400, rate));
    expect(readings[2]!.hz).toBeCloseTo(100 + readings[2]!.at_ms / 10, -1);
    expect(readings.at(-2)!.hz).toBeCloseTo(100 + readings.at(-2)!.at_ms / 10, -1);
  });

  it('hears no voice in silence', () => {
    expect(voiced(sine(113, 0.001, 400, rate))).toEqual([]);
  });
});

describe('formants', () => {
  it.each([
    ['i', 290, 2250],
    ['a', 750, 1400],
    ['u', 340, 850],
    ['ɔ', 550, 900],
  ])('finds those of a synthetic [%s]', (_, f1, f2) => {
    const resonances: [number, number][] = [
      [f1, 70],
      [f2, 90],
      [Math.max(2600, f2 + 600), 120],
      [3600, 150],
    ];
    const found = formantsAt(
      voice(() => 113, resonances, 400, rate),
      200,
    )!;
    expect(Math.abs(found.f1 / f1 - 1)).toBeLessThan(0.12);
    expect(Math.abs(found.f2 / f2 - 1)).toBeLessThan(0.06);
  });

  it('finds none in silence', () => {
    expect(formantsAt(new Float32Array(8000), 200)).toBeUndefined();
  });
});
