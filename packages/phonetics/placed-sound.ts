// Every sound of an inventory with its placement: phonemes, and in phonetic mode each realisation at its own place.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Phoneme, PhonemeKind, PhonemeStatus } from '@phonochart/catalog/phoneme.ts';
import type { Manner, Placement, Series } from '@phonochart/catalog/placement.ts';
import type { Realisation } from '@phonochart/catalog/realisation.ts';
import { features } from './features.ts';
import { ipaKey } from './normalise.ts';
import { none, place, placeFeatures } from './place.ts';
import type { SegmentFeatures } from './segment-features.ts';

export type ChartView = 'consonants' | 'affricates' | 'clicks' | 'vowels' | 'diphthongs' | 'tones' | 'other';
export type ChartMode = 'phonemic' | 'phonetic';
export type PlacedSound = {
  id: string;
  of: 'phoneme' | 'realisation';
  symbol: string;
  ipa: string;
  /** Ids of the phonemes that it is, or realises. */
  phonemes: string[];
  kind: PhonemeKind;
  status: PhonemeStatus;
  placement: Placement;
  features: SegmentFeatures | undefined;
  view: ChartView;
};

type Sounds = Pick<Inventory, 'phonemes' | 'realisations'>;

/**
 * The sounds of an inventory in its own order. `phonetic` adds every realisation whose output is one phone other than
 * its phonemes' symbol, at its own place; dropped sounds and sequences have the placement `none` with the reason.
 * Where the inventory's stops contrast three laryngeal series or more, each stop's placement names its series.
 */
export function placedSounds(inventory: Sounds, mode: ChartMode): PlacedSound[] {
  const sounds = inventory.phonemes.map(placedPhoneme);
  const series = contrastiveSeries(sounds);
  if (mode === 'phonetic') {
    const byId = new Map(inventory.phonemes.map((phoneme) => [phoneme.id, phoneme]));
    for (const realisation of inventory.realisations) {
      const phonemes = realisation.phonemes.flatMap((id) => byId.get(id) ?? []);
      if (differs(realisation, phonemes)) sounds.push(placedRealisation(realisation, phonemes));
    }
  }
  if (series.size === 0) return sounds;
  return sounds.map((sound) => inSeries(sound, series));
}

function placedPhoneme(phoneme: Phoneme): PlacedSound {
  const { id, symbol, ipa, kind, status } = phoneme;
  const found = features(ipa);
  const placement = phoneme.placement ?? (found && kind !== 'tone' ? placeFeatures(found, kind) : place(ipa, kind));
  const view = viewOf(placement);
  return { id, of: 'phoneme', symbol, ipa, phonemes: [id], kind, status, placement, features: found, view };
}

function placedRealisation(realisation: Realisation, phonemes: readonly Phoneme[]): PlacedSound {
  const [phone] = realisation.output;
  const symbol = realisation.output.join('') || '∅';
  const found = realisation.output.length === 1 ? features(phone!) : undefined;
  const first = phonemes[0];
  const placement = realisation.placement ?? placeOutput(realisation.output, found, first?.kind);
  const kind = kindOf(placement, first?.kind ?? 'other');
  return {
    id: realisation.id,
    of: 'realisation',
    symbol,
    ipa: phone === undefined ? '' : ipaKey(symbol),
    phonemes: [...realisation.phonemes],
    kind,
    status: first?.status ?? 'unknown',
    placement,
    features: found,
    view: viewOf(placement),
  };
}

function placeOutput(output: readonly string[], found: SegmentFeatures | undefined, kind?: PhonemeKind): Placement {
  if (output.length === 0) return none('why-dropped');
  if (output.length > 1) return none('why-sequence');
  return kind === 'tone' ? place(output[0]!, kind) : placeFeatures(found);
}

function differs({ output }: Realisation, phonemes: readonly Phoneme[]): boolean {
  if (output.length !== 1) return true;
  const key = ipaKey(output[0]!);
  return phonemes.length === 0 || phonemes.some(({ ipa }) => ipaKey(ipa) !== key);
}

// A realisation may be of another kind than its phoneme: /l/ becomes a vowel, /i/ a glide.
function kindOf(placement: Placement, kind: PhonemeKind): PhonemeKind {
  if (placement.type === 'cell' || placement.type === 'click') return 'consonant';
  if (placement.type === 'contour') return 'tone';
  if (placement.type === 'points') return (['vowel', 'diphthong', 'triphthong'] as const)[placement.points.length - 1]!;
  return kind;
}

const affricates: ReadonlySet<Manner> = new Set<Manner>(['affricate', 'ejective-affricate', 'lateral-affricate']);

/** The chart that a placement belongs to. */
export function viewOf(placement: Placement): ChartView {
  switch (placement.type) {
    case 'cell':
      return affricates.has(placement.manner) ? 'affricates' : 'consonants';
    case 'click':
      return 'clicks';
    case 'points':
      return placement.points.length === 1 ? 'vowels' : 'diphthongs';
    case 'contour':
      return 'tones';
    case 'none':
      return 'other';
  }
}

const stops: ReadonlyMap<Manner, Manner> = new Map<Manner, Manner>([
  ['plosive', 'plosive'],
  ['ejective', 'plosive'],
  ['affricate', 'affricate'],
  ['ejective-affricate', 'affricate'],
]);

/** The laryngeal series of a sound, by its phonation, aspiration, tenseness and airstream. */
export function seriesOf(found: SegmentFeatures): Series {
  if (found.airstream === 'ejective') return 'ejective';
  if (found.modifiers.includes('tense')) return 'tense';
  if (found.phonation === 'breathy' || (found.phonation === 'voiced' && found.aspirated)) return 'breathy';
  if (found.phonation === 'creaky') return 'creaky';
  if (found.aspirated) return 'aspirated';
  return found.phonation === 'voiced' ? 'voiced' : 'voiceless';
}

// Series contrast where, at two places of a manner or more, three or more sounds differ by nothing else. Voiceless,
// voiced and ejective alone are none: ejectives have a row of their own, as on the IPA chart.
function contrastiveSeries(sounds: readonly PlacedSound[]): Set<Manner> {
  const cells = new Map<Manner, Map<string, Set<Series>>>();
  for (const { placement, features: found, status } of sounds) {
    if (placement.type !== 'cell' || placement.series !== undefined || !found || status === 'loan') continue;
    const manner = stops.get(placement.manner);
    if (!manner || found.nasality !== 'oral' || found.secondary.length > 0 || found.modifiers.some(isPre)) continue;
    const byPlace = cells.get(manner) ?? new Map<string, Set<Series>>();
    cells.set(manner, byPlace);
    const key = placement.places.join('+');
    byPlace.set(key, (byPlace.get(key) ?? new Set()).add(seriesOf(found)));
  }
  const contrasting = new Set<Manner>();
  for (const [manner, byPlace] of cells) {
    const full = [...byPlace.values()].filter(isContrast).length;
    if (full >= 2 || (manner === 'affricate' && full === 1 && contrasting.has('plosive'))) contrasting.add(manner);
  }
  return contrasting;
}

const isContrast = (series: ReadonlySet<Series>): boolean =>
  series.size > 2 && [...series].some((each) => each !== 'voiceless' && each !== 'voiced' && each !== 'ejective');

const isPre = (name: string): boolean => name.startsWith('pre');

function inSeries(sound: PlacedSound, contrasting: ReadonlySet<Manner>): PlacedSound {
  const { placement, features: found } = sound;
  if (placement.type !== 'cell' || placement.series !== undefined || !found) return sound;
  const manner = stops.get(placement.manner);
  if (!manner || !contrasting.has(manner)) return sound;
  return { ...sound, placement: { ...placement, manner, series: seriesOf(found) } };
}
