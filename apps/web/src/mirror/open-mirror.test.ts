// The mirror over IndexedDB and a real HTTP server: what SPEC.md asks of a client.
import { effect } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import { exampleInventory, exampleLanguage, startExampleCatalogue } from './example-catalogue.ts';
import { inState, listed, namesIn, onExampleDevice, until } from './example-device.ts';
import { fillDocuments, openFilled } from './fill-documents.ts';
import { currentGeneration } from './generation.ts';
import { openMirrorStore } from './mirror-store.ts';
import { shape } from './schemas.ts';
import { browserStorages } from './storage.ts';
import { createWire } from './wire.ts';

const device = onExampleDevice((catalogue) => {
  catalogue.put('english-gb', 'English');
  catalogue.put('arabic-msa', 'Arabic');
  catalogue.takeSnapshot();
});

test('[CLIENT1] a first visit mirrors the shards, then the tail', async () => {
  device.catalogue.put('vietnamese-hanoi', 'Vietnamese');
  const mirror = device.open();
  expect(mirror.languages.value).toBeUndefined();
  await inState(mirror, 'current');
  await listed(mirror, 3);
  expect(namesIn(mirror)).toEqual(['Arabic', 'English', 'Vietnamese']);
  const inventory = await until(mirror.inventory('vietnamese-hanoi'), (found) => found != null);
  expect(inventory?.phonemes[0]?.symbol).toBe('p');
  expect(await until(mirror.inventory('klingon'), (found) => found !== undefined)).toBeNull();
  expect(device.catalogue.asked.filter((path) => path.includes('/shards/'))).toHaveLength(2);
});

test('[CLIENT3] a second visit goes on from its checkpoint and fetches no shard again', async () => {
  await inState(device.open(), 'current');
  await device.close();
  device.catalogue.asked.length = 0;
  device.catalogue.remove('arabic-msa');
  const again = device.open();
  await inState(again, 'current');
  await listed(again, 1);
  expect(namesIn(again)).toEqual(['English']);
  expect(device.catalogue.asked.some((path) => path.includes('/shards/'))).toBe(false);
});

test('[CLIENT3] documents that a tab stored before it died, and without its checkpoint, are not built on', async () => {
  const { disk } = browserStorages({ indexedDB, IDBKeyRange });
  const store = await openMirrorStore(currentGeneration(shape).name, disk);
  await store.collections.languages.upsert({
    ...exampleLanguage('gone-meanwhile', 'Gone meanwhile'),
    seq: 1,
    _deleted: false,
  });
  await store.close();
  const mirror = device.open();
  await until(mirror.languages, (found) => found?.length === 2);
  expect(namesIn(mirror)).toEqual(['Arabic', 'English']);
});

test('[CLIENT2] a shard that is not what its name says never reaches the chart', async () => {
  device.catalogue.fault.corruptShards = true;
  const mirror = device.open();
  const { detail } = await inState(mirror, 'error');
  expect(detail).toBe('hash');
  expect(mirror.languages.value ?? []).toEqual([]);
  device.catalogue.fault.corruptShards = false;
  await inState(mirror, 'current');
  await listed(mirror, 2);
  expect(namesIn(mirror)).toEqual(['Arabic', 'English']);
});

test('[CLIENT4] a document with an older seq than the one held is ignored', async () => {
  const mirror = device.open();
  await inState(mirror, 'current');
  device.catalogue.serveStale('english-gb', 'Stale');
  device.catalogue.put('french', 'French');
  device.ring();
  await until(mirror.languages, (found) => found?.length === 3);
  expect(namesIn(mirror)).toEqual(['Arabic', 'English', 'French']);
});

test('[CLIENT5] on 410 the mirror begins again, shows the old one meanwhile, and keeps the stars', async () => {
  const mirror = device.open();
  await inState(mirror, 'current');
  await listed(mirror, 2);
  await mirror.own.toggleStar('english-gb:p');
  const before = await until(mirror.epoch('english-gb'), (epoch) => epoch !== undefined);
  const histories = new Set<string>();
  const stopTelling = effect(() => {
    const name = mirror.inventory('english-gb').value?.language.name;
    histories.add(`${name} ${mirror.epoch('english-gb').value === before}`);
  });
  device.catalogue.restoreFromBackup();
  device.catalogue.put('english-gb', 'English anew');
  const shown: (number | undefined)[] = [];
  const stop = effect(() => {
    shown.push(mirror.languages.value?.length);
  });
  device.ring();
  await until(mirror.languages, (found) => found?.some(({ name }) => name === 'English anew') ?? false);
  stop();
  expect(shown.every((count) => count === 2)).toBe(true);
  expect([...mirror.own.starred.value]).toEqual(['english-gb:p']);
  await until(mirror.epoch('english-gb'), (epoch) => epoch !== before && epoch !== undefined);
  stopTelling();
  expect(histories).not.toContain('English false');
  expect(histories).not.toContain('English anew true');
});

test('[CLIENT6] a ring brings an edit, and the announced head is never taken for a checkpoint', async () => {
  const mirror = device.open();
  await inState(mirror, 'current');
  const inventory = mirror.inventory('english-gb');
  await until(inventory, (found) => found?.language.name === 'English');
  device.catalogue.put('english-gb', 'English, edited');
  device.ring();
  await until(inventory, (found) => found?.language.name === 'English, edited');
});

test('what a tab stored and died before it told anybody is seen as soon as the mirror pulls it again', async () => {
  const mirror = device.open();
  await inState(mirror, 'current');
  await listed(mirror, 2);
  const inventory = mirror.inventory('french');
  await until(inventory, (found) => found === null);
  device.catalogue.put('french', 'French');
  const fresh = { languages: exampleLanguage('french', 'French'), inventories: exampleInventory('french', 'French') };
  for (const [name, document] of Object.entries(fresh)) {
    const connection = await openFilled(`rxdb-dexie-${currentGeneration(shape).name}--0--${name}`);
    const seq = name === 'languages' ? 5 : 6;
    await fillDocuments(connection, [{ ...document, seq, _deleted: false } as never], { rev: '1-dead', lwt: 1 });
    connection.close();
  }
  device.ring();
  await listed(mirror, 3);
  expect((await until(inventory, (found) => found !== null))?.language.name).toBe('French');
});

test("[CLIENT7] on a shard's 404 it reads the manifest again", async () => {
  device.catalogue.fault.lostShards = 1;
  await inState(device.open(), 'current');
  expect(device.catalogue.asked.filter((path) => path.endsWith('/manifest')).length).toBeGreaterThan(1);
});

test('[CLIENT8] a later protocol leaves the mirror as it is and is said', async () => {
  device.catalogue.fault.protocol = 99;
  const mirror = device.open();
  expect((await inState(mirror, 'error')).detail).toBe('protocol');
});

test('a server that cannot be reached leaves what is mirrored, and is said', async () => {
  await inState(device.open(), 'current');
  await device.close();
  const mirror = device.open({ wire: createWire('http://127.0.0.1:1') });
  await inState(mirror, 'offline');
  await until(mirror.languages, (found) => found?.length === 2);
});

test('a damaged database is made anew under another name, and the stars are kept', async () => {
  const before = device.open();
  await inState(before, 'current');
  await before.own.toggleStar('english-gb:p');
  await device.close();
  for (const { name } of await indexedDB.databases()) if (name?.endsWith('--0--languages')) await spoil(name);
  const mirror = device.open();
  await inState(mirror, 'rebuilt');
  await listed(mirror, 2);
  expect(namesIn(mirror)).toEqual(['Arabic', 'English']);
  expect([...mirror.own.starred.value]).toEqual(['english-gb:p']);
});

test('a mirror of a catalogue without languages is not taken for a damaged one', async () => {
  const bare = await startExampleCatalogue();
  const wire = createWire(bare.origin);
  await inState(device.open({ wire }), 'current');
  await device.close();
  const whole = currentGeneration(shape);
  expect(whole.complete).toBe(true);
  await until(device.open({ wire }).status, ({ state }) => state === 'current' || state === 'rebuilt');
  await device.close();
  expect(currentGeneration(shape)).toEqual(whole);
  await bare.stop();
});

test('what a browser has thrown away of a whole mirror is fetched anew', async () => {
  await inState(device.open(), 'current');
  await device.close();
  const { name } = currentGeneration(shape);
  await deleted(`rxdb-dexie-${name}--0--languages`);
  const mirror = device.open();
  await inState(mirror, 'rebuilt');
  await listed(mirror, 2);
  expect(currentGeneration(shape).name).not.toBe(name);
});

const deleted = (name: string) =>
  new Promise((resolve) => {
    indexedDB.deleteDatabase(name).onsuccess = resolve;
  });

test('where storage is refused the mirror lives in memory, and says so', async () => {
  const refused = new Proxy(indexedDB, {
    get: () => () => {
      throw new DOMException('refused', 'SecurityError');
    },
  });
  vi.stubGlobal('indexedDB', refused);
  const mirror = device.open();
  const status = await inState(mirror, 'current');
  expect(status.inMemory).toBe(true);
  await listed(mirror, 2);
  expect(namesIn(mirror)).toEqual(['Arabic', 'English']);
  await mirror.own.toggleStar('english-gb:p');
  expect([...mirror.own.starred.value]).toEqual(['english-gb:p']);
});

/** Overwrites every document with what no version ever wrote. */
function spoil(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const write = request.result.transaction('docs', 'readwrite');
      const docs = write.objectStore('docs');
      docs.openCursor().onsuccess = ({ target }) => {
        const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result;
        if (!cursor) return;
        const { id, _deleted, _rev, _meta, _attachments } = cursor.value;
        cursor.update({ id, _deleted, _rev, _meta, _attachments });
        cursor.continue();
      };
      write.oncomplete = () => {
        request.result.close();
        resolve();
      };
    };
  });
}

test('[CLIENT9] it only ever reads: nothing that a person does here is sent', async () => {
  const mirror = device.open();
  await inState(mirror, 'current');
  await mirror.own.toggleStar('english-gb:p');
  await mirror.own.saveSettings({ theme: 'dark' });
  device.catalogue.put('vietnamese-hanoi', 'Vietnamese');
  device.ring();
  await until(mirror.languages, (languages) => languages?.length === 3);
  expect([...device.catalogue.methods]).toEqual(['GET']);
});

test('[PULL4] a page whose checkpoint is not its last document is asked for again, and its checkpoint not kept', async () => {
  await inState(device.open(), 'current');
  await device.close();
  device.catalogue.put('vietnamese-hanoi', 'Vietnamese');
  device.catalogue.fault.wrongCheckpoints = 2;
  const mirror = device.open();
  expect((await inState(mirror, 'error')).detail).toBe('http');
  await inState(mirror, 'current');
  await listed(mirror, 3);
  expect(namesIn(mirror)).toEqual(['Arabic', 'English', 'Vietnamese']);
});

test('a tab that closes gives the lead to another only when its last write is done', async () => {
  const storages = browserStorages({ indexedDB, IDBKeyRange });
  let goOn = () => {};
  const may = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const writes = new Promise<void>((begun) => {
    const { disk } = storages;
    const slow: typeof disk = {
      ...disk,
      async createStorageInstance(params) {
        const instance = await disk.createStorageInstance(params);
        if (params.collectionName !== 'checkpoints') return instance;
        const write = instance.bulkWrite.bind(instance);
        instance.bulkWrite = async (...given) => {
          begun();
          await may;
          return write(...given);
        };
        return instance;
      },
    };
    device.open({ storages: { ...storages, disk: slow } });
  });
  await writes;
  const closing = device.close();
  const lock = `phonochart-sync-${shape}`;
  const next = navigator.locks.request(lock, () => 'leads');
  // Each answer takes the way that the lock would have taken.
  for (let looks = 0; looks < 5; looks += 1) {
    const { held = [], pending = [] } = await navigator.locks.query();
    expect([held, pending].map((locks) => locks.filter(({ name }) => name === lock).length)).toEqual([1, 1]);
  }
  goOn();
  await closing;
  expect(await next).toBe('leads');
});
