// A catalogue of PHOIBLE's size, made up: what the import command makes of a generated file, in a DATA_DIR of its own.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { phoibleExample } from '@phonochart/imports/phoible-example.ts';
import { root } from './processes.ts';
import type { Bench } from './row.ts';

/** Answers the folder, for DATA_DIR; its database is `catalogue.sqlite`. */
export async function makeLargeCatalogue(
  bench: Bench,
  size: { inventories: number; rows: number } = { inventories: 3020, rows: 105_474 },
): Promise<string> {
  const folder = bench.folder('large-catalogue');
  const file = join(folder, 'phoible.csv');
  writeFileSync(file, [...phoibleExample(size)].join(''));
  await new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, ['scripts/import.ts', 'phoible', file], {
      cwd: root,
      env: { ...process.env, DATA_DIR: folder, NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    bench.atEnd(() => child.kill('SIGKILL'));
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`the import ended with ${code}:\n${said.slice(-2000)}`)),
    );
  });
  return folder;
}
