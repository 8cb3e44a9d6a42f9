// The mirror over IndexedDB and a real HTTP server: what SPEC.md asks of a client.
import 'fake-indexeddb/auto';
import { effect, type ReadonlySignal } from '@preact/signals';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { exampleInventory, exampleLanguage, startExampleCatalogue } from './example-catalogue.ts';
import { fillDocuments, openFilled } from './fill-documents.ts';
import { currentGeneration } from './generation.ts';
import { heal } from './heal.ts';
import type { MirrorState } from './mirror.ts';
import { openMirrorStore } from './mirror-store.ts';
import { type MirrorOptions, openMirror } from './open-mirror.ts';
import { shape } from './schemas.ts';
import { browserStorages } from './storage.ts';
import { createWire, type Wire } from './wire.ts';

let catalogue: Awaited<ReturnType<typeof startExampleCatalogue>>;
let ring = () => {};
const opened: { close(): Promise<void> }[] = [];

beforeEach(async () => {
  const kept = new Map<string, string>();
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  catalogue = await startExampleCatalogue();
  catalogue.put('english-gb', 'English');
  catalogue.put('arabic-msa', 'Arabic');
  catalogue.takeSnapshot();
});

afterEach(async () => {
  for (const mirror of opened.splice(0)) await mirror.close();
  await catalogue.stop();
  vi.unstubAllGlobals();
});

function open(options: MirrorOptions = {}) {
  const bell = (rung: () => void) => {
    ring = rung;
    return () => {};
  };
  const mirror = openMirror({
    wire: createWire(catalogue.origin),
    storages: browserStorages({ indexedDB, IDBKeyRange }),
    bell,
    ...options,
  });
  opened.push(mirror);
  return mirror;
}

/** Resolves when the signal holds what is wanted. */
function until<T>(signal: ReadonlySignal<T>, wanted: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      const { value } = signal;
      if (!wanted(value)) return;
      queueMicrotask(() => stop());
      resolve(value);
    });
  });
}

/** The list is read when somebody looks. */
const listed = (mirror: ReturnType<typeof open>, count: number) =>
  until(mirror.languages, (found) => found?.length === count);
const names = (mirror: ReturnType<typeof open>) => mirror.languages.value?.map(({ name }) => name).sort();
const state = (mirror: ReturnType<typeof open>, wanted: MirrorState) =>
  until(mirror.status, (status) => status.state === wanted);

test('[CLIENT1] a first visit mirrors the shards, then the tail', async () => {
  catalogue.put('vietnamese-hanoi', 'Vietnamese');
  const mirror = open();
  expect(mirror.languages.value).toBeUndefined();
  await state(mirror, 'current');
  await listed(mirror, 3);
  expect(names(mirror)).toEqual(['Arabic', 'English', 'Vietnamese']);
  const inventory = await until(mirror.inventory('vietnamese-hanoi'), (found) => found != null);
  expect(inventory?.phonemes[0]?.symbol).toBe('p');
  expect(await until(mirror.inventory('klingon'), (found) => found !== undefined)).toBeNull();
  expect(catalogue.asked.filter((path) => path.includes('/shards/'))).toHaveLength(2);
});

test('[CLIENT3] a second visit goes on from its checkpoint and fetches no shard again', async () => {
  await state(open(), 'current');
  await opened.pop()?.close();
  catalogue.asked.length = 0;
  catalogue.remove('arabic-msa');
  const again = open();
  await state(again, 'current');
  await listed(again, 1);
  expect(names(again)).toEqual(['English']);
  expect(catalogue.asked.some((path) => path.includes('/shards/'))).toBe(false);
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
  const mirror = open();
  await until(mirror.languages, (found) => found?.length === 2);
  expect(names(mirror)).toEqual(['Arabic', 'English']);
});

test('[CLIENT2] a shard that is not what its name says never reaches the chart', async () => {
  catalogue.fault.corruptShards = true;
  const mirror = open();
  const { detail } = await state(mirror, 'error');
  expect(detail).toBe('hash');
  expect(mirror.languages.value ?? []).toEqual([]);
  catalogue.fault.corruptShards = false;
  await state(mirror, 'current');
  await listed(mirror, 2);
  expect(names(mirror)).toEqual(['Arabic', 'English']);
});

test('[CLIENT4] a document with an older seq than the one held is ignored', async () => {
  const mirror = open();
  await state(mirror, 'current');
  catalogue.serveStale('english-gb', 'Stale');
  catalogue.put('french', 'French');
  ring();
  await until(mirror.languages, (found) => found?.length === 3);
  expect(names(mirror)).toEqual(['Arabic', 'English', 'French']);
});

test('[CLIENT5] on 410 the mirror begins again, shows the old one meanwhile, and keeps the stars', async () => {
  const mirror = open();
  await state(mirror, 'current');
  await listed(mirror, 2);
  await mirror.own.toggleStar('english-gb:p');
  const before = await until(mirror.epoch('english-gb'), (epoch) => epoch !== undefined);
  const histories = new Set<string>();
  const stopTelling = effect(() => {
    const name = mirror.inventory('english-gb').value?.language.name;
    histories.add(`${name} ${mirror.epoch('english-gb').value === before}`);
  });
  catalogue.restoreFromBackup();
  catalogue.put('english-gb', 'English anew');
  const shown: (number | undefined)[] = [];
  const stop = effect(() => {
    shown.push(mirror.languages.value?.length);
  });
  ring();
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
  const mirror = open();
  await state(mirror, 'current');
  const inventory = mirror.inventory('english-gb');
  await until(inventory, (found) => found?.language.name === 'English');
  catalogue.put('english-gb', 'English, edited');
  ring();
  await until(inventory, (found) => found?.language.name === 'English, edited');
});

test('what a tab stored and died before it told anybody is seen as soon as the mirror pulls it again', async () => {
  const mirror = open();
  await state(mirror, 'current');
  await listed(mirror, 2);
  const inventory = mirror.inventory('french');
  await until(inventory, (found) => found === null);
  catalogue.put('french', 'French');
  const fresh = { languages: exampleLanguage('french', 'French'), inventories: exampleInventory('french', 'French') };
  for (const [name, document] of Object.entries(fresh)) {
    const connection = await openFilled(`rxdb-dexie-${currentGeneration(shape).name}--0--${name}`);
    const seq = name === 'languages' ? 5 : 6;
    await fillDocuments(connection, [{ ...document, seq, _deleted: false } as never], { rev: '1-dead', lwt: 1 });
    connection.close();
  }
  ring();
  await listed(mirror, 3);
  expect((await until(inventory, (found) => found !== null))?.language.name).toBe('French');
});

test("[CLIENT7] on a shard's 404 it reads the manifest again", async () => {
  catalogue.fault.lostShards = 1;
  await state(open(), 'current');
  expect(catalogue.asked.filter((path) => path.endsWith('/manifest')).length).toBeGreaterThan(1);
});

test('[CLIENT8] a later protocol leaves the mirror as it is and is said', async () => {
  catalogue.fault.protocol = 99;
  const mirror = open();
  expect((await state(mirror, 'error')).detail).toBe('protocol');
});

test('a server that cannot be reached leaves what is mirrored, and is said', async () => {
  await state(open(), 'current');
  await opened.pop()?.close();
  const mirror = open({ wire: createWire('http://127.0.0.1:1') });
  await state(mirror, 'offline');
  await until(mirror.languages, (found) => found?.length === 2);
});

test('a damaged database is made anew under another name, and the stars are kept', async () => {
  const before = open();
  await state(before, 'current');
  await before.own.toggleStar('english-gb:p');
  await opened.pop()?.close();
  for (const { name } of await indexedDB.databases()) if (name?.endsWith('--0--languages')) await spoil(name);
  const mirror = open();
  await state(mirror, 'rebuilt');
  await listed(mirror, 2);
  expect(names(mirror)).toEqual(['Arabic', 'English']);
  expect([...mirror.own.starred.value]).toEqual(['english-gb:p']);
});

test('a mirror of a catalogue without languages is not taken for a damaged one', async () => {
  const bare = await startExampleCatalogue();
  const wire = createWire(bare.origin);
  await state(open({ wire }), 'current');
  await opened.pop()?.close();
  const whole = currentGeneration(shape);
  expect(whole.complete).toBe(true);
  await until(open({ wire }).status, ({ state }) => state === 'current' || state === 'rebuilt');
  await opened.pop()?.close();
  expect(currentGeneration(shape)).toEqual(whole);
  await bare.stop();
});

test('what a browser has thrown away of a whole mirror is fetched anew', async () => {
  await state(open(), 'current');
  await opened.pop()?.close();
  const { name } = currentGeneration(shape);
  await deleted(`rxdb-dexie-${name}--0--languages`);
  const mirror = open();
  await state(mirror, 'rebuilt');
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
  const mirror = open();
  const status = await state(mirror, 'current');
  expect(status.inMemory).toBe(true);
  await listed(mirror, 2);
  expect(names(mirror)).toEqual(['Arabic', 'English']);
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
  const mirror = open();
  await state(mirror, 'current');
  await mirror.own.toggleStar('english-gb:p');
  await mirror.own.saveSettings({ theme: 'dark' });
  catalogue.put('vietnamese-hanoi', 'Vietnamese');
  ring();
  await until(mirror.languages, (languages) => languages?.length === 3);
  expect([...catalogue.methods]).toEqual(['GET']);
});

test('[PULL4] a page whose checkpoint is not its last document is asked for again, and its checkpoint not kept', async () => {
  await state(open(), 'current');
  await opened.pop()?.close();
  catalogue.put('vietnamese-hanoi', 'Vietnamese');
  catalogue.fault.wrongCheckpoints = 2;
  const mirror = open();
  expect((await state(mirror, 'error')).detail).toBe('http');
  await state(mirror, 'current');
  await listed(mirror, 3);
  expect(names(mirror)).toEqual(['Arabic', 'English', 'Vietnamese']);
});

async function withSpoiltFrench() {
  const mirror = open();
  await state(mirror, 'current');
  catalogue.fault.spoilPages = true;
  catalogue.put('french', 'French');
  catalogue.put('vietnamese-hanoi', 'Vietnamese');
  ring();
  await until(mirror.languages, (found) => found?.length === 4);
  await state(mirror, 'current');
  catalogue.fault.spoilPages = false;
  expect(names(mirror)).toContain('Frenck');
  catalogue.asked.length = 0;
  return mirror;
}

const asked = (path: string) => catalogue.asked.filter((each) => each.includes(path));

test('[CLIENT10] a check finds the one language that differs and fetches it alone', async () => {
  const mirror = await withSpoiltFrench();
  await mirror.check();
  await until(mirror.languages, () => names(mirror)?.includes('French') ?? false);
  expect(catalogue.asked).toEqual(['/api/sync/checksums', '/api/sync/documents/french']);
  const inventory = await until(mirror.inventory('french'), (found) => found?.language.name === 'French');
  expect(inventory?.phonemes).toHaveLength(1);
  await mirror.check();
  expect(asked('/documents/')).toHaveLength(1);
  catalogue.put('french', 'French, edited');
  ring();
  await until(mirror.languages, () => names(mirror)?.includes('French, edited') ?? false);
});

test('[CLIENT10] a day after the last check the mirror checks by itself, and not before', async () => {
  await withSpoiltFrench();
  await opened.pop()?.close();
  const soon = open();
  await state(soon, 'current');
  await opened.pop()?.close();
  expect(asked('/checksums')).toEqual([]);
  localStorage.setItem('phonochart-checked', `${Date.now() - 25 * 3_600_000}`);
  const later = open();
  await until(later.languages, () => names(later)?.includes('French') ?? false);
  expect(asked('/checksums')).toHaveLength(1);
});

test('[CLIENT10] after an answer that should not have been, the mirror checks itself', async () => {
  const mirror = await withSpoiltFrench();
  catalogue.fault.wrongCheckpoints = 1;
  catalogue.put('welsh', 'Welsh');
  const said: MirrorState[] = [];
  const stop = mirror.status.subscribe(({ state }) => {
    if (said.at(-1) !== state) said.push(state);
  });
  ring();
  await until(mirror.languages, () => names(mirror)?.includes('French') ?? false);
  stop();
  // Not up to date while one of the two collections is still to be asked for again.
  expect(said).toEqual(['current', 'error', 'current']);
  expect(asked('/documents/')).toHaveLength(1);
});

test('[CLIENT10] a language that the server no longer has is taken away, and where many differ the mirror begins again', async () => {
  const mirror = await withSpoiltFrench();
  catalogue.loseTombstone('vietnamese-hanoi');
  await mirror.check();
  await until(mirror.languages, (found) => found?.length === 3);
  expect(await until(mirror.inventory('vietnamese-hanoi'), (found) => found !== undefined)).toBeNull();
  for (let count = 0; count < 40; count += 1) catalogue.putInSilence(`made-up-${count}`, 'Made up');
  catalogue.takeSnapshot();
  catalogue.asked.length = 0;
  await mirror.check();
  await until(mirror.languages, (found) => found?.length === 43);
  expect(asked('/documents/')).toEqual([]);
  expect(asked('/shards/')).toHaveLength(2);
});

test('[CLIENT11] healing leaves alone what replication has renewed meanwhile', async () => {
  const mirror = await openMirrorStore('phonochart-mirror-heal', browserStorages({ indexedDB, IDBKeyRange }).disk);
  const write = (name: string, seq: number) =>
    mirror.collections.languages.upsert({ ...exampleLanguage('french', name), seq, _deleted: false });
  await write('Frenck', 7);
  const wire = createWire(catalogue.origin);
  catalogue.put('french', 'French');
  const answers: Wire = {
    ...wire,
    async ask(path) {
      const answer = await wire.ask(path);
      if (path.startsWith('documents/')) await write('French, renewed meanwhile', 99);
      return answer;
    },
  };
  await heal(mirror, answers);
  expect((await mirror.collections.languages.findOne('french').exec())?.toJSON()).toMatchObject({
    name: 'French, renewed meanwhile',
    seq: 99,
  });
  await mirror.close();
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
    open({ storages: { ...storages, disk: slow } });
  });
  await writes;
  const closing = opened.pop()?.close();
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
