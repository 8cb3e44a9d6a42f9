// One editor's change of one record: checked, written, stamped and remembered in one transaction.
import { Inventory } from '@phonochart/catalog/inventory.ts';
import { and, eq } from 'drizzle-orm';
import { canonical } from './canonical.ts';
import { buryDocuments, documentSeq, writeDocuments } from './document-writer.ts';
import { editableOfLanguage, editableOfPhoneme, editableOfRealisation, editableOfWord } from './editable.ts';
import { brokenLinks } from './links.ts';
import { recordsOf, same } from './merge.ts';
import { contentSourceOf, deleteInventory, readInventory, writeInventory } from './records.ts';
import { edits, phonemes, proposals, realisations, words } from './schema.ts';
import { type Db, type Tx, write } from './sqlite-file.ts';
import { type Problem, StoreError } from './store-error.ts';

export type EditableKind = 'language' | 'phoneme' | 'realisation' | 'word';
type AnyEdit = { id: string; patch: object; author: string; expected?: number };

const editable: Record<EditableKind, readonly string[]> = {
  language: editableOfLanguage,
  phoneme: editableOfPhoneme,
  realisation: editableOfRealisation,
  word: editableOfWord,
};
const listOf = { language: 'language', phoneme: 'phonemes', realisation: 'realisations', word: 'words' } as const;

/** Throws StoreError `not-found`, `invalid` or `conflict`. Answers the seq of the language's inventory. */
export function editRecord(db: Db, kind: EditableKind, edit: AnyEdit): { seq: number } {
  const author = edit.author.trim();
  if (author === '') throw refusal([{ record: edit.id, field: 'author', message: 'an edit needs an author' }]);
  return write(db, (tx) => {
    const code = languageOf(tx, kind, edit.id);
    const stored = code === undefined ? undefined : readInventory(tx, code);
    if (!stored) throw new StoreError('not-found', `no ${kind} "${edit.id}"`);
    const seen = documentSeq(tx, 'inventories', stored.id)!;
    if (edit.expected !== undefined && edit.expected !== seen)
      throw new StoreError('conflict', `${stored.id} is at ${seen} and no longer at ${edit.expected}`);

    const id = kind === 'language' ? stored.id : edit.id;
    const record = recordsOf(stored, kind).find((each) => each.id === id)!;
    const after = replace(stored, kind, patch(record, kind, edit.patch));
    const now = recordsOf(after, kind).find((each) => each.id === id)!;
    const changed = Object.keys(edit.patch).filter((field) => !same(record[field], now[field]));
    if (changed.length === 0) return { seq: seen };

    writeInventory(tx, stored, after, contentSourceOf(tx, stored.id)!);
    const seq = writeDocuments(tx, after);
    const at = new Date().toISOString();
    for (const field of changed) {
      const [before, value] = [jsonOf(record[field]), jsonOf(now[field])];
      tx.insert(edits).values({ language: stored.id, kind, record: id, field, before, value, author, seq, at }).run();
      settle(tx, { kind, id, field, value: now[field] });
    }
    return { seq };
  });
}

/** Deletes a language and all that it holds; content does not bring it back. Throws StoreError `not-found`. */
export function deleteLanguage(db: Db, anyCase: string, author: string): { seq: number } {
  const code = anyCase.toLowerCase();
  if (author.trim() === '') throw refusal([{ record: code, field: 'author', message: 'an edit needs an author' }]);
  return write(db, (tx) => {
    const stored = readInventory(tx, code);
    if (!stored) throw new StoreError('not-found', `no language "${code}"`);
    deleteInventory(tx, code);
    const seq = buryDocuments(tx, code);
    tx.delete(proposals).where(eq(proposals.language, code)).run();
    const at = new Date().toISOString();
    const deletion = { kind: 'language', record: code, field: '_deleted', value: 'true' } as const;
    const before = JSON.stringify(stored);
    tx.insert(edits)
      .values({ ...deletion, language: code, before, author: author.trim(), seq, at })
      .run();
    return { seq };
  });
}

function languageOf(tx: Tx, kind: EditableKind, id: string): string | undefined {
  if (kind === 'language') return id.toLowerCase();
  if (kind === 'word')
    return tx.select({ language: words.in_language }).from(words).where(eq(words.id, id)).get()?.language;
  const table = kind === 'phoneme' ? phonemes : realisations;
  return tx.select({ language: table.language }).from(table).where(eq(table.id, id)).get()?.language;
}

function patch(record: Record<string, unknown> & { id: string }, kind: EditableKind, changes: object) {
  const unknown = Object.keys(changes).filter((field) => !editable[kind].includes(field));
  if (unknown.length > 0)
    throw refusal(unknown.map((field) => ({ record: record.id, field, message: `no editable field of a ${kind}` })));
  const patched: Record<string, unknown> & { id: string } = { ...record };
  for (const [field, value] of Object.entries(changes)) {
    if (value === null) delete patched[field];
    else if (value !== undefined) patched[field] = value;
  }
  return patched;
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

function refusal(problems: Problem[]): StoreError {
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
