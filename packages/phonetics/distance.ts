// How far apart two sounds are, from 0 (one sound) to 1 (nothing alike): for search, for practice, for near misses.
import type { Manner, VowelPoint } from '@phonochart/catalog/placement.ts';
import { features } from './features.ts';
import { ipaKey } from './normalise.ts';
import { blank, type SegmentFeatures } from './segment-features.ts';
import { sameFeatures } from './spell.ts';

/**
 * The distance of two segments or two tones written in IPA. Symmetric; 0 just where both have one canonical symbol
 * (see spell.ts); else at least 0.02 and at most 1. A sound and a tone, or a segment and what is no IPA, are 1 apart.
 *
 * Made for ranking: which sound of a language is nearest to one that is sought, and which wrong answers a learner may
 * be asked to tell apart. The weights are a choice, not a measurement of hearing: a weighted sum of feature differences,
 * manner and place before voicing, voicing before secondary articulation, those before fine diacritics. Consonants and
 * vowels are at least 0.75 apart, except glides and their vowels (j and i), at least 0.3.
 */
export function distance(a: string, b: string): number {
  const [x, y] = [features(a), features(b)];
  if (x && y) return featureDistance(x, y, ipaKey(a) === ipaKey(b));
  return ipaKey(a) === ipaKey(b) ? 0 : 1;
}

/** The least that two different sounds are apart. */
const least = 0.02;

/** As `distance`, from features at hand; `same` says that both come from one symbol. */
export function featureDistance(a: SegmentFeatures, b: SegmentFeatures, same = false): number {
  const unread =
    a.kind === 'sequence' || a.kind === 'archiphoneme' || b.kind === 'sequence' || b.kind === 'archiphoneme';
  if (unread) return same ? 0 : 1;
  if (same || sameFeatures(a, b)) return 0;
  return Math.min(1, Math.max(least, round(between(a, b))));
}

// Sums of decimals differ by their order; the distance must not.
const round = (value: number): number => Math.round(value * 1e6) / 1e6;

function between(a: SegmentFeatures, b: SegmentFeatures): number {
  if (a.tone && b.tone) return tones(a, b);
  if (a.tone || b.tone) return 1;
  const vowels = [a, b].filter(({ points }) => points.length > 0).length;
  if (vowels === 2) return vowelDistance(a, b);
  if (vowels === 1) return glideDistance(a, b);
  return consonants(a, b);
}

const manners: Record<Manner, readonly [closure: number, friction: number, kind: string]> = {
  plosive: [1, 0, 'stop'],
  implosive: [1, 0, 'stop'],
  ejective: [1, 0.1, 'stop'],
  affricate: [0.85, 0.6, 'affricate'],
  'ejective-affricate': [0.85, 0.6, 'affricate'],
  'lateral-affricate': [0.85, 0.6, 'affricate'],
  nasal: [0.9, 0, 'nasal'],
  trill: [0.5, 0.2, 'trill'],
  tap: [0.6, 0, 'tap'],
  'lateral-tap': [0.6, 0, 'tap'],
  fricative: [0.4, 1, 'fricative'],
  'ejective-fricative': [0.4, 1, 'fricative'],
  'lateral-fricative': [0.4, 0.9, 'fricative'],
  approximant: [0.1, 0, 'approximant'],
  'lateral-approximant': [0.25, 0, 'approximant'],
  percussive: [1, 0.4, 'percussive'],
};

// Weights of a consonant: the whole of them is more than 1, which is the most.
const weight = {
  place: 0.38,
  closure: 0.18,
  friction: 0.1,
  kind: 0.05,
  nasal: 0.14,
  lateral: 0.1,
  voice: 0.1,
  airstream: 0.12,
};
const detail = { aspirated: 0.06, secondary: 0.06, length: 0.04, modifier: 0.03 };

function consonants(a: SegmentFeatures, b: SegmentFeatures): number {
  const [x, y] = [mannerOf(a), mannerOf(b)];
  const click = Number(a.kind === 'click') !== Number(b.kind === 'click') ? 0.3 : 0;
  return (
    click +
    weight.place * placeDistance(a, b) +
    weight.closure * Math.abs(x[0] - y[0]) +
    weight.friction * Math.abs(x[1] - y[1]) +
    (x[2] === y[2] ? 0 : weight.kind) +
    weight.nasal * Math.abs(nasalOf(a) - nasalOf(b)) +
    (lateral(a) === lateral(b) ? 0 : weight.lateral) +
    weight.voice * Math.abs(voice[a.phonation] - voice[b.phonation]) +
    (a.airstream === b.airstream ? 0 : weight.airstream) +
    details(a, b)
  );
}

const mannerOf = ({ manner, accompaniment }: SegmentFeatures): readonly [number, number, string] =>
  manner ? manners[manner] : [1, accompaniment?.includes('affricated') ? 0.6 : 0.2, 'click'];

const lateral = ({ manner, influx }: SegmentFeatures): boolean =>
  (manner?.startsWith('lateral') ?? false) || influx === 'lateral';
const voice: Record<SegmentFeatures['phonation'], number> = { voiceless: 0, breathy: 0.8, voiced: 1, creaky: 1.2 };
const nasality: Record<SegmentFeatures['nasality'], number> = { oral: 0, prenasalised: 0.5, nasalised: 0.6, nasal: 1 };
const nasalOf = (found: SegmentFeatures): number => nasality[found.nasality];

// Places on a line along the mouth, 0 the lips and 1 the glottis; the steps between tongue, root and larynx are wider.
const along: Partial<Record<string, number>> = {
  bilabial: 0,
  labiodental: 0.06,
  dentolabial: 0.07,
  labioalveolar: 0.1,
  linguolabial: 0.16,
  bidental: 0.2,
  dental: 0.27,
  alveolar: 0.32,
  postalveolar: 0.39,
  retroflex: 0.43,
  'alveolo-palatal': 0.45,
  palatal: 0.52,
  velar: 0.64,
  velodorsal: 0.64,
  velopharyngeal: 0.68,
  uvular: 0.73,
  'upper-pharyngeal': 0.8,
  pharyngeal: 0.85,
  epiglottal: 0.9,
  glottal: 1,
  lateral: 0.34,
};

function placeDistance(a: SegmentFeatures, b: SegmentFeatures): number {
  const [x, y] = [placesOf(a), placesOf(b)];
  // Each place of the one to the nearest of the other, both ways; two places at once count the farther one.
  const one = x.map((place) => Math.min(...y.map((other) => step(place, other))));
  const two = y.map((place) => Math.min(...x.map((other) => step(place, other))));
  return (Math.max(...one, 0) + Math.max(...two, 0)) / 2;
}

const placesOf = ({ places, influx }: SegmentFeatures): string[] => (influx ? [influx] : places);

// Any two places are told apart, however near; far ones are not told apart much better than middling ones.
function step(a: string, b: string): number {
  if (a === b) return 0;
  return 0.15 + 0.85 * Math.abs((along[a] ?? 0.5) - (along[b] ?? 0.5)) ** 0.6;
}

function details(a: SegmentFeatures, b: SegmentFeatures): number {
  return (
    (a.aspirated === b.aspirated ? 0 : detail.aspirated) +
    detail.secondary * apart(a.secondary, b.secondary) +
    detail.length * (Math.abs(lengths[a.length] - lengths[b.length]) / 2) +
    detail.modifier * Math.min(3, apart(a.modifiers, b.modifiers))
  );
}

const lengths: Record<SegmentFeatures['length'], number> = {
  'extra-short': -1,
  short: 0,
  'half-long': 1,
  long: 2,
  overlong: 3,
};

function apart(a: readonly string[], b: readonly string[]): number {
  return a.filter((name) => !b.includes(name)).length + b.filter((name) => !a.includes(name)).length;
}

function vowelDistance(a: SegmentFeatures, b: SegmentFeatures): number {
  // A diphthong against a vowel: the vowel holds still.
  const steps = Math.max(a.points.length, b.points.length);
  let sum = 0;
  for (let at = 0; at < steps; at++) sum += pointDistance(pointAt(a, at, steps), pointAt(b, at, steps));
  const moving = a.points.length === b.points.length ? 0 : 0.08;
  return (
    sum / steps +
    moving +
    0.1 * Math.abs(nasalOf(a) - nasalOf(b)) +
    0.1 * Math.abs(voice[a.phonation] - voice[b.phonation]) +
    details(a, b)
  );
}

const pointAt = ({ points }: SegmentFeatures, at: number, steps: number): VowelPoint =>
  points[Math.round((at * (points.length - 1)) / Math.max(1, steps - 1))]!;

// Height counts most, then backness, then rounding: the whole space is 0.72 wide, so that all vowels are nearer to one
// another than to most consonants.
const pointDistance = (a: VowelPoint, b: VowelPoint): number =>
  0.36 * (Math.abs(a.height - b.height) / 6) +
  0.24 * (Math.abs(a.backness - b.backness) / 4) +
  (a.rounded === b.rounded ? 0 : 0.1);

const glidePoints: Partial<Record<string, VowelPoint>> = {
  palatal: { height: 0, backness: 0, rounded: false },
  velar: { height: 0, backness: 4, rounded: false },
  'bilabial velar': { height: 0, backness: 4, rounded: true },
  'bilabial palatal': { height: 0, backness: 0, rounded: true },
};

function glideDistance(a: SegmentFeatures, b: SegmentFeatures): number {
  const [vowel, other] = a.points.length > 0 ? [a, b] : [b, a];
  const glide = other.manner === 'approximant' ? glidePoints[other.places.join(' ')] : undefined;
  if (!glide || vowel.points.length > 1) {
    const sonorous = other.manner?.endsWith('approximant') ? 0 : 0.1;
    return 0.75 + sonorous + (other.phonation === 'voiceless' ? 0.05 : 0) + Math.min(0.1, details(vowel, other));
  }
  const asVowel: SegmentFeatures = {
    ...blank('vowel'),
    points: [glide],
    nasality: other.nasality,
    phonation: other.phonation,
  };
  return 0.3 + Math.min(0.45, vowelDistance(vowel, asVowel));
}

// Contours sampled at five moments, on the five levels; a break in the voice, phonation and a stop count apart.
function tones(a: SegmentFeatures, b: SegmentFeatures): number {
  const [x, y] = [samples(a.tone!.levels), samples(b.tone!.levels)];
  const sum = x.reduce((total, level, at) => total + Math.abs(level - y[at]!), 0);
  const broken = Number(a.tone!.levels.includes(0)) !== Number(b.tone!.levels.includes(0)) ? 0.1 : 0;
  const phonation = (a.tone!.phonation ?? 'modal') === (b.tone!.phonation ?? 'modal') ? 0 : 0.1;
  const checked = (a.tone!.checked ?? false) === (b.tone!.checked ?? false) ? 0 : 0.05;
  return (0.75 * sum) / (4 * x.length) + broken + phonation + checked;
}

function samples(levels: readonly number[]): number[] {
  const sounding = levels.filter((level) => level !== 0);
  return [0, 0.25, 0.5, 0.75, 1].map((moment) => {
    const at = moment * (sounding.length - 1);
    const [low, high] = [sounding[Math.floor(at)] ?? 3, sounding[Math.ceil(at)] ?? 3];
    return low + (high - low) * (at - Math.floor(at));
  });
}
