// Reads vowels, diphthongs and triphthongs: their points on the trapezoid and what their diacritics add.
import type { VowelPoint } from '@phonochart/catalog/placement.ts';
import type { Unit } from './segment.ts';
import {
  blank,
  lengthOf,
  levelsOf,
  onlyPartly,
  type SegmentFeatures,
  secondaryNames,
  strayMark,
} from './segment-features.ts';

export const heightNames = ['close', 'near-close', 'close-mid', 'mid', 'open-mid', 'near-open', 'open'] as const;
export const backnessNames = ['front', 'near-front', 'central', 'near-back', 'back'] as const;

/** The nearest named height of a point; halves go to the outer one. */
export const heightName = (height: number): string => heightNames[nearest(height, 3)]!;
/** The nearest named backness of a point; halves go to the outer one. */
export const backnessName = (backness: number): string => backnessNames[nearest(backness, 2)]!;
const nearest = (value: number, middle: number): number =>
  value < middle ? Math.ceil(value - 0.5) : Math.floor(value + 0.5);

// In a diphthong written with a glide (aj, wa) the glide stands for the vowel that it is the glide of.
const glides: Record<string, VowelPoint> = {
  j: { height: 0, backness: 0, rounded: false },
  w: { height: 0, backness: 4, rounded: true },
  ɥ: { height: 0, backness: 0, rounded: true },
  ɰ: { height: 0, backness: 4, rounded: false },
};

/** The features of vowel letters (and glides beside them), or undefined where these are not all vowels. */
export function vowelFeatures(units: readonly Unit[]): SegmentFeatures | undefined {
  if (units[0]!.letter.type !== 'vowel' && !glides[units[0]!.letter.letter]) return undefined;
  let vowels = 0;
  let checked = false;
  const points: VowelPoint[] = [];
  const names: string[] = [];
  const spans: Unit[][] = [];
  for (let index = 0; index < units.length; index++) {
    const unit = units[index]!;
    const { letter } = unit;
    if (letter.type === 'vowel') vowels++;
    else if (vowels > 0 && letter.letter === 'ʔ' && index === units.length - 1) {
      checked = true;
      spans.at(-1)!.push(unit);
      continue;
    } else if (!glides[letter.letter]) return undefined;
    const previous = units[index - 1];
    if (previous?.letter === letter && lengthens(previous, unit)) {
      names.push('long');
      spans.at(-1)!.push(unit);
      continue;
    }
    const point = letter.type === 'vowel' ? letter.point : glides[letter.letter]!;
    spans.push([unit]);
    points.push(unit.after.length === 0 ? point : shifted(point, unit.after));
  }
  if (vowels === 0) return undefined;
  if (points.length > 3) return blank('sequence');
  const result = blank(points.length === 1 ? 'vowel' : points.length === 2 ? 'diphthong' : 'triphthong');
  result.points = points;
  const first = units.find((unit) => unit.letter.type === 'vowel')!.letter;
  if (points.length === 1 && first.type === 'vowel') {
    result.height = heightNames[first.point.height]!;
    result.backness = backnessNames[first.point.backness]!;
    result.rounded = first.point.rounded;
    if (first.modifier) names.push(first.modifier);
  }
  for (const unit of units) names.push(...unit.before, ...unit.after);
  if (checked) names.push('glottalised');
  if (names.length > 0) apply(result, names);
  if (points.length > 1) result.parts = spans.map((span, index) => part(span, points[index]!));
  return result;
}

// aa, ãã, aãː: the second letter has all marks of the first, and none of its own that moves it.
const lengthens = (first: Unit, second: Unit): boolean =>
  first.after.every((name) => second.after.includes(name)) &&
  !second.after.some((name) => name === 'non-syllabic' || (movers.has(name) && !first.after.includes(name)));
const movers = new Set(['raised', 'lowered', 'advanced', 'retracted', 'centralised', 'mid-centralised']);

// One part of a diphthong: its letter, a second one that only lengthens it, a glottal stop that only closes it.
function part(span: readonly Unit[], point: VowelPoint): SegmentFeatures {
  const { letter } = span[0]!;
  const isGlide = letter.type !== 'vowel';
  const base = isGlide ? glides[letter.letter]! : letter.point;
  const result = blank('vowel');
  result.points = [point];
  result.height = heightNames[base.height]!;
  result.backness = backnessNames[base.backness]!;
  result.rounded = base.rounded;
  const names = isGlide ? ['non-syllabic'] : letter.modifier ? [letter.modifier] : [];
  for (const [index, unit] of span.entries()) {
    if (index > 0) names.push(unit.letter.letter === 'ʔ' ? 'glottalised' : 'long');
    names.push(...unit.before, ...unit.after);
  }
  if (names.length > 0) apply(result, names);
  return result;
}

function apply(result: SegmentFeatures, names: readonly string[]): void {
  result.length = lengthOf(names);
  const levels = levelsOf(names);
  if (levels) result.levels = levels;
  for (const name of new Set(names)) {
    if (name === 'nasalised') result.nasality = 'nasalised';
    else if (name === 'breathy' || name === 'breathy-aspirated') result.phonation = 'breathy';
    else if (name === 'creaky') result.phonation = 'creaky';
    else if (name === 'voiceless') result.phonation = 'voiceless';
    else if (name === 'aspirated') result.aspirated = true;
    else if (secondaryNames.has(name)) result.secondary = [...new Set([...result.secondary, name])];
    // In a diphthong the mark only says which part is the glide.
    else if (name === 'non-syllabic' && result.points.length > 1) continue;
    else if (name === 'palatal-hook') result.secondary = [...new Set([...result.secondary, 'palatalised'])];
    else if (name === 'ejective') result.modifiers.push('glottalised');
    else if (name === 'voiced') result.modifiers.push('with-voicing');
    else if (!lengths.has(name) && !name.startsWith('tone-')) result.modifiers.push(strayMark(name));
  }
  if (result.modifiers.length > 1) onlyPartly(result.modifiers);
}

const lengths = new Set(['long', 'half-long', 'extra-short']);

/**
 * Where diacritics move a vowel. Raised and lowered take the mid vowels a whole step ([e̞] is mid), others half a step;
 * advanced and retracted half a step, the open vowels a whole one; centralised one step, the open vowels to the centre.
 * Source: Handbook of the IPA (1999), which draws them so; the size of a step is ours.
 */
function shifted(point: VowelPoint, names: readonly string[]): VowelPoint {
  let { height, backness } = point;
  for (const name of names) {
    const open = point.height >= 5;
    if (name === 'raised') height -= point.height === 4 ? 1 : 0.5;
    else if (name === 'lowered') height += point.height === 2 ? 1 : 0.5;
    else if (name === 'advanced') backness -= open ? 1 : 0.5;
    else if (name === 'retracted') backness += open ? 1 : 0.5;
    else if (name === 'centralised') backness = open ? 2 : towards(backness, 2);
    else if (name === 'mid-centralised') {
      height = towards(height, 3);
      backness = towards(backness, 2);
    }
  }
  return { height: clamp(height, 6), backness: clamp(backness, 4), rounded: point.rounded };
}

const towards = (from: number, to: number): number => from + Math.sign(to - from);
const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value));
