// One inventory before the mirror's library is there: read from the device with IndexedDB alone, or asked of the server.
import type { InventoryDocument, LanguageDocuments } from '@phonochart/sync/protocol.ts';
import { isWhole } from './whole.ts';

/** Any address under `/api/sync/`, as JSON that nobody has looked at. Rejects where no good answer came. */
export type Ask = (path: string) => Promise<unknown>;

export const askServer: Ask = async (path) => {
  const response = await fetch(`/api/sync/${path}`, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
};

/** The inventory, null where the server has no such language, and the moment it speaks of. */
export type Answer = Omit<LanguageDocuments, 'languages'>;

/** Rejects where the server cannot be asked. */
export async function askInventory(ask: Ask, code: string): Promise<Answer> {
  const answer = (await ask(`documents/${encodeURIComponent(code)}`)) as LanguageDocuments;
  if (answer.inventories === null || isWhole.inventories(answer.inventories)) return answer;
  throw new TypeError('no inventory');
}

/** `generation` is a database's name. Never fails: what is not there, or not whole, is for the library to look at. */
export function readInventory(generation: string, code: string): Promise<InventoryDocument | undefined> {
  return new Promise((resolve) => {
    try {
      const opening = indexedDB.open(`rxdb-dexie-${generation}--0--inventories`);
      // Of a database that is not there none is to be made.
      opening.onupgradeneeded = () => opening.transaction?.abort();
      opening.onerror = () => resolve(undefined);
      opening.onsuccess = () => {
        const database = opening.result;
        const done = (found?: unknown) => {
          database.close();
          resolve(found && isWhole.inventories(found) ? asDocument(found as Kept) : undefined);
        };
        database.onversionchange = () => database.close();
        if (!database.objectStoreNames.contains('docs')) return done();
        const reading = database.transaction('docs').objectStore('docs').get(code);
        reading.onerror = () => done();
        reading.onsuccess = () => done(reading.result);
      };
    } catch {
      // Some browsers throw at the mere name where they refuse to keep anything.
      resolve(undefined);
    }
  });
}

type Kept = InventoryDocument & { _meta: unknown; _rev: unknown; _attachments: unknown };

/** Without what RxDB adds to a document. */
const asDocument = ({ _meta, _rev, _attachments, _deleted, ...document }: Kept) => document as InventoryDocument;
