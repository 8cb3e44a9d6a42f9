// Keeps what upstream says where an editor's word stands, until somebody decides.
import { and, count, eq, sql } from 'drizzle-orm';
import type { ProposedChange } from './merge.ts';
import { prepared } from './prepared.ts';
import { proposals } from './schema.ts';
import type { Tx } from './sqlite-file.ts';
import type { ContentOrigin } from './store.ts';

export type Origin = ContentOrigin & { at: string };
type Proposed = typeof proposals.$inferSelect;
type Name = Pick<Proposed, 'language' | 'kind' | 'record' | 'change' | 'field'>;

/** How many proposals of a source wait for somebody's decision. */
export const waitingOf = (tx: Tx, source: string): number =>
  tx.select({ n: count() }).from(proposals).where(eq(proposals.source, source)).get()?.n ?? 0;

/** Makes the waiting proposals of a language's content exactly these; one that waits already keeps its date. */
export function propose(tx: Tx, language: string, wanted: ProposedChange[], { source, at }: Origin): void {
  const held = prepared(tx, propose, () =>
    tx
      .select()
      .from(proposals)
      .where(eq(proposals.language, sql.placeholder('language')))
      .prepare(),
  ).all({ language });
  const nameOf = (p: Name) => [p.kind, p.record, p.change, p.field].join('\0');
  // What waits for the sake of a brought clip is no affair of the content's.
  const ours = held.filter((row) => row.kind !== 'audio' || row.source === source);
  const left = new Map(ours.map((row) => [nameOf(row), row]));
  for (const { id: record, kind, change, field, value: json } of wanted) {
    const value = json === undefined ? null : JSON.stringify(json);
    const row = { language, kind, record, change, field, value, source, at };
    const before = left.get(nameOf(row));
    left.delete(nameOf(row));
    if (before?.value !== value || before.source !== source) proposeOne(tx, row);
  }
  for (const row of left.values()) withdraw(tx, row);
}

/** In place of what waits there already. */
export function proposeOne(tx: Tx, row: Proposed): void {
  const { language, kind, record, change, field } = proposals;
  tx.insert(proposals)
    .values(row)
    .onConflictDoUpdate({ target: [language, kind, record, change, field], set: row })
    .run();
}

export function withdraw(tx: Tx, { language, kind, record, change, field }: Name): void {
  tx.delete(proposals)
    .where(
      and(
        eq(proposals.language, language),
        eq(proposals.kind, kind),
        eq(proposals.record, record),
        eq(proposals.change, change),
        eq(proposals.field, field),
      ),
    )
    .run();
}
