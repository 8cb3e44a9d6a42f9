// What editors did to a language, as content and imports must heed it.
import { eq, sql } from 'drizzle-orm';
import type { EditedField } from './merge.ts';
import { prepared } from './prepared.ts';
import { edits } from './schema.ts';
import type { Tx } from './sqlite-file.ts';

export type EditRow = typeof edits.$inferSelect;

/** What editors changed in one language, in the order in which they did. */
export function editsOf(tx: Tx, language: string): EditRow[] {
  return prepared(tx, editsOf, () =>
    tx
      .select()
      .from(edits)
      .where(eq(edits.language, sql.placeholder('language')))
      .orderBy(edits.id)
      .prepare(),
  ).all({ language });
}

export function editsByLanguage(tx: Tx): Map<string, EditRow[]> {
  const byLanguage = new Map<string, EditRow[]>();
  for (const row of tx.select().from(edits).orderBy(edits.id).all())
    byLanguage.set(row.language, [...(byLanguage.get(row.language) ?? []), row]);
  return byLanguage;
}

/** The first edit of a field knows what upstream said before any editor touched it. */
export function editedFields(edited: readonly EditRow[]): EditedField[] {
  const first = new Map<string, EditedField>();
  for (const { kind, record: id, field, before } of edited) {
    // A clip that is brought again after its deletion begins anew.
    if (kind === 'audio' && field === '_deleted')
      for (const [name, known] of first) if (known.kind === kind && known.id === id) first.delete(name);
    const name = [kind, id, field].join('\0');
    if (field === '_deleted' || first.has(name)) continue;
    first.set(name, { kind, id, field, base: before === null ? undefined : JSON.parse(before) });
  }
  return [...first.values()];
}

/**
 * Clips that an editor deleted, by id: each as upstream had it then, other edits taken back. One of them may have been
 * brought again since.
 */
export function deletedClips(edited: readonly EditRow[]): Map<string, unknown> {
  const deleted = new Map<string, unknown>();
  for (const [at, { kind, record, field, before }] of edited.entries()) {
    if (kind !== 'audio' || field !== '_deleted' || before === null) continue;
    const clip: Record<string, unknown> = JSON.parse(before);
    for (const { id, field: changed, base } of editedFields(edited.slice(0, at))) {
      if (id !== record) continue;
      if (base === undefined) delete clip[changed];
      else clip[changed] = base;
    }
    deleted.set(record, clip);
  }
  return deleted;
}
