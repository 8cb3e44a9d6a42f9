// Slows a clip without lowering its pitch.

/** Length of a grain and the search for its best start, in seconds: a few glottal periods of any voice. */
const grainSeconds = 0.036;
const seekSeconds = 0.009;
/** Every how many samples two grains are compared: enough to find the period, and sixteen times quicker. */
const stride = 4;

/**
 * Mono samples (-1 to 1) at `rate` Hz said `factor` times as long, at the same pitch: waveform-similarity overlap-add
 * (Verhelst and Roelands 1993), each grain placed where it continues the one before best.
 */
export function stretch(samples: Float32Array, rate: number, factor: number): Float32Array {
  const half = Math.round((grainSeconds * rate) / 2);
  const seek = Math.round(seekSeconds * rate);
  if (samples.length <= half * 2 + seek || factor === 1) return samples.slice();
  const out = new Float32Array(Math.ceil(samples.length * factor) + half * 2);
  const last = samples.length - half * 2;
  let previous = 0;
  for (let at = 0; at < samples.length * factor; at += half) {
    const wanted = Math.min(last, Math.round(at / factor));
    const start = at === 0 ? 0 : bestStart(samples, previous + half, wanted, { half, seek, last });
    for (let i = 0; i < half * 2 && at + i < out.length; i++) {
      const window = at === 0 && i < half ? 1 : 0.5 - 0.5 * Math.cos((Math.PI * i) / half);
      out[at + i]! += (samples[start + i] ?? 0) * window;
    }
    previous = start;
  }
  return out.subarray(0, Math.ceil(samples.length * factor));
}

/** The start near `wanted` whose grain looks most like the natural continuation at `next`. */
function bestStart(
  samples: Float32Array,
  next: number,
  wanted: number,
  { half, seek, last }: { half: number; seek: number; last: number },
): number {
  let best = wanted;
  let closest = Number.NEGATIVE_INFINITY;
  for (let start = Math.max(0, wanted - seek); start <= Math.min(last, wanted + seek); start += 2) {
    let likeness = 0;
    for (let i = 0; i < half; i += stride) likeness += (samples[next + i] ?? 0) * samples[start + i]!;
    if (likeness > closest) {
      closest = likeness;
      best = start;
    }
  }
  return best;
}
