// The first two formants of a vowel, by linear prediction.

/** Hz: a man's first five formants lie under half of it. */
const ANALYSIS_RATE = 11_025;
/** ms of sound that is looked at: three periods of a man's voice. */
const WINDOW_MS = 30;
/** Two coefficients a formant, and three for the voice and the lips. */
const ORDER = 13;
/** Weight of the sample before, taken away: the voice falls by 6 dB an octave. */
const EMPHASIS = 0.97;
/** Hz: the grid on which the spectrum is looked through, and where F1 may lie at the lowest. */
const STEP_HZ = 5;
const LOWEST_HZ = 180;

/** Hz. */
export type Formants = { f1: number; f2: number };

/**
 * F1 and F2 around a moment: the first two peaks of the spectrum that linear prediction gives (autocorrelation method,
 * Levinson and Durbin's recursion). Undefined where fewer than two peaks stand out.
 * @param pcm mono, -1 to 1, at 22,050 Hz
 * @param at_ms the middle of the stretch
 */
export function formantsAt(pcm: Float32Array, at_ms: number): Formants | undefined {
  const halved = halvedRate(pcm);
  const length = Math.round((WINDOW_MS * ANALYSIS_RATE) / 1000);
  const start = Math.round((at_ms * ANALYSIS_RATE) / 1000 - length / 2);
  const window = Array.from({ length }, (_, at) => {
    const sample = (halved[start + at] ?? 0) - EMPHASIS * (halved[start + at - 1] ?? 0);
    return sample * (0.54 - 0.46 * Math.cos((2 * Math.PI * at) / (length - 1)));
  });
  const weights = prediction(window);
  if (!weights) return undefined;
  const [f1, f2] = peaks(weights);
  return f1 === undefined || f2 === undefined ? undefined : { f1, f2 };
}

// Every other sample, behind a half-band filter.
function halvedRate(pcm: Float32Array): Float32Array {
  const half = 15;
  const taps = Array.from({ length: 2 * half + 1 }, (_, tap) => {
    const x = tap - half;
    const sinc = x === 0 ? 0.5 : Math.sin((Math.PI * x) / 2) / (Math.PI * x);
    return sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / (half + 1)));
  });
  return Float32Array.from({ length: Math.ceil(pcm.length / 2) }, (_, at) =>
    taps.reduce((sum, weight, tap) => sum + weight * (pcm[2 * at + tap - half] ?? 0), 0),
  );
}

function prediction(window: number[]): number[] | undefined {
  const r = Array.from({ length: ORDER + 1 }, (_, lag) =>
    window.reduce((sum, sample, at) => sum + sample * (window[at + lag] ?? 0), 0),
  );
  let error = r[0]! * 1.0001;
  if (error <= 0) return undefined;
  let a = [1];
  for (let order = 1; order <= ORDER; order++) {
    const sum = a.reduce((total, weight, at) => total + weight * r[order - at]!, 0);
    const reflection = -sum / error;
    const longer = [...a, 0];
    a = longer.map((weight, at) => weight + reflection * longer[order - at]!);
    error *= 1 - reflection * reflection;
  }
  return a;
}

function peaks(a: number[]): number[] {
  const gains: number[] = [];
  for (let hz = LOWEST_HZ - STEP_HZ; hz < ANALYSIS_RATE / 2; hz += STEP_HZ) {
    const w = (2 * Math.PI * hz) / ANALYSIS_RATE;
    const re = a.reduce((sum, weight, at) => sum + weight * Math.cos(w * at), 0);
    const im = a.reduce((sum, weight, at) => sum - weight * Math.sin(w * at), 0);
    gains.push(1 / (re * re + im * im));
  }
  return gains.flatMap((gain, at) =>
    at > 0 && at < gains.length - 1 && gain > gains[at - 1]! && gain >= gains[at + 1]!
      ? [LOWEST_HZ - STEP_HZ + at * STEP_HZ]
      : [],
  );
}
