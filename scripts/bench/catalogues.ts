// Catalogues of 20, 300 and 3,000 languages: the same shipped ones in each, the rest made up as PHOIBLE's are and brought by the import command.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES_DIR } from '@phonochart/content/load.ts';
import { phoibleExample } from '@phonochart/imports/phoible-example.ts';
import { openSqliteStore } from '../../apps/server/src/store/sqlite-store.ts';
import { type Running, root, startApp } from './processes.ts';
import type { Bench } from './row.ts';

export type Catalogue = {
  languages: number;
  /** For DATA_DIR; its database is `catalogue.sqlite`. */
  folder: string;
  /** For CONTENT_DIR: the shipped languages that it holds. */
  content: string;
  /** The snapshot's shards when the made-up languages had come, and before those that ship did. */
  imported: Weight;
  /** Seconds that the import took, and then the first start of the server. */
  took: { import: number; firstStart: number };
};

/** Of a snapshot's shards in brotli: files, bytes, and how many of the bytes are the list of languages. */
export type Weight = { shards: number; bytes: number; languages: number };

/** How many languages a small, a middling and a whole catalogue hold. */
export const SIZES = [20, 300, 3000] as const;
/** Of the whole one, as PHOIBLE has them. */
const ROWS = 105_000;

const made = new Map<number, Promise<Catalogue>>();

/** The catalogue of that size, made once in a run: whoever writes to it takes a copy. */
export function catalogueOf(bench: Bench, languages: number): Promise<Catalogue> {
  let known = made.get(languages);
  if (!known) {
    known = makeCatalogue(bench, languages);
    made.set(languages, known);
  }
  return known;
}

export const databaseOf = ({ folder }: Pick<Catalogue, 'folder'>): string => join(folder, 'catalogue.sqlite');

/** One to write to. */
export function copyOf(bench: Bench, catalogue: Catalogue): Catalogue {
  const folder = bench.folder(`${catalogue.languages}-languages`);
  cpSync(catalogue.folder, folder, { recursive: true });
  return { ...catalogue, folder };
}

export const startOn = (
  bench: Bench,
  { folder, content }: Pick<Catalogue, 'folder' | 'content'>,
  web?: string,
  settings: Record<string, string> = {},
): Promise<Running> => startApp(bench, web, { DATA_DIR: folder, CONTENT_DIR: content, ...settings });

async function makeCatalogue(bench: Bench, languages: number): Promise<Catalogue> {
  bench.say(`making a catalogue of ${languages.toLocaleString('en')} languages`);
  const content = shipped(bench);
  const folder = bench.folder(`catalogue-${languages}`);
  const began = performance.now();
  const inventories = languages - SIZES[0];
  if (inventories > 0) await importMadeUp(bench, folder, inventories);
  const seconds = (performance.now() - began) / 1000;
  const catalogue = { languages, folder, content, imported: await weightOf(folder) };
  // The first start brings what ships, and stops as a server is stopped, so that nothing is left to be mended.
  const server = await startOn(bench, catalogue);
  await server.stop('SIGTERM');
  return { ...catalogue, took: { import: seconds, firstStart: server.readyAfter / 1000 } };
}

export async function weightOf(folder: string): Promise<Weight> {
  const store = await openSqliteStore({ file: databaseOf({ folder }) });
  try {
    const { shards } = await store.manifest();
    const weight: Weight = { shards: shards.length, bytes: 0, languages: 0 };
    for (const { hash, collection } of shards) {
      const { br } = (await store.shard(hash))!;
      weight.bytes += br.length;
      if (collection === 'languages') weight.languages += br.length;
    }
    return weight;
  } finally {
    await store.close();
  }
}

/** The first twenty of the languages that ship, alphabets left out. */
function shipped(bench: Bench): string {
  const folder = bench.folder('content');
  const codes = readdirSync(LANGUAGES_DIR)
    .filter((name) => /^[a-z]+-[a-z]+\.json$/.test(name))
    .sort();
  if (codes.length < SIZES[0]) throw new Error(`only ${codes.length} languages ship`);
  // Those that measurements open come first, whatever else ships.
  const named = ['english-gb.json', 'vietnamese-hanoi.json'];
  for (const name of [...new Set([...named, ...codes])].slice(0, SIZES[0]))
    cpSync(join(LANGUAGES_DIR, name), join(folder, name));
  return folder;
}

async function importMadeUp(bench: Bench, folder: string, inventories: number): Promise<void> {
  const file = join(bench.folder('made-up'), 'phoible.csv');
  const rows = Math.round((inventories * ROWS) / (SIZES[2] - SIZES[0]));
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, [...phoibleExample({ inventories, rows })].join(''));
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
}
