// One editor's change of one record: checked, written, stamped and remembered in one transaction.
import { Inventory } from '@phonochart/catalog/inventory.ts';
import { and, eq } from 'drizzle-orm';
import { canonical } from './canonical.ts';
import { buryDocuments, documentSeq, writeDocuments } from './document-writer.ts';
import {
  editableOfClip,
  editableOfLanguage,
  editableOfPhoneme,
  editableOfRealisation,
  editableOfWord,
} from './editable.ts';
import { brokenLinks } from './links.ts';
import { recordsOf, same } from './merge.ts';
import { contentSourceOf, deleteInventory, readInventory, writeInventory } from './records.ts';
import { audioSources, edits, phonemes, proposals, realisations, words } from './schema.ts';
import { type Db, type Tx, write } from './sqlite-file.ts';
import type { RecordKind } from './store.ts';
import { type Problem, StoreError } from './store-error.ts';

export type EditableKind = RecordKind;
type AnyEdit = { id: string; patch: object; author: string; expected?: number };

const editable: Record<EditableKind, readonly string[]> = {
  language: editableOfLanguage,
  phoneme: editableOfPhoneme,
  realisation: editableOfRealisation,
  word: editableOfWord,
  audio: editableOfClip,
};
const listOf = {
  language: 'language',
  phoneme: 'phonemes',
  realisation: 'realisations',
  word: 'words',
  audio: 'audio',
} as const;

/** Throws StoreError `not-found`, `invalid` or `conflict`. Answers the seq of the language's inventory. */
export function editRecord(db: Db, kind: EditableKind, { id, patch, author, expected }: AnyEdit): { seq: number } {
  return write(db, (tx) => {
    const stored = inventoryWith(tx, kind, id);
    const record = kind === 'language' ? stored.id : id;
    return changeRecords(tx, stored, kind, [{ id: record, patch }], { author: authorOf(author, id), expected });
  });
}

export function authorOf(author: string, record: string): string {
  if (author.trim() === '') throw refusal([{ record, field: 'author', message: 'an edit needs an author' }]);
  return author.trim();
}

/** The inventory that holds the record. Throws StoreError `not-found`. */
export function inventoryWith(tx: Tx, kind: EditableKind, id: string): Inventory {
  const code = languageOf(tx, kind, id);
  const stored = code === undefined ? undefined : readInventory(tx, code);
  if (!stored) throw new StoreError('not-found', `no ${kind === 'audio' ? 'clip' : kind} "${id}"`);
  return stored;
}

/** Changes records of one kind that the inventory holds, inside a transaction of the caller's. */
export function changeRecords(
  tx: Tx,
  stored: Inventory,
  kind: EditableKind,
  changes: readonly { id: string; patch: object }[],
  { author, expected }: { author: string; expected: number | undefined },
): { seq: number } {
  const seen = documentSeq(tx, 'inventories', stored.id)!;
  if (expected !== undefined && expected !== seen)
    throw new StoreError('conflict', `${stored.id} is at ${seen} and no longer at ${expected}`);
  const recordIn = (inventory: Inventory, id: string) => recordsOf(inventory, kind).find((each) => each.id === id)!;
  let after = stored;
  for (const { id, patch } of changes) after = replace(after, kind, patched(recordIn(after, id), kind, patch));
  const changed = changes.flatMap(({ id, patch }) => {
    const [was, is] = [recordIn(stored, id), recordIn(after, id)];
    const fields = Object.keys(patch).filter((field) => !same(was[field], is[field]));
    return fields.map((field) => ({ id, field, was: was[field], is: is[field] }));
  });
  if (changed.length === 0) return { seq: seen };

  writeInventory(tx, stored, after, contentSourceOf(tx, stored.id)!);
  const seq = writeDocuments(tx, after);
  const at = new Date().toISOString();
  for (const { id, field, was, is } of changed) {
    const [before, value] = [jsonOf(was), jsonOf(is)];
    tx.insert(edits).values({ language: stored.id, kind, record: id, field, before, value, author, seq, at }).run();
    settle(tx, { kind, id, field, value: is });
  }
  return { seq };
}

/** Deletes a language and all that it holds; content does not bring it back. Throws StoreError `not-found`. */
export function deleteLanguage(db: Db, anyCase: string, author: string): { seq: number } {
  const code = anyCase.toLowerCase();
  const by = authorOf(author, code);
  return write(db, (tx) => {
    const stored = inventoryWith(tx, 'language', code);
    deleteInventory(tx, code);
    const seq = buryDocuments(tx, code);
    tx.delete(proposals).where(eq(proposals.language, code)).run();
    const at = new Date().toISOString();
    const deletion = { kind: 'language', record: code, field: '_deleted', value: 'true' } as const;
    const before = JSON.stringify(stored);
    tx.insert(edits)
      .values({ ...deletion, language: code, before, author: by, seq, at })
      .run();
    return { seq };
  });
}

function languageOf(tx: Tx, kind: EditableKind, id: string): string | undefined {
  if (kind === 'language') return id.toLowerCase();
  if (kind === 'word')
    return tx.select({ language: words.in_language }).from(words).where(eq(words.id, id)).get()?.language;
  if (kind === 'audio')
    return tx.select({ language: audioSources.in_language }).from(audioSources).where(eq(audioSources.id, id)).get()
      ?.language;
  const table = kind === 'phoneme' ? phonemes : realisations;
  return tx.select({ language: table.language }).from(table).where(eq(table.id, id)).get()?.language;
}

function patched(record: Record<string, unknown> & { id: string }, kind: EditableKind, changes: object) {
  const unknown = Object.keys(changes).filter((field) => !editable[kind].includes(field));
  if (unknown.length > 0)
    throw refusal(
      unknown.map((field) => ({
        record: record.id,
        field,
        message: `no editable field of a ${kind === 'audio' ? 'clip' : kind}`,
      })),
    );
  const after: Record<string, unknown> & { id: string } = { ...record };
  for (const [field, value] of Object.entries(changes)) {
    if (value === null) delete after[field];
    else if (value !== undefined) after[field] = value;
  }
  return after;
}

/** The inventory with the record in it, in the canonical form. Throws `invalid` for a bad shape or a broken link. */
function replace(
  inventory: Inventory,
  kind: EditableKind,
  record: Record<string, unknown> & { id: string },
): Inventory {
  const list = listOf[kind];
  const records = recordsOf(inventory, kind).map((each) => (each.id === record.id ? record : each));
  const parsed = Inventory.safeParse({ ...inventory, [list]: kind === 'language' ? record : records });
  if (!parsed.success) {
    const depth = kind === 'language' ? 1 : 2;
    throw refusal(
      parsed.error.issues.map(({ path, message }) => ({
        record: record.id,
        field: path.slice(depth).join('.'),
        message,
      })),
    );
  }
  const after = canonical(parsed.data);
  const broken = brokenLinks(after);
  if (broken.length > 0) throw refusal(broken.map(({ from, field, message }) => ({ record: from.id, field, message })));
  return after;
}

export function refusal(problems: Problem[]): StoreError {
  const [first] = problems;
  return new StoreError('invalid', `${first?.record}, ${first?.field}: ${first?.message}`, { problems });
}

const jsonOf = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

/** A proposal that says what the editor now says too has nothing left to ask. */
function settle(tx: Tx, { kind, id, field, value }: { kind: EditableKind; id: string; field: string; value: unknown }) {
  const here = and(
    eq(proposals.kind, kind),
    eq(proposals.record, id),
    eq(proposals.change, 'field'),
    eq(proposals.field, field),
  );
  const waiting = tx.select().from(proposals).where(here).get();
  if (!waiting) return;
  const proposed = waiting.value === null ? undefined : JSON.parse(waiting.value);
  if (same(proposed, value)) tx.delete(proposals).where(here).run();
}
