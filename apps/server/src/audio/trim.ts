// Cuts silence from both ends of a recording, keeps a little of it, and fades the edges.

/** ms: the window whose peak is compared with the threshold. */
const WINDOW_MS = 10;
/** dBFS below which all is silence. */
const FLOOR_DBFS = -50;
/** dB under the recording's own peak, below which all is silence too: the higher of the two thresholds counts. */
const UNDER_PEAK_DB = 40;
/** ms of silence before and after the sound. */
export const KEEP_BEFORE_MS = 30;
export const KEEP_AFTER_MS = 60;
/** ms of raised cosine at both edges, so that a cut is not heard as a click. */
const FADE_MS = 5;
/** ms of sound, without the silence around it. */
const SHORTEST_MS = 50;
const LONGEST_MS = 30_000;

/** Why a recording is no clip. */
export type LevelRefusal = { refused: 'empty' | 'not-finite' | 'too-quiet' | 'too-short' | 'too-long' };

/**
 * The sound with 30 ms before it and 60 ms after, of silence where the recording has none: a clip begins always alike.
 * @param pcm mono, -1 to 1
 * @param sample_rate Hz
 */
export function trimmed(pcm: Float32Array, sample_rate: number): { pcm: Float32Array; lead_ms: number } | LevelRefusal {
  if (pcm.length === 0) return { refused: 'empty' };
  if (pcm.some((sample) => !Number.isFinite(sample))) return { refused: 'not-finite' };
  const peak = peakOf(pcm, 0, pcm.length);
  if (decibels(peak) < FLOOR_DBFS) return { refused: 'too-quiet' };
  const threshold = 10 ** (Math.max(FLOOR_DBFS, decibels(peak) - UNDER_PEAK_DB) / 20);
  const window = Math.round((WINDOW_MS * sample_rate) / 1000);
  let first = pcm.length;
  let end = 0;
  for (let at = 0; at < pcm.length; at += window) {
    if (peakOf(pcm, at, at + window) < threshold) continue;
    first = Math.min(first, at);
    end = Math.min(pcm.length, at + window);
  }
  const sounds_ms = ((end - first) / sample_rate) * 1000;
  if (sounds_ms < SHORTEST_MS) return { refused: 'too-short' };
  if (sounds_ms > LONGEST_MS) return { refused: 'too-long' };
  const before = Math.round((KEEP_BEFORE_MS * sample_rate) / 1000);
  const after = Math.round((KEEP_AFTER_MS * sample_rate) / 1000);
  const out = new Float32Array(before + (end - first) + after);
  const from = Math.max(0, first - before);
  out.set(pcm.subarray(from, Math.min(pcm.length, end + after)), before - (first - from));
  fade(out, Math.round((FADE_MS * sample_rate) / 1000));
  return { pcm: out, lead_ms: KEEP_BEFORE_MS };
}

function fade(pcm: Float32Array, length: number): void {
  for (let at = 0; at < length; at++) {
    const gain = 0.5 - 0.5 * Math.cos((Math.PI * at) / length);
    pcm[at] = pcm[at]! * gain;
    pcm[pcm.length - 1 - at] = pcm[pcm.length - 1 - at]! * gain;
  }
}

function peakOf(pcm: Float32Array, from: number, to: number): number {
  let peak = 0;
  for (let at = from; at < Math.min(to, pcm.length); at++) peak = Math.max(peak, Math.abs(pcm[at]!));
  return peak;
}

const decibels = (amplitude: number): number => 20 * Math.log10(amplitude);
