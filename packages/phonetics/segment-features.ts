// The shape of a segment's features, and the empty one that the readers of vowels and consonants fill.
import type { Influx, Manner, Place, VowelPoint } from '@phonochart/catalog/placement.ts';
import type { Tone } from './tones.ts';

export type Phonation = 'voiceless' | 'voiced' | 'breathy' | 'creaky';
export type Airstream = 'pulmonic' | 'ejective' | 'implosive' | 'click';
export type Length = 'extra-short' | 'short' | 'half-long' | 'long' | 'overlong';
export type SegmentKind =
  | 'consonant'
  | 'click'
  | 'vowel'
  | 'diphthong'
  | 'triphthong'
  | 'tone'
  | 'archiphoneme'
  | 'sequence';

/**
 * The features of one segment. What does not apply is absent or empty: a vowel has no places, a consonant no points.
 * `modifiers` names every diacritic that the other fields do not hold (`apical`, `unreleased`, `prenasalised`).
 */
export type SegmentFeatures = {
  kind: SegmentKind;
  /** Front to back; two when `double`, several when the place is unresolved. */
  places: Place[];
  double: boolean;
  manner?: Manner;
  phonation: Phonation;
  airstream: Airstream;
  aspirated: boolean;
  /** Secondary articulations, in canonical order: palatalised, labialised, velarised, pharyngealised … */
  secondary: string[];
  influx?: Influx;
  /** Of a click: what the back of the tongue, nose and glottis do, joined by hyphens: `voiced`, `nasal-aspirated`. */
  accompaniment?: string;
  /** A vowel's points in time: one, two (diphthong) or three (triphthong). */
  points: VowelPoint[];
  /** Of a diphthong or triphthong: the features of each part, where the other fields say what holds of any. */
  parts?: SegmentFeatures[];
  height?: string;
  backness?: string;
  rounded?: boolean;
  length: Length;
  nasality: 'oral' | 'nasal' | 'nasalised' | 'prenasalised';
  /** Chao levels, of a tone or of a tone diacritic on a vowel. */
  levels?: number[];
  tone?: Tone;
  modifiers: string[];
};

/** Names of diacritics that are secondary articulations. */
export const secondaryNames: ReadonlySet<string> = new Set([
  'palatalised',
  'labialised',
  'labio-palatalised',
  'velarised',
  'pharyngealised',
  'velarised-or-pharyngealised',
  'uvularised',
  'epilaryngeal',
]);

/** A mark of place that does not move its letter (a bridge under k) is no place: `dental-mark`. */
export const strayMark = (name: string): string => (placeMarks.has(name) ? `${name}-mark` : name);
const placeMarks: ReadonlySet<string> = new Set(['dental', 'alveolar', 'linguolabial', 'dentolabial']);

/** ₍z̥₎: what is so at both ends is so partially. Changes the list. */
export function onlyPartly(modifiers: string[]): void {
  const ends = modifiers.filter((name) => adverbs.has(name));
  if (ends.length < 2) return;
  for (const name of ends) modifiers.splice(modifiers.indexOf(name), 1);
  modifiers.push('partially');
}
const adverbs: ReadonlySet<string> = new Set(['initially', 'partially', 'finally']);

/** Features with nothing in them, of a kind. */
export function blank(kind: SegmentKind): SegmentFeatures {
  return {
    kind,
    places: [],
    double: false,
    phonation: 'voiced',
    airstream: 'pulmonic',
    aspirated: false,
    secondary: [],
    points: [],
    length: 'short',
    nasality: 'oral',
    modifiers: [],
  };
}

/** Chao levels of the first tone diacritic among modifier names (`tone-4`), if any. */
export function levelsOf(names: readonly string[]): number[] | undefined {
  const tone = names.find((name) => name.startsWith('tone-'));
  return tone === undefined ? undefined : [...tone.slice(5)].map(Number);
}

/** Length by modifier names: ː long, ːː overlong, ˑ half-long, ̆ extra-short. */
export function lengthOf(names: readonly string[]): Length {
  let long = 0;
  let half = false;
  let short = false;
  for (const name of names) {
    if (name === 'long') long++;
    else if (name === 'half-long') half = true;
    else if (name === 'extra-short') short = true;
  }
  if (long > 1 || (long === 1 && half)) return 'overlong';
  return long === 1 ? 'long' : half ? 'half-long' : short ? 'extra-short' : 'short';
}
