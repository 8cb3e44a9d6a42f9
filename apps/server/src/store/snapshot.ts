// Writes the snapshot: every living document in immutable, content-hashed, precompressed shards.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { SHARD_SIZE } from '@phonochart/sync/limits.ts';
import type { CollectionName } from '@phonochart/sync/protocol.ts';
import { and, count, eq, gt, gte, inArray, lt, max, notInArray } from 'drizzle-orm';
import { catalogue, documents, shards, snapshotShards } from './schema.ts';
import { type Db, read, write } from './sqlite-file.ts';
import { wireText } from './sync-reads.ts';

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

/** Summaries are small: a thousand of them weigh what a few inventories do. */
const sizes: [CollectionName, number][] = [
  ['languages', 1000],
  ['inventories', SHARD_SIZE],
];

type Draft = { hash: string; collection: CollectionName; count: number; body: Buffer };

/** How many documents changed since the snapshot. */
export function tailLength(db: Db): number {
  return read(db, (tx) => {
    const { snapshot } = tx.select().from(catalogue).get()!;
    return tx.select({ n: count() }).from(documents).where(gt(documents.seq, snapshot)).get()!.n;
  });
}

/**
 * Makes the present head the snapshot. Compressing runs in zlib's threads while the store goes on answering and
 * writing: what changes meanwhile is tail. Of two processes at once the later snapshot stands.
 */
export async function writeSnapshot(db: Db): Promise<void> {
  const { head, drafts } = read(db, (tx) => {
    const { head } = tx.select().from(catalogue).get()!;
    return { head, drafts: sizes.flatMap(([collection, size]) => draftShards(db, collection, size)) };
  });
  const hashes = drafts.map(({ hash }) => hash);
  const held = new Set(
    read(db, (tx) => tx.select({ hash: shards.hash }).from(shards).where(inArray(shards.hash, hashes)).all()).map(
      ({ hash }) => hash,
    ),
  );
  const fresh: (typeof shards.$inferInsert)[] = [];
  for (const draft of drafts) if (!held.has(draft.hash)) fresh.push(await compress(draft));

  write(db, (tx) => {
    const { snapshot } = tx.select().from(catalogue).get()!;
    if (snapshot >= head) return;
    for (const shard of fresh) tx.insert(shards).values(shard).onConflictDoNothing().run();
    for (const [position, hash] of hashes.entries())
      tx.insert(snapshotShards).values({ snapshot: head, position, hash }).run();
    tx.update(catalogue).set({ snapshot: head }).run();
    // Clients may still hold the manifest before this one: [SHARD6].
    tx.delete(snapshotShards)
      .where(notInArray(snapshotShards.snapshot, [snapshot, head]))
      .run();
    const needed = tx.select({ hash: snapshotShards.hash }).from(snapshotShards);
    tx.delete(shards).where(notInArray(shards.hash, needed)).run();
  });
}

/** Shard by shard: the rows of a whole large catalogue at once would take more memory than all the rest of a load. */
function draftShards(db: Db, collection: CollectionName, size: number): Draft[] {
  const { id, seq, slot, body, deleted } = documents;
  const last = db
    .select({ slot: max(slot) })
    .from(documents)
    .where(eq(documents.collection, collection))
    .get()?.slot;
  const drafts: Draft[] = [];
  for (let from = 0; from <= (last ?? -1); from += size) {
    const rows = db
      .select({ id, seq, slot, body })
      .from(documents)
      .where(and(eq(documents.collection, collection), eq(deleted, false), gte(slot, from), lt(slot, from + size)))
      .orderBy(seq)
      .all();
    if (rows.length === 0) continue;
    const text = Buffer.from(`{"collection":"${collection}","documents":[${rows.map(wireText).join(',')}]}`);
    drafts.push({
      hash: createHash('sha256').update(text).digest('hex'),
      collection,
      count: rows.length,
      body: text,
    });
  }
  return drafts;
}

async function compress({ body, ...draft }: Draft): Promise<typeof shards.$inferInsert> {
  const params = {
    // 11 would gain a few per cent for ten times the time, and a start waits for the first snapshot.
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  };
  const [br, gz] = await Promise.all([brotli(body, { params }), deflate(body, { level: 9 })]);
  return { ...draft, bytes: body.length, body, br, gzip: gz };
}
