// Writes consonants and clicks as IPA: which letters, which marks of place and manner, which tie.
import type { Manner, Place } from '@phonochart/catalog/placement.ts';
import { features } from './features.ts';
import { type Consonant, letters } from './letters.ts';
import type { SegmentFeatures } from './segment-features.ts';
import { surroundings } from './spell-marks.ts';

/** What letters and marks of place say, beside place and manner: these choose the base and are no marks of their own. */
const inBase = new Set([
  'devoiced',
  'with-voicing',
  'voiceless-letter',
  'voiced-letter',
  'sibilant',
  'non-sibilant',
  'median-friction',
  'trilled',
  'sublaminal',
  'interdental',
  'prestopped',
  'prestopped-voiceless',
  'trilled-release',
  'tapped-release',
  'unresolved',
  'sliding',
]);

/** One letter with its marks of place and manner, voiceless and voiced; `others` are voiced ones written otherwise. */
type Base = { voiceless?: string; voiced?: string; others?: string[] };
let bases: Map<string, Base> | undefined;

const baseKey = (manner: Manner, places: readonly Place[], modifiers: readonly string[]): string =>
  `${manner} ${places.join('+')} ${[...modifiers].sort().join(' ')}`;

// Fewest marks first, so that the plainest spelling wins.
function allBases(): Map<string, Base> {
  const found = new Map<string, Base>();
  const placeMarks = ['', '\u032A', '\u0320', '\u033C', '\u0346', '\u032A\u0346', '\u0347', '\u0322'];
  const marks = placeMarks.flatMap((place) => ['', '\u031E', '\u031D'].map((manner) => place + manner));
  const all = [...letters.values()].flatMap((each) => (each.type === 'consonant' ? [each] : []));
  const sorted = marks.map((mark) => ({ mark, cost: mark.length + (/[\u031D\u031E]/u.test(mark) ? 0.5 : 0) }));
  for (const { mark } of sorted.sort((a, b) => a.cost - b.cost)) {
    for (const { letter } of preferred(all, mark)) {
      // The dental approximant is written ð̞, the voiced alveolar fricative that is no sibilant ɹ̝ (as on the chart).
      if (letter === 'ɹ' && mark.includes('\u032A')) continue;
      const read = features(letter + mark);
      if (read?.kind !== 'consonant' || !read.modifiers.every((name) => inBase.has(name))) continue;
      const key = baseKey(read.manner!, read.places, read.modifiers);
      const base = found.get(key) ?? {};
      if (letter === 'ð' && (mark === '\u0320' || mark === '\u0347')) base.others = [letter + mark];
      else base[read.phonation === 'voiceless' ? 'voiceless' : 'voiced'] ??= letter + mark;
      found.set(key, base);
    }
  }
  return found;
}

// Linguolabials are written with the letters of the tongue (t̼, θ̼), dentolabial fricatives with f and v.
function preferred(all: readonly Consonant[], mark: string): readonly Consonant[] {
  const order: readonly Place[] = mark.includes('\u033C')
    ? ['dental', 'alveolar']
    : mark === '\u0346' || mark === '\u0347'
      ? ['labiodental']
      : [];
  if (order.length === 0) return all;
  const rank = ({ places, manner }: Consonant): number =>
    manner === 'nasal' && order.length === 1 ? 9 : (order.indexOf(places[0]!) + 10) % 10;
  return [...all].sort((a, b) => rank(a) - rank(b));
}

function baseOf(manner: Manner, places: readonly Place[], modifiers: readonly string[]): Base {
  bases ??= allBases();
  return bases.get(baseKey(manner, places, modifiers)) ?? {};
}

const plainManner: Partial<Record<Manner, Manner>> = {
  ejective: 'plosive',
  'ejective-affricate': 'affricate',
  'ejective-fricative': 'fricative',
};
const released: Partial<Record<Manner, Manner>> = { affricate: 'fricative', 'lateral-affricate': 'lateral-fricative' };

/** Spellings to try, best first. */
export function spellConsonant(found: SegmentFeatures): string[] {
  if (found.modifiers.includes('unresolved')) return [eachPlace(found, 'unresolved', '|')];
  if (found.modifiers.includes('sliding')) return [eachPlace(found, 'sliding', '\u0362')];
  const manner = plainManner[found.manner!] ?? found.manner!;
  const { before, after } = surroundings(found, inBase);
  const open = before + opener(found);
  const close = after + (found.airstream === 'ejective' ? 'ʼ' : '');
  return cores(found, manner).map((core) => open + core + close);
}

function eachPlace(found: SegmentFeatures, but: string, joint: string): string {
  const modifiers = found.modifiers.filter((name) => name !== but);
  const at = (place: Place, names: string[]): string | undefined =>
    spellConsonant({ ...found, places: [place], double: false, modifiers: names })[0];
  // Of s̪|s only the dental one has to say that it hisses.
  const plain = modifiers.filter((name) => name !== 'sibilant');
  return found.places.map((place) => at(place, modifiers) ?? at(place, plain) ?? '').join(joint);
}

// Letters, with what says their voice.
function cores(found: SegmentFeatures, manner: Manner): string[] {
  const { places, modifiers } = found;
  const own = modifiers.filter((name) => baseModifiers.has(name));
  const single = voicedAs(baseOf(manner, places, own), found);
  const release = modifiers.includes('trilled-release')
    ? trills
    : modifiers.includes('tapped-release')
      ? taps
      : undefined;
  if (release) {
    const rest = modifiers.filter((name) => name !== 'trilled-release' && name !== 'tapped-release');
    const stops = cores({ ...found, modifiers: rest }, manner);
    return stops.flatMap((core) => [...release].map((letter) => `${core}\u0361${letter}`));
  }
  if (single.length > 0) return single;
  const friction = released[manner];
  if (friction) return affricates(found, friction, own);
  return places.length === 2 ? doubles(found, manner) : [];
}

const baseModifiers = new Set(['sibilant', 'non-sibilant', 'median-friction', 'trilled', 'sublaminal', 'interdental']);
const trills = 'rʙʀ';
const taps = 'ɾⱱɽ';

// A voiceless sound without a letter is the voiced letter with a ring, and the other way round with a wedge.
function voicedAs({ voiceless, voiced, others = [] }: Base, { phonation, modifiers }: SegmentFeatures): string[] {
  const named = (mark: string): boolean => modifiers.includes(mark);
  const marked = (letter: string | undefined, mark: string): string[] => (letter === undefined ? [] : [letter + mark]);
  if (named('devoiced')) {
    return named('voiceless-letter')
      ? marked(voiceless, '\u0325')
      : [voiced, ...others].flatMap((letter) => marked(letter, '\u0325'));
  }
  if (named('with-voicing')) return marked(named('voiced-letter') ? voiced : voiceless, '\u032C');
  if (phonation === 'voiceless') {
    return named('voiceless-letter') ? marked(voiceless, '\u0325') : plainest(voiceless, marked(voiced, '\u0325'));
  }
  if (phonation === 'voiced') return plainest(voiced, marked(voiceless, '\u032C'));
  if (named('voiceless-letter')) return marked(voiceless, '');
  return [...marked(voiced, ''), ...marked(voiceless, '')].sort((a, b) => [...a].length - [...b].length);
}

// The letter first, unless it is itself only a letter of another manner with a mark: ɹ̥ rather than s̞.
function plainest(letter: string | undefined, changed: string[]): string[] {
  if (letter === undefined) return changed;
  return /[\u031D\u031E]/u.test(letter) ? [...changed, letter] : [letter, ...changed];
}

const stopPlaces: Partial<Record<Place, Place>> = {
  labiodental: 'bilabial',
  dentolabial: 'bilabial',
  dental: 'alveolar',
  postalveolar: 'alveolar',
  'alveolo-palatal': 'alveolar',
};

function affricates(found: SegmentFeatures, friction: Manner, own: readonly string[]): string[] {
  const voice: SegmentFeatures = { ...found, modifiers: found.modifiers.filter((name) => name !== 'devoiced') };
  const stops = (place: Place) => voicedAs(baseOf('plosive', [place], []), plainVoice(voice));
  if (!found.double) {
    const place = found.places[0]!;
    const tails = voicedAs(baseOf(friction, found.places, own), found);
    const heads = [stopPlaces[place] ?? place, place, 'velar' as const, 'alveolar' as const].flatMap(stops);
    return tails.flatMap((tail) => heads.map((head) => `${head}\u0361${tail}`));
  }
  return orders(found.places).flatMap(([hind, fore]) =>
    voicedAs(baseOf(friction, [fore], own), found).flatMap((tail) => stops(hind).map((head) => `${head}\u0361${tail}`)),
  );
}

// kp, ɡb, ŋm: the hind letter first, as they are written.
function doubles(found: SegmentFeatures, manner: Manner): string[] {
  return orders(found.places).flatMap(([hind, fore]) => {
    const heads = [manner, 'plosive' as const].flatMap((each) => voicedAs(baseOf(each, [hind], []), plainVoice(found)));
    const tails = voicedAs(baseOf(manner, [fore], []), found);
    return tails.flatMap((tail) => heads.map((head) => `${head}\u0361${tail}`));
  });
}

const orders = (places: readonly Place[]): [Place, Place][] => {
  const [fore, hind] = places as [Place, Place];
  return hind === undefined
    ? []
    : [
        [hind, fore],
        [fore, hind],
      ];
};

const plainVoice = (found: SegmentFeatures): SegmentFeatures => ({
  ...found,
  phonation: found.phonation === 'voiceless' && !found.modifiers.includes('devoiced') ? 'voiceless' : 'voiced',
  modifiers: [],
});

// Superscripts before a letter take its place: ᵐb ⁿd ᵑɡ, ᵇm ᵈn ᶢŋ.
function opener(found: SegmentFeatures): string {
  const column = openerColumns[found.places.at(-1)!] ?? 1;
  let text = found.nasality === 'prenasalised' ? 'ᵐⁿᶯᶮᵑᶰᶬ'[column]! : '';
  if (found.modifiers.includes('prestopped')) text += 'ᵇᵈᵈᶡᶢᶢᵇ'[column]!;
  if (found.modifiers.includes('prestopped-voiceless')) text += 'ᵖᵗᵗᶜᵏᵏᵖ'[column]!;
  return text;
}

const openerColumns: Partial<Record<Place, number>> = {
  bilabial: 0,
  labiodental: 6,
  retroflex: 2,
  palatal: 3,
  velar: 4,
  uvular: 5,
};

const influxLetters = {
  bilabial: 'ʘ',
  dental: 'ǀ',
  alveolar: 'ǃ',
  postalveolar: 'ǃ',
  palatal: 'ǂ',
  lateral: 'ǁ',
  retroflex: '𝼊',
} as const;

/** Spellings of a click to try, best first: ŋ̥ǃʰ, ɡǃχ, ǃˀ. */
export function spellClick(found: SegmentFeatures): string[] {
  const parts = new Set((found.accompaniment ?? '').split('-'));
  const voiced = parts.has('voiced') || parts.has('breathy');
  const uvular = parts.has('uvular');
  const stop = parts.has('nasal') ? (uvular ? 'ɴ' : 'ŋ') : voiced ? (uvular ? 'ɢ' : 'ɡ') : uvular ? 'q' : '';
  const ring = parts.has('voiceless') && parts.has('nasal') ? '\u0325' : '';
  const { before, after } = surroundings(
    { ...found, aspirated: false, phonation: 'voiced', nasality: 'oral' },
    clickMarks,
  );
  const slap = found.modifiers.includes('sublaminal-percussive-release') ? '¡' : '';
  const release =
    (parts.has('creaky') ? '\u0330' : '') +
    (parts.has('affricated') ? 'χ' : '') +
    (parts.has('aspirated') ? 'ʰ' : '') +
    (parts.has('breathy') ? 'ʱ' : '') +
    (parts.has('glottalised') ? 'ˀ' : '') +
    (parts.has('ejective') ? 'ʼ' : '');
  const open = (parts.has('preglottalised') ? 'ˀ' : '') + before;
  const letter = influxLetters[found.influx!];
  const opens = parts.has('nasal') && voiced ? [`ᵑ${uvular ? 'ɢ' : 'ɡ'}`, stop] : [stop];
  return opens.map((each) => open + each + ring + letter + after + release + slap);
}

const clickMarks = new Set(['sublaminal-percussive-release']);
