// Fills a table of the mirror with documents of a shard through IndexedDB itself: as RxDB keeps them, and only where nothing is.
import type { SyncDocument } from '@phonochart/sync/protocol.ts';

/** What RxDB wants to know of a document: who wrote it first, and when. */
export type Stamp = { readonly rev: string; readonly lwt: number };

/**
 * In one transaction, whole or not at all; answers the ids of what is here now by it. RxDB asks for every document before
 * it puts it and copies it field by field; a new mirror has nothing to ask for. [CLIENT4] holds all the same: `add`
 * replaces nothing, not even a tombstone, and what it refuses is for `writeDocuments`.
 * @throws whatever the browser throws: it is closed, full, or cannot keep a document
 */
export function fillDocuments(
  database: IDBDatabase,
  documents: readonly SyncDocument[],
  { rev, lwt }: Stamp,
): Promise<Set<string>> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(TABLE, 'readwrite', { durability: 'relaxed' });
    const table = transaction.objectStore(TABLE);
    const added = new Set<string>();
    transaction.oncomplete = () => resolve(added);
    transaction.onabort = () => reject(transaction.error ?? new DOMException('aborted', 'AbortError'));
    for (const document of documents) {
      added.add(document.id);
      const kept = {
        ...document,
        _deleted: document._deleted ? '1' : '0',
        _attachments: {},
        _meta: { lwt },
        _rev: rev,
      };
      table.add(kept).onerror = (event) => {
        if ((event.target as IDBRequest).error?.name !== 'ConstraintError') return;
        added.delete(document.id);
        // Else the whole transaction would be undone.
        event.preventDefault();
        event.stopPropagation();
      };
    }
  });
}

/** RxDB's name for it. */
const TABLE = 'docs';

/** Opens a database that is there already. @throws where it is not, or cannot be had */
export function openFilled(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      // Whoever sweeps old generations must not wait for this one.
      database.onversionchange = () => database.close();
      resolve(database);
    };
  });
}
