// Where the mirror lies: what another tab may do to it.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import { openMirrorStore } from './mirror-store.ts';
import type { Mirrored } from './schemas.ts';
import { browserStorages } from './storage.ts';
import { writeDocuments } from './write-documents.ts';

test('a database that another tab sweeps is deleted only when nobody shows it any more', async () => {
  // The one line that Dexie's storage prints a load.
  vi.spyOn(console, 'warn').mockReturnValue();
  const indexedDB = new IDBFactory();
  const { disk } = browserStorages({ indexedDB, IDBKeyRange });
  const store = await openMirrorStore('phonochart-mirror-swept', disk);
  const { inventories } = store.collections;
  const document = {
    id: 'aa',
    seq: 1,
    _deleted: false,
    language: { code: 'aa' },
    phonemes: [],
  };
  await writeDocuments(inventories, [document as unknown as Mirrored], false);

  const request = indexedDB.deleteDatabase('rxdb-dexie-phonochart-mirror-swept--0--inventories');
  const deleted = new Promise<void>((resolve, reject) => {
    request.onsuccess = () => resolve();
    request.onerror = reject;
  });
  await new Promise<void>((resolve) => {
    request.onblocked = () => resolve();
  });
  expect(await inventories.storageInstance.findDocumentsById(['aa'], false)).toHaveLength(1);
  await store.close();
  await deleted;
});
