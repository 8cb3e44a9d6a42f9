// A tone as a line on five levels: its strokes, its end bar and its digits.
import type { Placement } from '@phonochart/catalog/placement.ts';

export type Contour = Extract<Placement, { type: 'contour' }>;

export const contourBox = { width: 64, height: 46 };
const [left, across, floor, step] = [6, 52, 42, 9.5];

/** Height of a Chao level (1 to 5) in the box, in px from its top. */
export const levelHeight = (level: number): number => floor - (level - 1) * step;

/**
 * SVG path of the tone: a level 0 breaks the stroke; a checked syllable draws it short; an end bar marks a checked
 * syllable or a glottal close. A single level is a flat line.
 */
export function contourPath({ levels, syllable, phonation }: Contour): string {
  const heights = levels.length === 1 ? [levels[0]!, levels[0]!] : levels;
  const reach = syllable === 'checked' ? across * 0.4 : across;
  const last = heights.length - 1;
  const point = (time: number, level: number) =>
    `${(left + (time * reach) / last).toFixed(1)} ${levelHeight(level).toFixed(1)}`;
  const strokes: string[][] = [[]];
  heights.forEach((level, time) => {
    if (level === 0) {
      strokes.push([]);
      return;
    }
    const stroke = strokes.at(-1)!;
    const [before, after] = [heights[time - 1], heights[time + 1]];
    // The voice comes out of a break on the way from the level before it, and sinks a little into the next.
    if (before === 0) stroke.push(point(time - 0.7, level + ((heights[time - 2] ?? level) - level) * 0.7));
    stroke.push(point(time, level));
    if (after === 0) stroke.push(point(time + 0.7, Math.max(1, level - 0.4)));
  });
  const path = strokes.flatMap((points) => (points.length > 0 ? `M${points.join('L')}` : [])).join('');
  const bar = syllable === 'checked' || (phonation === 'glottalised' && !heights.includes(0));
  return bar ? `${path}m0 -6v12` : path;
}

/** "35", "3ˀ5", "21ˀ": levels as digits, a break or a glottal close as ˀ. */
export function contourDigits({ levels, phonation }: Contour): string {
  const digits = levels.map((level) => (level === 0 ? 'ˀ' : String(Math.round(level)))).join('');
  return phonation === 'glottalised' && !digits.includes('ˀ') ? `${digits}ˀ` : digits;
}
