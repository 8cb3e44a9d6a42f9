// A whole PHOIBLE-sized file through the import command, into an empty catalogue: seconds, and memory at its highest.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCsv } from '@phonochart/imports/csv-rows.ts';
import { phoibleExample } from '@phonochart/imports/phoible-example.ts';
import { root } from '../processes.ts';
import { type Bench, type Measurement, medianOf, type Row, rowOf } from '../row.ts';

export const measurement: Measurement = {
  name: 'import-phoible',
  says: 'the import of a file of PHOIBLE’s size (3,020 inventories, 105,474 rows), once: seconds and memory',
  run,
};

const SECONDS = 60;
const MEGABYTES = 500;

async function run(bench: Bench): Promise<Row[]> {
  const folder = bench.folder('made-up');
  const file = join(folder, 'phoible.csv');
  writeFileSync(file, '');
  for (const piece of batches(phoibleExample(), 5000)) writeFileSync(file, piece, { flag: 'a' });
  bench.say('reading it alone');
  const peer = await readAlone(file);
  bench.say('importing it');
  const ours = await importOnce(bench, file);
  return [
    rowOf(
      {
        name: 'import of a PHOIBLE-sized file',
        against: 'reading and checking the same file, nothing written',
        unit: 's',
        better: 'lower',
        floor: { on: 'ours', sense: 'most', at: SECONDS },
        parts: [
          {
            name: 'CPU time of the import',
            value: ours.cpuSeconds,
            unit: 's',
            note: 'the rest is waiting for the disk',
          },
        ],
      },
      [{ ours: ours.seconds, peer }],
    ),
    rowOf(
      {
        name: 'its memory at the highest',
        against: `the limit of ${MEGABYTES} MB`,
        unit: 'MB',
        better: 'lower',
        floor: { on: 'ours', sense: 'most', at: MEGABYTES },
      },
      [{ ours: ours.megabytes, peer: MEGABYTES }],
    ),
  ];
}

function* batches(pieces: Iterable<string>, size: number): Generator<string> {
  let batch: string[] = [];
  for (const piece of pieces) {
    if (batch.push(piece) < size) continue;
    yield batch.join('');
    batch = [];
  }
  yield batch.join('');
}

async function readAlone(file: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    let letters = 0;
    for await (const { cell } of readCsv(file, {
      required: ['Phoneme'],
      hash: createHash('sha256'),
      endsInBreak: true,
    }))
      letters += cell('Phoneme').length;
    if (letters === 0) throw new Error('the made-up file is empty');
    times.push((performance.now() - start) / 1000);
  }
  return medianOf(times);
}

type Usage = { maxRSS: number; userCPUTime: number; systemCPUTime: number };

/** The command as people call it, with a line before its own that notes what it used when it ends. */
function importOnce(bench: Bench, file: string): Promise<{ seconds: number; megabytes: number; cpuSeconds: number }> {
  const folder = bench.folder('catalogue');
  const noted = join(folder, 'usage.json');
  const note = `import{writeFileSync}from'node:fs';process.on('exit',()=>writeFileSync(${JSON.stringify(noted)},JSON.stringify(process.resourceUsage())));`;
  const args = ['--import', `data:text/javascript,${encodeURIComponent(note)}`, 'scripts/import.ts', 'phoible', file];
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, DATA_DIR: join(folder, 'data'), NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    bench.atEnd(() => child.kill('SIGKILL'));
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0) return reject(new Error(`the import ended with ${code}:\n${said.slice(-2000)}`));
      const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(readFileSync(noted, 'utf8')) as Usage;
      resolve({
        seconds: (performance.now() - start) / 1000,
        megabytes: maxRSS / 1024,
        cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
      });
    });
  });
}
