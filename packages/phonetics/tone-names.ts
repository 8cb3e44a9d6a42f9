// Which contour a tone's name alone means, and Chao's digits for the others.
import { type ToneRegister, type ToneShape, toneRegister, toneShape } from './tones.ts';

// The contour that a name alone means: one for each shape and register, after the chart's contours where it has one.
const plain = new Map<string, string>();
for (const digits of '1,2,3,4,5,15,35,45,51,31,21,214,313,515,131,343,454'.split(',')) {
  const levels = [...digits].map(Number);
  plain.set(`${toneShape(levels)} ${toneRegister(levels)}`, digits);
}

/**
 * The levels that a tone's name alone means ("mid rising" is 3 5), a break after the first level aside; undefined where
 * a name means no one contour (`complex`).
 */
export const levelsNamed = (shape: ToneShape, register: ToneRegister): number[] | undefined => {
  const digits = plain.get(`${shape} ${register}`);
  return digits === undefined ? undefined : [...digits].map(Number);
};

/** Whether a tone's name alone says its levels; else the description adds them as digits. */
export function plainLevels(levels: readonly number[]): boolean {
  const voiced = levels.filter((level, index) => level !== 0 || index !== 1);
  return plain.get(`${toneShape(levels)} ${toneRegister(levels)}`) === voiced.join('');
}

/** Levels as Chao's digits, a break as ˀ: 3ˀ5. */
export const chaoDigits = (levels: readonly number[]): string =>
  levels.map((level) => (level === 0 ? 'ˀ' : level)).join('');
