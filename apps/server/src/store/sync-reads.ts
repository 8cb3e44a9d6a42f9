// The sync wire's reads on the hot path: prepared statements, and documents handed on as the text that is stored.

import { PROTOCOL_VERSION } from '@phonochart/sync/limits.ts';
import type { Checkpoint, CollectionName, Manifest, PageEntry, ShardEntry } from '@phonochart/sync/protocol.ts';
import { and, eq, sql, count as total } from 'drizzle-orm';
import { catalogue, documents, shards, snapshotPages, snapshotShards } from './schema.ts';
import { type Db, named, read } from './sqlite-file.ts';
import type { PullRequest, PullResult, ShardBytes, SyncState } from './store.ts';

type State = SyncState & { snapshot: number };
export type DocumentRow = { id: string; seq: number; body: string | null };

export type SyncReads = {
  state(): SyncState;
  /** The same object while nothing that it says changes. */
  manifest(): Manifest;
  shard(hash: string): ShardBytes | undefined;
  pull(request: PullRequest): PullResult;
  /** Both documents of one language as they travel, from one state. */
  documentsOf(id: string): SyncState & { [name in CollectionName]: string | null };
  /** A living document and its seq; nothing for a tombstone. */
  document(collection: CollectionName, id: string): { seq: number; body: string } | undefined;
};

export function prepareSyncReads(db: Db): SyncReads {
  const { epoch, head, floor, snapshot } = catalogue;
  const stateQuery = db.select({ epoch, head, floor }).from(catalogue).prepare();
  const whole = db.select({ epoch, head, floor, snapshot }).from(catalogue).prepare();
  const { id, seq, body } = documents;
  const tail = db
    .select({ id, seq, body })
    .from(documents)
    .where(and(eq(documents.collection, sql.placeholder('collection')), sql`${seq} > ${sql.placeholder('after')}`))
    .orderBy(seq)
    .limit(sql.placeholder('limit'))
    .prepare();
  const one = db
    .select({ id, seq, body })
    .from(documents)
    .where(and(eq(documents.collection, sql.placeholder('collection')), eq(id, sql.placeholder('id'))))
    .prepare();
  const { hash, collection, count, bytes } = shards;
  const listed = db
    .select({ hash, collection, count, bytes })
    .from(snapshotShards)
    .innerJoin(shards, eq(shards.hash, snapshotShards.hash))
    .where(eq(snapshotShards.snapshot, sql.placeholder('snapshot')))
    .orderBy(snapshotShards.position)
    .prepare();
  const { after, to } = snapshotPages;
  const closed = db
    .select({ hash, collection, after, to, count })
    .from(snapshotPages)
    .innerJoin(shards, eq(shards.hash, snapshotPages.hash))
    .where(eq(snapshotPages.snapshot, sql.placeholder('snapshot')))
    .orderBy(snapshotPages.collection, after)
    .prepare();
  const pageCount = db
    .select({ n: total() })
    .from(snapshotPages)
    .where(eq(snapshotPages.snapshot, sql.placeholder('snapshot')))
    .prepare();
  let kept: Manifest | undefined;
  const { body: identity, br, gzip } = shards;
  const shardQuery = db
    .select({ identity, br, gzip })
    .from(shards)
    .where(eq(hash, sql.placeholder('hash')))
    .prepare();

  return {
    state: () => named(() => stateQuery.get()!),
    manifest: () =>
      read(db, () => {
        const state: State = whole.get()!;
        // A page may be closed while the head stands.
        const { n } = pageCount.get(state)!;
        if (kept && kept.pages.length === n && sameState(kept, state)) return kept;
        const entries: ShardEntry[] = listed.all(state);
        const pages: PageEntry[] = closed.all(state);
        kept = { protocol: PROTOCOL_VERSION, ...state, shards: entries, pages };
        return kept;
      }),
    shard: (name) => named(() => shardQuery.get({ hash: name })),
    pull: ({ epoch, collection, after, limit }) =>
      read(db, () => {
        const state = stateQuery.get()!;
        if (epoch !== state.epoch) return { type: 'gone', reason: 'epoch', state };
        if (after < state.floor) return { type: 'gone', reason: 'floor', state };
        if (after > state.head) return { type: 'gone', reason: 'future', state };
        const rows: DocumentRow[] = tail.all({ collection, after, limit });
        const checkpoint: Checkpoint = { epoch, seq: rows.at(-1)?.seq ?? after };
        return { type: 'page', documents: rows.map(wireText), checkpoint };
      }),
    documentsOf: (id) =>
      read(db, () => {
        const text = (collection: CollectionName) => {
          const row: DocumentRow | undefined = one.get({ collection, id });
          return row && row.body !== null ? wireText(row) : null;
        };
        return { ...stateQuery.get()!, languages: text('languages'), inventories: text('inventories') };
      }),
    document: (collection, id) => {
      const row: DocumentRow | undefined = named(() => one.get({ collection, id }));
      return row && row.body !== null ? { seq: row.seq, body: row.body } : undefined;
    },
  };
}

const sameState = (one: State, other: State): boolean =>
  one.epoch === other.epoch && one.head === other.head && one.floor === other.floor && one.snapshot === other.snapshot;

/** A document as it travels. The stored body is a JSON object that is never empty, so its text can be opened. */
export const wireText = ({ id, seq, body }: DocumentRow): string =>
  body === null
    ? `{"id":${JSON.stringify(id)},"seq":${seq},"_deleted":true}`
    : `{"seq":${seq},"_deleted":false,${body.slice(1)}`;
