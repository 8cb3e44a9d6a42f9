// Reads clicks: the front closure (influx) and what the back of the tongue, the nose and the glottis do (accompaniment).
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

/** Parts of an accompaniment, in the order in which its key joins them by hyphens. */
export const accompanimentParts = [
  'voiceless',
  'voiced',
  'breathy',
  'creaky',
  'preglottalised',
  'nasal',
  'uvular',
  'affricated',
  'aspirated',
  'glottalised',
  'ejective',
] as const;
type Part = (typeof accompanimentParts)[number];

const letterParts: Record<string, readonly Part[]> = {
  k: [],
  ɡ: ['voiced'],
  q: ['uvular'],
  ɢ: ['voiced', 'uvular'],
  ŋ: ['nasal'],
  n: ['nasal'],
  ɴ: ['nasal', 'uvular'],
  x: ['affricated'],
  χ: ['affricated'],
  ɣ: ['voiced', 'affricated'],
  ʁ: ['voiced', 'affricated'],
  h: ['aspirated'],
  ɦ: ['breathy'],
  ʔ: ['glottalised'],
};

const nameParts: Record<string, Part> = {
  prenasalised: 'nasal',
  nasalised: 'nasal',
  voiced: 'voiced',
  voiceless: 'voiceless',
  breathy: 'breathy',
  'breathy-aspirated': 'breathy',
  creaky: 'creaky',
  aspirated: 'aspirated',
  ejective: 'ejective',
  glottalised: 'glottalised',
  preglottalised: 'preglottalised',
  'velar-fricative-release': 'affricated',
  'uvular-fricative-release': 'affricated',
};

/**
 * The features of a click: kǃ, ŋǃ, ᶢǃ, ǃʰ, ǃχʼ, qǃ. A bare click letter is voiceless (tenuis), as charts use it.
 * Undefined where the letters beside the click are none of its accompaniments. Source: IPA chart (2020), clicks;
 * Handbook of the IPA (1999): a click letter stands for the front closure only.
 */
export function clickFeatures(units: readonly Unit[]): SegmentFeatures | undefined {
  const result = blank('click');
  result.airstream = 'click';
  const parts = new Set<Part>();
  const names: string[] = [];
  for (const [index, unit] of units.entries()) {
    const { letter } = unit;
    if (letter.type === 'click') {
      if (result.influx !== undefined && units[index - 1]?.letter !== letter) return undefined;
      result.influx = letter.influx;
    } else {
      if (letter.letter === '¡' && index === units.length - 1) {
        result.modifiers.push('sublaminal-percussive-release');
        continue;
      }
      const found = letter.type === 'archiphoneme' && letter.nasal ? (['nasal'] as const) : letterParts[letter.letter];
      if (!found) return undefined;
      if (index > 0 && letter.letter === 'ʔ' && units.length === 1) return undefined;
      for (const part of found) parts.add(part);
    }
    names.push(...unit.before, ...unit.after);
  }
  for (const name of new Set(names)) {
    const part = nameParts[name];
    if (part) parts.add(part);
    else if (name === 'prestopped') parts.add('voiced');
    else if (name === 'prestopped-voiceless') continue;
    else if (secondaryNames.has(name)) result.secondary = [...new Set([...result.secondary, name])];
    else if (name === 'palatal-hook') result.secondary = [...new Set([...result.secondary, 'palatalised'])];
    else if (name === 'retroflexed' || name === 'rhotic') result.influx = 'retroflex';
    else if (!lengths.has(name) && !name.startsWith('tone-')) result.modifiers.push(strayMark(name));
  }
  if (result.modifiers.length > 1) onlyPartly(result.modifiers);
  result.length = lengthOf(names);
  const levels = levelsOf(names);
  if (levels) result.levels = levels;
  if (parts.has('voiceless') && !parts.has('nasal')) parts.delete('voiceless');
  if (parts.has('breathy')) parts.delete('voiced');
  result.aspirated = parts.has('aspirated');
  if (parts.has('nasal')) result.nasality = 'nasal';
  result.phonation = phonationOf(parts);
  const plain = !parts.has('voiced') && !parts.has('breathy') && !parts.has('nasal');
  if (plain && (parts.size === 0 || (parts.size === 1 && parts.has('uvular')))) parts.add('voiceless');
  result.accompaniment = accompanimentParts.filter((part) => parts.has(part)).join('-');
  return result;
}

const lengths: ReadonlySet<string> = new Set(['long', 'half-long', 'extra-short']);

function phonationOf(parts: ReadonlySet<Part>): SegmentFeatures['phonation'] {
  if (parts.has('breathy')) return 'breathy';
  if (parts.has('voiceless')) return 'voiceless';
  return parts.has('voiced') || parts.has('nasal') ? 'voiced' : 'voiceless';
}
