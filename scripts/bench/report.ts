// The bench's words: the table, what a floor says of a row, and what changed since an earlier run.
import type { Floor, Row } from './row.ts';

export type Results = {
  taken: string;
  commit: string;
  machine: string;
  rounds: number;
  /** Seconds, by measurement. */
  took?: Record<string, number>;
  rows: Row[];
};

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

function floorText({ on, sense, at }: Floor, unit: string): string {
  return `${sense === 'least' ? '≥' : '≤'} ${on === 'ratio' ? at.toFixed(2) : `${figure(at)} ${unit}`}`;
}

/** Of the median. Never more than a word: a timing proves nothing about a commit on a busy machine. */
function verdict(row: Row, floor: Floor): string {
  const value = floor.on === 'ratio' ? row.ratio : row.ours;
  const holds = floor.sense === 'least' ? value >= floor.at : value <= floor.at;
  return holds ? 'meets floor' : 'misses floor';
}

/** How many floors are held, and the rows that miss theirs. */
export function summary(rows: readonly Row[]): string {
  const floored = rows.filter(({ floor }) => floor);
  const missed = floored.filter((row) => verdict(row, row.floor!) === 'misses floor');
  const held = `${floored.length - missed.length} of ${floored.length} floors are held`;
  return [`${held}${missed.length > 0 ? '; missed:' : ''}`, ...missed.map(({ name }) => `  ${name}`)].join('\n');
}

function figure(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en').replaceAll(',', ' ');
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}

/**
 * Each row before and after. A change counts where the two spreads of the ratio do not touch; else the rounds cannot
 * tell it from noise. Rows that only the earlier run has are named too.
 */
export function comparison(before: Results, now: readonly Row[]): string {
  const earlier = new Map(before.rows.map((row) => [row.name, row]));
  const lines = now.map((row) => {
    const old = earlier.get(row.name);
    earlier.delete(row.name);
    if (!old) return `  ${row.name}: new, ratio ${spreadText(row)}`;
    const change = row.ratio / old.ratio - 1;
    const percent = `${change >= 0 ? '+' : '−'}${Math.abs(change * 100).toFixed(0)}%`;
    const ours = `${figure(old.ours)} → ${figure(row.ours)} ${row.unit}`;
    return `  ${row.name}: ${ours}, ratio ${spreadText(old)} → ${spreadText(row)} (${percent}), ${wordFor(old, row, change)}`;
  });
  const gone = [...earlier.keys()].map((name) => `  ${name}: not measured this time`);
  return [`Against ${before.commit}, taken ${before.taken}:`, `  then: ${before.machine}`, ...lines, ...gone].join(
    '\n',
  );
}

function wordFor(old: Row, row: Row, change: number): string {
  if (Math.min(row.rounds.length, old.rounds.length) < 2) return 'one round cannot tell';
  const apart = row.spread.min > old.spread.max || row.spread.max < old.spread.min;
  if (!apart || Math.abs(change) < 0.005) return 'within the spread';
  return (row.better === 'higher' ? change > 0 : change < 0) ? 'better' : 'WORSE';
}

const spreadText = ({ ratio, spread, rounds }: Row): string =>
  rounds.length > 1 ? `${ratio.toFixed(2)} [${spread.min.toFixed(2)}–${spread.max.toFixed(2)}]` : ratio.toFixed(2);
