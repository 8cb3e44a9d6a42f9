// `npm run bench`: one table of ratios to limits, or to peers measured in the same run. [--only NAME or GROUP,…] [--rounds N] [--compare FILE] [--recordings DIR] [--out FILE]
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale } from '../build.ts';
import { describeCommit, describeMachine } from './machine.ts';
import { root } from './processes.ts';
import { comparison, type Results, summary, table } from './report.ts';
import type { Bench, Measurement, Row } from './row.ts';

/** A new measurement is a file and a line here; `--only` takes names of both columns. */
const groups: { [group: string]: { [name: string]: () => Promise<{ measurement: Measurement }> } } = {
  server: {
    http: () => import('./measurements/http.ts'),
    'closed-pages': () => import('./measurements/closed-pages.ts'),
    growth: () => import('./measurements/growth.ts'),
    'one-edit': () => import('./measurements/one-edit.ts'),
  },
  app: {
    'first-sync': () => import('./measurements/first-sync.ts'),
    'on-board': () => import('./measurements/on-board.ts'),
    'offline-start': () => import('./measurements/offline-start.ts'),
    'open-rxdb': () => import('./measurements/open-rxdb.ts'),
    'tap-to-sound': () => import('./measurements/tap-to-sound.ts'),
    bundle: () => import('./measurements/bundle.ts'),
  },
  lighthouse: {
    lighthouse: () => import('./measurements/lighthouse.ts'),
  },
  work: {
    phonetics: () => import('./measurements/phonetics.ts'),
    jobs: () => import('./measurements/jobs.ts'),
    'import-phoible': () => import('./measurements/import-phoible.ts'),
    pipeline: () => import('./measurements/pipeline.ts'),
    'speech-on-demand': () => import('./measurements/speech-on-demand.ts'),
  },
};
const measurements = Object.assign({}, ...Object.values(groups)) as (typeof groups)[string];

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    compare: { type: 'string' },
    recordings: { type: 'string' },
    out: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const asked = options.only?.split(',') ?? Object.keys(groups);
const chosen = [...new Set(asked.flatMap((name) => Object.keys(groups[name] ?? { [name]: true })))];
const unknown = chosen.filter((name) => !Object.hasOwn(measurements, name));
if (options.help || unknown.length > 0 || !(Number(options.rounds) >= 1)) {
  for (const name of unknown) console.error(`There is no measurement "${name}".`);
  for (const [group, members] of Object.entries(groups)) {
    console.log(`${group}:`);
    for (const load of Object.values(members)) {
      const { measurement } = await load();
      console.log(`  ${measurement.name.padEnd(18)}${measurement.says}`);
    }
  }
  process.exit(unknown.length > 0 ? 1 : 0);
}

const latest = options.out ? resolve(options.out) : join(root, 'bench-results/latest.json');
// Read first: the file to compare with may be the one that this run writes.
const before = options.compare ? (JSON.parse(readFileSync(resolve(options.compare), 'utf8')) as Results) : undefined;

const machine = describeMachine();
console.log(machine.line);
if (machine.load > machine.cores / 2) console.log('The machine is busy: trust the ratios only, and those with care.');

const scratch = mkdtempSync(join(tmpdir(), 'phonochart-bench-'));
const closers: (() => unknown)[] = [];
const rows: Row[] = [];
const took: Record<string, number> = {};
let cleaning: Promise<void> | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => clean().finally(() => process.exit(1)));
try {
  for (const name of chosen) {
    const { measurement } = await measurements[name]!();
    console.log(`\n${measurement.name}: ${measurement.says}`);
    const began = performance.now();
    try {
      rows.push(...(await measurement.run(benchFor(name))));
    } catch (error) {
      // The others are measured all the same; a number may miss its floor, but a row that cannot be had is a fault.
      console.error(error);
      process.exitCode = 1;
    }
    took[name] = Math.round((performance.now() - began) / 1000);
    console.log(`  took ${took[name]} s`);
  }
} finally {
  await clean();
}

if (rows.length === 0) process.exit();
const results: Results = {
  taken: new Date().toISOString(),
  commit: describeCommit(),
  machine: machine.line,
  rounds: Number(options.rounds),
  took,
  rows,
};
mkdirSync(dirname(latest), { recursive: true });
writeFileSync(latest, `${JSON.stringify(results, null, 2)}\n`);
console.log(`\n${machine.line}\n\n${table(rows)}\n\n${summary(rows)}`);
if (before) console.log(`\n${comparison(before, rows)}`);
console.log(`\nWritten to ${relative(root, latest)}`);

/** Ends every server and browser of this run, and then removes what they wrote. */
function clean(): Promise<void> {
  cleaning ??= (async () => {
    for (const close of closers.reverse()) await Promise.resolve(close()).catch(() => undefined);
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  })();
  return cleaning;
}

function benchFor(name: string): Bench {
  let folders = 0;
  return {
    rounds: Number(options.rounds),
    recordings: options.recordings && resolve(options.recordings),
    folder: (purpose) => {
      const path = join(scratch, `${name}-${folders++}-${purpose}`);
      mkdirSync(path);
      return path;
    },
    web: builtCopy,
    say: (text) => console.log(`  ${text}`),
    atEnd: (close) => void closers.push(close),
  };
}

async function builtCopy(): Promise<string> {
  const copy = join(scratch, 'web');
  if (existsSync(copy)) return copy;
  await buildIfStale();
  cpSync(join(root, 'dist/web'), copy, { recursive: true });
  return copy;
}
