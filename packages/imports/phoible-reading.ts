// Reads PHOIBLE's feature columns as a phonetician's terms: an oracle that never looks at the letters.

/** PHOIBLE's feature columns, in the order of phoible.csv. */
export const featureNames = [
  ...['tone', 'stress', 'syllabic', 'short', 'long', 'consonantal', 'sonorant', 'continuant', 'delayedRelease'],
  ...['approximant', 'tap', 'trill', 'nasal', 'lateral', 'labial', 'round', 'labiodental', 'coronal', 'anterior'],
  ...['distributed', 'strident', 'dorsal', 'high', 'low', 'front', 'back', 'tense', 'retractedTongueRoot'],
  ...['advancedTongueRoot', 'periodicGlottalSource', 'epilaryngealSource', 'spreadGlottis', 'constrictedGlottis'],
  ...['fortis', 'raisedLarynxEjective', 'loweredLarynxImplosive', 'click'],
] as const;

/** A row's feature columns by name: `+`, `-`, `0`, or several in time (`+,-`); `NA` where PHOIBLE has none. */
export type CodedFeatures = (feature: string) => string;

/**
 * What the columns say. `place` and `manner` are keys of the catalogue's terms; two places at once are joined by `+`, an
 * open place by `|`. `height`, `backness` and `rounding` of a vowel run in time, steps that change nothing left out.
 */
export type Reading =
  | { kind: 'consonant' | 'click'; place: string; manner: string }
  | { kind: 'vowel'; height: string; backness: string; rounding: string }
  | { kind: 'tone' | 'uncoded' };

/**
 * The reading, after the definitions of the features themselves (Hayes, Introductory Phonology, 2009, on which PHOIBLE's
 * set is built): [±anterior, ±distributed] tell dental (+ +), alveolar (+ -), postalveolar (- +) and retroflex (- -)
 * apart; [±high, ±low, ±front, ±back] the dorsals and the vowels; [±tense] the two heights that [high] leaves together.
 */
export function readCoded(feature: CodedFeatures): Reading {
  const values = (name: string): string[] => feature(name).split(',');
  const some = (name: string, value = '+'): boolean => values(name).includes(value);
  const last = (name: string): string => values(name).at(-1)!;
  if (some('tone')) return { kind: 'tone' };
  if (['consonantal', 'sonorant', 'coronal', 'dorsal', 'click'].some((name) => !/^[-+0]/.test(feature(name))))
    return { kind: 'uncoded' };
  if (some('click')) return { kind: 'click', place: influxOf(some), manner: 'click' };
  if (some('syllabic') && last('consonantal') === '-' && last('dorsal') === '+' && !some('consonantal')) {
    return vowelOf(values);
  }
  return { kind: 'consonant', place: placeOf(last), manner: mannerOf(values, last) };
}

type Last = (name: string) => string;

// Of a contour the last part is the release, by which prenasalised stops and affricates have their place.
function placeOf(last: Last): string {
  const is = (name: string) => last(name) === '+';
  const rounded = is('round');
  const consonantal = is('consonantal');
  if (is('coronal')) {
    if (is('labial') && !rounded) return 'linguolabial';
    if (!is('anterior')) {
      if (!is('distributed')) return 'retroflex';
      if (!(is('dorsal') && is('high'))) return 'postalveolar';
      if (is('front')) return is('strident') ? 'alveolo-palatal' : 'palatal';
      return is('strident') ? 'postalveolar+velar' : 'palatal';
    }
    if (is('dorsal') && is('high') && is('front') && is('distributed')) return 'alveolo-palatal';
    return last('distributed') === '0' ? 'dental|alveolar' : is('distributed') ? 'dental' : 'alveolar';
  }
  if (is('labial') && !(rounded && consonantal && is('dorsal'))) {
    if (is('labiodental')) return 'labiodental';
    if (!is('dorsal') || !is('high')) return 'bilabial';
    if (!consonantal) return is('front') ? 'bilabial+palatal' : 'bilabial+velar';
    return is('front') ? 'bilabial' : 'bilabial+velar';
  }
  if (!is('dorsal')) return is('epilaryngealSource') ? 'epiglottal' : 'glottal';
  if (is('low')) return 'pharyngeal';
  if (!is('high')) return 'uvular';
  return !consonantal && is('front') ? 'palatal' : 'velar';
}

function mannerOf(values: (name: string) => string[], last: Last): string {
  const is = (name: string) => last(name) === '+';
  const lateral = is('lateral') ? 'lateral-' : '';
  if (is('sonorant')) {
    if (is('trill')) return 'trill';
    if (is('tap')) return `${lateral}tap`;
    return last('continuant') === '-' && is('nasal') ? 'nasal' : `${lateral}approximant`;
  }
  const ejective = is('raisedLarynxEjective') && !lateral ? 'ejective-' : '';
  // A nasal onset closes the mouth too; what is asked is how the oral part begins and ends.
  const nasal = values('nasal');
  const onset = nasal.length > 1 ? nasal.findIndex((value) => value !== '+') : 0;
  const all = values('continuant');
  const oral = (all.length === nasal.length ? all.slice(onset) : all).filter((value) => value !== '0');
  if (oral.every((value) => value === '+')) return `${ejective || lateral}fricative`;
  if (oral.at(-1) === '+' || is('delayedRelease')) return `${ejective || lateral}affricate`;
  if (is('loweredLarynxImplosive')) return 'implosive';
  return ejective ? 'ejective' : 'plosive';
}

// The other letters of a click are its back closure: [anterior] and [distributed] are the click's alone.
function influxOf(some: (name: string, value?: string) => boolean): string {
  if (some('lateral')) return 'lateral';
  if (!some('coronal')) return 'bilabial';
  if (some('anterior')) return some('distributed') ? 'dental' : 'alveolar';
  return some('distributed') ? 'palatal' : 'retroflex';
}

// A mark of half a step (ɪ̞, ɤ̟) makes a feature 0: the vowel stands between two heights, or two places.
function vowelOf(values: (name: string) => string[]): Reading {
  const columns = ['high', 'low', 'front', 'back', 'labial'].map(values);
  const tense = values('tense');
  const points = Math.max(tense.length, ...columns.map(({ length }) => length));
  const at = (list: readonly string[], point: number) => (list.length === points ? list[point] : list[0]) ?? '0';
  const steps: [height: string, backness: string, rounding: string][] = [];
  let toned = 0;
  for (let point = 0; point < points; point++) {
    const [high, low, front, back, labial] = columns.map((column) => at(column, point));
    // A low vowel has no [tense]: where its 0 is left out of the contour, the others come in order.
    const short = tense.length > 1 && tense.length < points;
    const isTense = short ? (tense[toned] ?? '0') : at(tense, point);
    if (low !== '+') toned++;
    const height = high === '0' || low === '0' ? between : low === '+' ? 'open' : heights[`${high}${isTense}`]!;
    const backness =
      front === '+' ? 'front' : back === '+' ? 'back' : front === '0' || back === '0' ? between : 'central';
    steps.push([height, backness, labial === '+' ? 'rounded' : 'unrounded']);
  }
  const [height, backness, rounding] = [0, 1, 2].map((side) => inTime(steps.map((step) => step[side]!)));
  return { kind: 'vowel', height: height!, backness: backness!, rounding: rounding! };
}

const between = 'between';
/** By [high] and [tense]. */
const heights: Record<string, string> = {
  '++': 'close',
  '+0': between,
  '+-': 'near-close',
  '-+': 'close-mid',
  '-0': 'mid',
  '--': 'open-mid',
};

/** Steps that differ, joined by `>`. */
export const inTime = (steps: readonly string[]): string =>
  steps.filter((step, index) => step !== steps[index - 1]).join('>');
