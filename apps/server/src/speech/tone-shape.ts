// Whether a syllable's pitch does what its tone must do.
import type { PitchReading } from '../audio/pitch.ts';
import type { ToneShape } from './voice-table.ts';

/** Semitones from the voice's middle pitch. */
type Contour = { start: number; end: number; lowest: number; highest: number; lowestAt: number; highestAt: number };

/**
 * Undefined where the pitch has the shape; else what it does instead.
 * @param readings of the rhyme
 * @param middle_hz the voice's middle pitch: that of its level tone
 */
export function strayFrom(shape: ToneShape, readings: readonly PitchReading[], middle_hz: number): string | undefined {
  const contour = contourOf(readings, middle_hz);
  if (!contour) return 'too little voice to hear a tone in';
  if (typeof shape !== 'string') return strayFromLevels(shape, heightsOf(readings, middle_hz));
  return shapes[shape](contour) ? undefined : `its pitch goes ${written(contour)} (semitones), which is not ${shape}`;
}

/** Semitones from one tone level to the next: what voices with level tones were measured to have. */
const LEVEL_STEP = 1;
/** Semitones by which a tone may lie above or below its level: less than a step where it stays, more where it moves. */
const LEVEL_TOLERANCE = { stays: 0.8, moves: 1.6 };
/** Semitones a level by which the pitch must move, at least; and may move where the level stays. */
const LEAST_MOVE = 0.4;
const MOST_DRIFT = 1;

function strayFromLevels(levels: readonly number[], heights: readonly number[]): string | undefined {
  const stays = levels.every((level) => level === levels[0]);
  const path = levels.length === 1 ? [levels[0]!, levels[0]!] : levels;
  const edge = Math.max(1, Math.round(heights.length / 5));
  const points = path.map((_, at) => {
    const middle = Math.round((at / (path.length - 1)) * (heights.length - 1));
    const from = Math.min(Math.max(0, middle - (edge >> 1)), heights.length - edge);
    return median(heights.slice(from, from + edge));
  });
  const fits = path.every((level, at) => {
    const off = Math.abs(points[at]! - (level - 3) * LEVEL_STEP);
    if (off > (stays ? LEVEL_TOLERANCE.stays : LEVEL_TOLERANCE.moves)) return false;
    if (at === 0) return true;
    const [steps, moved] = [level - path[at - 1]!, points[at]! - points[at - 1]!];
    return steps === 0 ? Math.abs(moved) <= MOST_DRIFT : moved * Math.sign(steps) >= LEAST_MOVE * Math.abs(steps);
  });
  const heard = points.map((point) => point.toFixed(1)).join(', ');
  return fits ? undefined : `its pitch goes through ${heard} (semitones), which is not ${levels.join('')}`;
}

/** The level of a tone that stays on one; undefined for others. */
export function levelOf(shape: ToneShape): number | undefined {
  if (shape === 'level') return 3;
  if (typeof shape === 'string') return undefined;
  return shape.every((level) => level === shape[0]) ? shape[0] : undefined;
}

/** The voice's middle pitch, by the pitch of a tone that stays on a level. */
export const middleFrom = (hz: number, level: number): number => hz * 2 ** ((-(level - 3) * LEVEL_STEP) / 12);

/** Middle pitch of a level syllable, Hz; undefined where it has no voice. */
export function middleOf(readings: readonly PitchReading[]): number | undefined {
  const voiced = readings.filter(({ hz }) => hz > 0).map(({ hz }) => hz);
  return voiced.length === 0 ? undefined : median(voiced);
}

// Shapes of the six tones of Hanoi as descriptions give them; a semitone and a half is what a listener surely hears.
const shapes: Record<Extract<ToneShape, string>, (contour: Contour) => boolean> = {
  level: ({ start, end, lowest, highest }) =>
    Math.abs(end - start) <= 1.5 && highest - lowest <= 2.5 && Math.abs((start + end) / 2) <= 1.5,
  'low-falling': ({ start, end }) => end - start <= -1 && end <= -1.5 && start <= 0.5,
  rising: ({ start, end }) => end - start >= 2 && end >= 1.5,
  dipping: ({ start, end, lowest, lowestAt }) =>
    start - lowest >= 1.5 && end - lowest >= 1.5 && lowest <= -1.5 && lowestAt > 0.15 && lowestAt < 0.9,
  'broken-rising': ({ start, end, lowest, lowestAt }) =>
    start - lowest >= 0.5 && end - lowest >= 1.5 && end >= 1.5 && lowestAt > 0.15 && lowestAt < 0.9,
  dropping: ({ end, lowest, highest, lowestAt, highestAt }) =>
    highest - lowest >= 2 && highestAt < lowestAt && end <= -0.5,
};

function contourOf(readings: readonly PitchReading[], middle_hz: number): Contour | undefined {
  const heights = heightsOf(readings, middle_hz);
  if (heights.length < 3) return undefined;
  const edge = Math.max(1, Math.round(heights.length / 5));
  const lowest = Math.min(...heights);
  const highest = Math.max(...heights);
  return {
    start: median(heights.slice(0, edge)),
    end: median(heights.slice(-edge)),
    lowest,
    highest,
    lowestAt: heights.indexOf(lowest) / (heights.length - 1),
    highestAt: heights.indexOf(highest) / (heights.length - 1),
  };
}

const heightsOf = (readings: readonly PitchReading[], middle_hz: number): number[] =>
  smoothed(readings.filter(({ hz }) => hz > 0).map(({ hz }) => 12 * Math.log2(hz / middle_hz)));

/** A median of three: one reading an octave off, as creak gives, does not count. */
const smoothed = (heights: number[]): number[] =>
  heights.map((_, at) => median(heights.slice(Math.max(0, at - 1), at + 2)));

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

const written = ({ start, lowest, highest, end }: Contour): string =>
  `from ${start.toFixed(1)} to ${end.toFixed(1)} between ${lowest.toFixed(1)} and ${highest.toFixed(1)}`;
