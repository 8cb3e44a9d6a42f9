// Where a sound stands on a chart: the placement union and the terms it is made of.
import { z } from 'zod';
import { influxNames, mannerNames, placeNames, seriesNames } from './terms.ts';

export const Place = z.enum(placeNames);
export type Place = z.infer<typeof Place>;

export const Manner = z.enum(mannerNames);
export type Manner = z.infer<typeof Manner>;

export const Series = z.enum(seriesNames);
export type Series = z.infer<typeof Series>;

export const Influx = z.enum(influxNames);
export type Influx = z.infer<typeof Influx>;

/**
 * A point of the vowel space. `height` runs from 0 (close) to 6 (open): 1 near-close, 2 close-mid, 3 mid, 4 open-mid,
 * 5 near-open. `backness` runs from 0 (front) to 4 (back): 1 near-front, 2 central, 3 near-back. Fractions are allowed.
 */
export const VowelPoint = z.object({
  height: z.number().min(0).max(6),
  backness: z.number().min(0).max(4),
  rounded: z.boolean(),
});
export type VowelPoint = z.infer<typeof VowelPoint>;

/** Chao levels, 1 (low) to 5 (high), in time; halves are allowed. A break in the voice is the level 0. */
export const ToneLevels = z.array(z.number().min(0).max(5)).min(1).max(6);

export const Placement = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('cell'),
    /** One place, or several: two for a double articulation, a span for an unresolved or bare coronal letter. */
    places: z.array(Place).min(1).max(5),
    manner: Manner,
    /** Two places made at once ([w], [k͡p]) rather than a span of possible ones. */
    double: z.boolean().optional(),
    /** Only where the language contrasts series, else variants share the cell. */
    series: Series.optional(),
  }),
  z.object({ type: z.literal('points'), points: z.array(VowelPoint).min(1).max(3) }),
  z.object({ type: z.literal('click'), influx: Influx, accompaniment: z.string().min(1) }),
  z.object({
    type: z.literal('contour'),
    levels: ToneLevels,
    phonation: z.enum(['modal', 'creaky', 'breathy', 'glottalised', 'falsetto']).optional(),
    /** Syllables that carry the tone: all, only open or sonorant-final ones, or only checked ones. */
    syllable: z.enum(['any', 'unchecked', 'checked']).optional(),
  }),
  z.object({ type: z.literal('none'), why: z.string().min(1) }),
]);
export type Placement = z.infer<typeof Placement>;
