// The one writer of synced documents: rewrites a language's documents and stamps each change with the next seq.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { LanguageSummary } from '@phonochart/catalog/language.ts';
import type { CollectionName } from '@phonochart/sync/protocol.ts';
import { and, eq, max, sql } from 'drizzle-orm';
import { catalogue, documents } from './schema.ts';
import type { Tx } from './sqlite-file.ts';

/** Echoes an inventory into both collections. Answers the inventory document's seq; what did not change keeps its own. */
export function writeDocuments(tx: Tx, inventory: Inventory): number {
  stamp(tx, 'languages', inventory.id, JSON.stringify(LanguageSummary.parse(inventory.language)));
  return stamp(tx, 'inventories', inventory.id, JSON.stringify(inventory));
}

/** Leaves tombstones in both collections. Answers the inventory tombstone's seq. */
export function buryDocuments(tx: Tx, code: string): number {
  stamp(tx, 'languages', code, null);
  return stamp(tx, 'inventories', code, null);
}

/** The JSON that an inventory's document has, to compare before anything is written. */
export function documentBody(tx: Tx, collection: CollectionName, code: string): string | null | undefined {
  return tx.select({ body: documents.body }).from(documents).where(at(collection, code)).get()?.body;
}

export function documentSeq(tx: Tx, collection: CollectionName, code: string): number | undefined {
  return tx.select({ seq: documents.seq }).from(documents).where(at(collection, code)).get()?.seq;
}

const at = (collection: CollectionName, code: string) =>
  and(eq(documents.collection, collection), eq(documents.id, code));

function stamp(tx: Tx, collection: CollectionName, id: string, body: string | null): number {
  const held = tx.select().from(documents).where(at(collection, id)).get();
  if (held && held.body === body) return held.seq;
  const { head: seq } = tx
    .update(catalogue)
    .set({ head: sql`${catalogue.head} + 1` })
    .returning({ head: catalogue.head })
    .get()!;
  const slot = held?.slot ?? nextSlot(tx, collection);
  const document = { collection, id, seq, slot, deleted: body === null, body };
  tx.insert(documents)
    .values(document)
    .onConflictDoUpdate({ target: [documents.collection, documents.id], set: document })
    .run();
  return seq;
}

function nextSlot(tx: Tx, collection: CollectionName): number {
  const last = tx
    .select({ slot: max(documents.slot) })
    .from(documents)
    .where(eq(documents.collection, collection))
    .get();
  return (last?.slot ?? -1) + 1;
}
