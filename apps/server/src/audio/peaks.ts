// The waveform of a clip in a few numbers, as a screen draws it.

/** Columns of a drawn waveform. */
export const PEAK_COUNT = 128;

/**
 * The highest amplitude in each of `count` stretches of equal length, 0 to 1 in three digits; 1 is full scale.
 * @param pcm mono, -1 to 1, as it is encoded: the encoder's delay is not in it
 */
export function peaksOf(pcm: Float32Array, count = PEAK_COUNT): number[] {
  return Array.from({ length: count }, (_, nth) => {
    const from = Math.floor((nth * pcm.length) / count);
    // A sound of fewer samples than columns: each column still has one.
    const to = Math.max(from + 1, Math.floor(((nth + 1) * pcm.length) / count));
    let peak = 0;
    for (let at = from; at < to && at < pcm.length; at++) peak = Math.max(peak, Math.abs(pcm[at]!));
    return Math.round(Math.min(1, peak) * 1000) / 1000;
  });
}
