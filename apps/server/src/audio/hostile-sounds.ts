// Files that somebody may send as a sound, in malice or by mistake, each with the codes under which it may be refused. For tests only.
import { readFileSync } from 'node:fs';
import { flacOf, longFlac, silentOpus, spokenSound, wavOf } from './example-sounds.ts';
import { forgedM4as, forgedOggs, forgedWebms } from './hostile-containers.ts';
import type { SoundRefusalCode } from './sound-refusal.ts';
import { sine } from './synthetic.ts';

export type HostileSound = {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** Any of these is right; none where the file is odd and yet a sound. */
  refused: readonly SoundRefusalCode[];
};

const text = (words: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(words, 'latin1'));
const fixture = (file: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(`./fixtures/${file}`, import.meta.url)));

/** The same noise every time: a linear congruential generator. */
export function noise(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

const behind = (heading: string, length: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat([text(heading), noise(length)]));

/** MPEG 2.5 at 8 kHz and 8 kbit/s: 72 bytes hold 72 ms of silence. */
function longMp3(minutes: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(72 * Math.round((minutes * 60_000) / 72));
  for (let at = 0; at < bytes.length; at += 72) bytes.set([0xff, 0xe3, 0x18, 0xc0], at);
  return bytes;
}

const spoken = spokenSound();
const withSample = (value: number) =>
  wavOf(
    Float32Array.from(spoken, (sample, at) => (at === 20_000 ? value : sample)),
    { bits: 32 },
  );

/** A WAV whose heading is changed at a place. */
function changedWav(change: (view: DataView) => void): Uint8Array<ArrayBuffer> {
  const bytes = wavOf(spoken);
  change(new DataView(bytes.buffer));
  return bytes;
}

function changedFlac(change: (bytes: Uint8Array) => void): Uint8Array<ArrayBuffer> {
  const bytes = flacOf(spoken);
  change(bytes);
  return bytes;
}

type Row = readonly [name: string, bytes: () => Uint8Array<ArrayBuffer>, ...refused: SoundRefusalCode[]];

const noSounds: Row[] = [
  ['no byte', () => new Uint8Array(0), 'empty'],
  ['one byte', () => new Uint8Array(1), 'unknown-type'],
  ['noise', () => noise(100_000), 'unknown-type'],
  ['a program of Linux', () => behind('\x7fELF\x02\x01\x01\0', 5000), 'unknown-type'],
  ['a program of Windows', () => behind('MZ\x90\0\x03\0\0\0', 5000), 'unknown-type'],
  ['a script', () => text('#!/bin/sh\nreboot\n'), 'unknown-type'],
  ['HTML', () => text('<!doctype html><script>alert(1)</script>'), 'unknown-type'],
  ['SVG', () => text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'unknown-type'],
  ['JSON', () => text(`${'['.repeat(5000)}${']'.repeat(5000)}`), 'unknown-type'],
  ['a playlist, m3u', () => text('#EXTM3U\nhttp://169.254.169.254/latest\nfile:///etc/passwd\n'), 'unknown-type'],
  ['a playlist, pls', () => text('[playlist]\nFile1=file:///etc/passwd\nNumberOfEntries=1\n'), 'unknown-type'],
  ['a ZIP', () => behind('PK\x03\x04\x14\0\0\0\x08\0', 2000), 'unknown-type'],
  ['a picture', () => behind('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 2000), 'unknown-type'],
  ['notes for a synthesiser', () => behind('MThd\0\0\0\x06\0\x01\0\x02', 200), 'unknown-type'],
  ['AMR of an old phone', () => behind('#!AMR\n', 2000), 'unknown-type'],
  ['more than 10 MB', () => wavOf(new Float32Array(5_600_000)), 'too-large'],
];

const wavs: Row[] = [
  ['a WAV of noise', () => behind('RIFF\xff\xff\xff\x7fWAVE', 5000), 'damaged', 'bad-shape'],
  ['a WAV heading alone', () => wavOf(spoken).slice(0, 44), 'damaged'],
  ['a WAV of no channel', () => wavOf(spoken, { claims: { channels: 0 } }), 'bad-shape'],
  ['a WAV of 65,535 channels', () => wavOf(spoken, { claims: { channels: 65_535 } }), 'bad-shape'],
  ['a WAV of 0 Hz', () => wavOf(spoken, { claims: { rate: 0 } }), 'bad-shape'],
  ['a WAV of 4 GHz', () => wavOf(spoken, { claims: { rate: 4_000_000_000 } }), 'bad-shape'],
  ['a WAV of 4 GB', () => wavOf(spoken, { claims: { bytes: 0xffff_fff0 } }), 'damaged'],
  ['a WAV of 0 bits a sample', () => changedWav((view) => view.setUint16(34, 0, true)), 'damaged', 'bad-shape'],
  ['a WAV of 65,535 bits a sample', () => changedWav((view) => view.setUint16(34, 65_535, true)), 'damaged'],
  ['a WAV of an unknown codec', () => changedWav((view) => view.setUint16(20, 0x1234, true)), 'damaged'],
  ['a WAV without a frame size', () => changedWav((view) => view.setUint16(32, 0, true)), 'damaged', 'bad-shape'],
  ['a sample that is no number', () => withSample(Number.NaN), 'not-finite'],
  ['a sample without end', () => withSample(Number.NEGATIVE_INFINITY), 'not-finite'],
  ['silence', () => wavOf(new Float32Array(44_100)), 'too-quiet'],
  ['a constant', () => wavOf(new Float32Array(44_100).fill(0.5)), 'too-quiet'],
  ['10 ms', () => wavOf(sine(440, 0.5, 10, 44_100)), 'too-short'],
  ['35 s', () => wavOf(sine(440, 0.5, 35_000, 8000), { rate: 8000 }), 'too-long'],
  ['192 kHz, 8 channels', () => wavOf(spokenSound(440, 192_000), { rate: 192_000, channels: 8 })],
];

const packed: Row[] = [
  ['10 hours of FLAC', () => longFlac(600), 'too-long'],
  [
    '10 hours of FLAC that does not say so',
    () => {
      const bytes = longFlac(600);
      bytes.fill(0, 22, 26);
      bytes[21]! &= 0xf0;
      return bytes;
    },
    'too-long',
    'damaged',
  ],
  ['a FLAC of 0 Hz', () => changedFlac((bytes) => bytes.fill(0, 18, 20)), 'bad-shape', 'damaged'],
  ['a FLAC of 2^36 samples', () => changedFlac((bytes) => bytes.fill(0xff, 22, 26)), 'damaged', 'too-long'],
  ['a FLAC of noise', () => new Uint8Array(Buffer.concat([flacOf(spoken).slice(0, 42), noise(50_000)])), 'damaged'],
  ['4 hours of Opus', () => silentOpus(4 * 3600), 'too-long'],
  ['two hours of MP3', () => longMp3(120), 'too-long'],
  ['an MP3 behind a tag of 256 MB', () => behind('ID3\x04\0\0\x7f\x7f\x7f\x7f', 5000), 'damaged'],
  ['a tag and no MP3', () => text(`ID3\x04\0\0\0\0\x10\0${'\0'.repeat(2048)}`), 'damaged', 'empty'],
  ['an MP3 of noise', () => behind('\xff\xfb\x90\xc4', 50_000), 'damaged', 'empty', 'bad-shape', 'too-short'],
  ['an AAC of noise', () => behind('\xff\xf1\x50\x80\x02\x1f\xfc', 50_000), 'damaged', 'empty', 'bad-shape'],
  ['an AAC frame of no length', () => text('\xff\xf1\x50\x80\0\0\0\0\0\0\0'), 'damaged'],
  [
    'an Ogg Vorbis whose tables are noise',
    () => {
      const bytes = fixture('vorbis.ogg');
      bytes.set(noise(400), 200);
      return bytes;
    },
    'damaged',
  ],
];

const forged = (kind: string, makers: Readonly<Record<string, () => Uint8Array<ArrayBuffer>>>): Row[] =>
  Object.entries(makers).map(([name, make]) => [
    `${kind}: ${name}`,
    make,
    // What a decoder makes of a lie is its own; the guards of its process are among the answers.
    ...([
      'damaged',
      'bad-shape',
      'many-tracks',
      'empty',
      'too-long',
      'too-much-memory',
      'too-slow',
      'crashed',
    ] as const),
  ]);

const wholes: Record<string, () => Uint8Array<ArrayBuffer>> = {
  WAV: () => wavOf(spoken),
  FLAC: () => flacOf(spoken),
  MP3: () => fixture('constant.mp3'),
  M4A: () => fixture('aac.m4a'),
  'fragmented M4A': () => fixture('aac-fragmented.m4a'),
  Opus: () => fixture('opus.ogg'),
  WebM: () => fixture('opus-live.webm'),
};

const cut: Row[] = Object.entries(wholes).flatMap(([kind, make]) =>
  Array.from({ length: 10 }, (_, nth): Row => {
    const shortened = () => make().slice(0, Math.floor((make().length * (nth + 1)) / 11));
    return [`${kind}, ${nth + 1} of 11 parts`, shortened, 'damaged'];
  }),
);

/** Made anew at each call: some are megabytes. */
export const hostileSounds = (): HostileSound[] =>
  [
    ...noSounds,
    ...wavs,
    ...packed,
    ...forged('M4A', forgedM4as),
    ...forged('WebM', forgedWebms),
    ...forged('Ogg', forgedOggs),
    ...cut,
  ].map(([name, make, ...refused]) => ({ name, bytes: make(), refused }));
