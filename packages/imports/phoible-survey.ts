// Counts what becomes of PHOIBLE's rows here: tokens, views, and agreement with the feature columns.
import type { Placement } from '@phonochart/catalog/placement.ts';
import { place } from '@phonochart/phonetics/place.ts';
import { tokeniseCell } from '@phonochart/phonetics/tokenise.ts';
import { type Dimension, dimensions, type Exception, hold } from './phoible-agreement.ts';
import { type CodedFeatures, readCoded } from './phoible-reading.ts';

export const namedViews = [
  'grid',
  'affricates',
  'co-articulated',
  'clicks',
  'ejectives and implosives',
  'vowels',
  'diphthongs',
  'tones',
] as const;
export type NamedView = (typeof namedViews)[number];

/** The chart a symbol stands on, or why on none: a key of phonetics' terms. */
export function viewNamed(placement: Placement): NamedView | { why: string } {
  switch (placement.type) {
    case 'cell':
      if (placement.double) return 'co-articulated';
      if (placement.manner.endsWith('affricate')) return 'affricates';
      return /^(implosive|ejective)/.test(placement.manner) ? 'ejectives and implosives' : 'grid';
    case 'click':
      return 'clicks';
    case 'points':
      return placement.points.length === 1 ? 'vowels' : 'diphthongs';
    case 'contour':
      return 'tones';
    case 'none':
      return { why: placement.why };
  }
}

/** How often something was met: in rows of the file, and as distinct symbols. */
export type Count = { rows: number; types: number };
export type Agreement = { held: Count; agrees: Count; exceptions: Map<string, Count & { examples: string[] }> };
export type Survey = {
  all: Count;
  tokens: Count;
  untokenised: string[];
  views: Record<NamedView, Count>;
  other: Map<string, Count & { symbols: string[] }>;
  agreement: Record<Dimension, Agreement>;
  /** Disagreements that no class explains. */
  unexplained: string[];
  /** Those of the class that was asked for. */
  listed: string[];
};

type Row = { symbol: string; segmentClass: string; feature: CodedFeatures };

const zero = (): Count => ({ rows: 0, types: 0 });

/**
 * Takes rows one by one; each symbol is read once, and counted as often as it stands in the file. `listing` is a class of
 * exceptions of which every symbol is wanted.
 */
export function survey(exceptions: readonly Exception[], listing?: string): { add(row: Row): void; result(): Survey } {
  const found = new Map<string, { rows: number; segmentClass: string; held: ReturnType<typeof hold> }>();
  return {
    add({ symbol, segmentClass, feature }) {
      const known = found.get(symbol);
      if (known) known.rows++;
      else found.set(symbol, { rows: 1, segmentClass, held: hold(symbol, readCoded(feature), exceptions) });
    },
    result() {
      const sum: Survey = {
        all: zero(),
        tokens: zero(),
        untokenised: [],
        views: Object.fromEntries(namedViews.map((view) => [view, zero()])) as Record<NamedView, Count>,
        other: new Map(),
        agreement: Object.fromEntries(
          dimensions.map((name) => [name, { held: zero(), agrees: zero(), exceptions: new Map() }]),
        ) as unknown as Record<Dimension, Agreement>,
        unexplained: [],
        listed: [],
      };
      for (const [symbol, { rows, segmentClass, held }] of found) {
        const count = (into: Count) => {
          into.rows += rows;
          into.types++;
        };
        count(sum.all);
        if (tokeniseCell(symbol).kind === 'unknown') sum.untokenised.push(symbol);
        else count(sum.tokens);
        const view = viewNamed(place(symbol, segmentClass === 'tone' ? 'tone' : undefined));
        if (typeof view === 'string') count(sum.views[view]);
        else {
          const group = entry(sum.other, view.why, () => ({ ...zero(), symbols: [] }));
          count(group);
          group.symbols.push(symbol);
        }
        for (const { dimension, ours, coded, agrees, exception } of held) {
          const agreement = sum.agreement[dimension];
          count(agreement.held);
          if (agrees) count(agreement.agrees);
          else if (exception === undefined) sum.unexplained.push(`${dimension} of ${symbol}: ${ours}, not ${coded}`);
          else {
            const group = entry(agreement.exceptions, exception, () => ({ ...zero(), examples: [] }));
            count(group);
            if (group.examples.length < 6) group.examples.push(symbol);
            if (exception === listing) sum.listed.push(`${dimension} of ${symbol}: ${ours}, not ${coded}`);
          }
        }
      }
      return sum;
    },
  };
}

function entry<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

/** What must hold of the whole of PHOIBLE 2.0. */
export const phoibleFloors = { rows: 0.995, types: 0.96 };

/** What falls short, in words; empty where all holds. */
export function shortfalls({ all, untokenised, views, unexplained }: Survey): string[] {
  const named = namedViews.reduce(
    (sum, view) => ({ rows: sum.rows + views[view].rows, types: sum.types + views[view].types }),
    zero(),
  );
  const wrong = untokenised.map((symbol) => `${symbol} is no token`);
  for (const unit of ['rows', 'types'] as const) {
    if (named[unit] < phoibleFloors[unit] * all[unit]) {
      wrong.push(
        `${named[unit]} of ${all[unit]} ${unit} are in a named view: less than ${phoibleFloors[unit] * 100} %`,
      );
    }
  }
  return [...wrong, ...unexplained.map((line) => `no class of exceptions explains the ${line}`)];
}
