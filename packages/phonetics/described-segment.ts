// Puts the keys of a description together into the features of a vowel, a consonant or a click.
import type { Influx, Manner, Place } from '@phonochart/catalog/placement.ts';
import { influxNames, placeNames } from '@phonochart/catalog/terms.ts';
import { accompanimentParts } from './click.ts';
import { blank, type Length, type SegmentFeatures, secondaryNames } from './segment-features.ts';
import { backnessNames, heightNames } from './vowel.ts';

/** The atoms of manner, of which a key such as `lateral-fricative` is two. */
export const mannerAtoms =
  'plosive implosive ejective affricate nasal trill tap fricative approximant percussive lateral'.split(' ');

const lengths: readonly Length[] = ['extra-short', 'half-long', 'overlong', 'long'];
// Keys that a field other than `modifiers` holds, or that only say what kind of thing is described.
const held = new Set([
  ...placeNames,
  ...mannerAtoms,
  ...heightNames,
  ...backnessNames,
  ...lengths,
  ...secondaryNames,
  'high',
  'low',
  'extra-high',
  'extra-low',
  'short',
  'voiceless',
  'voiced',
  'breathy',
  'creaky',
  'aspirated',
  'nasalised',
  'prenasalised',
  'rounded',
  'unrounded',
  'consonant',
  'vowel',
  'monophthong',
  'diphthong',
  'triphthong',
  'click',
  'tone',
  'oral',
  'or',
  'pulmonic',
]);

// What every kind of segment may have.
function common(result: SegmentFeatures, keys: ReadonlySet<string>): void {
  result.length = lengths.find((name) => keys.has(name)) ?? 'short';
  result.secondary = [...keys].filter((key) => secondaryNames.has(key));
  result.modifiers = [...keys].filter((key) => !held.has(key));
  if (keys.has('aspirated')) result.aspirated = true;
  if (keys.has('nasalised')) result.nasality = 'nasalised';
  if (keys.has('prenasalised')) result.nasality = 'prenasalised';
}

/** The vowel that the keys name; what they leave open is added to `missing`. Points are left to the letters. */
export function vowelOf(keys: ReadonlySet<string>, missing: string[]): SegmentFeatures | undefined {
  const result = blank('vowel');
  common(result, keys);
  result.phonation = (['voiceless', 'breathy', 'creaky'] as const).find((name) => keys.has(name)) ?? 'voiced';
  if (keys.has('nasal')) result.nasality = 'nasalised';
  if (keys.has('prenasalised')) {
    result.modifiers.push('prenasalised');
    result.nasality = keys.has('nasalised') ? 'nasalised' : 'oral';
  }
  const height =
    heightNames.find((name) => keys.has(name)) ?? (keys.has('high') ? 'close' : keys.has('low') ? 'open' : undefined);
  const backness = backnessNames.find((name) => keys.has(name));
  const rounding = keys.has('rounded') ? true : keys.has('unrounded') ? false : undefined;
  const schwa = backness === 'central' && (height === 'mid' || height === 'near-open');
  if (!height) missing.push('height');
  if (!backness) missing.push('backness');
  if (rounding === undefined && !schwa && height && backness) missing.push('rounding');
  if (!height || !backness || missing.length > 0) return undefined;
  settle(result, height, backness, rounding ?? false);
  return result;
}

// Points without a letter of their own are written as a neighbour with a mark: mid front is e̞, open central ä.
function settle(result: SegmentFeatures, height: string, backness: string, rounded: boolean): void {
  let [row, column] = [height, backness];
  const add = (mark: string): void => void result.modifiers.push(mark);
  if (row === 'mid' && (column !== 'central' || rounded)) {
    row = 'close-mid';
    add('lowered');
  } else if (row === 'open' && column === 'central') {
    column = rounded ? 'back' : 'front';
    add('centralised');
  } else if (row === 'near-close' && column === 'central') {
    row = 'close';
    add('lowered');
  } else if (row === 'near-close' && (column === 'front' || column === 'back')) {
    // Near-close letters are near-front and near-back; so are these, in plain words.
    if (column === 'front' || rounded) column = `near-${column}`;
    else {
      row = 'close';
      add('lowered');
    }
  }
  Object.assign(result, { height: row, backness: column, rounded });
}

const defaultVoice: Partial<Record<string, 'voiced' | 'voiceless'>> = {
  nasal: 'voiced',
  trill: 'voiced',
  tap: 'voiced',
  'lateral-tap': 'voiced',
  approximant: 'voiced',
  'lateral-approximant': 'voiced',
  implosive: 'voiced',
  ejective: 'voiceless',
  'ejective-affricate': 'voiceless',
  'ejective-fricative': 'voiceless',
  percussive: 'voiceless',
};

// From the atoms of manner to a manner: "lateral ejective affricate" is a lateral affricate on the ejective airstream.
function mannerOf(keys: ReadonlySet<string>): { manner: Manner; ejective: boolean } | undefined {
  const has = (atom: string) => keys.has(atom);
  const lateral = has('lateral');
  const ejective = has('ejective');
  if (has('affricate'))
    return { manner: lateral ? 'lateral-affricate' : ejective ? 'ejective-affricate' : 'affricate', ejective };
  if (has('fricative'))
    return { manner: lateral ? 'lateral-fricative' : ejective ? 'ejective-fricative' : 'fricative', ejective };
  if (ejective) return { manner: 'ejective', ejective };
  if (has('approximant')) return { manner: lateral ? 'lateral-approximant' : 'approximant', ejective };
  if (has('tap')) return { manner: lateral ? 'lateral-tap' : 'tap', ejective };
  // A nasal stop is a nasal; a lateral without more is an approximant.
  const plain = (['nasal', 'implosive', 'trill', 'percussive', 'plosive'] as const).find(has);
  return plain ? { manner: plain, ejective } : lateral ? { manner: 'lateral-approximant', ejective } : undefined;
}

/** The consonant that the keys name, its places in the `order` of the words. What is open goes to `missing`. */
export function consonantOf(
  keys: ReadonlySet<string>,
  order: readonly string[],
  missing: string[],
): SegmentFeatures | undefined {
  const result = blank('consonant');
  common(result, keys);
  const made = mannerOf(keys);
  result.places = order.filter((key): key is Place => placeNames.includes(key as Place));
  result.places = [...new Set(result.places)];
  if (!made) missing.push('manner');
  if (result.places.length === 0) missing.push('place');
  const phonation = phonationOf(keys) ?? (made && defaultVoice[made.manner]) ?? onlyVoice(result.places, made?.manner);
  if (made && !phonation) missing.push('phonation');
  if (!made || !phonation || missing.length > 0) return undefined;
  result.manner = made.manner;
  result.phonation = phonation;
  result.airstream = made.ejective ? 'ejective' : made.manner === 'implosive' ? 'implosive' : 'pulmonic';
  if (made.manner === 'nasal') {
    if (keys.has('nasalised')) result.modifiers.push('nasalised');
    result.nasality = keys.has('prenasalised') ? 'prenasalised' : 'nasal';
  } else if (result.nasality === 'prenasalised' && keys.has('nasalised')) result.modifiers.push('nasalised');
  if (keys.has('rounded') && !keys.has('labialised')) result.secondary.push('labialised');
  const sliding = keys.has('sliding');
  if (keys.has('or') && !sliding && result.places.length > 1 && !keys.has('unresolved'))
    result.modifiers.push('unresolved');
  const apart = sliding || result.modifiers.includes('unresolved');
  if (!apart) result.places.sort((a, b) => placeNames.indexOf(a) - placeNames.indexOf(b));
  result.double = !apart && result.places.length > 1;
  return result;
}

// ʔ ʡ have no voiced letter beside them: "glottal stop" is whole without a word on voice.
const onlyVoice = ([place]: readonly Place[], manner: Manner | undefined): 'voiceless' | undefined =>
  manner === 'plosive' && (place === 'glottal' || place === 'epiglottal') ? 'voiceless' : undefined;

function phonationOf(keys: ReadonlySet<string>): SegmentFeatures['phonation'] | undefined {
  if (keys.has('devoiced')) return 'voiceless';
  return (['breathy', 'creaky', 'voiceless', 'voiced'] as const).find((name) => keys.has(name));
}

/** The click that the keys name. */
export function clickOf(keys: ReadonlySet<string>, missing: string[]): SegmentFeatures | undefined {
  const result = blank('click');
  const rest = new Set([...keys].filter((key) => !accompanimentParts.includes(key as never) && key !== 'affricate'));
  common(result, rest);
  const influx = influxNames.find((name) => keys.has(name));
  if (!influx) {
    missing.push('place');
    return undefined;
  }
  const parts = new Set<string>([...keys].filter((key) => accompanimentParts.includes(key as never)));
  if (keys.has('affricate')) parts.add('affricated');
  if (keys.has('nasalised') || keys.has('prenasalised')) parts.add('nasal');
  if (parts.size === 0 || (parts.size === 1 && parts.has('uvular'))) parts.add('voiceless');
  if (parts.has('voiceless') && parts.size > 1 && !parts.has('nasal') && !(parts.size === 2 && parts.has('uvular'))) {
    parts.delete('voiceless');
  }
  result.influx = influx as Influx;
  result.airstream = 'click';
  result.accompaniment = accompanimentParts.filter((part) => parts.has(part)).join('-');
  result.aspirated = parts.has('aspirated');
  if (parts.has('nasal')) result.nasality = 'nasal';
  else if (result.nasality !== 'oral') result.nasality = 'oral';
  result.phonation = parts.has('breathy')
    ? 'breathy'
    : !parts.has('voiceless') && (parts.has('voiced') || parts.has('nasal'))
      ? 'voiced'
      : 'voiceless';
  return result;
}
