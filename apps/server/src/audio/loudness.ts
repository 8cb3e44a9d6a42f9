// Loudness in LUFS of a mono recording, by ITU-R BS.1770-4.

/** ms: the length of a gating block, and of the shortest recording that is gated. */
const BLOCK_MS = 400;
/** Blocks overlap by three quarters. */
const STEP_MS = 100;
const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = -10;
/** What makes a 997 Hz sine of full scale in one channel read -3.01 LUFS. */
const OFFSET_LU = -0.691;

type Biquad = { b: [number, number, number]; a: [number, number] };

/**
 * The two stages of K-weighting for a sample rate. The standard gives coefficients for 48 kHz alone; these are the
 * analogue shelf and high-pass that they come from, brought to the rate by the bilinear transform. At 48 kHz they are
 * the standard's own numbers (see the test).
 * @param sample_rate Hz
 */
export function kWeighting(sample_rate: number): { shelf: Biquad; highPass: Biquad } {
  const shelfK = Math.tan((Math.PI * 1681.974450955533) / sample_rate);
  const shelfQ = 0.7071752369554196;
  const high = 10 ** (3.999843853973347 / 20);
  const band = high ** 0.4996667741545416;
  const shelfScale = 1 + shelfK / shelfQ + shelfK * shelfK;
  const passQ = 0.5003270373238773;
  const scaleAt = (k: number) => 1 + k / passQ + k * k;
  const passK = Math.tan((Math.PI * 38.13547087602444) / sample_rate);
  const passScale = scaleAt(passK);
  // The standard writes 1, -2, 1 at 48 kHz, which is 0.04 dB up: the same 0.04 dB at every other rate.
  const gain = scaleAt(Math.tan((Math.PI * 38.13547087602444) / 48_000)) / passScale;
  return {
    shelf: {
      b: [
        (high + (band * shelfK) / shelfQ + shelfK * shelfK) / shelfScale,
        (2 * (shelfK * shelfK - high)) / shelfScale,
        (high - (band * shelfK) / shelfQ + shelfK * shelfK) / shelfScale,
      ],
      a: [(2 * (shelfK * shelfK - 1)) / shelfScale, (1 - shelfK / shelfQ + shelfK * shelfK) / shelfScale],
    },
    highPass: {
      b: [gain, -2 * gain, gain],
      a: [(2 * (passK * passK - 1)) / passScale, (1 - passK / passQ + passK * passK) / passScale],
    },
  };
}

/**
 * Integrated loudness in LUFS; -Infinity for silence. From 400 ms up it is gated as the standard says; what is shorter
 * has no whole block and is measured over its length, ungated.
 * @param pcm mono, -1 to 1
 * @param sample_rate Hz
 */
export function loudnessOf(pcm: Float32Array, sample_rate: number): number {
  const { shelf, highPass } = kWeighting(sample_rate);
  const weighted = filtered(filtered(pcm, shelf), highPass);
  const block = Math.round((BLOCK_MS * sample_rate) / 1000);
  const step = Math.round((STEP_MS * sample_rate) / 1000);
  if (weighted.length < block) return lufs(power(weighted, 0, weighted.length));
  const powers: number[] = [];
  for (let at = 0; at + block <= weighted.length; at += step) powers.push(power(weighted, at, at + block));
  const audible = powers.filter((value) => lufs(value) > ABSOLUTE_GATE_LUFS);
  const gate = lufs(mean(audible)) + RELATIVE_GATE_LU;
  return lufs(mean(audible.filter((value) => lufs(value) > gate)));
}

/** Plain variables instead of arrays: it runs over every sample of every clip. */
function filtered(signal: Float32Array | Float64Array, { b: [b0, b1, b2], a: [a1, a2] }: Biquad): Float64Array {
  const out = new Float64Array(signal.length);
  let x1 = 0;
  let x2 = 0;
  let y1 = 0;
  let y2 = 0;
  for (let at = 0; at < signal.length; at++) {
    const x = signal[at]!;
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    out[at] = y;
  }
  return out;
}

function power(signal: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += signal[at]! * signal[at]!;
  return to > from ? sum / (to - from) : 0;
}

const mean = (values: number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
const lufs = (value: number): number => OFFSET_LU + 10 * Math.log10(value);
