// One pushed edit in one transaction: known already, too early, or decided as applied, clash or refused.
import type { Json, PushedEdit, PushResult, RefusalReason } from '@phonochart/sync/push.ts';
import { eq, sql } from 'drizzle-orm';
import { documentSeq } from './document-writer.ts';
import { changeRecords } from './edit.ts';
import { same } from './merge.ts';
import { prepared } from './prepared.ts';
import { pushedEdits } from './push-schema.ts';
import type { Pusher } from './push-store.ts';
import { askedBy, editableFields, recordNamed, told, valueIn, valueProblems } from './pushed-value.ts';
import { readInventory } from './records.ts';
import { catalogue } from './schema.ts';
import { asStoreError, type Db, type Tx, write } from './sqlite-file.ts';
import { StoreError } from './store-error.ts';

type Row = typeof pushedEdits.$inferSelect;
type Decided =
  | { outcome: 'applied'; seq: number }
  | { outcome: 'clash'; current: Json; seq: number }
  | { outcome: 'refused'; reason: RefusalReason; detail: string };

/** Answers nothing where the epoch is not the catalogue's. `at`: the server's time, ISO 8601. */
export function pushEdit(db: Db, epoch: string, edit: PushedEdit, by: Pusher, at: string): PushResult | undefined {
  return write(db, (tx) => {
    const state = tx.select().from(catalogue).get()!;
    if (state.epoch !== epoch) return undefined;
    const { id, after, revision } = edit;
    const asks = askedBy(edit);
    const known = rowOf(tx, id);
    if (known) return again(known, by, asks);
    if (after !== null && rowOf(tx, after)?.author !== by.id) return { id, outcome: 'waiting', after };
    if (revision > state.head)
      return resultOf(
        id,
        refused(
          'revision',
          `revision ${revision} is above ${state.head}, where the catalogue stands: pull, then send the edit again with the revision that the device then has`,
        ),
      );
    const decided = decide(tx, edit, by);
    const { language, record, field, value, made_at } = edit;
    const clash = decided.outcome === 'clash' ? { value, current: decided.current } : {};
    const { outcome } = decided;
    const why =
      decided.outcome === 'refused' ? { reason: decided.reason, detail: decided.detail } : { seq: decided.seq };
    tx.insert(pushedEdits)
      .values({ id, author: by.id, after, language, record, field, asks, outcome, ...clash, ...why, made_at, at })
      .run();
    return resultOf(id, decided);
  });
}

/** [PUSH3] [PUSH4] */
function again(row: Row, by: Pusher, asks: string): PushResult {
  const { id } = row;
  if (row.author !== by.id)
    return resultOf(
      id,
      refused('author', 'the id is of an edit by another author: make this one anew, under another id'),
    );
  if (row.asks !== asks)
    return resultOf(
      id,
      refused('value', 'the id stands for another edit of yours: make this one anew, under another id'),
    );
  if (row.outcome === 'applied') return { id, outcome: 'applied', seq: row.seq! };
  if (row.outcome === 'clash') return { id, outcome: 'clash', current: row.current, revision: row.seq! };
  return { id, outcome: 'refused', reason: row.reason!, detail: row.detail! };
}

function decide(tx: Tx, edit: PushedEdit, by: Pusher): Decided {
  const { language, record: id, field, was, value } = edit;
  const stored = readInventory(tx, language);
  if (!stored) return refused('language', `there is no language "${language}": it was deleted or has another code now`);
  const found = recordNamed(stored, id);
  if (!found) return refused('record', `${language} has no phoneme, realisation or word "${id}" any more`);
  const { kind, record } = found;
  const fields = editableFields(kind);
  if (!fields.includes(field))
    return refused('field', `"${field}" of a ${kind} is not for editors to change; these are: ${fields.join(', ')}`);

  const seq = documentSeq(tx, 'inventories', language)!;
  const current = valueIn(record, field);
  if (same(current, value)) return { outcome: 'applied', seq };
  const problems = valueProblems(kind, edit);
  if (problems.length > 0) return refused('value', correct(told(problems)));
  // [PUSH9] It wants nothing of the field, whatever that says by now.
  if (same(was, value)) return { outcome: 'applied', seq };
  if (!same(current, was)) return { outcome: 'clash', current, seq };
  try {
    // A savepoint: what the database itself refuses half way must leave nothing of itself beside the refusal.
    return tx.transaction((inner) => {
      const change = { id, patch: { [field]: value } };
      return {
        outcome: 'applied',
        ...changeRecords(inner, stored, kind, [change], { author: by.signed, expected: undefined }),
      };
    });
  } catch (error) {
    const refusal = asStoreError(error);
    if (!(refusal instanceof StoreError) || refusal.code !== 'invalid') throw error;
    return refused('value', correct(refusal.problems.length > 0 ? told(refusal.problems) : refusal.message));
  }
}

const refused = (reason: RefusalReason, detail: string): Decided => ({ outcome: 'refused', reason, detail });
const correct = (what: string): string => `${what}; correct the value and make a new edit of it`;

function resultOf(id: string, decided: Decided): PushResult {
  if (decided.outcome !== 'clash') return { id, ...decided };
  const { outcome, current, seq: revision } = decided;
  return { id, outcome, current, revision };
}

const rowOf = (tx: Tx, id: string): Row | undefined =>
  prepared(tx, rowOf, () =>
    tx
      .select()
      .from(pushedEdits)
      .where(eq(pushedEdits.id, sql.placeholder('id')))
      .prepare(),
  ).get({ id });
