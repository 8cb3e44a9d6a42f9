// Takes documents of shards and writes them itself, past RxDB: what the thread beside the page does.
import type { SyncDocument } from '@phonochart/sync/protocol.ts';
import { fillDocuments, openFilled } from './fill-documents.ts';
import type { FillTarget } from './filling-store.ts';
import { toldOf } from './fills.ts';
import { readShards, type ShardReader } from './shards.ts';
import type { Wire } from './wire.ts';

/** Written at once: a kill costs no more than these, and the page is told of them together, of summaries as they are. */
const FILLED_AT_ONCE = { languages: 100, inventories: 150 };
/** Records of documents that a phone holds several times over without trouble. */
const MOST_RECORDS = 12_000;

/** `atOnce`: at most so many documents are written in one transaction, where it is not as many as a screen bears. */
export function fillingShards(wire: Pick<Wire, 'shard'>, atOnce?: number): Required<ShardReader> {
  const reader = readShards(wire);
  const heavyReader = readShards(wire, MOST_RECORDS);
  const opened = new Map<string, Promise<IDBDatabase>>();

  const letGo = (database: string) => {
    const connection = opened.get(database);
    opened.delete(database);
    connection?.then((open) => open.close()).catch(() => undefined);
  };

  /** What cannot be written here is handed over: the page meets the same trouble, and knows what to do about it. */
  const written = async (documents: SyncDocument[], { collection, database, ...stamp }: FillTarget) => {
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
      letGo(database);
      return { filled: [], documents };
    }
  };

  return {
    take: reader.take,
    async fill(entry, from, ahead, into) {
      const count = atOnce ?? FILLED_AT_ONCE[into.collection];
      return written(await heavyReader.take(entry, from, count, ahead), into);
    },
    rest() {
      reader.rest();
      heavyReader.rest();
      for (const database of [...opened.keys()]) letGo(database);
    },
  };
}
