// The turned chart of the largest inventories: manner as heading, a row a place, sounds in runs of fixed slots.
import type { Manner, Place, Series } from '@phonochart/catalog/placement.ts';
import { seriesNames } from '@phonochart/catalog/terms.ts';
import { type ChartSound, secondaryMarks } from '../chart-sound.ts';
import { byManner, inCellOrder } from './blocks.ts';
import { columnsInUse, placeOf } from './columns.ts';

/** One secondary articulation at one place: a slot a series, empty where the language has no such sound. */
export type Run = { secondary: string; slots: ChartSound[][] };
export type TurnedRow = { place: Place; runs: Run[] };
export type TurnedBlock = {
  manner: Manner;
  series: Series[];
  rows: TurnedRow[];
  /** One place and up to three sounds: manner and place share a single row. */
  single: boolean;
};

/** Blocks in chart order, front places first; places are never merged here. */
export function turn(sounds: readonly ChartSound[]): TurnedBlock[] {
  return [...byManner(sounds)].map(([manner, members]) => {
    const series = seriesNames.filter((name) => members.some((sound) => sound.series === name));
    const rows = columnsInUse(members).flatMap(({ places }) =>
      places.map((place) => {
        const here = members.filter((sound) => placeOf(sound) === place);
        const marks = [...new Set([...secondaryMarks.keys(), ...here.map((sound) => sound.secondary)])];
        const runs = marks.flatMap((secondary) => {
          const bearers = here.filter((sound) => sound.secondary === secondary).sort(inCellOrder);
          if (bearers.length === 0) return [];
          return [{ secondary, slots: series.map((name) => bearers.filter((sound) => sound.series === name)) }];
        });
        return { place, runs };
      }),
    );
    return { manner, series, rows, single: rows.length === 1 && members.length <= 3 };
  });
}
