// Signals whose every measure is known: what the tests of signal processing hear.

/**
 * @param hz frequency
 * @param amplitude 1 is full scale
 * @param rate Hz
 */
export const sine = (hz: number, amplitude: number, length_ms: number, rate: number, phase = 0): Float32Array =>
  Float32Array.from(
    { length: Math.round((length_ms * rate) / 1000) },
    (_, at) => amplitude * Math.sin((2 * Math.PI * hz * at) / rate + phase),
  );

/** A voice: pulses of a pitch that may glide, through resonances (Hz, bandwidth in Hz). */
export function voice(
  pitch: (at_ms: number) => number,
  resonances: readonly [hz: number, bandwidth: number][],
  length_ms: number,
  rate: number,
): Float32Array {
  let signal = new Float64Array(Math.round((length_ms * rate) / 1000));
  let cycle = 1;
  for (let at = 0; at < signal.length; at++) {
    cycle += pitch((at / rate) * 1000) / rate;
    if (cycle >= 1) {
      cycle -= 1;
      signal[at] = 1;
    }
  }
  // The fall of a voice's spectrum, 6 dB an octave.
  signal = resonated(signal, 0.97, 0);
  for (const [hz, bandwidth] of resonances) {
    const r = Math.exp((-Math.PI * bandwidth) / rate);
    signal = resonated(signal, 2 * r * Math.cos((2 * Math.PI * hz) / rate), -r * r);
  }
  const peak = signal.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return Float32Array.from(signal, (sample) => (0.5 * sample) / peak);
}

function resonated(signal: Float64Array, a1: number, a2: number): Float64Array<ArrayBuffer> {
  const out = new Float64Array(signal.length);
  for (let at = 0; at < signal.length; at++) out[at] = signal[at]! + a1 * (out[at - 1] ?? 0) + a2 * (out[at - 2] ?? 0);
  return out;
}
