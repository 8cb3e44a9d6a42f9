// True peak in dBTP: the peak of the wave between the samples, by four-fold oversampling (ITU-R BS.1770-4, Annex 2).

/** The standard asks for 192 kHz or more of 48 kHz: four times. */
const OVERSAMPLING = 4;
/** Input samples on either side that an interpolated value is made of. */
const HALF_WIDTH = 12;

/** One row of weights a phase: a sinc under a Hann window. */
const phases = Array.from({ length: OVERSAMPLING }, (_, phase) =>
  Float64Array.from({ length: 2 * HALF_WIDTH }, (_, tap) => {
    const distance = tap - HALF_WIDTH + 1 - phase / OVERSAMPLING;
    const sinc = distance === 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance);
    return sinc * (0.5 + 0.5 * Math.cos((Math.PI * distance) / HALF_WIDTH));
  }),
);

/** dBTP of mono PCM (0 is full scale); -Infinity for silence. */
export function truePeakOf(pcm: Float32Array): number {
  // Silence on both sides instead of a question at every tap.
  const padded = new Float32Array(pcm.length + 4 * HALF_WIDTH);
  padded.set(pcm, 2 * HALF_WIDTH);
  let peak = 0;
  for (const weights of phases) {
    for (let first = 1; first <= pcm.length + 2 * HALF_WIDTH; first++) {
      let value = 0;
      for (let tap = 0; tap < 2 * HALF_WIDTH; tap++) value += padded[first + tap]! * weights[tap]!;
      const size = Math.abs(value);
      if (size > peak) peak = size;
    }
  }
  return 20 * Math.log10(peak);
}
