// What the chart draws of a sound: its placement, its laryngeal series, its modifications and whose variant it is.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { PhonemeStatus } from '@phonochart/catalog/phoneme.ts';
import type { Manner, Placement, Series } from '@phonochart/catalog/placement.ts';
import { type ChartView, type PlacedSound, seriesOf } from '@phonochart/phonetics/placed-sound.ts';
import type { Length, SegmentFeatures } from '@phonochart/phonetics/segment-features.ts';

export type ChartSound = {
  id: string;
  symbol: string;
  ipa: string;
  status: PhonemeStatus;
  view: ChartView;
  placement: Placement;
  /** Row of the consonant grid. An ejective stands with the stops of its place, as a series. */
  manner?: Manner;
  /** Ids of the phonemes that it is or realises. */
  phonemes: readonly string[];
  /** A realisation rather than a phoneme: a dashed border. */
  variant: boolean;
  /** Symbols of its phonemes, where a variant stands at another place than they do: a caption. */
  caption?: string;
  series: Series;
  /** The series was given by the language and not read off the letters. */
  contrastive: boolean;
  /** Secondary articulations by name, joined by `+`, or none. */
  secondary: string;
  length: Length;
  /** Modifications of a vowel other than length by name, joined by `+` in the order of `modifications`, or none. */
  modification: string;
  /** Ids of further realisations that are the same phone: one button stands for all. */
  also: readonly string[];
};

/** What may set vowels apart besides length, in the order of their trapezoids. */
export const modifications = [
  'nasal',
  'velarised',
  'pharyngealised',
  'glottalised',
  'breathy',
  'creaky',
  'strident',
  'voiceless',
] as const;

export const isLong = ({ length }: Pick<ChartSound, 'length'>): boolean => length === 'long' || length === 'overlong';

export const isVoiced = (sound: Pick<ChartSound, 'series'>): boolean =>
  sound.series === 'voiced' || sound.series === 'breathy' || sound.series === 'creaky';

/** Secondary articulations in the order in which a chart lists them, and the marks that write them. */
export const secondaryMarks: ReadonlyMap<string, string> = new Map([
  ['', ''],
  ['palatalised', 'ʲ'],
  ['labialised', 'ʷ'],
  ['pharyngealised', 'ˤ'],
  ['velarised', 'ˠ'],
  ['labialised+pharyngealised', 'ˤʷ'],
]);

const folded: { readonly [manner in Manner]?: Manner } = {
  ejective: 'plosive',
  'ejective-affricate': 'affricate',
  'ejective-fricative': 'fricative',
};

/** The chart's sounds from the phonetics' placed ones, in the same order; realisations that are one phone as one sound. */
export function chartSounds(placed: readonly PlacedSound[], { phonemes }: Pick<Inventory, 'phonemes'>): ChartSound[] {
  const homes = new Map(
    placed.filter(({ of }) => of === 'phoneme').map((sound) => [sound.id, homeOf(sound.placement)]),
  );
  const symbols = new Map(phonemes.map(({ id, symbol }) => [id, symbol]));
  const phones = new Map<string, PlacedSound[]>();
  for (const sound of placed) {
    const phone = sound.of === 'realisation' && sound.ipa ? `${sound.ipa} ${homeOf(sound.placement)}` : sound.id;
    phones.set(phone, [...(phones.get(phone) ?? []), sound]);
  }
  return [...phones.values()].map((same) => {
    const [sound] = same as [PlacedSound];
    const variant = sound.of === 'realisation';
    const owners = [...new Set(same.flatMap((each) => each.phonemes))];
    const moved = variant && owners.every((id) => homes.get(id) !== homeOf(sound.placement));
    const { placement, features } = sound;
    const manner = placement.type === 'cell' ? placement.manner : undefined;
    const given = placement.type === 'cell' ? placement.series : undefined;
    return {
      id: sound.id,
      symbol: sound.symbol,
      ipa: sound.ipa,
      status: sound.status,
      view: sound.view,
      placement,
      ...(manner ? { manner: folded[manner] ?? manner } : {}),
      phonemes: owners,
      variant,
      ...(moved ? { caption: captionOf(owners.map((id) => `/${symbols.get(id)}/`)) } : {}),
      series: given ?? seriesIn(features),
      contrastive: given !== undefined,
      secondary: secondaryIn(features),
      length: features?.length ?? 'short',
      modification: modificationIn(features),
      also: same.slice(1).map(({ id }) => id),
    };
  });
}

/** Two phonemes at most: a cell is 40 px wide. */
const captionOf = (phonemes: readonly string[]): string =>
  phonemes.slice(0, 2).join(' ') + (phonemes.length > 2 ? ' …' : '');

/** Place and manner alone: a variant in its phoneme's own cell needs no caption. */
const homeOf = (placement: Placement): string =>
  placement.type === 'cell' ? `${placement.places} ${placement.manner}` : JSON.stringify(placement);

function seriesIn(features: SegmentFeatures | undefined): Series {
  if (!features) return 'voiced';
  if (features.kind === 'click') return features.phonation;
  return seriesOf(features);
}

function secondaryIn(features: SegmentFeatures | undefined): string {
  const order = [...secondaryMarks.keys()];
  const names = (features?.secondary ?? []).map((name) =>
    name === 'velarised-or-pharyngealised' ? 'velarised' : name,
  );
  return names.sort((a, b) => order.indexOf(a) - order.indexOf(b)).join('+');
}

function modificationIn(features: SegmentFeatures | undefined): string {
  if (!features || features.points.length === 0) return '';
  const names = new Set<string>([features.phonation, ...features.secondary, ...features.modifiers]);
  if (features.nasality === 'nasalised') names.add('nasal');
  if (names.has('pharyngealised') && names.delete('breathy')) {
    names.delete('pharyngealised');
    names.add('strident');
  }
  return modifications.filter((name) => names.has(name)).join('+');
}
