// Litter of the mirror goes, and nothing that any open tab uses.
import { IDBFactory } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import { currentGeneration, nextGeneration } from './generation.ts';
import { shape } from './schemas.ts';
import { sweepGenerations } from './sweep.ts';

test('a sweep leaves what another tab fills, and what a tab of another release that is still open shows', async () => {
  const kept = new Map<string, string>();
  const locks = { query: async () => ({ held: [{ name: 'phonochart-sync-older' }], pending: [] }) };
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('navigator', { locks });
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  const current = currentGeneration(shape);
  const used = [current.name, nextGeneration(shape).name, 'phonochart-mirror-older-7'];
  const litter = [`phonochart-mirror-${shape}-0`, 'phonochart-mirror-older2-1', 'phonochart-mirror-oldest-1'];
  for (const name of [...used, ...litter])
    await new Promise((opened) => {
      indexedDB.open(`rxdb-dexie-${name}--0--languages`).onsuccess = ({ target }) => {
        (target as IDBOpenDBRequest).result.close();
        opened(undefined);
      };
    });
  await sweepGenerations(current);
  const names = async () => (await indexedDB.databases()).map(({ name }) => name);
  await vi.waitUntil(async () => (await names()).length === used.length, { timeout: 20_000, interval: 5 });
  expect((await names()).sort()).toEqual(used.map((name) => `rxdb-dexie-${name}--0--languages`).sort());
});
