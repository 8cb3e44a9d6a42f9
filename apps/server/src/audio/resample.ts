// Brings mono PCM to another sample rate: band-limited interpolation with a windowed sinc (J. O. Smith, "Digital Audio Resampling").

/** Zero crossings of the sinc on either side: a transition band of about a tenth of the lower rate's half. */
const CROSSINGS = 24;
/** Entries of the table between two crossings; what lies between them is interpolated. */
const STEPS = 512;
/** Of the Kaiser window: about 90 dB below the passband. */
const BETA = 9;
/** Share of the lower half rate that is kept whole. */
const PASSBAND = 0.945;

const table = Float64Array.from({ length: CROSSINGS * STEPS + 2 }, (_, at) => {
  const x = at / STEPS;
  if (x >= CROSSINGS) return 0;
  const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  return (sinc * bessel(BETA * Math.sqrt(1 - (x / CROSSINGS) ** 2))) / bessel(BETA);
});

/**
 * @param pcm mono
 * @param from Hz
 * @param to Hz
 */
export function resampled(pcm: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return pcm;
  const length = Math.round((pcm.length * to) / from);
  const out = new Float32Array(length);
  const scale = PASSBAND * Math.min(1, to / from);
  const reach = CROSSINGS / scale;
  for (let n = 0; n < length; n++) {
    const centre = (n * from) / to;
    const first = Math.max(0, Math.ceil(centre - reach));
    const last = Math.min(pcm.length - 1, Math.floor(centre + reach));
    let sum = 0;
    for (let at = first; at <= last; at++) {
      const place = Math.abs(centre - at) * scale * STEPS;
      const low = Math.floor(place);
      const weight = table[low]! + (table[low + 1]! - table[low]!) * (place - low);
      sum += pcm[at]! * weight;
    }
    out[n] = sum * scale;
  }
  return out;
}

/** Modified Bessel function of the first kind, order zero, by its series. */
function bessel(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
