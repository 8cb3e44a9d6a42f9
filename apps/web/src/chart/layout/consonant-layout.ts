// Chooses how the consonants are drawn on a screen of a given width: grid, sideways grid, turned chart or list.
import type { Manner } from '@phonochart/catalog/placement.ts';
import { type ChartSound, isLong } from '../chart-sound.ts';
import { type Block, buildBlock, byManner, seriesOf } from './blocks.ts';
import { type Column, columnsFit, columnsInUse, mergeColumns, placeOf, sidewaysColumn } from './columns.ts';
import { type TurnedBlock, turn } from './turned.ts';

export type ConsonantLayout = {
  type: 'grid' | 'sideways' | 'turned' | 'list';
  columns: Column[];
  /** Width of a column, in px. */
  column: number;
  /** Voiceless and voiced side by side in half columns. */
  pairs: boolean;
  /** Four places or fewer: big cells, and a sentence with the counts. */
  small: boolean;
  blocks: Block[];
  turned: TurnedBlock[];
  doubles: ChartSound[];
  geminates: ChartSound[];
};

export type Room = {
  /** Inner width of the chart, in px. */
  width: number;
  /** A manner column at the left, and pairs side by side. */
  desktop: boolean;
  /** The list view, asked for or forced by large text. */
  list: boolean;
};

/** Width of the manner column on desktops, in px. */
export const mannerColumn = 112;
const widestPairLess = 76;
const mostLines = 24;

/** `sounds`: those of the views `consonants` and `affricates`. */
export function layoutConsonants(sounds: readonly ChartSound[], { width, desktop, list }: Room): ConsonantLayout {
  const geminates = geminatesOf(sounds);
  const others = sounds.filter((sound) => !geminates.includes(sound));
  const doubles = others.filter((sound) => sound.placement.type === 'cell' && sound.placement.double);
  const gridded = others.filter((sound) => placeOf(sound) !== undefined);

  const inUse = columnsInUse(gridded);
  const room = desktop ? width - mannerColumn : width;
  let columns = inUse;
  let type: ConsonantLayout['type'] = 'grid';
  let column = room / Math.max(1, inUse.length);
  if (!columnsFit(gridded, column)) {
    columns = mergeColumns(inUse, gridded, room);
    column = room / columns.length;
    if (!columnsFit(gridded, column)) {
      type = 'sideways';
      columns = inUse;
      column = Math.max(sidewaysColumn(width), ...gridded.map((sound) => widthNeeded(sound)));
    }
  }
  const groups = joined(byManner(gridded), columns);
  const serial = groups.some(([, members]) => seriesOf(members).length > 0);
  const small = type === 'grid' && inUse.length <= 4;
  const pairs = desktop && type === 'grid' && column >= widestPairLess && !serial && !small;
  const stacked = groups.map(([manners, members]) => buildBlock(manners, members, columns, false));
  const lines = stacked.reduce((sum, block) => sum + block.lines.length, 0);
  const subRows = new Set(stacked.flatMap((block) => block.lines.map((line) => line.secondary))).size - 1;
  if (lines > mostLines || (type === 'sideways' && subRows >= 3)) type = 'turned';
  if (list) type = 'list';
  return {
    type,
    columns,
    column,
    pairs,
    small,
    blocks: pairs ? groups.map(([manners, members]) => buildBlock(manners, members, columns, true)) : stacked,
    turned: type === 'turned' ? turn(gridded) : [],
    doubles,
    geminates,
  };
}

const widthNeeded = (sound: ChartSound): number => (sound.symbol.length > 5 ? 60 : 0);

/**
 * Long consonants, a closed line of their own if three or more have a short fellow: then length is what sets them
 * apart, also for one whose fellow the source writes otherwise or does not list.
 */
function geminatesOf(sounds: readonly ChartSound[]): ChartSound[] {
  const phonemes = sounds.filter((sound) => !sound.variant);
  const kind = ({ placement, series, secondary }: ChartSound) => JSON.stringify([placement, series, secondary]);
  const short = new Set(phonemes.filter((sound) => !isLong(sound)).map(kind));
  const long = phonemes.filter(isLong);
  return long.filter((sound) => short.has(kind(sound))).length >= 3 ? long : [];
}

/** Affricates join the plosives where the two share no column and contrast three or more series. */
function joined(groups: Map<Manner, ChartSound[]>, columns: readonly Column[]): [Manner[], ChartSound[]][] {
  const plosives = groups.get('plosive');
  const affricates = groups.get('affricate');
  const places = (sounds: readonly ChartSound[]) =>
    new Set(
      sounds.map((sound) => columns.findIndex((column) => column.places.some((place) => place === placeOf(sound)))),
    );
  const join =
    plosives !== undefined &&
    affricates !== undefined &&
    seriesOf([...plosives, ...affricates]).length >= 3 &&
    ![...places(affricates)].some((at) => places(plosives).has(at));
  return [...groups].flatMap(([manner, members]): [Manner[], ChartSound[]][] => {
    if (join && manner === 'plosive')
      return [
        [
          ['plosive', 'affricate'],
          [...members, ...affricates],
        ],
      ];
    if (join && manner === 'affricate') return [];
    return [[[manner], members]];
  });
}
