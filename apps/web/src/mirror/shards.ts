// Where a mirror takes the documents of shards and closed pages from: a few at a time, of files fetched, checked and unpacked whole.
import type { InventoryDocument, SyncDocument } from '@phonochart/sync/protocol.ts';
import type { FillTarget } from './filling-store.ts';
import type { Filled } from './fills.ts';
import { type Wire, WireError } from './wire.ts';

/** What the manifest says of a file. */
export type FileEntry = { readonly hash: string; readonly count: number };

export type ShardReader = {
  /**
   * At most `count` documents of a file, in its order, from the one at `from` on, fewer where they are heavy, but all
   * where all are asked for; `ahead` will be wanted next.
   * @throws WireError
   */
  take(entry: FileEntry, from: number, count: number, ahead?: FileEntry): Promise<SyncDocument[]>;
  /**
   * Writes the next documents of a file itself, as many as it sees fit: answers what is to be told of those that nothing
   * stood in the way of, and the others as they are, which are to be written by whoever asked.
   * @throws WireError
   */
  fill?(
    entry: FileEntry,
    from: number,
    ahead: FileEntry | undefined,
    into: FillTarget,
  ): Promise<{ filled: readonly Filled[]; documents: SyncDocument[] }>;
  /** Nothing more is wanted for now: what is held is let go. */
  rest(): void;
};

/** As many files as two collections read at once, and one ahead for each. */
const MOST_HELD = 4;

/** Reads in this very thread. */
export function readShards(wire: Pick<Wire, 'shard'>, mostRecords = MOST_RECORDS): ShardReader {
  const held = new Map<string, Promise<SyncDocument[]>>();

  const fetched = (hash: string): Promise<SyncDocument[]> => {
    const known = held.get(hash);
    if (known) return known;
    const documents = wire.shard(hash);
    held.set(hash, documents);
    documents.catch(() => held.delete(hash));
    for (const oldest of held.keys()) if (held.size > MOST_HELD) held.delete(oldest);
    return documents;
  };

  return {
    async take({ hash, count: all }, from, count, ahead) {
      const documents = await fetched(hash);
      if (documents.length !== all) {
        held.delete(hash);
        throw new WireError('hash', 'count');
      }
      const upTo = endOf(documents, from, count, mostRecords);
      if (upTo >= all) held.delete(hash);
      if (ahead) void fetched(ahead.hash);
      return documents.slice(from, upTo);
    },
    rest: () => held.clear(),
  };
}

/** Records of a few documents that a phone writes without anybody seeing it: a language with words and clips has a thousand. */
const MOST_RECORDS = 1200;

/** Where at most `count` documents end that are not too heavy together. At least one is taken; who asks for all gets all. */
function endOf(documents: readonly SyncDocument[], from: number, count: number, mostRecords: number): number {
  if (from === 0 && count >= documents.length) return count;
  let records = 0;
  let upTo = from;
  for (; upTo < Math.min(documents.length, from + count); upTo++) {
    const { phonemes, realisations, words, audio } = documents[upTo] as Partial<InventoryDocument>;
    for (const list of [phonemes, realisations, words, audio]) records += list?.length ?? 0;
    if (records > mostRecords && upTo > from) break;
  }
  return upTo;
}
