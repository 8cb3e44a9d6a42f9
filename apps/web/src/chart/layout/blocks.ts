// The rows of a consonant chart: one block a manner, its lines by series and secondary articulation, its crowded cells in trays.
import type { Manner, Series } from '@phonochart/catalog/placement.ts';
import { mannerNames, seriesNames } from '@phonochart/catalog/terms.ts';
import { type ChartSound, isLong, isVoiced, secondaryMarks } from '../chart-sound.ts';
import { type Column, columnIndex } from './columns.ts';

/** One line of a block; `series` is absent where voiceless and voiced stand side by side in it. */
export type Line = { series?: Series; secondary: string; cells: ChartSound[][] };
/** Sounds that did not fit their cell: shown below the block, notched to the column. */
export type Tray = { column: number; sounds: ChartSound[] };
export type Block = {
  manners: Manner[];
  /** The series that the manner contrasts, in line order; empty where there is but voiceless and voiced. */
  series: Series[];
  lines: Line[];
  trays: Tray[];
};

/** Most sounds of a cell whose voiceless and voiced ones stand side by side: it is but half as tall. */
const mostInPairs = 8;

const secondaryNames = [...secondaryMarks.keys()];

/** Groups sounds by manner in chart order. */
export function byManner(sounds: readonly ChartSound[]): Map<Manner, ChartSound[]> {
  const groups = new Map<Manner, ChartSound[]>();
  for (const manner of mannerNames) {
    const members = sounds.filter((sound) => sound.manner === manner);
    if (members.length > 0) groups.set(manner, members);
  }
  return groups;
}

/**
 * The series that a manner contrasts, or none where voicing alone tells its sounds apart: a series counts if the
 * language says so, or if two phonemes stand in one other than voiceless and voiced.
 */
export function seriesOf(sounds: readonly ChartSound[]): Series[] {
  const phonemes = sounds.filter((sound) => !sound.variant);
  const further = phonemes.filter((sound) => sound.series !== 'voiceless' && sound.series !== 'voiced');
  if (further.length < 2 && !further.some((sound) => sound.contrastive)) return [];
  return seriesNames.filter((series) => phonemes.some((sound) => sound.series === series));
}

/**
 * Secondary articulations with a labelled line of their own: those at two places or on three sounds of a manner. Beside
 * such a line a further one is labelled too where it has no plain sound to stand under.
 */
export function labelledSecondaries(sounds: readonly ChartSound[], columns: readonly Column[]): string[] {
  const placesOf = (mark: string) =>
    sounds.filter((sound) => sound.secondary === mark && !sound.variant).map((sound) => columnIndex(columns, sound));
  const used = secondaryNames.filter((mark) => mark !== '' && placesOf(mark).length > 0);
  const weighty = used.filter((mark) => placesOf(mark).length >= 3 || new Set(placesOf(mark)).size >= 2);
  if (weighty.length === 0) return [];
  const plain = new Set(placesOf(''));
  return used.filter((mark) => weighty.includes(mark) || !placesOf(mark).some((place) => plain.has(place)));
}

const basic = (sound: ChartSound): Series => (isVoiced(sound) ? 'voiced' : 'voiceless');

/** The line of a block on which a sound stands. */
const lineSeries = (sound: ChartSound, series: readonly Series[]): Series =>
  series.includes(sound.series) ? sound.series : basic(sound);

const orderOfMark = (mark: string): number => {
  const at = secondaryNames.indexOf(mark);
  return at < 0 ? secondaryNames.length : at;
};

const unreleased = '\u031a';
const devoiced = /[\u0325\u030a]/;

/** As released, then unreleased, then devoiced. */
const orderOfRelease = ({ symbol }: ChartSound): number =>
  symbol.includes(unreleased) ? 1 : devoiced.test(symbol.normalize('NFD')) ? 2 : 0;

/** Phonemes before variants, plain before modified, short symbols before long ones. */
export const inCellOrder = (a: ChartSound, b: ChartSound): number =>
  Number(a.variant) - Number(b.variant) ||
  Number(isLong(a)) - Number(isLong(b)) ||
  orderOfMark(a.secondary) - orderOfMark(b.secondary) ||
  orderOfRelease(a) - orderOfRelease(b) ||
  seriesNames.indexOf(a.series) - seriesNames.indexOf(b.series) ||
  a.symbol.length - b.symbol.length;

/** Builds the block of one or two manners over the given columns. With `pairs`, both voicings share a line. */
export function buildBlock(
  manners: Manner[],
  sounds: readonly ChartSound[],
  columns: readonly Column[],
  pairs: boolean,
): Block {
  const series = seriesOf(sounds);
  const labelled = labelledSecondaries(sounds, columns);
  const { kept, trays } = emptyCrowdedCells(
    sounds,
    columns,
    labelled,
    pairs ? mostInPairs : Math.max(4, series.length + 2),
  );
  const lineNames: readonly Series[] = series.length > 0 ? seriesNames : ['voiceless', 'voiced'];
  const lines: Line[] = [];
  for (const secondary of ['', ...labelled]) {
    const ofSecondary = kept.filter(
      (sound) => (labelled.includes(sound.secondary) ? sound.secondary : '') === secondary,
    );
    if (pairs) addLine(lines, { secondary, cells: cellsOf(ofSecondary, columns) });
    else
      for (const name of lineNames) {
        const ofLine = ofSecondary.filter((sound) => lineSeries(sound, series) === name);
        addLine(lines, { series: name, secondary, cells: cellsOf(ofLine, columns) });
      }
  }
  return { manners, series, lines, trays };
}

const cellsOf = (sounds: readonly ChartSound[], columns: readonly Column[]): ChartSound[][] =>
  columns.map((_, at) => sounds.filter((sound) => columnIndex(columns, sound) === at).sort(inCellOrder));

function addLine(lines: Line[], line: Line): void {
  if (line.cells.some((cell) => cell.length > 0)) lines.push(line);
}

/** From each cell with more than `limit` sounds, keeps the phonemes, or of too many the plain pair; the rest goes to a tray. */
function emptyCrowdedCells(
  sounds: readonly ChartSound[],
  columns: readonly Column[],
  labelled: readonly string[],
  limit: number,
): { kept: ChartSound[]; trays: Tray[] } {
  const trays: Tray[] = [];
  const away = new Set<ChartSound>();
  columns.forEach((_, column) => {
    const cell = sounds
      .filter((sound) => columnIndex(columns, sound) === column && !labelled.includes(sound.secondary))
      .sort(inCellOrder);
    if (cell.length <= limit) return;
    const phonemes = cell.filter((sound) => !sound.variant);
    const pair = [cell.find((sound) => !isVoiced(sound)), cell.find(isVoiced)];
    const staying = phonemes.length > 0 && phonemes.length <= limit ? phonemes : pair;
    const rest = cell
      .filter((sound) => !staying.includes(sound))
      .sort((a, b) => Number(isVoiced(a)) - Number(isVoiced(b)));
    for (const sound of rest) away.add(sound);
    trays.push({ column, sounds: rest });
  });
  return { kept: sounds.filter((sound) => !away.has(sound)), trays };
}
