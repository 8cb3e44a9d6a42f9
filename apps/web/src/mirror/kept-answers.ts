// Charts that were opened before the mirror was whole: the server's answers, so that they stand offline. Loaded when one is needed.
import type { Answer } from './first-look.ts';
import { isWhole } from './whole.ts';

/**
 * A database of its own: in the mirror nobody could tell a language that came alone from one that a dead tab left. What is
 * here is only ever shown where the mirror is not whole, and goes when it is.
 */
const DATABASE = 'phonochart-answers';
const TABLE = 'answers';
const ORDER = 'at';
/** The charts opened last, and as many as stay small beside the mirror. */
const MOST = 40;

type Kept = Answer & { readonly code: string; readonly at: number };

/** What the server has no more is forgotten. Never fails: without it the chart needs the network again. */
export async function keepAnswer(code: string, answer: Answer): Promise<void> {
  await inTable('readwrite', (table) => {
    if (answer.inventories === null) return table.delete(code);
    table.put({ ...answer, code, at: Date.now() } satisfies Kept);
    const inOrder = table.index(ORDER).getAllKeys();
    inOrder.onsuccess = () => {
      for (const oldest of inOrder.result.slice(0, -MOST)) table.delete(oldest);
    };
    return inOrder;
  });
}

/** Undefined where none is kept, or none that is whole. Never fails. */
export async function keptAnswer(code: string): Promise<Answer | undefined> {
  const kept = (await inTable('readonly', (table) => table.get(code))) as Kept | undefined;
  return kept && isWhole.inventories(kept.inventories) && typeof kept.epoch === 'string' ? kept : undefined;
}

/** The mirror is whole. */
export function forgetAnswers(): void {
  try {
    indexedDB.deleteDatabase(DATABASE);
  } catch {
    // Refused: then nothing is kept either.
  }
}

/** The result of the request once all is written; undefined where the browser refuses anything. */
function inTable(mode: IDBTransactionMode, ask: (table: IDBObjectStore) => IDBRequest): Promise<unknown> {
  return new Promise((resolve) => {
    try {
      const opening = indexedDB.open(DATABASE, 1);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore(TABLE, { keyPath: 'code' }).createIndex(ORDER, 'at');
      };
      opening.onerror = () => resolve(undefined);
      opening.onsuccess = () => {
        const database = opening.result;
        const done = (result?: unknown) => {
          database.close();
          resolve(result);
        };
        database.onversionchange = () => database.close();
        const transaction = database.transaction(TABLE, mode);
        const request = ask(transaction.objectStore(TABLE));
        transaction.oncomplete = () => done(request.result);
        transaction.onabort = () => done();
      };
    } catch {
      resolve(undefined);
    }
  });
}
