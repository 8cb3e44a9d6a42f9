// Checksums of every living language, kept in memory and brought up to the head when somebody asks.
import { createHash } from 'node:crypto';
import type { Checksums, CollectionName } from '@phonochart/sync/protocol.ts';
import { and, eq, sql } from 'drizzle-orm';
import { catalogue, documents } from './schema.ts';
import { type Db, read } from './sqlite-file.ts';
import { wireText } from './sync-reads.ts';

const collections: readonly CollectionName[] = ['languages', 'inventories'];
/** Rows of a large catalogue are not all held at once. */
const PAGE = 500;

/** Answers the checksums at the present head. The first time every document is hashed, then what changed since. */
export function prepareChecksums(db: Db): () => Checksums {
  const { epoch, head, floor } = catalogue;
  const stateQuery = db.select({ epoch, head, floor }).from(catalogue).prepare();
  const { id, seq, body } = documents;
  const changed = db
    .select({ id, seq, body })
    .from(documents)
    .where(and(eq(documents.collection, sql.placeholder('collection')), sql`${seq} > ${sql.placeholder('after')}`))
    .orderBy(seq)
    .limit(PAGE)
    .prepare();
  const halves: { [name in CollectionName]: Map<string, string> } = { languages: new Map(), inventories: new Map() };
  let upTo = 0;
  let kept: Checksums | undefined;

  const catchUp = (collection: CollectionName, from: number) => {
    for (let after = from; ; ) {
      const rows = changed.all({ collection, after });
      for (const row of rows)
        if (row.body === null) halves[collection].delete(row.id);
        else halves[collection].set(row.id, halfOf(wireText(row)));
      after = rows.at(-1)?.seq ?? after;
      if (rows.length < PAGE) return;
    }
  };

  return () =>
    read(db, () => {
      const state = stateQuery.get()!;
      if (kept?.epoch === state.epoch && kept.head === state.head) return kept;
      // A tombstone that was forgotten before it was seen here would leave a dead language in the list.
      if (state.floor > upTo) {
        upTo = 0;
        for (const name of collections) halves[name].clear();
      }
      for (const name of collections) catchUp(name, upTo);
      upTo = state.head;
      const ids = [...halves.inventories.keys()].sort();
      const checksums = Object.fromEntries(
        ids.map((code) => [code, `${halves.languages.get(code) ?? ''}${halves.inventories.get(code)}`]),
      );
      kept = { epoch: state.epoch, head: state.head, checksums };
      return kept;
    });
}

const halfOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 6);
