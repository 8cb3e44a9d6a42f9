// Closed pages of the tail at PHOIBLE's size: documents a second, against a bare server that builds each page; and what a first visit weighs.

import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Manifest } from '@phonochart/sync/protocol.ts';
import { openSqliteStore } from '../../../apps/server/src/store/sqlite-store.ts';
import { makeLargeCatalogue } from '../large-catalogue.ts';
import { cpuParts, load } from '../load.ts';
import { type Running, startApp, startPeer } from '../processes.ts';
import { rawAnswer } from '../raw-answer.ts';
import { alternate, type Bench, type Floor, type Measurement, type Row, rowOf } from '../row.ts';

export const measurement: Measurement = {
  name: 'closed-pages',
  says: 'documents a second out of closed pages of 3,046 languages, and the weight of a first visit to them',
  run,
};

/** Long and few enough for a peer that takes many milliseconds a page. */
const SECONDS = 4;
const CONNECTIONS = 10;
const floor: Floor = { on: 'ratio', sense: 'least', at: 10 };
const encodings = [
  // A phone asks for brotli. Plain, both sides mostly copy the same megabyte, and the ratio says less.
  { encoding: 'br', name: 'Closed pages, br', floor },
  { encoding: 'identity', name: 'Closed pages, plain', floor: undefined },
];

async function run(bench: Bench): Promise<Row[]> {
  bench.say('importing 3,020 made-up languages');
  const folder = await makeLargeCatalogue(bench);
  const file = join(folder, 'catalogue.sqlite');
  const imported = await weightOf(file);
  const app = await startApp(bench, undefined, { DATA_DIR: folder });
  const manifest = await closedPage(app, file);
  const page = manifest.pages.find(({ collection }) => collection === 'inventories')!;
  const peer = await startPeer(bench, 'page-server.ts', [file], '/');
  const ours = `/api/sync/shards/${page.hash}.json`;
  const built = `/?collection=inventories&after=${page.after}&limit=${page.count}`;
  const rows: Row[] = [await weightRow(app, imported, await weightOf(file), manifest)];
  for (const { encoding, name, floor } of encodings) {
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
          against: 'bare node:http + better-sqlite3 that builds each page',
          unit: 'documents/s',
          better: 'higher',
          ...(floor ? { floor } : {}),
          parts: cpuParts(rounds),
        },
        rounds.map((each) => ({
          ours: each.ours.perSecond * page.count,
          peer: each.peer.perSecond * page.count,
        })),
      ),
    );
  }
  await Promise.all([app.stop(), peer.stop()]);
  return rows;
}

/** Edits 150 of the imported languages, as editors would, until the tail has a closed page. */
async function closedPage(app: Running, file: string): Promise<Manifest> {
  const manifest = async () => (await (await fetch(`${app.origin}/api/sync/manifest`)).json()) as Manifest;
  const store = await openSqliteStore({ file });
  try {
    const { languages } = await store.listLanguages({ limit: 200 });
    let edited = 0;
    for (const { value } of languages) {
      const inventory = await store.getInventory(value.code);
      const [first] = inventory?.value.phonemes ?? [];
      // Those that ship weigh twenty times as much, and would be most of the page.
      if (!first || inventory!.value.words.length > 0) continue;
      await store.editPhoneme({ id: first.id, patch: { description: { en: 'Edited.' } }, author: 'bench' });
      if (++edited === 150) break;
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

type Weight = { shards: number; bytes: number; languages: number };

/** Of the snapshot's shards in brotli. */
async function weightOf(file: string): Promise<Weight> {
  const store = await openSqliteStore({ file });
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

async function weightRow(app: Running, imported: Weight, all: Weight, manifest: Manifest): Promise<Row> {
  const sizeOf = async (path: string) => (await rawAnswer(app.origin, path, 'br')).body.length;
  const pull = (after: number) =>
    sizeOf(`/api/sync/pull?epoch=${manifest.epoch}&collection=inventories&after=${after}&limit=100`);
  const page = manifest.pages.findLast(({ collection }) => collection === 'inventories')!;
  const MB = 1e6;
  return rowOf(
    {
      name: 'The shards of 3,020 imported languages, br',
      against: 'the limit of 1.5 MB',
      unit: 'MB',
      better: 'lower',
      floor: { on: 'ours', sense: 'most', at: 1.5 },
      parts: [
        { name: 'of it the list of languages', value: imported.languages / MB, unit: 'MB' },
        { name: 'with the languages that ship', value: all.bytes / MB, unit: 'MB', note: `${all.shards} shards` },
        { name: 'the manifest', value: (await sizeOf('/api/sync/manifest')) / 1000, unit: 'kB' },
        {
          name: `a closed page of ${page.count} inventories`,
          value: (await sizeOf(`/api/sync/shards/${page.hash}.json`)) / 1000,
          unit: 'kB',
        },
        { name: 'the open tail of 50', value: (await pull(page.to)) / 1000, unit: 'kB' },
        { name: 'a pull with nothing new', value: await pull(manifest.head), unit: 'bytes' },
        { name: 'a pull with one edit', value: await pull(manifest.head - 1), unit: 'bytes' },
      ],
    },
    [{ ours: imported.bytes / MB, peer: 1.5 }],
  );
}
