// Mono MP3 of a clip, and how late a browser plays it.
import { readFileSync } from 'node:fs';
import { createEncoder } from 'wasm-media-encoders';
import type { SoundParameters } from './sound-parameters.ts';

const binary = readFileSync(new URL(import.meta.resolve('wasm-media-encoders/wasm/mp3')));
/** Compiled once: for every clip anew, as the encoder does it by itself, it takes as long as the encoding. */
let compiled: WebAssembly.Module | undefined;

/**
 * kbit/s, constant, by sample rate in Hz, where nobody asks for another: at 22,050 Hz it leaves the noise of fricatives up to 10 kHz as it was, at
 * 44,100 Hz up to 16 kHz.
 */
const BITRATES: Readonly<Record<number, 48 | 64>> = { 22050: 48, 44100: 64 };

/**
 * Samples of silence that a decoder puts before the first one: LAME's encoder delay (576) and the decoder's own (529).
 * The encoder writes no header that would let a decoder leave them out. Measured by decoding a click with
 * `decodeAudioData` in Chromium: see mp3.test.ts, which measures it again.
 */
export const DELAY_SAMPLES = 1105;

/** ms by which play may begin before the sound: a little silence is better than a cut onset. */
const MARGIN_MS = 5;

/**
 * Mono MP3 at constant bit rate.
 * @param pcm mono, -1 to 1
 * @param sample_rate Hz: 22,050 or 44,100
 */
export async function encodeMp3(
  pcm: Float32Array,
  sample_rate: number,
  bitrate_kbps: SoundParameters['bitrate_kbps'] = 'auto',
): Promise<Uint8Array> {
  const encoder = await createEncoder('audio/mpeg', compiled ?? binary, (module) => {
    compiled = module;
  });
  const bitrate = bitrate_kbps === 'auto' ? BITRATES[sample_rate] : bitrate_kbps;
  if (!bitrate || (sample_rate !== 22_050 && sample_rate !== 44_100))
    throw new RangeError(`no MP3 at ${sample_rate} Hz`);
  encoder.configure({ channels: 1, sampleRate: sample_rate, bitrate, outputSampleRate: sample_rate });
  // The encoder hands out views of its own memory, which the next call writes over.
  const body = Uint8Array.from(encoder.encode([pcm]));
  const tail = Uint8Array.from(encoder.finalize());
  const mp3 = new Uint8Array(body.length + tail.length);
  mp3.set(body);
  mp3.set(tail, body.length);
  return mp3;
}

/**
 * Where play begins, ms into the decoded clip: the delay and the kept silence are skipped.
 * @param lead_ms silence kept before the sound
 * @param sample_rate Hz
 */
export const leadIn = (lead_ms: number, sample_rate: number): number =>
  Math.round((DELAY_SAMPLES / sample_rate) * 1000 + lead_ms - MARGIN_MS);
