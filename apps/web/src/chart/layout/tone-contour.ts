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
  const broken = heights.includes(0);
  const strokes: string[][] = [[]];
  heights.forEach((level, index) => {
    if (level === 0) strokes.push([]);
    else {
      const x = left + (index * reach) / (heights.length - 1);
      strokes.at(-1)!.push(`${x.toFixed(1)} ${levelHeight(level).toFixed(1)}`);
    }
  });
  // A stroke of one point between breaks would not be seen: it gets a little length of its own.
  const path = strokes
    .filter((points) => points.length > 0)
    .map((points) => `M${points.join('L')}${points.length === 1 ? 'h5' : ''}`)
    .join('');
  const bar = syllable === 'checked' || (phonation === 'glottalised' && !broken);
  return bar ? `${path}m0 -6v12` : path;
}

/** "35", "3ˀ5", "21ˀ": levels as digits, a break or a glottal close as ˀ. */
export function contourDigits({ levels, phonation }: Contour): string {
  const digits = levels.map((level) => (level === 0 ? 'ˀ' : String(Math.round(level)))).join('');
  return phonation === 'glottalised' && !digits.includes('ˀ') ? `${digits}ˀ` : digits;
}
