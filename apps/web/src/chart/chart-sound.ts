// What the chart draws of a sound: its placement, its laryngeal series, its modifications and whose variant it is.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { PhonemeStatus } from '@phonochart/catalog/phoneme.ts';
import type { Manner, Placement, Series } from '@phonochart/catalog/placement.ts';
import { type ChartView, type PlacedSound, seriesOf } from '@phonochart/phonetics/placed-sound.ts';
import type { SegmentFeatures } from '@phonochart/phonetics/segment-features.ts';

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
  long: boolean;
  /** Modification of a vowel other than length, or none. */
  modification: '' | 'nasal' | 'pharyngealised' | 'breathy' | 'creaky' | 'strident' | 'voiceless';
};

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

/** The chart's sounds from the phonetics' placed ones, in the same order. */
export function chartSounds(placed: readonly PlacedSound[], { phonemes }: Pick<Inventory, 'phonemes'>): ChartSound[] {
  const homes = new Map(
    placed.filter(({ of }) => of === 'phoneme').map((sound) => [sound.id, homeOf(sound.placement)]),
  );
  const symbols = new Map(phonemes.map(({ id, symbol }) => [id, symbol]));
  return placed.map((sound) => {
    const variant = sound.of === 'realisation';
    const moved = variant && sound.phonemes.every((id) => homes.get(id) !== homeOf(sound.placement));
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
      phonemes: sound.phonemes,
      variant,
      ...(moved ? { caption: sound.phonemes.map((id) => `/${symbols.get(id)}/`).join(' ') } : {}),
      series: given ?? seriesIn(features),
      contrastive: given !== undefined,
      secondary: secondaryIn(features),
      long: features?.length === 'long' || features?.length === 'overlong',
      modification: modificationIn(features),
    };
  });
}

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

function modificationIn(features: SegmentFeatures | undefined): ChartSound['modification'] {
  if (!features || features.points.length === 0) return '';
  const pharyngealised = features.secondary.includes('pharyngealised');
  if (pharyngealised && features.phonation === 'breathy') return 'strident';
  if (pharyngealised) return 'pharyngealised';
  if (features.nasality === 'nasalised') return 'nasal';
  return features.phonation === 'voiced' ? '' : features.phonation;
}
