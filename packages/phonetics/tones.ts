// Tones: tone letters, Chao digits and tone diacritics read as levels from 1 (low) to 5 (high).
import { toneLetters } from './diacritics.ts';

export type TonePhonation = 'modal' | 'creaky' | 'breathy' | 'glottalised' | 'falsetto';
/** `levels` in time, 1 (low) to 5 (high), 0 a break in the voice. */
export type Tone = { levels: number[]; phonation?: TonePhonation; checked?: boolean };

const superscripts = '⁰¹²³⁴⁵';
const phonations: Record<string, TonePhonation> = {
  '\u0330': 'creaky',
  '\u0324': 'breathy',
  ʱ: 'breathy',
  ʰ: 'breathy',
};

// Downstep and upstep move what follows by half a level.
const steps: Record<string, number> = { ꜜ: -0.5, '↓': -0.5, ꜛ: 0.5, '↑': 0.5 };

/**
 * Reads a tone written alone: ˧˥, 35, ³⁵, or a bare diacritic (◌́). ˀ or ʔ inside the contour is a break (level 0), at
 * its end glottalisation; a stop consonant or underlining marks a checked tone. Undefined where it is no tone.
 * Source: IPA chart (2020), tones and word accents; levels after Chao's tone letters.
 */
export function toneOf(text: string): Tone | undefined {
  const levels: number[] = [];
  const tone: Tone = { levels };
  let step = 0;
  for (const character of text.normalize('NFD')) {
    const digit = superscripts.indexOf(character);
    const level =
      toneLetters.get(character) ??
      (character >= '1' && character <= '5' ? Number(character) : digit > 0 ? digit : undefined);
    if (level !== undefined) levels.push(Math.min(5, Math.max(1, level + step)));
    else if (steps[character]) step = steps[character];
    else if (character === 'ˀ' || character === 'ʔ') {
      levels.push(0);
      tone.phonation = 'glottalised';
    } else if (phonations[character]) tone.phonation = phonations[character];
    else if (character === '\u0332' || character === '\u0320') tone.checked = true;
    else if (diacriticLevels.has(character) && levels.length === 0) levels.push(...diacriticLevels.get(character)!);
    else if (!'\u25CC \u00A0ˤ'.includes(character)) return undefined;
  }
  while (levels.at(-1) === 0) levels.pop();
  while (levels[0] === 0) levels.shift();
  return levels.length === 0 || levels.length > 6 ? undefined : tone;
}

/** Levels of the tone diacritics, as the chart pairs them with tone letters. */
export const diacriticLevels: ReadonlyMap<string, readonly number[]> = new Map([
  ['\u030B', [5]],
  ['\u0301', [4]],
  ['\u0304', [3]],
  ['\u0300', [2]],
  ['\u030F', [1]],
  ['\u030C', [1, 5]],
  ['\u0302', [5, 1]],
  ['\u1DC4', [4, 5]],
  ['\u1DC5', [1, 2]],
  ['\u1DC8', [3, 4, 3]],
  ['\u1DC6', [3, 1]],
  ['\u1DC7', [5, 3]],
  ['\u1DC9', [3, 1, 3]],
]);

export type ToneShape = 'level' | 'rising' | 'falling' | 'dipping' | 'peaking' | 'complex';
export type ToneRegister = 'extra-low' | 'low' | 'mid' | 'high' | 'extra-high';

/** Which way a contour goes, breaks aside. */
export function toneShape(levels: readonly number[]): ToneShape {
  const steps: number[] = [];
  let previous: number | undefined;
  for (const level of levels) {
    if (level === 0) continue;
    const step = previous === undefined ? 0 : Math.sign(level - previous);
    if (step !== 0 && step !== steps.at(-1)) steps.push(step);
    previous = level;
  }
  if (steps.length === 0) return 'level';
  if (steps.length === 1) return steps[0]! > 0 ? 'rising' : 'falling';
  if (steps.length === 2) return steps[0]! < 0 ? 'dipping' : 'peaking';
  return 'complex';
}

/** The height a tone starts from; a level tone tells five apart, a contour three. */
export function toneRegister(levels: readonly number[]): ToneRegister {
  const start = levels.find((level) => level !== 0) ?? 3;
  if (toneShape(levels) !== 'level') return start > 3.5 ? 'high' : start < 2.5 ? 'low' : 'mid';
  return start > 4.5 ? 'extra-high' : start > 3.5 ? 'high' : start >= 2.5 ? 'mid' : start > 1.5 ? 'low' : 'extra-low';
}
