// Filling past RxDB, over IndexedDB: what lies there afterwards is what RxDB itself would have written, reads and goes on writing.
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { exampleInventory, exampleLanguage } from './example-catalogue.ts';
import { fillDocuments, openFilled } from './fill-documents.ts';
import { openFills, toldOf } from './fills.ts';
import { type MirrorStore, openMirrorStore } from './mirror-store.ts';
import { browserStorages } from './storage.ts';
import { writeDocuments } from './write-documents.ts';

const opened: MirrorStore[] = [];
const open = async (disk = browserStorages({ indexedDB, IDBKeyRange }).disk) => {
  const store = await openMirrorStore('filled', disk);
  opened.push(store);
  return store;
};
const close = () => Promise.all(opened.splice(0).map((store) => store.close()));

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});
afterEach(async () => {
  await close();
  vi.unstubAllGlobals();
});

const language = (id: string, seq: number, name = id) => ({ ...exampleLanguage(id, name), seq, _deleted: false });
const stored = async (store: MirrorStore, id: string) =>
  (await store.collections.languages.storageInstance.findDocumentsById([id], true))[0] as
    | Record<string, unknown>
    | undefined;

/** As it lies in IndexedDB, without the times and names that no two writes share. */
const raw = async (id: string) => {
  const database = await openFilled('rxdb-dexie-filled--0--languages');
  const request = database.transaction('docs').objectStore('docs').get(id);
  const kept = await new Promise<Record<string, unknown>>((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  database.close();
  const { id: _, code: __, _meta, _rev, ...rest } = kept;
  return JSON.stringify([rest, Object.keys(_meta as object), (_rev as string).split('-')[0]]);
};

test('a filled document lies in the database as RxDB itself writes it', async () => {
  const store = await open();
  await writeDocuments(store.collections.languages, [language('by-rxdb', 3, 'Same')]);
  expect(await store.filling.fill('languages', [language('by-us', 3, 'Same')])).toEqual([]);
  expect(await raw('by-us')).toBe(await raw('by-rxdb'));
});

test('a fresh RxDB reads what was filled by key and by query, and writes and deletes it later', async () => {
  const written = [language('a', 1), language('b', 2)];
  await (await open()).filling.fill('languages', written);
  await close();
  const store = await open();
  expect(store.empty).toBe(false);
  const found = await store.collections.languages.find({ sort: [{ id: 'asc' }] }).exec();
  expect(found.map((document) => document.toJSON())).toEqual(written.map(({ _deleted, ...body }) => body));
  await writeDocuments(store.collections.languages, [
    language('a', 5, 'later'),
    { id: 'b', seq: 6, _deleted: true } as never,
  ]);
  await close();
  const again = await open();
  expect(await stored(again, 'a')).toMatchObject({ seq: 5, name: 'later', _deleted: false, _rev: /^2-/ });
  expect(await stored(again, 'b')).toMatchObject({ seq: 6, _deleted: true });
});

test('[CLIENT4] neither a later document nor a later tombstone is replaced, and the others come all the same', async () => {
  const store = await open();
  const held = [language('later', 9, 'later'), { ...language('removed', 9), _deleted: true }];
  await writeDocuments(store.collections.languages, held as never);
  const older = [language('a', 1), language('later', 1), language('removed', 1), language('b', 1)];
  const left = await store.filling.fill('languages', older);
  expect(left.map(({ id }) => id)).toEqual(['later', 'removed']);
  await writeDocuments(store.collections.languages, left);
  expect(await stored(store, 'later')).toMatchObject({ seq: 9, name: 'later' });
  expect(await stored(store, 'removed')).toMatchObject({ seq: 9, _deleted: true });
  expect([await stored(store, 'a'), await stored(store, 'b')]).toMatchObject([{ seq: 1 }, { seq: 1 }]);
});

test('what was killed after its documents and before its checkpoint comes again, and changes nothing', async () => {
  const store = await open();
  const documents = [language('a', 1), language('b', 1)];
  await store.filling.fill('languages', documents);
  const before = [await raw('a'), await stored(store, 'b')];
  const left = await store.filling.fill('languages', [...documents, language('c', 1)]);
  await writeDocuments(store.collections.languages, left);
  expect([await raw('a'), await stored(store, 'b')]).toEqual(before);
  expect(await stored(store, 'c')).toMatchObject({ seq: 1 });
});

test('where there is no room nothing of a batch stays, and all of it is for RxDB', async () => {
  const store = await open();
  const documents = [language('a', 1), language('b', 1)];
  const put = vi.spyOn(IDBObjectStore.prototype, 'add');
  put.mockImplementation(function (this: IDBObjectStore, document: { id: string }) {
    put.mockRestore();
    const request = this.add(document);
    this.transaction.abort();
    return request as IDBRequest<IDBValidKey>;
  });
  expect(await store.filling.fill('languages', documents)).toEqual(documents);
  expect(await stored(store, 'a')).toBeUndefined();
});

test('another thread fills a database that is there, and makes none that is not', async () => {
  const store = await open();
  const { database, ...stamp } = (await store.filling.target('languages'))!;
  const connection = await openFilled(database);
  expect([...(await fillDocuments(connection, [language('a', 1)], stamp))]).toEqual(['a']);
  connection.close();
  expect(await stored(store, 'a')).toMatchObject({ seq: 1, _rev: stamp.rev });
  await expect(openFilled('not-there')).rejects.toThrow();
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('not-there');
});

test('memory has no database to fill: RxDB gets it all', async () => {
  const store = await open(await browserStorages().memory());
  expect(await store.filling.target('languages')).toBeUndefined();
  expect(await store.filling.fill('languages', [language('a', 1)])).toHaveLength(1);
});

test('who watches hears of what was filled, by this tab and by another, and reads no summary again that was told', async () => {
  const store = await open();
  const reads = vi.spyOn(store.collections.languages.storageInstance, 'findDocumentsById');
  const list = new Promise<string[]>((resolve) => {
    const stop = store.watchLanguages(
      (found) => {
        if (found.length < 3) return;
        queueMicrotask(() => stop());
        resolve(found.map(({ id }) => id));
      },
      () => resolve(['damaged']),
    );
  });
  const inventory = new Promise<string>((resolve) => {
    const stop = store.watchInventory(
      'a',
      (found) => {
        if (!found) return;
        queueMicrotask(() => stop());
        resolve(found.id);
      },
      () => resolve('damaged'),
    );
  });
  await store.filling.fill('languages', [language('b', 1), language('a', 1)]);

  const another = openFills('filled');
  for (const [name, document] of [
    ['languages', language('c', 1)],
    ['inventories', { ...exampleInventory('a', 'A'), seq: 1, _deleted: false }],
  ] as const) {
    const { database, ...stamp } = (await store.filling.target(name))!;
    const connection = await openFilled(database);
    await fillDocuments(connection, [document], stamp);
    another.tell(name, toldOf(name, [document]));
    connection.close();
  }
  expect(await list).toEqual(['a', 'b', 'c']);
  expect(await inventory).toBe('a');
  expect(reads).not.toHaveBeenCalled();
  another.close();
});
