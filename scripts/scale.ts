// `node scripts/scale.ts [--devices N …]`: what a million devices ask for a day and cost, and how one edit reaches them. docs/scale.md explains it; `--help` lists the numbers.
import { parseArgs } from 'node:util';
import { behindCache, dayOf, type Figures, type Habits, type Load, sumOf } from './scale/days.ts';
import { type Reach, reach } from './scale/reach.ts';

/** Numbers that can be set, by name. docs/scale.md says where the measured ones come from. */
const numbers = {
  // Measured bytes, brotli, headers included.
  appBytes: 432_000,
  catalogueBytes: 960_000,
  catalogueFiles: 19,
  packBytes: 930_000,
  packFiles: 210,
  emptyPullBytes: 520,
  inventoryBytes: 30_000,
  checkBytes: 40_800,
  eventBytes: 90,
  // Measured CPU and memory.
  eventMicros: 30,
  pullMicros: 130,
  fileMicros: 35,
  streamKB: 8,
  // How people use it: assumptions, to be replaced by what is seen.
  devices: 1_000_000,
  newADay: 0.005,
  atOnce: 0.01,
  opens: 1,
  edits: 50,
  editedLanguages: 5,
  cachePlaces: 50,
  snapshots: 1,
  shardsRenewed: 18,
  // Prices: examples and nobody's offer. Of a gigabyte (10^9 bytes), of a million requests, of a core a month.
  originGB: 0.05,
  cacheGB: 0.02,
  cacheMillion: 0.6,
  core: 20,
  seed: 1,
};
type Numbers = typeof numbers;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', default: false },
    ...Object.fromEntries(Object.keys(numbers).map((name) => [name, { type: 'string' as const }])),
  },
});
if (values.help) {
  for (const [name, value] of Object.entries(numbers)) console.log(`--${name.padEnd(16)} ${value}`);
  process.exit();
}
for (const name of Object.keys(numbers) as (keyof Numbers)[]) {
  const given = (values as Record<string, unknown>)[name];
  if (given === undefined) continue;
  numbers[name] = Number(given);
  if (!(numbers[name] >= 0)) {
    console.error(`--${name}: "${given}" is no number from 0 on`);
    process.exit(2);
  }
}
const habits: Habits = numbers;
const figures: Figures = numbers;

const lines = dayOf(habits, figures);
const all = sumOf(lines);
const origin = behindCache(lines, habits, figures);
const cached = sumOf(lines.filter(({ cacheable }) => cacheable));

console.log(`A day of ${count(numbers.devices)} devices\n`);
table(
  ['', 'requests', 'GB', 'CPU s', 'may be cached'],
  [
    ...lines.map(({ what, load, cacheable }) => [what, ...loadCells(load), cacheable ? 'yes' : 'no']),
    ['all at the origin', ...loadCells(all), ''],
    ['the origin behind a cache', ...loadCells(origin), ''],
  ],
);
const streams = numbers.devices * numbers.atOnce;
console.log(
  `\n${count(streams)} streams at once: ${((streams * numbers.streamKB) / 1e6).toFixed(2)} GB of memory, and ${count(streams / 15)} heartbeats a second.`,
);

console.log('\nCost a month (30 days), at example prices\n');
const month = (load: Load, perGB: number, perMillion = 0) =>
  30 * ((load.bytes / 1e9) * perGB + (load.requests / 1e6) * perMillion);
const cores = (load: Load) => Math.max(1, Math.ceil((load.cpuSeconds / 86_400) * 4));
table(
  ['', 'origin, bytes', 'origin, cores', 'cache', 'together'],
  [
    costs('no cache', month(all, numbers.originGB), cores(all), 0),
    costs(
      'shards, clips and app from a cache',
      month(origin, numbers.originGB),
      cores(origin),
      month(cached, numbers.cacheGB, numbers.cacheMillion),
    ),
  ],
);

console.log(`\nOne edit reaches those who are connected (seed ${numbers.seed}; seconds)\n`);
const cases: [devices: number, servers: number, wait: number][] = [
  [1000, 1, 1.5],
  [10_000, 1, 1.5],
  [10_000, 1, 15],
  [100_000, 10, 1.5],
  [100_000, 2, 15],
  [1_000_000, 20, 15],
  [1_000_000, 20, 120],
  [1_000_000, 4, 120],
];
table(
  ['devices', 'servers', 'wait up to', 'all heard', 'half have it', '99 of 100', 'all', 'longest queue', 'CPU %'],
  cases.map(([devices, servers, wait]) => reachCells(devices, servers, wait)),
);

// Nobody rings a device that is closed: it pulls when it is opened, at random moments of its own.
const after = (share: number) => (24 / numbers.opens) * -Math.log(1 - share);
console.log(
  `\nThose that are closed have it when they are next opened: half within ${after(0.5).toFixed(0)} hours, 90 of 100 within ${(after(0.9) / 24).toFixed(1)} days, 99 of 100 within ${(after(0.99) / 24).toFixed(1)} days.`,
);

function reachCells(devices: number, servers: number, wait: number): string[] {
  const { eventMicros, pullMicros, seed } = numbers;
  const networkMs = { least: 20, more: 60 };
  const found: Reach = reach({
    ...{ seed, devices, servers, eventMicros, pullMicros, networkMs },
    longestWaitMs: wait * 1000,
    watchMs: 250,
  });
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  const times = [found.heard, found.half, found.most, found.all].map(seconds);
  return [count(devices), `${servers}`, `${wait}`, ...times, count(found.longestQueue), found.cpu.toFixed(0)];
}

function loadCells({ requests, bytes, cpuSeconds }: Load): string[] {
  return [count(requests), (bytes / 1e9).toFixed(1), count(cpuSeconds)];
}

function costs(what: string, bytes: number, cores: number, cache: number): string[] {
  const machines = cores * numbers.core;
  return [what, ...[bytes, machines, cache, bytes + machines + cache].map((cost) => count(cost))];
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en').replaceAll(',', ' ');
}

function table(heading: string[], rows: string[][]): void {
  const widths = heading.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]!.length)));
  for (const row of [heading, ...rows])
    console.log(
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
        .join('  ')
        .trimEnd(),
    );
}
