// Holds what the letters say of a PHOIBLE segment against what its feature columns say, and names each disagreement.
import { readFileSync } from 'node:fs';
import { features } from '@phonochart/phonetics/features.ts';
import { place } from '@phonochart/phonetics/place.ts';
import { backnessName, heightName } from '@phonochart/phonetics/vowel.ts';
import { inTime, type Reading } from './phoible-reading.ts';

export const dimensions = ['kind', 'place', 'manner', 'height', 'backness', 'rounding'] as const;
export type Dimension = (typeof dimensions)[number];
/** `exception` is the id of the class that explains a disagreement; absent where no class does. */
export type Held = { dimension: Dimension; ours: string; coded: string; agrees: boolean; exception?: string };

/** A class of disagreements: those in `dimensions` whose symbol and sides match, and why they are none of ours to mend. */
export type Exception = {
  id: string;
  dimensions: Dimension[];
  /** Of the symbol in NFD. */
  symbol: RegExp;
  ours?: RegExp | undefined;
  coded?: RegExp | undefined;
  reason: string;
};

/** The committed list. */
export function phoibleExceptions(): Exception[] {
  const text = readFileSync(new URL('./phoible-exceptions.json', import.meta.url), 'utf8');
  const { exceptions } = JSON.parse(text) as { exceptions: Record<string, string | Dimension[]>[] };
  const pattern = (source: unknown) => (typeof source === 'string' ? new RegExp(source, 'u') : undefined);
  return exceptions.map(({ id, dimensions, symbol, ours, coded, reason }) => ({
    id: id as string,
    dimensions: dimensions as Dimension[],
    symbol: pattern(symbol) ?? /^/u,
    ours: pattern(ours),
    coded: pattern(coded),
    reason: reason as string,
  }));
}

/** What the letters say, in the reading's terms; undefined where they give no place. */
export function ourReading(symbol: string): Reading | undefined {
  const found = features(symbol);
  if (!found || place(symbol).type === 'none') return undefined;
  switch (found.kind) {
    case 'click':
      return { kind: 'click', place: found.influx!, manner: 'click' };
    case 'consonant':
      return { kind: 'consonant', place: found.places.join(found.double ? '+' : '|'), manner: found.manner! };
    case 'vowel':
    case 'diphthong':
    case 'triphthong': {
      const { points } = found;
      return {
        kind: 'vowel',
        height: inTime(points.map(({ height }) => heightName(height).replace('near-open', 'open'))),
        backness: inTime(points.map(({ backness }) => backnessName(backness).replace('near-', ''))),
        rounding: inTime(points.map(({ rounded }) => (rounded ? 'rounded' : 'unrounded'))),
      };
    }
    default:
      return undefined;
  }
}

/** One entry a dimension that both sides speak of; empty where one side says nothing, and for tones, which have no features. */
export function hold(symbol: string, coded: Reading, exceptions: readonly Exception[]): Held[] {
  const ours = coded.kind === 'tone' || coded.kind === 'uncoded' ? undefined : ourReading(symbol);
  if (!ours) return [];
  const held: Held[] = [heldAt('kind', ours.kind, coded.kind)];
  if (ours.kind === coded.kind) {
    for (const dimension of dimensions.slice(1)) {
      const [mine, theirs] = [ours, coded].map((side) => (side as Record<string, string>)[dimension]);
      if (mine !== undefined && theirs !== undefined) held.push(heldAt(dimension, mine, theirs));
    }
  }
  const nfd = symbol.normalize('NFD');
  for (const each of held) {
    if (each.agrees) continue;
    const found = exceptions.find(
      ({ dimensions, symbol, ours, coded }) =>
        dimensions.includes(each.dimension) &&
        symbol.test(nfd) &&
        (ours?.test(each.ours) ?? true) &&
        (coded?.test(each.coded) ?? true),
    );
    if (found) each.exception = found.id;
  }
  return held;
}

const heldAt = (dimension: Dimension, ours: string, coded: string): Held => ({
  dimension,
  ours,
  coded,
  agrees: ours === coded,
});
