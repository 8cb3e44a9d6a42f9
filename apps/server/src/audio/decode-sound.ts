// Decodes a sound file piece by piece into mono PCM, and stops as soon as it is longer than any clip.
import decode from 'audio-decode';
import { LONGEST_RECORDING_MS, oddShape } from './probe-sound.ts';
import { refusedSound, type SoundRefusal } from './sound-refusal.ts';
import type { SoundType } from './sound-type.ts';

export type Decoded = {
  /** Mono, -1 to 1. */
  pcm: Float32Array;
  /** Hz. */
  sample_rate: number;
};

/** Bytes decoded at a time: silence packed by FLAC or Opus may unpack to minutes. */
const PIECE_BYTES = 8 * 1024;

type Piece = { channelData: readonly Float32Array[]; sampleRate: number };
type Decoder = ((piece?: Uint8Array) => Promise<Piece>) & { free(): void };

const decoders: Readonly<Record<SoundType, () => Promise<Decoder>>> = {
  wav: () => decode.wav(),
  flac: () => decode.flac(),
  mp3: () => decode.mp3(),
  aac: () => decode.aac(),
  m4a: () => decode.m4a(),
  opus: () => decode.opus(),
  vorbis: () => decode.oga(),
  webm: () => decode.webm(),
};

/** Channels are averaged. Samples may still be NaN, or more than 1 in a float file: the levelling sees to that. */
export async function decodeSound(bytes: Uint8Array, type: SoundType): Promise<Decoded | SoundRefusal> {
  const parts: Float32Array[] = [];
  let samples = 0;
  let sample_rate = 0;
  const take = ({ channelData, sampleRate }: Piece): SoundRefusal | undefined => {
    if (channelData.length === 0) return undefined;
    const odd = oddShape(channelData.length, sampleRate);
    if (odd) return odd;
    if (sample_rate !== 0 && sampleRate !== sample_rate) return refusedSound('damaged', 'its sample rate changes');
    sample_rate = sampleRate;
    const mono = mixed(channelData);
    parts.push(mono);
    samples += mono.length;
    return (samples / sample_rate) * 1000 > LONGEST_RECORDING_MS ? refusedSound('too-long', 'at most 30 s') : undefined;
  };
  const decoder = await decoders[type]();
  try {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      // A copy: some decoders keep what they are given, and some write into it.
      const refused = take(await decoder(bytes.slice(at, at + PIECE_BYTES)));
      if (refused) return refused;
    }
    const refused = take(await decoder());
    if (refused) return refused;
  } catch {
    return refusedSound('damaged');
  } finally {
    decoder.free();
  }
  if (samples === 0) return refusedSound('empty');
  const pcm = new Float32Array(samples);
  let at = 0;
  for (const part of parts) {
    pcm.set(part, at);
    at += part.length;
  }
  return { pcm, sample_rate };
}

function mixed(channels: readonly Float32Array[]): Float32Array {
  const mono = channels[0]!.slice();
  for (const channel of channels.slice(1)) for (let at = 0; at < mono.length; at++) mono[at]! += channel[at] ?? 0;
  if (channels.length > 1) for (let at = 0; at < mono.length; at++) mono[at]! /= channels.length;
  return mono;
}
