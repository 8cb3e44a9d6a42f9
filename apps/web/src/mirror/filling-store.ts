// The way into a collection of the mirror past RxDB, for documents that come in thousands and are new.
import type { CollectionName, SyncDocument } from '@phonochart/sync/protocol.ts';
import { now, type RxCollection } from 'rxdb/plugins/core';
import { fillDocuments, type Stamp } from './fill-documents.ts';
import { type Filled, type Fills, toldOf } from './fills.ts';
import type { Mirrored } from './schemas.ts';

/** What another thread needs to fill a collection: the name of its database in IndexedDB, and what it writes on documents. */
export type FillTarget = Stamp & { readonly collection: CollectionName; readonly database: string };

export type FillingStore = {
  /** Undefined where another thread cannot reach the collection. */
  target(name: CollectionName): Promise<FillTarget | undefined>;
  /** Writes those that nothing stands in the way of, and answers the others, or all where it cannot. */
  fill(name: CollectionName, documents: readonly SyncDocument[]): Promise<readonly SyncDocument[]>;
  /** These are here, and RxDB has told nobody: another thread has filled them, or a tab that died. */
  tell(name: CollectionName, filled: readonly Filled[]): void;
};

/** What RxDB's storage over Dexie keeps; the one over memory has no database. */
type Internals = { readonly dexieDb?: { readonly name: string; backendDB(): IDBDatabase | null } };

export function fillingOf(
  collections: { readonly [name in CollectionName]: RxCollection<Mirrored> },
  { tell }: Fills,
): FillingStore {
  const dexieOf = async (name: CollectionName) => {
    const { dexieDb } = (await collections[name].storageInstance.internals) as Internals;
    return dexieDb;
  };
  const stampOf = (name: CollectionName): Stamp => ({ rev: `1-${collections[name].database.token}`, lwt: now() });
  return {
    async target(name) {
      const dexie = await dexieOf(name);
      return dexie && { collection: name, database: dexie.name, ...stampOf(name) };
    },
    async fill(name, documents) {
      const database = (await dexieOf(name))?.backendDB();
      if (!database) return documents;
      try {
        const added = await fillDocuments(database, documents, stampOf(name));
        tell(
          name,
          toldOf(
            name,
            documents.filter(({ id }) => added.has(id)),
          ),
        );
        return documents.filter(({ id }) => !added.has(id));
      } catch {
        // Whatever is wrong, RxDB meets it too, and says it.
        return documents;
      }
    },
    tell,
  };
}
