// The bench's words: the table, what a floor says of a row, and what changed since an earlier run.
import type { Floor, Row } from './row.ts';

export type Results = { taken: string; commit: string; machine: string; rounds: number; rows: Row[] };

const headings = ['', 'ours', 'peer', 'unit', 'ratio', 'min–median–max', 'floor', ''];

export function table(rows: readonly Row[]): string {
  const lines = [headings, ...rows.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...lines.map((cells) => cells[column]!.length)));
  const drawn = lines.map((cells) =>
    cells
      .map((cell, column) => (/^[\d.]+/.test(cell) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join('  '),
  );
  const [heading, ...bodies] = drawn;
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  return [heading, rule, ...bodies.flatMap((body, index) => [body.trimEnd(), ...partLines(rows[index]!)])].join('\n');
}

function cellsOf(row: Row): string[] {
  const { min, median, max } = row.spread;
  return [
    row.name,
    figure(row.ours),
    figure(row.peer),
    row.unit,
    row.ratio.toFixed(2),
    row.rounds.length > 1 ? `${min.toFixed(2)}–${median.toFixed(2)}–${max.toFixed(2)}` : 'one value',
    row.floor ? floorText(row.floor, row.unit) : '',
    row.floor ? verdict(row, row.floor) : '',
  ];
}

const partLines = (row: Row): string[] => [
  `    against: ${row.against}`,
  ...row.parts.map(
    ({ name, value, unit, note }) => `    ${figure(value).padStart(8)} ${unit} ${name}${note ? ` (${note})` : ''}`,
  ),
];

function floorText({ on, sense, at, hoped }: Floor, unit: string): string {
  const sign = sense === 'least' ? '≥' : '≤';
  const shown = (value: number) => (on === 'ratio' ? value.toFixed(2) : `${figure(value)} ${unit}`);
  return `${sign} ${shown(at)}${hoped === undefined ? '' : `, hoped ${shown(hoped)}`}`;
}

/** Of the median. Never more than a word: a timing proves nothing about a commit on a busy machine. */
function verdict(row: Row, floor: Floor): string {
  const value = floor.on === 'ratio' ? row.ratio : row.ours;
  const holds = (at: number) => (floor.sense === 'least' ? value >= at : value <= at);
  if (!holds(floor.at)) return 'misses floor';
  if (floor.hoped === undefined) return 'meets floor';
  return holds(floor.hoped) ? 'meets floor and hope' : 'meets floor, not the hope';
}

function figure(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en').replaceAll(',', ' ');
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}

/** A change counts where the two spreads of the ratio do not touch; else the rounds cannot tell it from noise. */
export function comparison(before: Results, now: readonly Row[]): string {
  const earlier = new Map(before.rows.map((row) => [row.name, row]));
  const lines = now.map((row) => {
    const old = earlier.get(row.name);
    if (!old) return `  ${row.name}: new`;
    const change = row.ratio / old.ratio - 1;
    const apart = row.spread.min > old.spread.max || row.spread.max < old.spread.min;
    const better = row.better === 'higher' ? change > 0 : change < 0;
    const known = apart && Math.abs(change) >= 0.005 ? (better ? 'better' : 'WORSE') : 'within the spread';
    const word = Math.min(row.rounds.length, old.rounds.length) > 1 ? known : 'one round cannot tell';
    const percent = `${change >= 0 ? '+' : '−'}${Math.abs(change * 100).toFixed(0)}%`;
    return `  ${row.name}: ratio ${old.ratio.toFixed(2)} → ${row.ratio.toFixed(2)} (${percent}), ${word}`;
  });
  return [`Against ${before.commit}, taken ${before.taken}:`, `  then: ${before.machine}`, ...lines].join('\n');
}
