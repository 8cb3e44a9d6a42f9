// The one writer of synced documents: rewrites a language's documents and stamps each change with the next seq.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { LanguageSummary } from '@phonochart/catalog/language.ts';
import { soundsOf } from '@phonochart/catalog/sounds.ts';
import type { CollectionName } from '@phonochart/sync/protocol.ts';
import { and, eq, getTableColumns, max, sql } from 'drizzle-orm';
import { canonical } from './canonical.ts';
import { prepared } from './prepared.ts';
import { catalogue, documents } from './schema.ts';
import type { Tx } from './sqlite-file.ts';

/** Echoes an inventory into both collections. Answers the inventory document's seq; what did not change keeps its own. */
export function writeDocuments(tx: Tx, inventory: Inventory): number {
  stamp(tx, 'languages', inventory.id, summaryBody(inventory));
  return stamp(tx, 'inventories', inventory.id, JSON.stringify(inventory));
}

const summaryBody = ({ language, phonemes }: Inventory): string =>
  JSON.stringify(LanguageSummary.parse({ ...language, sounds: soundsOf(phonemes) }));

/**
 * Writes anew the summaries of a database that was made before summaries told their sounds; the inventories beside them
 * say all of it, and keep their seq. Answers how many.
 */
export function renewSummaries(tx: Tx): number {
  const { collection, id, deleted, body } = documents;
  const stale = tx
    .select({ id })
    .from(documents)
    .where(and(eq(collection, 'languages'), eq(deleted, false), sql`json_type(${body}, '$.sounds') is not 'text'`))
    .orderBy(documents.seq)
    .all();
  for (const { id } of stale) {
    const inventory = documentBody(tx, 'inventories', id);
    if (inventory) stamp(tx, 'languages', id, summaryBody(JSON.parse(inventory)));
  }
  return stale.length;
}

/** Leaves tombstones in both collections. Answers the inventory tombstone's seq. */
export function buryDocuments(tx: Tx, code: string): number {
  stamp(tx, 'languages', code, null);
  return stamp(tx, 'inventories', code, null);
}

/** The JSON that an inventory's document has, to compare before anything is written. */
export function documentBody(tx: Tx, collection: CollectionName, code: string): string | null | undefined {
  return heldDocument(tx, collection, code)?.body;
}

/**
 * Whether the document says of an inventory all but what was brought quietly.
 * @param brought ids of the clips that may have been
 */
export function differsQuietly(tx: Tx, inventory: Inventory, brought: ReadonlySet<string>): boolean {
  const body = documentBody(tx, 'inventories', inventory.id);
  if (!body || brought.size === 0) return false;
  const told = new Map((JSON.parse(body) as Inventory).audio.map((clip) => [clip.id, clip]));
  const audio = inventory.audio.flatMap((clip) => (brought.has(clip.id) ? (told.get(clip.id) ?? []) : clip));
  return JSON.stringify(canonical({ ...inventory, audio })) === body;
}

export function documentSeq(tx: Tx, collection: CollectionName, code: string): number | undefined {
  return heldDocument(tx, collection, code)?.seq;
}

const heldDocument = (tx: Tx, collection: CollectionName, id: string) =>
  prepared(tx, heldDocument, () =>
    tx
      .select()
      .from(documents)
      .where(and(eq(documents.collection, sql.placeholder('collection')), eq(documents.id, sql.placeholder('id'))))
      .prepare(),
  ).get({ collection, id });

function stamp(tx: Tx, collection: CollectionName, id: string, body: string | null): number {
  const held = heldDocument(tx, collection, id);
  if (held && held.body === body) return held.seq;
  const { head: seq } = prepared(tx, stamp, () =>
    tx
      .update(catalogue)
      .set({ head: sql`${catalogue.head} + 1` })
      .returning({ head: catalogue.head })
      .prepare(),
  ).get()!;
  const slot = held?.slot ?? nextSlot(tx, collection);
  writeDocument(tx).run({ collection, id, seq, slot, deleted: body === null, body });
  return seq;
}

const writeDocument = (tx: Tx) =>
  prepared(tx, writeDocument, () => {
    const { collection, id, ...rest } = getTableColumns(documents);
    const set = Object.fromEntries(
      Object.entries(rest).map(([field, column]) => [field, sql`excluded.${sql.identifier(column.name)}`]),
    );
    return tx
      .insert(documents)
      .values({
        collection: sql.placeholder('collection'),
        id: sql.placeholder('id'),
        seq: sql.placeholder('seq'),
        slot: sql.placeholder('slot'),
        deleted: sql.placeholder('deleted'),
        body: sql.placeholder('body'),
      })
      .onConflictDoUpdate({ target: [collection, id], set })
      .prepare();
  });

function nextSlot(tx: Tx, collection: CollectionName): number {
  const last = prepared(tx, nextSlot, () =>
    tx
      .select({ slot: max(documents.slot) })
      .from(documents)
      .where(eq(documents.collection, sql.placeholder('collection')))
      .prepare(),
  ).get({ collection });
  return (last?.slot ?? -1) + 1;
}
