// Reads part of a description ("voiced lateral") as a question, and tells which segments answer it.
import { type InterfaceLanguage, placeNames } from '@phonochart/catalog/terms.ts';
import { plainWords, readPhrases } from './description-words.ts';
import { type SegmentFeatures, secondaryNames } from './segment-features.ts';
import { toneRegister, toneShape } from './tones.ts';
import { backnessNames, heightNames } from './vowel.ts';

/** Keys that must all hold, and the words that were not understood, in their order. */
export type FeatureQuery = { keys: string[]; unknown: string[] };

/**
 * A partial description as a query: words in any order, with the synonyms that `parseDescription` knows, and the names
 * of classes besides (labial, coronal, dorsal, guttural, sibilant, obstruent, sonorant, liquid, rhotic consonant, glide).
 * Never throws; a text of no known word has no keys. Only the first 400 characters are read.
 */
export function parseFeatureQuery(text: string, lang: InterfaceLanguage): FeatureQuery {
  const phrases = readPhrases(plainWords(text.slice(0, 400), lang), lang);
  const keys = new Set(phrases.flatMap((phrase) => phrase.keys));
  keys.delete('or');
  return { keys: [...keys], unknown: phrases.flatMap((phrase) => (phrase.keys.length === 0 ? [phrase.text] : [])) };
}

/**
 * Whether a segment has every feature that the query names. A query without keys is answered by nothing; what the query
 * leaves open may be anything: [ɮ] and [l] are both a "voiced lateral". A diphthong has what one of its parts has.
 */
export function matchesQuery(found: SegmentFeatures, { keys }: FeatureQuery): boolean {
  return keys.length > 0 && keys.every((key) => holds(found, key));
}

type Test = (found: SegmentFeatures) => boolean;

const manner =
  (...endings: string[]): Test =>
  ({ manner: own }) =>
    own !== undefined && endings.some((ending) => own === ending || own.endsWith(`-${ending}`));
const part =
  (name: string): Test =>
  ({ accompaniment }) =>
    accompaniment?.split('-').includes(name) ?? false;
const at =
  (...places: string[]): Test =>
  ({ places: own, influx }) =>
    own.some((place) => places.includes(place)) || places.includes(influx ?? '');
const any =
  (...tests: Test[]): Test =>
  (found) =>
    tests.some((test) => test(found));
const isVowel: Test = ({ points }) => points.length > 0;
const isConsonant: Test = ({ kind }) => kind === 'consonant' || kind === 'click';
const phonation =
  (name: string): Test =>
  (found) =>
    found.phonation === name || part(name)(found) || found.tone?.phonation === name;
const isClick: Test = ({ kind }) => kind === 'click';
const glides: Test = (found) =>
  found.manner === 'approximant' && at('palatal', 'velar', 'labiodental')(found) && !at('uvular', 'pharyngeal')(found);
const rhotics: Test = (found) =>
  manner('trill')(found) ||
  (found.manner === 'tap' && !at('labiodental', 'bilabial')(found)) ||
  (found.manner === 'approximant' && at('alveolar', 'postalveolar', 'retroflex')(found));
const sonorants: Test = (found) => isVowel(found) || manner('nasal', 'trill', 'tap', 'approximant')(found);
const laterals: Test = ({ manner: own, influx }) => (own?.startsWith('lateral') ?? false) || influx === 'lateral';

const tests: Readonly<Record<string, Test>> = {
  consonant: isConsonant,
  vowel: isVowel,
  monophthong: ({ kind }) => kind === 'vowel',
  diphthong: ({ kind }) => kind === 'diphthong',
  triphthong: ({ kind }) => kind === 'triphthong',
  click: isClick,
  tone: ({ kind }) => kind === 'tone',
  archiphoneme: ({ kind }) => kind === 'archiphoneme',
  plosive: manner('plosive'),
  implosive: ({ airstream }) => airstream === 'implosive',
  ejective: any(({ airstream }) => airstream === 'ejective', part('ejective')),
  affricate: any(manner('affricate'), part('affricated')),
  fricative: manner('fricative'),
  approximant: manner('approximant'),
  tap: manner('tap'),
  trill: manner('trill'),
  percussive: manner('percussive'),
  nasal: any(
    ({ nasality }) => nasality === 'nasal',
    manner('nasal'),
    part('nasal'),
    (found) => isVowel(found) && found.nasality === 'nasalised',
  ),
  lateral: laterals,
  aspirated: ({ aspirated }) => aspirated,
  voiceless: phonation('voiceless'),
  voiced: any(
    ({ phonation: own, kind }) => own === 'voiced' && kind !== 'tone' && kind !== 'archiphoneme',
    part('voiced'),
  ),
  breathy: phonation('breathy'),
  creaky: phonation('creaky'),
  glottalised: any(part('glottalised'), ({ modifiers }) => modifiers.includes('glottalised')),
  preglottalised: any(part('preglottalised'), ({ modifiers }) => modifiers.includes('preglottalised')),
  affricated: part('affricated'),
  uvular: any(at('uvular'), part('uvular')),
  nasalised: ({ nasality, modifiers }) => nasality === 'nasalised' || modifiers.includes('nasalised'),
  prenasalised: ({ nasality, modifiers }) => nasality === 'prenasalised' || modifiers.includes('prenasalised'),
  oral: ({ nasality }) => nasality === 'oral',
  pulmonic: ({ airstream, kind }) => airstream === 'pulmonic' && kind !== 'tone',
  rounded: any(
    (found) => found.points.some(({ rounded }) => rounded),
    ({ secondary }) => secondary.includes('labialised') || secondary.includes('labio-palatalised'),
  ),
  unrounded: ({ points }) => points.some(({ rounded }) => !rounded),
  // "High" and "low" of a vowel are close and open.
  high: any(({ height }) => height === 'close', tone('high')),
  low: any(({ height }) => height === 'open', tone('low')),
  'extra-high': tone('extra-high'),
  'extra-low': tone('extra-low'),
  checked: ({ tone: own }) => own?.checked === true,
  'glottal-break': ({ tone: own }) => own?.levels.includes(0) ?? false,
  'glottal-close': ({ tone: own }) => own?.phonation === 'glottalised',
  labial: at('bilabial', 'labiodental', 'dentolabial', 'labioalveolar', 'linguolabial'),
  coronal: at('linguolabial', 'dental', 'alveolar', 'postalveolar', 'retroflex', 'alveolo-palatal', 'lateral'),
  dorsal: at('palatal', 'velar', 'velodorsal', 'uvular'),
  guttural: at('uvular', 'upper-pharyngeal', 'pharyngeal', 'epiglottal', 'glottal'),
  sibilant: (found) =>
    manner('fricative', 'affricate')(found) &&
    !laterals(found) &&
    !found.modifiers.includes('non-sibilant') &&
    (at('alveolar', 'postalveolar', 'retroflex', 'alveolo-palatal')(found) || found.modifiers.includes('sibilant')),
  obstruent: (found) => isConsonant(found) && !sonorants(found),
  sonorant: sonorants,
  liquid: any(rhotics, manner('lateral-approximant', 'lateral-tap')),
  'rhotic-consonant': rhotics,
  rhotic: any(({ modifiers }) => modifiers.includes('rhotic'), rhotics),
  glide: glides,
};

function tone(register: string): Test {
  return ({ tone: own }) => own !== undefined && toneRegister(own.levels) === register;
}

const heights: ReadonlySet<string> = new Set(heightNames);
const backs: ReadonlySet<string> = new Set(backnessNames);
const places: ReadonlySet<string> = new Set(placeNames);
const shapes: ReadonlySet<string> = new Set(['level', 'rising', 'falling', 'dipping', 'peaking', 'complex']);
const lengths: ReadonlySet<string> = new Set(['extra-short', 'short', 'half-long', 'long', 'overlong']);

function holds(found: SegmentFeatures, key: string): boolean {
  const test = tests[key];
  if (test) return test(found) || (found.parts?.some(test) ?? false);
  if (places.has(key)) return at(key)(found);
  if (shapes.has(key)) return found.tone !== undefined && toneShape(found.tone.levels) === key;
  if (key === 'mid' && found.tone) return toneRegister(found.tone.levels) === 'mid';
  const own = found.parts ?? [found];
  if (heights.has(key)) return own.some(({ height }) => height === key);
  if (backs.has(key)) return own.some(({ backness }) => backness === key);
  if (lengths.has(key)) return own.some(({ length }) => length === key);
  if (secondaryNames.has(key)) return found.secondary.includes(key);
  return own.some(({ modifiers }) => modifiers.includes(key));
}
