// The store contract over real SQLite files.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { storeContract } from './contract.ts';
import { pagesContract } from './contract-pages.ts';
import { pushContract } from './contract-push.ts';
import { exampleInventory } from './example-inventory.ts';
import { openDatabase } from './sqlite-file.ts';
import { openSqliteStore } from './sqlite-store.ts';
import type { CatalogueStore } from './store.ts';
import { pullAll } from './wire-readers.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean();
});

async function open(sizes: { pageSize?: number; snapshotAfter?: number } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'phonochart-store-'));
  const file = join(folder, 'catalogue.sqlite');
  const opened: CatalogueStore[] = [];
  const trouble: unknown[] = [];
  const again = async () => {
    const store = await openSqliteStore({
      ...sizes,
      file,
      watchEveryMs: 10,
      onTrouble: (error) => trouble.push(error),
    });
    opened.push(store);
    return store;
  };
  cleanups.push(async () => {
    for (const store of opened) await store.close();
    rmSync(folder, { recursive: true });
    if (trouble.length > 0) throw trouble[0];
  });
  return { store: await again(), again };
}

storeContract('SQLite', open);
pagesContract('SQLite', open);
pushContract('SQLite', open);

test('[MANIFEST6] a tail that has grown long becomes a snapshot behind the edits, and reading makes none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'phonochart-store-'));
  cleanups.push(async () => rmSync(folder, { recursive: true }));
  const file = join(folder, 'catalogue.sqlite');
  const codes = ['aa', 'bb', 'cc', 'dd'];
  const edit = async (store: CatalogueStore, code: string) =>
    store.editPhoneme({ id: `${code}:p`, patch: { status: 'loan' }, author: 'An editor' });
  const store = await openSqliteStore({ file, snapshotAfter: 4 });
  await store.loadContent(
    codes.map((code) => exampleInventory(code)),
    { source: 'curated', hash: 'a' },
  );
  const { snapshot: first, epoch } = await store.manifest();
  for (const code of codes.slice(0, 3)) await edit(store, code);
  for (let after = first; after < first + 3; after += 1)
    await store.pull({ epoch, collection: 'inventories', after, limit: 1 });
  expect((await store.manifest()).snapshot).toBe(first);
  await edit(store, 'dd');
  await store.close();

  const reopened = await openSqliteStore({ file });
  expect(await reopened.manifest()).toMatchObject({ head: first + 4, snapshot: first + 4 });
  await reopened.close();
});

test('a database from before summaries told their sounds gets them at the next start; inventories keep their seq', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'phonochart-store-'));
  cleanups.push(async () => rmSync(folder, { recursive: true }));
  const file = join(folder, 'catalogue.sqlite');
  const inventories = ['aa', 'bb'].map((code) => exampleInventory(code));
  const origin = { source: 'curated', hash: 'a' };
  const store = await openSqliteStore({ file });
  await store.loadContent(inventories, origin);
  await store.close();
  const before = openDatabase(file);
  before.run(sql`update documents set body = json_remove(body, '$.sounds') where collection = 'languages'`);
  before.$client.close();

  for (const start of ['the next', 'one more']) {
    const again = await openSqliteStore({ file });
    await again.loadContent(inventories, origin);
    expect(await pullAll(again, 'inventories'), start).toMatchObject([{ seq: 2 }, { seq: 4 }]);
    expect(await pullAll(again, 'languages'), start).toMatchObject([
      { id: 'aa', seq: 5, sounds: 'p ʃ aː ˥' },
      { id: 'bb', seq: 6, sounds: 'p ʃ aː ˥' },
    ]);
    await again.close();
  }
});

test('a start does not wait for the snapshot of what it loaded; closing does', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'phonochart-store-'));
  cleanups.push(async () => rmSync(folder, { recursive: true }));
  const file = join(folder, 'catalogue.sqlite');
  const store = await openSqliteStore({ file });
  await store.loadContent([exampleInventory('aa')], { source: 'curated', hash: 'a' }, { snapshotBehind: true });
  expect(await store.manifest()).toMatchObject({ head: 2, snapshot: 0, shards: [] });
  await store.close();
  const again = await openSqliteStore({ file });
  expect(await again.manifest()).toMatchObject({ head: 2, snapshot: 2 });
  await again.close();
});
