// A thread beside the page: fetches, checks and unpacks shards, and writes their documents, or hands them over a few at a time.
import type { SyncDocument } from '@phonochart/sync/protocol.ts';
import { fillDocuments, openFilled } from './fill-documents.ts';
import type { FillTarget } from './filling-store.ts';
import { toldOf } from './fills.ts';
import { readShards } from './shards.ts';
import { createWire, WireError } from './wire.ts';
import type { TakeAnswer, TakeRequest } from './worker-shards.ts';

/** Written at once: a kill costs no more than these, and the page is told of them together, of summaries as they are. */
const FILLED_AT_ONCE = { languages: 100, inventories: 150 };
/** Records of documents that a phone holds several times over without trouble. */
const MOST_RECORDS = 12_000;

const wire = createWire();
const reader = readShards(wire);
const heavyReader = readShards(wire, MOST_RECORDS);
const opened = new Map<string, Promise<IDBDatabase>>();

/** What cannot be written here is handed over: the page meets the same trouble, and knows what to do about it. */
async function fill(documents: SyncDocument[], { collection, database, ...stamp }: FillTarget) {
  const connection = opened.get(database) ?? openFilled(database);
  opened.set(database, connection);
  try {
    const added = await fillDocuments(await connection, documents, stamp);
    const filled = toldOf(
      collection,
      documents.filter(({ id }) => added.has(id)),
    );
    return { filled, documents: documents.filter(({ id }) => !added.has(id)) };
  } catch {
    opened.delete(database);
    connection.then((open) => open.close()).catch(() => undefined);
    return { filled: [], documents };
  }
}

addEventListener('message', async ({ data }: MessageEvent<TakeRequest>) => {
  const { request, entry, from, count, ahead, into } = data;
  let answer: TakeAnswer;
  try {
    answer = into
      ? { request, ...(await fill(await heavyReader.take(entry, from, FILLED_AT_ONCE[into.collection], ahead), into)) }
      : { request, filled: [], documents: await reader.take(entry, from, count, ahead) };
  } catch (error) {
    answer = { request, code: error instanceof WireError ? error.code : 'http' };
  }
  postMessage(answer);
});
