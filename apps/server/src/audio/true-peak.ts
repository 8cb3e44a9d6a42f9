// True peak in dBTP: the peak of the wave between the samples, by four-fold oversampling (ITU-R BS.1770-4, Annex 2).

/** The standard asks for 192 kHz or more of 48 kHz: four times. */
const OVERSAMPLING = 4;
/** Input samples on either side that an interpolated value is made of. */
const HALF_WIDTH = 12;
const WIDTH = 2 * HALF_WIDTH;

/** One row of weights a phase: a sinc under a Hann window. */
const phases = Array.from({ length: OVERSAMPLING }, (_, phase) =>
  Float64Array.from({ length: WIDTH }, (_, tap) => {
    const distance = tap - HALF_WIDTH + 1 - phase / OVERSAMPLING;
    const sinc = distance === 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance);
    return sinc * (0.5 + 0.5 * Math.cos((Math.PI * distance) / HALF_WIDTH));
  }),
);

/** How many times the highest of its samples an interpolated value of a phase may reach. */
const reaches = phases.map((weights) => weights.reduce((sum, weight) => sum + Math.abs(weight), 0));

/** dBTP of mono PCM (0 is full scale); -Infinity for silence. */
export function truePeakOf(pcm: Float32Array): number {
  // Silence on both sides instead of a question at every tap.
  const padded = new Float32Array(pcm.length + 4 * HALF_WIDTH);
  padded.set(pcm, 2 * HALF_WIDTH);
  const stretches = stretchPeaks(padded);
  let peak = 0;
  // A little under the highest sample, which the first phase gives back but for rounding.
  let sought = 0.999999 * stretches.reduce((most, size) => Math.max(most, size), 0);
  for (const [phase, weights] of phases.entries()) {
    for (let from = 1; from <= pcm.length + 2 * HALF_WIDTH; ) {
      const stretch = Math.floor(from / WIDTH);
      const until = Math.min((stretch + 1) * WIDTH, pcm.length + 2 * HALF_WIDTH + 1);
      const highest = Math.max(stretches[stretch]!, stretches[stretch + 1] ?? 0);
      // Most stretches of a voice are too quiet to hold its peak, whatever lies between their samples.
      if (highest * reaches[phase]! < sought) {
        from = until;
        continue;
      }
      for (; from < until; from++) {
        let value = 0;
        for (let tap = 0; tap < WIDTH; tap++) value += padded[from + tap]! * weights[tap]!;
        const size = Math.abs(value);
        if (size > peak) peak = size;
      }
      if (peak > sought) sought = peak;
    }
  }
  return 20 * Math.log10(peak);
}

/** The highest sample in each stretch of as many samples as one interpolated value is made of. */
function stretchPeaks(padded: Float32Array): Float64Array {
  const peaks = new Float64Array(Math.ceil(padded.length / WIDTH));
  for (let at = 0; at < padded.length; at++) {
    const size = Math.abs(padded[at]!);
    const stretch = Math.floor(at / WIDTH);
    if (size > peaks[stretch]!) peaks[stretch] = size;
  }
  return peaks;
}
