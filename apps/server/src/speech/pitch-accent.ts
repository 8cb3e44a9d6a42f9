// Pitch accent: on which sound of a word it lies, and whether the pitch falls after it and nowhere else.
import type { PitchReading } from '../audio/pitch.ts';
import type { PhoneSpan } from './read-back.ts';
import type { WordSound } from './request.ts';
import { middleOf } from './tone-shape.ts';

/** In a kana reading, after the mora that is the last high one. */
const FALL = 'ꜜ';
/** Kana that make one mora with the one before them. */
const SMALL = /[ゃゅょぁぃぅぇぉャュョァィゥェォ]/u;

/** Semitones: the fall after an accent, at least; what comes before it lies lower; and what drifts without one. */
const LEAST_FALL = 2;
const LEAST_RISE = 1;
const MOST_DRIFT = 1.5;

/**
 * The sounds of a word with primary stress where a kana reading has its fall. None is marked where there is no fall, or
 * where it would come after the last mora: a word said by itself does not show that one.
 */
export function withAccent(sounds: readonly WordSound[], reading: string): WordSound[] {
  const kana = reading.split(/[\s·]/u)[0]!;
  const fall = kana.indexOf(FALL);
  const unmarked = sounds.map(({ stress: _, ...sound }): WordSound => sound);
  if (fall < 0) return unmarked;
  const mora = [...kana.slice(0, fall)].filter((sign) => !SMALL.test(sign)).length;
  const ends = sounds.map((_, at) => sounds.slice(0, at + 1).reduce((sum, sound) => sum + moraeOf(sound), 0));
  if (mora >= ends.at(-1)!) return unmarked;
  const at = ends.findIndex((end) => end >= mora);
  return unmarked.map((sound, index): WordSound => (index === at ? { ...sound, stress: 'primary' } : sound));
}

function moraeOf({ kind, phoneme }: WordSound): number {
  if (kind === 'vowel') return phoneme.includes('ː') ? 2 : 1;
  return phoneme === 'ɴ' || phoneme === 'Q' ? 1 : 0;
}

/**
 * Undefined where the pitch is high on the accented piece, lower before it and low after it, or level where none is;
 * else what it does instead.
 * @param spans of the vowels, in order; `accented` is the place among them of the one that bears the accent
 */
export function strayAccent(
  readings: readonly PitchReading[],
  spans: readonly PhoneSpan[],
  accented: number | undefined,
): string | undefined {
  const voiced = spans.map(({ from_ms, to_ms }) =>
    middleOf(readings.filter(({ at_ms }) => at_ms >= from_ms && at_ms <= to_ms)),
  );
  const heard = voiced.map((hz) => (hz === undefined ? '–' : String(Math.round(hz)))).join(', ');
  const off = (why: string) => `accent: its vowels lie at ${heard} Hz, ${why}`;
  const height = (hz: number | undefined) => (hz === undefined ? undefined : 12 * Math.log2(hz));
  const heights = voiced.map(height);
  if (accented === undefined) {
    const known = heights.filter((each) => each !== undefined);
    return Math.max(...known) - Math.min(...known) > MOST_DRIFT ? off('which is not level') : undefined;
  }
  const top = heights[accented];
  if (top === undefined) return off('and the accented one has no voice');
  const before = heights.slice(0, accented).filter((each) => each !== undefined);
  const after = heights.slice(accented + 1).filter((each) => each !== undefined);
  if (before.some((each) => top - each < LEAST_RISE)) return off('not higher at the accent than before it');
  if (after.some((each) => top - each < LEAST_FALL)) return off('not lower after the accent');
  return undefined;
}
