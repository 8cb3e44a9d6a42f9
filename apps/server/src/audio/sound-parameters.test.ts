// What the pipeline makes of a recording when an editor asks for something else than the usual clip.
import { afterAll, describe, expect, test } from 'vitest';
import { spokenSound, wavOf } from './example-sounds.ts';
import type { MadeClip } from './process-sound.ts';
import { soundDefaults } from './sound-defaults.ts';
import { EnhanceParameters, TransformParameters } from './sound-parameters.ts';
import { SoundPipeline } from './sound-pipeline.ts';
import { sine } from './synthetic.ts';

const pipeline = new SoundPipeline();
afterAll(() => pipeline.close());

async function made(bytes: Uint8Array<ArrayBuffer>, parameters: unknown, schema = TransformParameters) {
  const outcome = await pipeline.process(bytes, schema.parse(parameters));
  if ('refused' in outcome) throw new Error(outcome.message);
  return outcome;
}
/** 300 ms of silence, half a second of a tone, 300 ms of silence. */
const spoken = wavOf(spokenSound());

test('nothing asked for is what the pipeline does anyway; every number is in its own range', () => {
  expect(EnhanceParameters.parse({})).toEqual(soundDefaults);
  expect(TransformParameters.parse({})).toEqual({ ...soundDefaults, trim: false, level: false });
  for (const [name, { minimum = 0 }] of Object.entries(TransformParameters.toJSONSchema().properties ?? {}) as [
    string,
    { minimum?: number; description?: string },
  ][]) {
    expect(TransformParameters.shape[name as 'trim'].description, name).toMatch(/\w/);
    expect(TransformParameters.safeParse({ [name]: minimum - 1000 }).success, name).toBe(false);
  }
  expect(TransformParameters.safeParse({ loudnes: -18 }).success).toBe(false);
  expect(EnhanceParameters.safeParse({ trim: false }).success).toBe(false);
});

describe('transform does what is asked for and no more', () => {
  const clip = (parameters: unknown): Promise<MadeClip> => made(spoken, parameters);

  test('convert: as long and as loud as it came', async () => {
    expect(await clip({})).toMatchObject({ duration_ms: 1100, lead_in_ms: 20 });
    expect(await made(wavOf(sine(997, 0.5, 1000, 44_100)), {})).toMatchObject({
      loudness: expect.closeTo(-9, 0),
      true_peak: expect.closeTo(-6, 0),
    });
  });
  test('trim: shorter, as loud as it came', async () => {
    const [trimmed, whole] = [await clip({ trim: true }), await clip({})];
    expect(trimmed).toMatchObject({ duration_ms: expect.closeTo(590, -1.4), lead_in_ms: 50 });
    expect(Math.abs(trimmed.true_peak - whole.true_peak)).toBeLessThan(1);
  });
  test('level: as long as it came, at the loudness asked for', async () => {
    expect(await clip({ level: true, loudness_lufs: -23 })).toMatchObject({ duration_ms: 1100, loudness: -23 });
  });
  test('floats beyond full scale come down to it, lest the MP3 be clipped', async () => {
    const wide = wavOf(spokenSound(440, 44_100, 3), { bits: 32 });
    expect(Math.abs((await made(wide, {})).true_peak)).toBeLessThan(0.3);
  });
});

describe('each parameter changes what it names', () => {
  const clip = (parameters: unknown) => made(spoken, parameters, EnhanceParameters as never);
  test('sample rate and bit rate', async () => {
    const usual = await clip({});
    expect((await clip({ bitrate_kbps: 128 })).mp3.length).toBeCloseTo(2 * usual.mp3.length, -3);
    const narrow = await clip({ sample_rate: 22_050 });
    expect(narrow.mp3.length).toBeLessThan(usual.mp3.length);
    expect(narrow.lead_in_ms).toBe(75);
  });
  test('silence kept', async () => {
    const tight = await clip({ keep_before_ms: 0, keep_after_ms: 0, fade_ms: 100 });
    expect(tight).toMatchObject({ duration_ms: expect.closeTo(500, -1.4), lead_in_ms: 20 });
  });
  test('ceiling, gain and what they hold back', async () => {
    expect(await clip({ ceiling_dbtp: -12, loudness_lufs: -10 })).toMatchObject({ true_peak: -12, held: 'peak' });
    const quiet = wavOf(spokenSound(440, 44_100, 0.01));
    expect(await made(quiet, { level: true, most_gain_db: 6 })).toMatchObject({ held: 'gain' });
    expect(await clip({})).not.toHaveProperty('held');
  });
  test.each([
    [{ shortest_ms: 1000 }, /too short \(5\d0 ms, at least 1000 ms are needed\): record it again/],
    [{ quietest_peak_dbfs: -20 }, /nothing can be heard in it \(its loudest moment has -34 dB, at least -20 dB/],
  ])('%j refuses what it forbids, in numbers', async (parameters, words) => {
    const quiet = wavOf(spokenSound(440, 44_100, 0.02));
    expect(await pipeline.process(quiet, EnhanceParameters.parse(parameters))).toMatchObject({
      message: expect.stringMatching(words),
    });
  });
});

test('the waveform is that of the clip: silence, the sound, silence', async () => {
  const { peaks } = await made(spoken, {});
  expect(peaks).toHaveLength(128);
  expect(Math.max(...peaks.slice(0, 30), ...peaks.slice(98))).toBeLessThan(0.01);
  expect(Math.min(...peaks.slice(40, 90))).toBeCloseTo(0.2, 1);
});
