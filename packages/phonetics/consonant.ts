// Reads consonants: what their diacritics change, affricates, double articulations and prenasalised stops.
import type { Manner, Place } from '@phonochart/catalog/placement.ts';
import { placeNames } from '@phonochart/catalog/terms.ts';
import { clickFeatures } from './click.ts';
import { type Consonant, letterFor } from './letters.ts';
import type { Unit } from './segment.ts';
import { blank, lengthOf, levelsOf, onlyPartly, type SegmentFeatures, strayMark } from './segment-features.ts';

type ConsonantUnit = Unit & { letter: Consonant };

/** The features of consonant letters, or undefined where they do not make one consonant. */
export function consonantFeatures(units: readonly Unit[]): SegmentFeatures | undefined {
  if (units.some((unit) => unit.letter.type === 'click')) return clickFeatures(units);
  const first = units[0]!;
  if (units.length === 1) {
    if (first.letter.type === 'archiphoneme') return blank('archiphoneme');
    return first.letter.type === 'consonant' ? single(first.letter, first.before, first.after) : undefined;
  }
  const rest = withoutNasal(units);
  if (rest) {
    const result = consonantFeatures(rest);
    if (!result || result.nasality === 'nasal' || result.nasality === 'prenasalised') return undefined;
    if (result.nasality === 'nasalised') result.modifiers.push('nasalised');
    result.nasality = 'prenasalised';
    return result;
  }
  if (!units.every((unit): unit is ConsonantUnit => unit.letter.type === 'consonant')) return undefined;
  return join(units);
}

// nd, ŋmɡb (also written ŋɡmb), nr: what is left when the nasal phase is taken away; undefined where there is none.
function withoutNasal(units: readonly Unit[]): readonly Unit[] | undefined {
  const [first, second, third, fourth] = units;
  if (!isNasal(first!)) return undefined;
  if (isObstruent(second)) {
    return third && isNasal(third) && isObstruent(fourth) ? [second!, ...units.slice(3)] : units.slice(1);
  }
  if (isNasal(second!) && isObstruent(third)) return units.slice(2);
  const vibrant = second!.letter.type === 'consonant' && vibrants.has(second!.letter.manner);
  return vibrant && units.length === 2 && nasalFits(first!, second!.letter as Consonant) ? units.slice(1) : undefined;
}

function join(units: readonly ConsonantUnit[]): SegmentFeatures | undefined {
  const [first, second] = units as [ConsonantUnit, ConsonantUnit];
  const last = units.at(-1)!;
  const head = units.slice(0, -1);
  const glide = glideNames[last.letter.letter];
  // extIPA's p\p\p.
  if (head.every((unit) => unit.letter === last.letter && unit.after.includes('reiterated'))) {
    return adding([last], 'reiterated');
  }
  if (first.letter.letter === 'ʔ' && second.letter.letter !== 'ʔ') return adding(units.slice(1), 'preglottalised');
  if (first.letter.letter === 'h' && second.letter.manner !== 'fricative' && !glide)
    return adding(units.slice(1), 'preaspirated');
  if (last.letter.letter === 'ʔ' && first.letter.letter !== 'ʔ') return adding(head, 'glottalised');
  if (glide && !glideNames[head.at(-1)!.letter.letter]) return adding(head, glide, last);
  // tɦ, mɦ, nh: breath after a sound; th is left alone, for who writes it may mean θ.
  if (last.letter.letter === 'ɦ') return adding(head, 'breathy-aspirated', last);
  if (last.letter.letter === 'h' && isSonorant(head.at(-1)!.letter)) return adding(head, 'aspirated', last);
  const half = units.length / 2;
  // m̥m: the voice sets in late.
  if (half === 1 && first.letter === second.letter && isVoiceless(first) && !isVoiceless(second)) {
    const { before, after } = second;
    return consonantFeatures([{ ...second, before: [...before, 'initially'], after: [...after, 'voiceless'] }]);
  }
  if (Number.isInteger(half) && units.slice(0, half).every((unit, at) => unit.letter === units[half + at]!.letter)) {
    return adding(units.slice(half), 'long');
  }
  if (units.length === 3 && first.letter === second.letter) return adding(units.slice(1), 'long');
  return released(units) ?? (units.length === 2 ? pair(first, second) : undefined);
}

// Stops and affricates that end in another sound: ɡbɾ, tʃɾ, tkx, dts.
function released(units: readonly ConsonantUnit[]): SegmentFeatures | undefined {
  const [first, second] = units as [ConsonantUnit, ConsonantUnit];
  const last = units.at(-1)!;
  const head = units.slice(0, -1);
  if (vibrants.has(last.letter.manner)) {
    const name = last.letter.manner === 'trill' ? 'trilled-release' : 'tapped-release';
    return isObstruent(head.at(-1)) ? adding(head, name, last) : undefined;
  }
  const prevoiced = first.letter.voiced && isStop(first.letter.manner) && second.letter.manner === 'plosive';
  if (prevoiced && !second.letter.voiced && homorganic(first.letter.places, second.letter.places)) {
    return adding(units.slice(1), 'prevoiced');
  }
  if (units.length < 3 || (last.letter.letter !== 'x' && last.letter.letter !== 'χ')) return undefined;
  const stop = head.at(-1)!.letter;
  if (stop.manner !== 'plosive') return adding(head, 'velar-fricative-release', last);
  return units.length === 3 && homorganic(stop.places, last.letter.places) ? pair(first, last) : undefined;
}

/** The head with one more name; `tail` is a letter that only adds to it, with marks of its own. */
function adding(units: readonly ConsonantUnit[], name: string, tail?: ConsonantUnit): SegmentFeatures | undefined {
  const last = units.at(-1)!;
  const marks = tail ? tail.after.filter((mark) => !placeMarks.has(mark) && mark !== 'voiceless') : [];
  return consonantFeatures([...units.slice(0, -1), { ...last, after: [...last.after, name, ...marks] }]);
}

function pair(first: ConsonantUnit, second: ConsonantUnit): SegmentFeatures | undefined {
  const a = single(first.letter, [], first.after);
  const close = homorganic(a.places, single(second.letter, [], second.after).places);
  const before = [...first.before, ...second.before];
  const after = [...first.after.filter((name) => !placeMarks.has(name)), ...second.after];
  const b = single(second.letter, before, after);
  if (first.sliding) {
    if (a.manner !== b.manner) return undefined;
    b.places = [...new Set([...a.places, ...b.places])];
    b.modifiers.push('sliding');
    return b;
  }
  const stops = isStop(first.letter.manner) && isStop(second.letter.manner);
  if ((stops && !close) || (first.tied && first.letter.manner === second.letter.manner && !close)) {
    const implosive = first.letter.manner === 'implosive' || b.manner === 'implosive';
    if (implosive) Object.assign(b, { manner: 'implosive', airstream: 'implosive' });
    return doubled(a.places, b);
  }
  if (first.letter.manner === 'nasal' && second.letter.manner === 'nasal' && !close) return doubled(a.places, b);
  if (!isStop(first.letter.manner)) return undefined;
  // Of places apart, as in ps and tx, it is a heterorganic affricate; ɟʝ̞ and tɹ are loose ones.
  const affricate = affricateManners[b.manner === 'approximant' ? second.letter.manner : b.manner!];
  if (affricate) {
    b.manner = affricate;
    if (first.letter.manner === 'implosive') b.airstream = 'implosive';
    if (!close) return doubled(a.places, b);
    if (a.places[0] === 'dental' && b.places[0] === 'alveolar') {
      b.places = ['dental'];
      if (isSibilant(second.letter)) b.modifiers.push('sibilant');
    }
    return b;
  }
  if (!close) return undefined;
  // kʟ̥ʼ, tlʼ: where a lateral fricative has no letter, or none that was used.
  const isEjective = second.after.includes('ejective');
  if (a.phonation === 'voiceless' && b.manner === 'lateral-approximant' && (isVoiceless(second) || isEjective)) {
    const modifiers = b.modifiers.filter((name) => name !== 'glottalised' && name !== 'devoiced');
    return {
      ...b,
      manner: 'lateral-affricate',
      phonation: 'voiceless',
      modifiers,
      airstream: isEjective ? 'ejective' : 'pulmonic',
    };
  }
  if (b.manner === 'nasal' || b.manner === 'lateral-approximant')
    b.modifiers.unshift(a.phonation === 'voiceless' ? 'prestopped-voiceless' : 'prestopped');
  else if (b.manner === 'approximant' && (first.tied || isRhotic(second))) {
    b.manner = 'affricate';
    b.phonation = a.phonation;
    if (b.places[0] === 'alveolar') b.modifiers.push('non-sibilant');
  } else return undefined;
  return b;
}

function doubled(places: readonly Place[], b: SegmentFeatures): SegmentFeatures {
  b.places = [...new Set([...places, ...b.places])].sort((x, y) => placeNames.indexOf(x) - placeNames.indexOf(y));
  b.double = true;
  return b;
}

const affricateManners: Partial<Record<Manner, Manner>> = {
  fricative: 'affricate',
  'ejective-fricative': 'ejective-affricate',
  'lateral-fricative': 'lateral-affricate',
};
const ejectives: Partial<Record<Manner, Manner>> = { plosive: 'ejective', fricative: 'ejective-fricative' };
const placeMarks = new Set(['dental', 'alveolar', 'retracted', 'advanced', 'apical', 'laminal', 'unreleased']);

const isStop = (manner: Manner): boolean => manner === 'plosive' || manner === 'implosive';
const isObstruent = (unit: Unit | undefined): boolean =>
  unit?.letter.type === 'consonant' &&
  unit.letter.places[0] !== 'glottal' &&
  (isStop(unit.letter.manner) || unit.letter.manner.endsWith('fricative'));
const isSonorant = ({ manner }: Consonant): boolean => manner === 'nasal' || manner === 'lateral-approximant';
const isVoiceless = ({ after }: Unit): boolean => after.includes('voiceless');
const isRhotic = ({ letter }: Unit): boolean => letter.letter === 'ɹ' || letter.letter === 'ɻ';
const vibrants: ReadonlySet<Manner> = new Set<Manner>(['trill', 'tap']);
const glideNames: Record<string, string> = { w: 'labialised', j: 'palatalised', ɥ: 'labio-palatalised' };
const isNasal = ({ letter }: Unit): boolean =>
  letter.type === 'consonant' ? letter.manner === 'nasal' : letter.type === 'archiphoneme' && letter.nasal;

const nasalFits = (nasal: Unit, next: Consonant): boolean =>
  nasal.tied || nasal.letter.type !== 'consonant' || homorganic(nasal.letter.places, next.places);

const regions: Record<Place, string> = {
  bilabial: 'l',
  labiodental: 'l',
  dentolabial: 'l',
  labioalveolar: 'l',
  linguolabial: 'lt',
  bidental: 'd',
  dental: 't',
  alveolar: 't',
  postalveolar: 'tc',
  retroflex: 't',
  'alveolo-palatal': 'tc',
  palatal: 'ck',
  velar: 'ku',
  velodorsal: 'ku',
  velopharyngeal: 'v',
  uvular: 'ku',
  'upper-pharyngeal': 'kup',
  pharyngeal: 'p',
  epiglottal: 'pg',
  glottal: 'g',
};

// One place or neighbouring ones: t with ʃ, c with ç, k with χ, ɲ with dʒ.
const homorganic = (a: readonly Place[], b: readonly Place[]): boolean =>
  a.some((one) => b.some((other) => [...regions[one]].some((region) => regions[other].includes(region)))) ||
  (a[0] === 'alveolar' && b[0] === 'palatal') ||
  (a[0] === 'palatal' && b[0] === 'alveolar');

/** One consonant letter with the names of its diacritics. */
function single(letter: Consonant, before: readonly string[], after: readonly string[]): SegmentFeatures {
  const result = blank('consonant');
  result.places = [...letter.places];
  result.double = letter.places.length > 1;
  result.manner = letter.manner;
  result.phonation = letter.voiced ? 'voiced' : 'voiceless';
  if (letter.manner === 'implosive') result.airstream = 'implosive';
  if (letter.manner === 'nasal') result.nasality = 'nasal';
  if (letter.modifier) result.modifiers.push(letter.modifier);
  if (before.length === 0 && after.length === 0) return result;
  result.length = lengthOf(after);
  const levels = levelsOf(after);
  if (levels) result.levels = levels;
  for (const name of before) {
    if (name === 'prenasalised') result.nasality = 'prenasalised';
    else result.modifiers.push(name);
  }
  for (const name of new Set(after)) apply(result, letter, name);
  const murmured = after.some((name) => name.startsWith('breathy') || name === 'creaky');
  if (murmured && !letter.voiced && letterFor(letter.manner, letter.places, true)) {
    result.modifiers.push('voiceless-letter');
  }
  if (result.modifiers.length > 1) onlyPartly(result.modifiers);
  return result;
}

function apply(result: SegmentFeatures, letter: Consonant, name: string): void {
  const rule = rules[name];
  if (rule === undefined) {
    if (!name.startsWith('tone-')) result.modifiers.push(name);
  } else if (rule !== null) rule(result, letter, name);
}

const isSibilant = ({ letter }: Consonant): boolean => 'szʃʒ'.includes(letter);

// `anew` where another mark of place may have spoken before: s̪ is a sibilant for being dental, s̪͇ is just [s].
function at(result: SegmentFeatures, place: Place, anew?: Consonant): void {
  result.places = [place];
  result.double = false;
  if (anew) result.modifiers = result.modifiers.filter((name) => name !== 'sibilant');
}

// v̞ is an approximant, and there is no letter for a voiceless one: v̞̊ is voiceless, not devoiced.
const hasLetter = ({ manner }: SegmentFeatures, letter: Consonant, voiced: boolean): boolean =>
  letterFor(letter.manner, letter.places, voiced) !== undefined &&
  (manner !== 'approximant' || letterFor(manner, letter.places, voiced) !== undefined);

type Rule = (result: SegmentFeatures, letter: Consonant, name: string) => void;

const secondary: Rule = (result, _letter, name) => {
  if (!result.secondary.includes(name)) result.secondary.push(name);
};
const modifier: Rule = (result, _letter, name) => void result.modifiers.push(strayMark(name));
const coronal = (letter: Consonant): boolean =>
  letter.places[0] === 'alveolar' || letter.places[0] === 'postalveolar' || letter.places[0] === 'dental';
const labial = (letter: Consonant): boolean =>
  letter.places.length === 1 && (letter.places[0] === 'bilabial' || letter.places[0] === 'labiodental');

// null: held by another field already (length).
const rules: Record<string, Rule | null> = {
  long: null,
  'half-long': null,
  'extra-short': null,
  palatalised: secondary,
  'labio-palatalised': secondary,
  labialised: secondary,
  velarised: secondary,
  pharyngealised: secondary,
  'velarised-or-pharyngealised': secondary,
  uvularised: secondary,
  epilaryngeal: secondary,
  'palatal-hook': (result, letter) => secondary(result, letter, 'palatalised'),
  aspirated: (result) => {
    result.aspirated = true;
  },
  'breathy-aspirated': (result) => {
    result.aspirated = true;
    result.phonation = 'breathy';
  },
  breathy: (result) => {
    result.phonation = 'breathy';
  },
  creaky: (result) => {
    result.phonation = 'creaky';
  },
  voiced: (result, letter) => {
    result.phonation = 'voiced';
    if (hasLetter(result, letter, true) || letter.voiced) result.modifiers.push('with-voicing');
    if (letter.voiced) result.modifiers.push('voiced-letter');
  },
  voiceless: (result, letter) => {
    result.phonation = 'voiceless';
    if (hasLetter(result, letter, false)) result.modifiers.push('devoiced');
    if (!letter.voiced && hasLetter(result, letter, false)) result.modifiers.push('voiceless-letter');
  },
  nasalised: (result, letter, name) => {
    if (letter.manner === 'nasal' || result.nasality === 'prenasalised') modifier(result, letter, name);
    else result.nasality = 'nasalised';
  },
  ejective: (result, letter) => {
    const manner = ejectives[letter.manner];
    if (manner) result.manner = manner;
    if (manner || letter.manner === 'lateral-fricative') result.airstream = 'ejective';
    else result.modifiers.push('glottalised');
  },
  dental: (result, letter, name) => {
    if (coronal(letter)) {
      if (isSibilant(letter)) result.modifiers.push('sibilant');
      at(result, 'dental');
    } else if (letter.places[0] === 'bilabial' && !result.double) result.places = ['labiodental'];
    else modifier(result, letter, name);
  },
  alveolar: (result, letter, name) => {
    if (letter.places[0] === 'dental') result.modifiers.push('non-sibilant');
    if (coronal(letter)) at(result, 'alveolar', letter);
    else if (labial(letter)) result.places = ['labioalveolar'];
    else modifier(result, letter, name);
  },
  // extIPA: both bridges are bidental on h, interdental on a coronal.
  dentolabial: (result, letter, name) => {
    const both = result.modifiers.indexOf('dental-mark');
    if (letter.places[0] === 'glottal' && both >= 0) {
      result.modifiers.splice(both, 1);
      result.places = ['bidental'];
    } else if (result.places[0] === 'dental') result.modifiers.push('interdental');
    else if (labial(letter)) result.places = ['dentolabial'];
    else modifier(result, letter, name);
  },
  linguolabial: (result, letter) => at(result, 'linguolabial', letter),
  retroflexed: (result, letter, name) => {
    if (coronal(letter)) at(result, 'retroflex');
    else modifier(result, letter, name);
  },
  // t̠ d̠ n̠ l̠ are the postalveolars that have no letter; a retracted s stays an alveolar sibilant.
  retracted: (result, letter, name) => {
    if (letter.places[0] === 'dental') {
      result.places = ['alveolar'];
      result.modifiers.push('non-sibilant');
    } else if (letter.places[0] === 'alveolar' && letter.manner !== 'fricative') result.places = ['postalveolar'];
    else modifier(result, letter, name);
  },
  lowered: (result, letter, name) => {
    if (letter.manner !== 'fricative') modifier(result, letter, name);
    else result.manner = 'approximant';
  },
  raised: (result, letter, name) => {
    if (letter.manner === 'lateral-approximant') result.manner = 'lateral-fricative';
    else if (letter.manner !== 'approximant') modifier(result, letter, name);
    else {
      result.manner = 'fricative';
      if (coronal(letter) || letter.places[0] === 'retroflex') result.modifiers.push('non-sibilant');
    }
  },
};
