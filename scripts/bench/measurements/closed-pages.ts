// Closed pages of the tail at PHOIBLE's size: documents a second, against a bare server that builds each page; and what a first visit weighs.
import { setTimeout as wait } from 'node:timers/promises';
import { PAGE_SIZE } from '@phonochart/sync/limits.ts';
import type { Manifest } from '@phonochart/sync/protocol.ts';
import { openSqliteStore } from '../../../apps/server/src/store/sqlite-store.ts';
import {
  type Catalogue,
  catalogueOf,
  copyOf,
  databaseOf,
  SIZES,
  startOn,
  type Weight,
  weightOf,
} from '../catalogues.ts';
import { cpuParts, load } from '../load.ts';
import { type Running, startPeer } from '../processes.ts';
import { rawAnswer } from '../raw-answer.ts';
import { alternate, type Bench, type Floor, type Measurement, type Part, type Row, rowOf } from '../row.ts';

export const measurement: Measurement = {
  name: 'closed-pages',
  says: 'documents a second out of pages of 3,000 languages, closed and open, and the weight of a first visit to them',
  run,
};

/** Long and few enough for a peer that takes many milliseconds a page. */
const SECONDS = 3;
const CONNECTIONS = 10;
const floor: Floor = { on: 'ratio', sense: 'least', at: 10 };
const LIMIT_MB = 1.5;
/** Documents that are edited past the closed page, and so the open tail. */
const OPEN = 50;

async function run(bench: Bench): Promise<Row[]> {
  const catalogue = copyOf(bench, await catalogueOf(bench, 3000));
  const file = databaseOf(catalogue);
  const app = await startOn(bench, catalogue);
  const manifest = await closedPage(app, file);
  const page = manifest.pages.find(({ collection }) => collection === 'inventories')!;
  const peer = await startPeer(bench, 'page-server.ts', [file], '/');
  const query = (after: number, limit: number) => `collection=inventories&after=${after}&limit=${limit}`;
  const shard = `/api/sync/shards/${page.hash}.json`;
  const tail = `/api/sync/pull?epoch=${manifest.epoch}&`;
  const rows: Row[] = await weightRows(app, catalogue, manifest);
  const sides: [name: string, ours: string, peer: string, encoding: string, documents: number, floor?: Floor][] = [
    ['Closed pages, br', shard, `/?${query(page.after, page.count)}`, 'br', page.count, floor],
    // Plain, both sides mostly copy the same megabyte, and the ratio says less.
    ['Closed pages, plain', shard, `/?${query(page.after, page.count)}`, 'identity', page.count],
    ['The open tail by pull, br', `${tail}${query(page.to, OPEN)}`, `/?${query(page.to, OPEN)}`, 'br', OPEN],
  ];
  for (const [name, ours, built, encoding, documents, floor] of sides) {
    bench.say(name);
    const rounds = await alternate(
      bench.rounds,
      () => load(app, ours, encoding, SECONDS, CONNECTIONS),
      () => load(peer, built, encoding, SECONDS, CONNECTIONS),
    );
    rows.push(
      rowOf(
        {
          name,
          against: 'bare node:http + better-sqlite3 that builds each page of the same protocol',
          unit: 'documents/s',
          better: 'higher',
          ...(floor ? { floor } : {}),
          parts: cpuParts(rounds),
        },
        rounds.map((each) => ({
          ours: each.ours.perSecond * documents,
          peer: each.peer.perSecond * documents,
        })),
      ),
    );
  }
  await Promise.all([app.stop(), peer.stop()]);
  return rows;
}

/** Edits imported languages, as editors would, until the tail has a closed page. */
async function closedPage(app: Running, file: string): Promise<Manifest> {
  const manifest = async () => (await (await fetch(`${app.origin}/api/sync/manifest`)).json()) as Manifest;
  const store = await openSqliteStore({ file });
  try {
    const { languages } = await store.listLanguages({ limit: 300 });
    let edited = 0;
    for (const { value } of languages) {
      const inventory = await store.getInventory(value.code);
      const [first] = inventory?.value.phonemes ?? [];
      // Those that ship weigh twenty times as much, and would be most of the page.
      if (!first || inventory!.value.words.length > 0) continue;
      await store.editPhoneme({ id: first.id, patch: { description: { en: 'Edited.' } }, author: 'bench' });
      if (++edited === PAGE_SIZE + OPEN) break;
    }
  } finally {
    await store.close();
  }
  for (let tries = 0; tries < 100; tries++) {
    const now = await manifest();
    if (now.pages.some(({ collection }) => collection === 'inventories')) return now;
    await wait(100);
  }
  throw new Error('no page of the tail was closed');
}

async function weightRows(app: Running, catalogue: Catalogue, manifest: Manifest): Promise<Row[]> {
  const sizeOf = async (path: string) => (await rawAnswer(app.origin, path, 'br')).body.length;
  const pull = (after: number) =>
    sizeOf(`/api/sync/pull?epoch=${manifest.epoch}&collection=inventories&after=${after}&limit=100`);
  const page = manifest.pages.findLast(({ collection }) => collection === 'inventories')!;
  const all = await weightOf(catalogue.folder);
  const MB = 1e6;
  const about = {
    against: `the limit of ${LIMIT_MB} MB`,
    unit: 'MB',
    better: 'lower' as const,
    floor: { on: 'ours', sense: 'most', at: LIMIT_MB } as const,
  };
  const row = (name: string, weight: Weight, parts: Part[]) =>
    rowOf(
      {
        ...about,
        name,
        parts: [
          { name: 'of it the list of languages', value: weight.languages / MB, unit: 'MB' },
          { name: 'files', value: weight.shards, unit: '' },
          ...parts,
        ],
      },
      [{ ours: weight.bytes / MB, peer: LIMIT_MB }],
    );
  const { languages, imported } = catalogue;
  return [
    row(`The shards of ${(languages - SIZES[0]).toLocaleString('en')} made-up languages, br`, imported, []),
    row(`The shards of all ${languages.toLocaleString('en')}, with ${SIZES[0]} that ship, br`, all, [
      { name: 'the manifest', value: (await sizeOf('/api/sync/manifest')) / 1000, unit: 'kB' },
      {
        name: `a closed page of ${page.count} inventories`,
        value: (await sizeOf(`/api/sync/shards/${page.hash}.json`)) / 1000,
        unit: 'kB',
      },
      { name: `the open tail of ${OPEN}`, value: (await pull(page.to)) / 1000, unit: 'kB' },
      { name: 'a pull with nothing new', value: await pull(manifest.head), unit: 'bytes' },
      { name: 'a pull with one edit', value: await pull(manifest.head - 1), unit: 'bytes' },
    ]),
  ];
}
