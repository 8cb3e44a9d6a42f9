// Holds our features of a segment against its CLTS name, as sets of words: CLTS orders and words its names in its own way.
import { readFileSync } from 'node:fs';
import { features } from '@phonochart/phonetics/features.ts';
import type { SegmentFeatures } from '@phonochart/phonetics/segment-features.ts';
import { backnessName, heightName } from '@phonochart/phonetics/vowel.ts';

/** The word map, and what is known to differ: segments with the reason. */
export type CltsWords = {
  words: Record<string, string[]>;
  voicing: string[];
  differences: { symbols: string[]; reason: string }[];
};

/** The committed map. */
export const cltsWords = (): CltsWords =>
  JSON.parse(readFileSync(new URL('./clts-words.json', import.meta.url), 'utf8')) as CltsWords;

/** What only one of the two sides says; both are empty where they agree. */
export type CltsDifference = { ours: string[]; clts: string[] };

/** `name` as CLTS writes it, words parted by spaces or underscores. Undefined for a name of a cluster, which has no features. */
export function holdAgainstClts(symbol: string, name: string, map: CltsWords): CltsDifference | undefined {
  const words = name.split(/[\s_]+/).filter(Boolean);
  if (words.includes('cluster')) return undefined;
  const clts = cltsSet(words, map);
  const ours = ourSet(features(symbol));
  return {
    ours: [...ours].filter((word) => !clts.has(word)),
    clts: [...clts].filter((word) => !ours.has(word)),
  };
}

const pointWords =
  /^(close|near-close|close-mid|mid|open-mid|near-open|open|front|near-front|central|near-back|back|rounded|unrounded)$/;

// Where a diphthong has its height twice, `2 open` is that of the end.
function cltsSet(words: readonly string[], { words: map, voicing }: CltsWords): Set<string> {
  const set = new Set<string>();
  const overridden = words.some((word) => voicing.includes(word));
  const isTimed = words.includes('to');
  let part = 1;
  for (const word of words) {
    if (word === 'to') part++;
    else if (overridden && (word === 'voiced' || word === 'voiceless')) continue;
    else for (const ours of map[word] ?? [word]) set.add(isTimed && pointWords.test(ours) ? `${part} ${ours}` : ours);
  }
  return set;
}

function ourSet(found: SegmentFeatures | undefined): Set<string> {
  const set = new Set<string>();
  if (!found) return set;
  const { kind, points, modifiers } = found;
  const isVowel = points.length > 0;
  if (points.length > 1) set.add(kind);
  if (kind === 'vowel') for (const word of vowelWords(found)) set.add(word);
  else {
    points.forEach(({ height, backness, rounded }, index) => {
      const words = [heightName(height), backnessName(backness), rounded ? 'rounded' : 'unrounded'];
      for (const word of words) set.add(`${index + 1} ${word}`);
    });
  }
  for (const place of found.places) set.add(place);
  for (const word of found.manner ? mannerWords(found.manner) : []) set.add(word);
  if (found.airstream === 'ejective') set.add('ejective');
  if (kind === 'click') {
    for (const word of ['click', found.influx!, ...found.accompaniment!.split('-')]) set.add(word);
    // The chart's alveolar lateral.
    if (found.influx === 'lateral') set.add('alveolar');
    if (found.nasality !== 'nasal') set.add(found.phonation);
    return set;
  }
  // Of a vowel the voice goes without saying; breath after a breathy sound too.
  if (!(isVowel && found.phonation === 'voiced')) set.add(found.phonation);
  if (found.aspirated && found.phonation !== 'breathy') set.add('aspirated');
  if (found.nasality === 'nasalised' || found.nasality === 'prenasalised') set.add(found.nasality);
  if (found.length !== 'short') set.add(found.length);
  for (const name of [...found.secondary, ...modifiers]) if (!implied.has(name)) set.add(name);
  const hasMid = points.some(({ height }) => heightName(height) === 'mid');
  if (hasMid) for (const mark of ['raised', 'lowered']) set.delete(mark);
  return set;
}

// The letter's own names, its marks beside them; only a lowered close-mid vowel and a raised open-mid one are called mid.
const vowelWords = ({ points, height, backness, rounded }: SegmentFeatures): string[] => [
  heightName(points[0]!.height) === 'mid' ? 'mid' : height!,
  backness!,
  rounded ? 'rounded' : 'unrounded',
];

const mannerWords = (manner: string): string[] =>
  manner === 'ejective' ? ['ejective', 'plosive'] : manner.split(/-(?=fricative|affricate|approximant|tap)/);

const implied: ReadonlySet<string> = new Set(['devoiced', 'sibilant', 'with-voicing', 'non-syllabic']);
