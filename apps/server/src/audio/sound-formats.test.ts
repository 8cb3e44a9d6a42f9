// Every format that is taken in, from real files: each decodes to the length, the level and the very wave that was encoded.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { FIXTURE_MS, fixtureVoice } from './fixture-voice.ts';
import { readSound } from './process-sound.ts';
import { SoundPipeline } from './sound-pipeline.ts';
import type { SoundType } from './sound-type.ts';

const folder = fileURLToPath(new URL('./fixtures/', import.meta.url));
const fixture = (file: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(folder + file));
const pipeline = new SoundPipeline();
afterAll(() => pipeline.close());
afterEach(() => vi.restoreAllMocks());

/** How like the voice it is, over the part of it that every file has, and where it lies. */
function heldAgainst(pcm: Float32Array, rate: number): { likeness: number; level_db: number; late_ms: number } {
  const voice = fixtureVoice(rate);
  const from = Math.round(0.105 * rate);
  const length = Math.round(0.04 * rate);
  let found = { likeness: -1, level_db: 0, late_ms: 0 };
  for (let late = -Math.round(0.05 * rate); late <= 0.05 * rate; late++) {
    let both = 0;
    let asked = 0;
    let heard = 0;
    for (let at = from; at < from + length; at++) {
      const x = voice[at]!;
      const y = pcm[at + late] ?? 0;
      both += x * y;
      asked += x * x;
      heard += y * y;
    }
    const likeness = both / Math.sqrt(asked * heard);
    const level_db = 10 * Math.log10(heard / asked);
    if (likeness > found.likeness) found = { likeness, level_db, late_ms: (late / rate) * 1000 };
  }
  return found;
}

/** What the voice lasts in the file, and whether its samples come out as they went in. */
const files: readonly [file: string, type: SoundType, length_ms: number, kind: 'exact' | 'lossy'][] = [
  ['8-bit.wav', 'wav', FIXTURE_MS, 'lossy'],
  ['16-bit.wav', 'wav', FIXTURE_MS, 'exact'],
  ['24-bit-extensible.wav', 'wav', 390, 'exact'],
  ['32-bit-extensible.wav', 'wav', 300, 'exact'],
  ['float.wav', 'wav', 300, 'exact'],
  ['a-law.wav', 'wav', FIXTURE_MS, 'lossy'],
  ['4-channels-extensible.wav', 'wav', 150, 'exact'],
  ['16-bit.flac', 'flac', 190, 'exact'],
  ['24-bit-stereo.flac', 'flac', 150, 'exact'],
  ['constant.mp3', 'mp3', FIXTURE_MS, 'lossy'],
  ['variable-tagged.mp3', 'mp3', FIXTURE_MS, 'lossy'],
  ['mpeg-2.mp3', 'mp3', FIXTURE_MS, 'lossy'],
  ['aac.m4a', 'm4a', FIXTURE_MS, 'lossy'],
  ['aac-stereo-faststart.m4a', 'm4a', FIXTURE_MS, 'lossy'],
  ['aac-fragmented.m4a', 'm4a', FIXTURE_MS, 'lossy'],
  ['aac-fragmented.mp4', 'm4a', FIXTURE_MS, 'lossy'],
  ['alac.m4a', 'm4a', 400, 'exact'],
  ['opus-in.mp4', 'm4a', FIXTURE_MS, 'lossy'],
  ['adts.aac', 'aac', FIXTURE_MS, 'lossy'],
  ['opus.ogg', 'opus', FIXTURE_MS, 'lossy'],
  ['opus-stereo.ogg', 'opus', FIXTURE_MS, 'lossy'],
  ['vorbis.ogg', 'vorbis', FIXTURE_MS, 'lossy'],
  ['opus.webm', 'webm', FIXTURE_MS, 'lossy'],
  ['opus-live.webm', 'webm', FIXTURE_MS, 'lossy'],
  ['vorbis.webm', 'webm', FIXTURE_MS, 'lossy'],
  ['aac.mkv', 'webm', FIXTURE_MS, 'lossy'],
];

test('no file lies beside this test that it does not try', () => {
  const there = readdirSync(folder).filter((file) => file !== 'README.md');
  expect(files.map(([file]) => file).toSorted()).toEqual(there.toSorted());
});

describe.each(files)('%s', (file, type, length_ms, kind) => {
  test('has its length, its level and its wave', async () => {
    // The prober does not know ALAC by name, and says so where nobody reads it.
    vi.spyOn(console, 'warn').mockReturnValue();
    const sound = await readSound(fixture(file));
    if ('refused' in sound) throw new Error(sound.message);
    expect(sound.type).toBe(type);
    const lasts_ms = (sound.pcm.length / sound.sample_rate) * 1000;
    // An encoder fills its last frame; containers without an edit list let that be heard.
    expect(lasts_ms - length_ms).toBeGreaterThan(-0.2);
    expect(lasts_ms - length_ms).toBeLessThan(kind === 'exact' ? 0.2 : 22);
    const { likeness, level_db, late_ms } = heldAgainst(sound.pcm, sound.sample_rate);
    expect(likeness).toBeGreaterThan(kind === 'exact' ? 0.9999 : 0.97);
    expect(Math.abs(level_db)).toBeLessThan(kind === 'exact' ? 0.01 : 0.5);
    expect(Math.abs(late_ms)).toBeLessThan(0.2);
  });

  test('becomes a clip', async () => {
    const clip = await pipeline.process(fixture(file));
    expect(clip).toMatchObject({ type, loudness: expect.any(Number) });
  });

  test('of which the end is missing is refused', async () => {
    const whole = fixture(file);
    const outcome = await pipeline.process(whole.slice(0, whole.length - 40));
    expect(outcome).toMatchObject({ refused: 'damaged' });
  });
});
