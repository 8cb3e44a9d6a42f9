// Cuts silence from both ends of a recording, keeps a little of it, and fades the edges.
import { soundDefaults } from './sound-defaults.ts';
import type { SoundParameters } from './sound-parameters.ts';

/** ms: the window whose peak is compared with the threshold. */
const WINDOW_MS = 10;

export type TrimRules = Pick<
  SoundParameters,
  | 'trim_floor_dbfs'
  | 'trim_under_peak_db'
  | 'keep_before_ms'
  | 'keep_after_ms'
  | 'fade_ms'
  | 'shortest_ms'
  | 'longest_ms'
  | 'quietest_peak_dbfs'
>;

/** Why a recording is no clip; `detail` is what was found, for people. */
export type LevelRefusal = {
  refused: 'empty' | 'not-finite' | 'too-quiet' | 'too-short' | 'too-long';
  detail?: string;
};

export type Trimmed = {
  pcm: Float32Array;
  /** Silence before the sound. */
  lead_ms: number;
};

/**
 * The sound with `keep_before_ms` before it and `keep_after_ms` after, of silence where the recording has none: a clip
 * begins always alike.
 * @param pcm mono, -1 to 1
 * @param sample_rate Hz
 */
export function trimmed(
  pcm: Float32Array,
  sample_rate: number,
  rules: TrimRules = soundDefaults,
): Trimmed | LevelRefusal {
  const peak = audiblePeak(pcm, rules);
  if (typeof peak !== 'number') return peak;
  const threshold = 10 ** (Math.max(rules.trim_floor_dbfs, decibels(peak) - rules.trim_under_peak_db) / 20);
  const window = Math.round((WINDOW_MS * sample_rate) / 1000);
  let first = pcm.length;
  let end = 0;
  for (let at = 0; at < pcm.length; at += window) {
    if (peakOf(pcm, at, at + window) < threshold) continue;
    first = Math.min(first, at);
    end = Math.min(pcm.length, at + window);
  }
  const odd = oddLength(end - first, sample_rate, rules);
  if (odd) return odd;
  const before = Math.round((rules.keep_before_ms * sample_rate) / 1000);
  const after = Math.round((rules.keep_after_ms * sample_rate) / 1000);
  const out = new Float32Array(before + (end - first) + after);
  const from = Math.max(0, first - before);
  out.set(pcm.subarray(from, Math.min(pcm.length, end + after)), before - (first - from));
  fade(out, Math.round((rules.fade_ms * sample_rate) / 1000));
  return { pcm: out, lead_ms: rules.keep_before_ms };
}

/** The recording as it is, where it can be a clip at all. */
export function untrimmed(pcm: Float32Array, sample_rate: number, rules: TrimRules): Trimmed | LevelRefusal {
  const peak = audiblePeak(pcm, rules);
  if (typeof peak !== 'number') return peak;
  return oddLength(pcm.length, sample_rate, rules) ?? { pcm, lead_ms: 0 };
}

function audiblePeak(pcm: Float32Array, { quietest_peak_dbfs }: TrimRules): number | LevelRefusal {
  if (pcm.length === 0) return { refused: 'empty' };
  if (!allFinite(pcm)) return { refused: 'not-finite' };
  const peak = peakOf(pcm, 0, pcm.length);
  // A constant, which a faulty input adds, is as large as a voice and makes no sound.
  const swing = swingOf(pcm);
  if (decibels(Math.min(peak, swing)) >= quietest_peak_dbfs) return peak;
  const found = swing === 0 ? 'it is silent throughout' : `its loudest moment has ${decibels(swing).toFixed(0)} dB`;
  return { refused: 'too-quiet', detail: `${found}, at least ${quietest_peak_dbfs} dB are needed` };
}

function oddLength(
  samples: number,
  sample_rate: number,
  { shortest_ms, longest_ms }: TrimRules,
): LevelRefusal | undefined {
  const sounds_ms = Math.max(0, (samples / sample_rate) * 1000);
  if (sounds_ms < shortest_ms) {
    return { refused: 'too-short', detail: `${Math.round(sounds_ms)} ms, at least ${shortest_ms} ms are needed` };
  }
  if (sounds_ms > longest_ms) {
    return { refused: 'too-long', detail: `${(sounds_ms / 1000).toFixed(1)} s, at most ${longest_ms / 1000} s` };
  }
  return undefined;
}

/** Whether every sample is a number. */
export function allFinite(pcm: Float32Array): boolean {
  for (let at = 0; at < pcm.length; at++) if (!Number.isFinite(pcm[at]!)) return false;
  return true;
}

function fade(pcm: Float32Array, most: number): void {
  const length = Math.min(most, pcm.length >> 1);
  for (let at = 0; at < length; at++) {
    const gain = 0.5 - 0.5 * Math.cos((Math.PI * at) / length);
    pcm[at] = pcm[at]! * gain;
    pcm[pcm.length - 1 - at] = pcm[pcm.length - 1 - at]! * gain;
  }
}

export function peakOf(pcm: Float32Array, from: number, to: number): number {
  const end = Math.min(to, pcm.length);
  let peak = 0;
  for (let at = from; at < end; at++) {
    const size = Math.abs(pcm[at]!);
    if (size > peak) peak = size;
  }
  return peak;
}

/** The furthest from its mean. */
function swingOf(pcm: Float32Array): number {
  let sum = 0;
  let least = pcm[0]!;
  let most = pcm[0]!;
  for (let at = 0; at < pcm.length; at++) {
    const sample = pcm[at]!;
    sum += sample;
    if (sample < least) least = sample;
    if (sample > most) most = sample;
  }
  const mean = sum / pcm.length;
  return Math.max(most - mean, mean - least);
}

const decibels = (amplitude: number): number => 20 * Math.log10(amplitude);
