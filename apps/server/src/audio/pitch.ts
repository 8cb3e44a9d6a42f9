// The pitch of a voice over time, by autocorrelation.

/** ms between two readings, and the stretch that each is read from: two periods of the lowest voice. */
const HOP_MS = 10;
const WINDOW_MS = 40;
/** Hz: from a creaky voice to a child's. */
const LOWEST_HZ = 50;
const HIGHEST_HZ = 400;
/** Normalised autocorrelation from which a stretch counts as voiced. */
const VOICED = 0.5;
/** RMS under which nothing is read (-50 dBFS). */
const QUIET = 10 ** (-50 / 20);
/** Of peaks nearly as high as the highest, the first is the period: the others are its multiples. */
const NEARLY = 0.9;

/** `hz` is 0 where there is no voice. `at_ms` is the middle of the stretch, `rms` its level. */
export type PitchReading = { at_ms: number; hz: number; rms: number };

/**
 * @param pcm mono, -1 to 1
 * @param sample_rate Hz
 * Source of the method: the autocorrelation, divided by that of the window's overlap, peaks at the period.
 */
export function pitchOf(pcm: Float32Array, sample_rate: number): PitchReading[] {
  const length = Math.round((WINDOW_MS * sample_rate) / 1000);
  const hop = Math.round((HOP_MS * sample_rate) / 1000);
  const readings: PitchReading[] = [];
  for (let at = 0; at + length <= pcm.length; at += hop) {
    const window = pcm.subarray(at, at + length);
    const mean = window.reduce((sum, sample) => sum + sample, 0) / length;
    const rms = Math.sqrt(window.reduce((sum, sample) => sum + (sample - mean) ** 2, 0) / length);
    const hz = rms < QUIET ? 0 : voiceIn(window, mean, sample_rate);
    readings.push({ at_ms: ((at + length / 2) / sample_rate) * 1000, hz, rms });
  }
  return readings;
}

function voiceIn(window: Float32Array, mean: number, sample_rate: number): number {
  const shortest = Math.floor(sample_rate / HIGHEST_HZ);
  const longest = Math.ceil(sample_rate / LOWEST_HZ);
  const whole = correlation(window, mean, 0);
  const scores: number[] = [];
  for (let lag = shortest; lag <= longest; lag++) scores.push(correlation(window, mean, lag) / whole);
  const highest = Math.max(...scores);
  if (highest < VOICED) return 0;
  for (let at = 1; at < scores.length - 1; at++) {
    const [before, here, after] = [scores[at - 1]!, scores[at]!, scores[at + 1]!];
    if (here < NEARLY * highest || here < before || here < after) continue;
    // A parabola through the three gives the peak between the samples.
    const shift = (before - after) / (2 * (before - 2 * here + after) || 1);
    return sample_rate / (shortest + at + shift);
  }
  return 0;
}

function correlation(window: Float32Array, mean: number, lag: number): number {
  let sum = 0;
  for (let at = 0; at + lag < window.length; at++) sum += (window[at]! - mean) * (window[at + lag]! - mean);
  return sum / (window.length - lag);
}
