// Lays the sounds of an inventory out as grids: rows and columns in use, and in each cell its sounds in order.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Placement } from '@phonochart/catalog/placement.ts';
import { influxNames, mannerNames, placeNames, seriesNames } from '@phonochart/catalog/terms.ts';
import { accompanimentParts } from './click.ts';
import { type ChartMode, type ChartView, type PlacedSound, placedSounds } from './placed-sound.ts';
import type { SegmentFeatures } from './segment-features.ts';
import { backnessName, backnessNames, heightName, heightNames } from './vowel.ts';

export type { ChartMode, ChartView } from './placed-sound.ts';

/** Keys of rows and columns (`term` names them), only those in use; a cell is a list in order. */
export type Grid = { view: ChartView; rows: string[]; columns: string[]; cells: PlacedSound[][][] };
export type Charts = Partial<Record<ChartView, Grid>> & { consonants: Grid; vowels: Grid };

const views: readonly ChartView[] = ['consonants', 'affricates', 'clicks', 'vowels', 'diphthongs', 'tones', 'other'];

/** The charts of an inventory. Consonants and vowels are always there, if empty; the rest where there are such sounds. */
export function chartsOf(inventory: Pick<Inventory, 'phonemes' | 'realisations'>, mode: ChartMode): Charts {
  const sounds = placedSounds(inventory, mode);
  const charts: Partial<Record<ChartView, Grid>> = {};
  for (const view of views) {
    const members = sounds.filter((sound) => sound.view === view);
    if (members.length > 0 || view === 'consonants' || view === 'vowels') charts[view] = gridOf(view, members);
  }
  return charts as Charts;
}

/**
 * One grid of the sounds given. Rows and columns by view:
 * consonants, affricates: manner (or `manner:series`) by place, `co-articulated` last, its sounds under the hindmost
 * of their places that is in use; clicks: accompaniment by influx; vowels: height by backness and rounding
 * (`near-front-rounded`); diphthongs: the start's height and backness by the end's; tones: one row, a column a tone;
 * other: one row, a column a reason.
 */
export function gridOf(view: ChartView, sounds: readonly PlacedSound[]): Grid {
  const columnsInUse = new Set<string>();
  for (const { placement } of sounds) {
    if (placement.type === 'cell' && !placement.double) columnsInUse.add(columnOfCell(placement));
  }
  const spots = sounds.map((sound) => ({ sound, ...spotOf(sound, columnsInUse) }));
  const rows = [...new Set(spots.map(({ row }) => row))].sort(byOrder);
  const columns = [...new Set(spots.map(({ column }) => column))];
  if (view !== 'tones' && view !== 'other') columns.sort(byOrder);
  const cells: PlacedSound[][][] = rows.map(() => columns.map(() => []));
  const rowIndex = indexOf(rows);
  const columnIndex = indexOf(columns);
  for (const { sound, row, column } of spots) cells[rowIndex.get(row)!]![columnIndex.get(column)!]!.push(sound);
  for (const row of cells) for (const cell of row) if (cell.length > 1) sortCell(cell);
  return { view, rows, columns, cells };
}

type Spot = { row: string; column: string };

function spotOf({ placement, symbol }: PlacedSound, columnsInUse: ReadonlySet<string>): Spot {
  switch (placement.type) {
    case 'cell': {
      const { manner, series, places, double } = placement;
      if (double) {
        const back = [...places].reverse();
        return { row: 'co-articulated', column: back.find((name) => columnsInUse.has(name)) ?? back[0]! };
      }
      return { row: series ? `${manner}:${series}` : manner, column: columnOfCell(placement) };
    }
    case 'click':
      return { row: placement.accompaniment, column: placement.influx };
    case 'points': {
      const first = placement.points[0]!;
      const last = placement.points.at(-1)!;
      const rounding = last.rounded ? 'rounded' : 'unrounded';
      if (placement.points.length === 1) {
        return { row: heightName(first.height), column: `${backnessName(first.backness)}-${rounding}` };
      }
      return {
        row: `${heightName(first.height)}-${backnessName(first.backness)}`,
        column: `${heightName(last.height)}-${backnessName(last.backness)}`,
      };
    }
    case 'contour':
      return { row: 'contour', column: symbol };
    case 'none':
      return { row: 'sounds', column: placement.why };
  }
}

// A span stands in its alveolar column if it has one (a bare t), else in its first.
function columnOfCell({ places }: Extract<Placement, { type: 'cell' }>): string {
  return places.includes('alveolar') ? 'alveolar' : places[0]!;
}

const indexOf = (keys: readonly string[]): Map<string, number> => new Map(keys.map((key, index) => [key, index]));

// One order for all keys: those of different views never meet in one grid.
const ranks = new Map<string, number>();
const rank = (keys: Iterable<string>): void => {
  for (const key of keys) if (!ranks.has(key)) ranks.set(key, ranks.size);
};
rank(placeNames);
rank(influxNames);
for (const manner of mannerNames) {
  rank([manner]);
  rank(seriesNames.map((series) => `${manner}:${series}`));
}
rank(['co-articulated']);
rank(heightNames);
for (const height of heightNames) rank(backnessNames.map((backness) => `${height}-${backness}`));
for (const backness of backnessNames) rank([`${backness}-unrounded`, `${backness}-rounded`]);
rank(['contour', 'sounds']);

function byOrder(a: string, b: string): number {
  const [x, y] = [ranks.get(a), ranks.get(b)];
  if (x !== undefined && y !== undefined) return x - y;
  return accompanimentRank(a) - accompanimentRank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

// Oral before nasal, plain before complex, voiceless before voiced: the order of a click chart's rows.
function accompanimentRank(key: string): number {
  const parts = key.split('-');
  let value = parts.includes('nasal') ? 1000 : 0;
  for (const part of parts)
    value += [1, 2, 3, 4, 400, 0, 30, 100, 10, 200, 60][accompanimentParts.indexOf(part as never)] ?? 500;
  return value;
}

const phonations = ['voiceless', 'devoiced', 'voiced', 'breathy', 'creaky'];

/**
 * Orders the variants of one cell: by secondary articulation (plain first), then voiceless before devoiced before voiced, plain before
 * aspirated before ejective, short before long. The IPA chart sets voiceless left of voiced; the rest is convention.
 */
function sortCell(cell: PlacedSound[]): void {
  const keys = new Map(cell.map((sound) => [sound, sound.features ? sortKey(sound.features) : 1e9]));
  cell.sort((a, b) => keys.get(a)! - keys.get(b)!);
}

function sortKey(found: SegmentFeatures): number {
  const devoiced = found.modifiers.includes('devoiced');
  const modified = found.modifiers.length > (devoiced ? 1 : 0) ? 1 : 0;
  const phonation = phonations.indexOf(devoiced ? 'devoiced' : found.phonation);
  const nasal = found.nasality === 'prenasalised' || found.nasality === 'nasalised' ? 1 : 0;
  const ejective = found.airstream === 'ejective' ? 1 : 0;
  const long = found.length === 'long' || found.length === 'overlong' ? 1 : 0;
  const secondary = Math.min(found.secondary.length, 3);
  const parts = [nasal, secondary, phonation, found.aspirated ? 1 : 0, ejective, modified, long];
  return parts.reduce((key, part) => key * 8 + part, 0);
}
