// Closes full pages of the tail behind the snapshot: immutable files beside the shards, so that the tail can be cached too.
import type { CollectionName } from '@phonochart/sync/protocol.ts';
import { and, count, eq, gt, max } from 'drizzle-orm';
import { catalogue, documents, shards, snapshotPages } from './schema.ts';
import { type Db, read, type Tx, write } from './sqlite-file.ts';
import type { DocumentRow } from './sync-reads.ts';
import { compressNew, wireFile } from './wire-file.ts';

const collections: readonly CollectionName[] = ['languages', 'inventories'];

type Draft = { snapshot: number; after: number; to: number; collection: CollectionName; rows: DocumentRow[] };

/** What a new mirror reads behind the shards: documents in closed pages, and those that no page holds yet. */
export type Tail = { paged: number; open: { [name in CollectionName]: number } };

export function tailOf(db: Db): Tail {
  return read(db, (tx) => {
    const { snapshot } = tx.select().from(catalogue).get()!;
    const openOf = (collection: CollectionName) =>
      tx
        .select({ n: count() })
        .from(documents)
        .where(and(eq(documents.collection, collection), gt(documents.seq, closedUpTo(tx, collection, snapshot))))
        .get()!.n;
    const pages = tx
      .select({ documents: shards.count })
      .from(snapshotPages)
      .innerJoin(shards, eq(shards.hash, snapshotPages.hash))
      .where(eq(snapshotPages.snapshot, snapshot))
      .all();
    return {
      paged: pages.reduce((sum, page) => sum + page.documents, 0),
      open: { languages: openOf('languages'), inventories: openOf('inventories') },
    };
  });
}

/**
 * Closes every page that is full, oldest first. A document that is edited while its page is being compressed stays in it
 * as it was, and comes again behind it. Of two processes at once one writes a page; where a snapshot came first, none.
 */
export async function closePages(db: Db, size: number): Promise<void> {
  for (const collection of collections)
    while (true) {
      const draft = read(db, (tx) => draftPage(tx, collection, size));
      if (!draft || !(await writePage(db, draft))) break;
    }
}

function draftPage(tx: Tx, collection: CollectionName, size: number): Draft | undefined {
  const { snapshot } = tx.select().from(catalogue).get()!;
  const after = closedUpTo(tx, collection, snapshot);
  const { id, seq, body } = documents;
  const rows = tx
    .select({ id, seq, body })
    .from(documents)
    .where(and(eq(documents.collection, collection), gt(seq, after)))
    .orderBy(seq)
    .limit(size)
    .all();
  if (rows.length < size) return undefined;
  return { snapshot, after, to: rows.at(-1)!.seq, collection, rows };
}

/** Whether it became a page. */
async function writePage(db: Db, { snapshot, after, to, collection, rows }: Draft): Promise<boolean> {
  const file = await wireFile(collection, rows);
  const fresh = await compressNew(db, [file]);
  return write(db, (tx) => {
    const { snapshot: now } = tx.select().from(catalogue).get()!;
    // Another process closed this page, or wrote a snapshot, while this one was compressing.
    if (now !== snapshot || closedUpTo(tx, collection, snapshot) !== after) return false;
    for (const row of fresh) tx.insert(shards).values(row).onConflictDoNothing().run();
    tx.insert(snapshotPages).values({ snapshot, collection, after, to, hash: file.hash }).run();
    return true;
  });
}

/** Where the next page begins. */
function closedUpTo(tx: Tx, collection: CollectionName, snapshot: number): number {
  const last = tx
    .select({ to: max(snapshotPages.to) })
    .from(snapshotPages)
    .where(and(eq(snapshotPages.snapshot, snapshot), eq(snapshotPages.collection, collection)))
    .get();
  return last?.to ?? snapshot;
}
