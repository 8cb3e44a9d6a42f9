// What another tab writes is heard, also where the clock was set back after this one had opened.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openMirrorStore } from './mirror-store.ts';
import type { Mirrored } from './schemas.ts';
import { browserStorages } from './storage.ts';
import { writeDocuments } from './write-documents.ts';

beforeEach(() => {
  // The one line that Dexie's storage prints a load.
  vi.spyOn(console, 'warn').mockReturnValue();
  // By this the channel under RxDB takes itself to be in a browser.
  vi.stubGlobal('self', globalThis);
});
afterEach(() => vi.unstubAllGlobals());

test('a change that another tab tells of under an earlier time than that of this tab’s opening is shown', async () => {
  const name = 'phonochart-mirror-clock';
  const { disk } = browserStorages({ indexedDB: new IDBFactory(), IDBKeyRange });
  const store = await openMirrorStore(name, disk);
  const seen: (number | undefined)[] = [];
  let shown = () => {};
  const next = () =>
    new Promise<void>((resolve) => {
      shown = resolve;
    });
  const looked = next();
  const stop = store.watchInventory(
    'aa',
    (inventory) => {
      seen.push(inventory?.seq);
      shown();
    },
    () => seen.push(-1),
  );
  await looked;

  // The other tab says word for word what this one would say, a long time ago.
  const line = new BroadcastChannel(`RxDB:|dexie|${name}`);
  const again = new Promise<void>((resolve) => {
    line.onmessage = ({ data }: MessageEvent) => {
      const { events } = data.data.eventBulk;
      if (events[0]?.documentId !== 'aa') return;
      events[0].documentData.seq = 2;
      next().then(resolve);
      line.postMessage({ ...data, time: 1 });
    };
  });
  const empty = { phonemes: [], realisations: [], words: [], audio: [] };
  const document = { id: 'aa', seq: 1, _deleted: false, language: { code: 'aa' }, ...empty };
  await writeDocuments(store.collections.inventories, [document as unknown as Mirrored]);
  await again;
  expect(seen).toEqual([undefined, 1, 2]);
  stop();
  line.close();
  await store.close();
});
