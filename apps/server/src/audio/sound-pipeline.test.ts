// Recordings of every kind come out as clips of one kind; hostile files are refused, and the next file goes on.
import { afterAll, describe, expect, test } from 'vitest';
import { flacOf, silentOpus, spokenSound, wavOf } from './example-sounds.ts';
import { encodeMp3 } from './mp3.ts';
import type { MadeClip } from './process-sound.ts';
import { resampled } from './resample.ts';
import { SoundPipeline } from './sound-pipeline.ts';
import { sine } from './synthetic.ts';

const pipeline = new SoundPipeline();
afterAll(() => pipeline.close());

const made = async (bytes: Uint8Array<ArrayBuffer>, through = pipeline): Promise<MadeClip> => {
  const outcome = await through.process(bytes);
  if ('refused' in outcome) throw new Error(outcome.message);
  return outcome;
};
const refusal = async (bytes: Uint8Array<ArrayBuffer>, through = pipeline) => {
  const outcome = await through.process(bytes);
  return 'refused' in outcome ? outcome.refused : `a clip of ${outcome.duration_ms} ms`;
};

describe('recordings', () => {
  test.each([
    ['16 bits, 44.1 kHz', wavOf(spokenSound())],
    ['floats, 48 kHz, stereo', wavOf(spokenSound(440, 48_000), { rate: 48_000, channels: 2, bits: 32 })],
    ['8 kHz', wavOf(spokenSound(440, 8_000), { rate: 8_000 })],
    ['192 kHz, 8 channels', wavOf(spokenSound(440, 192_000), { rate: 192_000, channels: 8 })],
    ['a recorder stopped hard', wavOf(spokenSound(), { claims: { bytes: 0xffffffff } })],
    ['very quiet', wavOf(spokenSound(440, 44_100, 0.02))],
  ])('%s: trimmed to the sound, at -18 LUFS, under -1.5 dBTP', async (_, bytes) => {
    const clip = await made(bytes);
    expect(clip).toMatchObject({ type: 'wav', loudness: -18, duration_ms: expect.closeTo(590, -1.4) });
    expect(clip.true_peak).toBeLessThanOrEqual(-1.5);
    expect([55, 50, 75]).toContain(clip.lead_in_ms);
  });

  test('what was encoded once can be brought again: an MP3 is told by its content', async () => {
    const clip = await made(new Uint8Array(await encodeMp3(spokenSound(), 44_100)));
    expect(clip).toMatchObject({ type: 'mp3', loudness: expect.closeTo(-18, 0) });
  });

  test('a FLAC of the same samples gives the same clip as a WAV of them', async () => {
    const pcm = spokenSound(350);
    const [flac, wav] = [await made(flacOf(pcm)), await made(wavOf(pcm))];
    expect(flac.type).toBe('flac');
    expect(flac.duration_ms).toBe(wav.duration_ms);
    expect(flac.mp3.length).toBe(wav.mp3.length);
  });

  test('the same file gives the same bytes', async () => {
    const file = wavOf(spokenSound(300));
    expect((await made(file)).mp3).toEqual((await made(file)).mp3);
  });

  test.each([
    [48_000, 44_100],
    [44_100, 22_050],
    [8_000, 22_050],
    [96_000, 44_100],
  ])('from %d to %d Hz a tone keeps its level, and what the new rate cannot hold is gone', (from, to) => {
    // The edges, where the tone begins out of nothing, are left out.
    const level = (hz: number): number => {
      const out = resampled(sine(hz, 0.5, 500, from), from, to).subarray(2000, -2000);
      return 10 * Math.log10((2 * out.reduce((sum, sample) => sum + sample * sample, 0)) / out.length);
    };
    expect(level(1000)).toBeCloseTo(20 * Math.log10(0.5), 1);
    if (from > to) expect(level(to * 0.56)).toBeLessThan(-80);
  });
});

describe('hostile files', () => {
  const whole = wavOf(spokenSound());
  test('a file that was cut anywhere, or in which one byte is another, is refused as damaged', async () => {
    const opus = silentOpus(12);
    for (let tenth = 1; tenth < 10; tenth++) {
      const place = Math.floor((opus.length * tenth) / 10);
      expect(await refusal(opus.slice(0, place)), `cut at ${place}`).toBe('damaged');
      const changed = opus.slice();
      changed[place]! ^= 0x10;
      expect(await refusal(changed), `changed at ${place}`).toBe('damaged');
      expect(await refusal(whole.slice(0, 44 + place)), `WAV cut at ${place}`).toBe('damaged');
    }
  });

  test('a file that takes too long is stopped by the clock, and the file behind it has a process of its own', async () => {
    const hurried = new SoundPipeline({ mostMs: 1 });
    try {
      const long = wavOf(sine(440, 0.5, 29_000, 44_100));
      const patient = made(whole);
      expect(await refusal(long, hurried)).toBe('too-slow');
      expect(await refusal(long, hurried)).toBe('too-slow');
      expect((await patient).type).toBe('wav');
    } finally {
      hurried.close();
    }
  });

  test('a process that takes too much memory is stopped by its own guard', async () => {
    const small = new SoundPipeline({ mostMemory: 60 * 2 ** 20 });
    try {
      expect(await refusal(whole, small)).toBe('too-much-memory');
    } finally {
      small.close();
    }
  });

  test('a closed pipeline says of what it had not done that it was stopped, not that the file is bad', async () => {
    const closing = new SoundPipeline();
    const files = [refusal(whole, closing), refusal(whole, closing)];
    closing.close();
    expect(await Promise.all(files)).toEqual(['stopped', 'stopped']);
  });

  test('children are replaced after so many files, none stays behind after the end', async () => {
    const replaced = new SoundPipeline({ filesPerChild: 2, children: 2 });
    const clips = await Promise.all(Array.from({ length: 5 }, () => made(whole, replaced)));
    expect(clips).toHaveLength(5);
    replaced.close();
    await expect(replaced.process(whole)).rejects.toThrow('closed');
    pipeline.close();
    await expect.poll(childrenOf, { timeout: 10_000 }).toBe(0);
  });
});

/** Processes that this one has started and that have not ended. */
const childrenOf = (): number => process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length;
