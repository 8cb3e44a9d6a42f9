// Writes the snapshot: every living document in immutable, content-hashed, precompressed shards.
import { SHARD_SIZE } from '@phonochart/sync/limits.ts';
import type { CollectionName } from '@phonochart/sync/protocol.ts';
import { and, eq, gte, lt, max, notInArray } from 'drizzle-orm';
import { catalogue, documents, shards, snapshotPages, snapshotShards } from './schema.ts';
import { type Db, readAside, write } from './sqlite-file.ts';
import { compressNew, type WireFile, wireFile } from './wire-file.ts';

/** Summaries are small: a thousand of them weigh what a few inventories do. */
const sizes: [CollectionName, number][] = [
  ['languages', 1000],
  ['inventories', SHARD_SIZE],
];

/**
 * Makes the present head the snapshot. The store goes on answering and writing while files are packed, a few documents
 * at a time and out of one state of the database, and compressed in zlib's threads: what changes meanwhile is tail. Of two processes at once the later snapshot stands.
 */
export async function writeSnapshot(db: Db): Promise<void> {
  const { head, drafts } = await readAside(db, async (aside) => {
    const { head } = aside.select().from(catalogue).get()!;
    const drafts: WireFile[] = [];
    for (const [collection, size] of sizes) drafts.push(...(await draftShards(aside, collection, size)));
    return { head, drafts };
  });
  const hashes = drafts.map(({ hash }) => hash);
  const fresh = await compressNew(db, drafts);

  write(db, (tx) => {
    const { snapshot } = tx.select().from(catalogue).get()!;
    if (snapshot >= head) return;
    for (const shard of fresh) tx.insert(shards).values(shard).onConflictDoNothing().run();
    for (const [position, hash] of hashes.entries())
      tx.insert(snapshotShards).values({ snapshot: head, position, hash }).run();
    tx.update(catalogue).set({ snapshot: head }).run();
    // Clients may still hold the manifest before this one: [SHARD6] [PAGE6].
    tx.delete(snapshotShards)
      .where(notInArray(snapshotShards.snapshot, [snapshot, head]))
      .run();
    tx.delete(snapshotPages)
      .where(notInArray(snapshotPages.snapshot, [snapshot, head]))
      .run();
    const listed = tx.select({ hash: snapshotShards.hash }).from(snapshotShards);
    const paged = tx.select({ hash: snapshotPages.hash }).from(snapshotPages);
    tx.delete(shards)
      .where(and(notInArray(shards.hash, listed), notInArray(shards.hash, paged)))
      .run();
  });
}

/** Shard by shard: the rows of a whole large catalogue at once would take more memory than all the rest of a load. */
async function draftShards(db: Db, collection: CollectionName, size: number): Promise<WireFile[]> {
  const { id, seq, slot, body, deleted } = documents;
  const last = db
    .select({ slot: max(slot) })
    .from(documents)
    .where(eq(documents.collection, collection))
    .get()?.slot;
  const drafts: WireFile[] = [];
  for (let from = 0; from <= (last ?? -1); from += size) {
    const rows = db
      .select({ id, seq, slot, body })
      .from(documents)
      .where(and(eq(documents.collection, collection), eq(deleted, false), gte(slot, from), lt(slot, from + size)))
      .orderBy(seq)
      .all();
    if (rows.length === 0) continue;
    drafts.push(await wireFile(collection, rows));
  }
  return drafts;
}
