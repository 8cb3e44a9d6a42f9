// What a segment is: place, manner, phonation, airstream, height, backness, rounding, length, nasality, tone.
import { consonantFeatures } from './consonant.ts';
import { normalise } from './normalise.ts';
import { unitsOf } from './segment.ts';
import { blank, type SegmentFeatures } from './segment-features.ts';
import { toneOf } from './tones.ts';
import { vowelFeatures } from './vowel.ts';

export type { Phonation, SegmentFeatures } from './segment-features.ts';

/**
 * The features of one segment written in IPA, or undefined where it holds anything that is not IPA. Two or more
 * segments that do not make one (`kl`) are of the kind `sequence`. A whole cell is one segment, tied or not: `tʃ`, `kp`.
 * Source: IPA chart (2020); Handbook of the IPA (1999).
 */
export function features(ipa: string): SegmentFeatures | undefined {
  const text = normalise(ipa).text;
  if (text.includes('|')) return unresolved(text.split('|'));
  const units = unitsOf(text);
  if (!units) {
    const tone = toneOf(text);
    return tone ? { ...blank('tone'), levels: tone.levels, tone } : withTone(text);
  }
  return vowelFeatures(units) ?? consonantFeatures(units) ?? blank('sequence');
}

// A syllabic sound and its tone in one cell: a˧˥.
function withTone(text: string): SegmentFeatures | undefined {
  const at = text.search(/[˥˦˧˨˩]+$/u);
  if (at <= 0) return undefined;
  const found = features(text.slice(0, at));
  const tone = toneOf(text.slice(at));
  return found && tone && found.kind !== 'tone' ? { ...found, levels: tone.levels } : undefined;
}

// PHOIBLE's n̪|n: one sound whose place the source leaves open between the two.
function unresolved(spellings: string[]): SegmentFeatures | undefined {
  const all = spellings.map((spelling) => features(spelling));
  const first = all[0];
  if (!first || all.some((each) => !each || each.kind !== first.kind || each.manner !== first.manner)) return undefined;
  const places = [...new Set(all.flatMap((each) => each!.places))];
  return { ...first, places, double: false, modifiers: [...first.modifiers, 'unresolved'] };
}
