// Reads a store as a client would, for tests: the tail page by page, and a mirror from shards and tail.
import type { Wire } from '@phonochart/sync/contract/reference-mirror.ts';
import type { CollectionName, SyncDocument } from '@phonochart/sync/protocol.ts';
import { type PackedFile, unpack } from '@phonochart/sync/unpack.ts';
import type { CatalogueStore } from './store.ts';

/** Opens a store on an empty database; `again` opens the same database a second time, as another server would. */
export type OpenStore = () => Promise<{ store: CatalogueStore; again: () => Promise<CatalogueStore> }>;

/** The same with other sizes of pages and snapshots. */
export type OpenWithSizes = (sizes: { pageSize: number; snapshotAfter: number }) => ReturnType<OpenStore>;

/** Everything in a collection after a checkpoint, page by page, as a client reads it. */
export async function pullAll(store: CatalogueStore, collection: CollectionName, from = 0, limit = 3) {
  const { epoch } = await store.syncState();
  const found: SyncDocument[] = [];
  for (let after = from; ; ) {
    const answer = await store.pull({ epoch, collection, after, limit });
    if (answer.type === 'gone') throw new Error(`gone: ${answer.reason}`);
    found.push(...answer.documents.map((text) => JSON.parse(text)));
    after = answer.checkpoint.seq;
    if (answer.documents.length < limit) return found;
  }
}

/** A shard or a closed page, unpacked. */
export async function fileOf(
  store: CatalogueStore,
  hash: string,
): Promise<{ collection: CollectionName; documents: SyncDocument[] }> {
  const file: PackedFile = JSON.parse(Buffer.from((await store.shard(hash))!.identity).toString());
  return { collection: file.collection, documents: [...unpack(file)] };
}

/** What a new client holds after the manifest's shards and the tail: id to document, the dead left out. */
export async function mirrorOf(store: CatalogueStore, collection: CollectionName): Promise<Map<string, SyncDocument>> {
  const manifest = await store.manifest();
  const mirror = new Map<string, SyncDocument>();
  for (const { hash } of manifest.shards.filter((shard) => shard.collection === collection)) {
    for (const document of (await fileOf(store, hash)).documents) mirror.set(document.id, document);
  }
  for (const document of await pullAll(store, collection, manifest.snapshot))
    if (document._deleted) mirror.delete(document.id);
    else mirror.set(document.id, document);
  return mirror;
}

/** The store as the reference mirror reads it. `onPage`: told of each closed page that is read. */
export const wireOf = (store: CatalogueStore, onPage: () => void = () => {}): Wire => ({
  manifest: () => store.manifest(),
  shard: async (hash) => {
    if ((await store.manifest()).pages.some((page) => page.hash === hash)) onPage();
    return (await store.shard(hash))?.identity ?? 'missing';
  },
  pull: async (query) => {
    const answer = await store.pull(query);
    if (answer.type === 'gone') return 'gone';
    return { documents: answer.documents.map((text) => JSON.parse(text)), checkpoint: answer.checkpoint };
  },
});
