// Recordings of every kind come out as clips of one kind; hostile files are refused, and the next file goes on.
import { afterAll, describe, expect, test } from 'vitest';
import { flacOf, longFlac, silentOpus, spokenSound, wavOf } from './example-sounds.ts';
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
  const nan = Float32Array.from(spokenSound(), (sample, at) => (at === 20_000 ? Number.NaN : sample));
  test.each([
    ['no byte', new Uint8Array(0), 'empty'],
    ['one byte', new Uint8Array(1), 'unknown-type'],
    ['HTML', new Uint8Array(Buffer.from('<!doctype html><script>alert(1)</script>')), 'unknown-type'],
    ['a playlist', new Uint8Array(Buffer.from('#EXTM3U\nhttp://example.org/a.mp3\n')), 'unknown-type'],
    ['a program', new Uint8Array(Buffer.from('\x7fELF\x02\x01\x01')), 'unknown-type'],
    ['half a WAV', whole.slice(0, whole.length / 2), 'damaged'],
    ['a WAV heading alone', whole.slice(0, 44), 'damaged'],
    ['no channels', wavOf(spokenSound(), { claims: { channels: 0 } }), 'bad-shape'],
    ['65,535 channels', wavOf(spokenSound(), { claims: { channels: 65_535 } }), 'bad-shape'],
    ['no rate', wavOf(spokenSound(), { claims: { rate: 0 } }), 'bad-shape'],
    ['4 GHz', wavOf(spokenSound(), { claims: { rate: 4_000_000_000 } }), 'bad-shape'],
    ['samples that are no numbers', wavOf(nan, { bits: 32 }), 'not-finite'],
    ['silence', wavOf(new Float32Array(44_100)), 'too-quiet'],
    ['10 ms', wavOf(sine(440, 0.5, 10, 44_100)), 'too-short'],
    ['35 s', wavOf(sine(440, 0.5, 35_000, 8_000), { rate: 8_000 }), 'too-long'],
    ['10 hours of FLAC', longFlac(600), 'too-long'],
    ['4 hours of Opus', silentOpus(4 * 3600), 'too-long'],
    ['a second of silence in Opus', silentOpus(1), 'too-quiet'],
    ['a name of MP3 over noise', new Uint8Array(Buffer.from(`ID3${'x'.repeat(5000)}`)), 'damaged'],
    ['more than 10 MB', new Uint8Array(10 * 2 ** 20 + 1), 'too-large'],
  ] as const)('%s is refused', async (_, bytes, code) => {
    expect(await refusal(bytes)).toBe(code);
  });

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

  test('a FLAC that hides its length is decoded no further than a clip may last', async () => {
    const hidden = longFlac(600);
    hidden.fill(0, 22, 26);
    hidden[21]! &= 0xf0;
    expect(['too-long', 'damaged']).toContain(await refusal(hidden));
  });

  test('an M4A with a forged table of sizes costs at most its own process', async () => {
    expect(await refusal(forgedM4a())).toMatch(/^(damaged|too-much-memory|too-slow|crashed)$/);
    expect((await made(whole)).type).toBe('wav');
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

/** ftyp and a moov whose stsz claims four billion samples. */
function forgedM4a(): Uint8Array<ArrayBuffer> {
  const box = (type: string, ...parts: Uint8Array[]): Buffer => {
    const body = Buffer.concat(parts);
    const head = Buffer.alloc(8);
    head.writeUInt32BE(8 + body.length);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, body]);
  };
  const words = (...numbers: number[]): Buffer => {
    const bytes = Buffer.alloc(numbers.length * 4);
    for (const [at, number] of numbers.entries()) bytes.writeUInt32BE(number >>> 0, at * 4);
    return bytes;
  };
  const entry = box('mp4a', words(0, 1, 0, 0, (1 << 16) | 16, 0), words(44_100 << 16));
  const stbl = box(
    'stbl',
    box('stsd', words(0, 1), entry),
    box('stts', words(0, 1, 0xffff_ffff, 1024)),
    box('stsc', words(0, 1, 1, 0xffff_ffff, 1)),
    box('stsz', words(0, 0, 0xffff_fff0), words(1, 2, 3)),
    box('stco', words(0, 1, 48)),
  );
  const mdhd = box('mdhd', words(0, 0, 0, 44_100, 44_100, 0));
  const hdlr = box('hdlr', words(0, 0), Buffer.from('soun'), words(0, 0, 0, 0));
  const trak = box('trak', box('tkhd', words(0, 0, 0, 1, 0, 0)), box('mdia', mdhd, hdlr, box('minf', stbl)));
  const moov = box('moov', box('mvhd', words(0, 0, 0, 1000, 1000)), trak);
  return new Uint8Array(Buffer.concat([box('ftyp', Buffer.from('M4A \0\0\0\0')), moov, box('mdat', words(0, 0))]));
}
