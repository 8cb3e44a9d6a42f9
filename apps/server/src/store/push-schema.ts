// The SQLite table of pushed edits: what became of each, so that one that is sent again is known.
import type { Json, PushResult, RefusalReason } from '@phonochart/sync/push.ts';
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** No foreign key: what became of an edit is known for longer than what it edited. */
export const pushedEdits = sqliteTable(
  'pushed_edits',
  {
    /** The order in which they were decided. */
    number: integer('number').primaryKey({ autoIncrement: true }),
    id: text('id').notNull(),
    /** Id of the account: its name may change. */
    author: text('author').notNull(),
    /** The author's edit before it. */
    after: text('after'),
    language: text('language').notNull(),
    record: text('record').notNull(),
    field: text('field').notNull(),
    /** SHA-256 of what it asks for. */
    asks: text('asks').notNull(),
    outcome: text('outcome').$type<Exclude<PushResult['outcome'], 'waiting'>>().notNull(),
    /** Of the inventory's document: since when it is in effect, or what a clash met. */
    seq: integer('seq'),
    /** Both versions of a clash, nothing where the field is absent; what was applied stands in `edits`. */
    value: text('value', { mode: 'json' }).$type<Json>(),
    current: text('current', { mode: 'json' }).$type<Json>(),
    reason: text('reason').$type<RefusalReason>(),
    detail: text('detail'),
    /** By the device's clock. */
    made_at: text('made_at').notNull(),
    at: text('at').notNull(),
  },
  (table) => [
    uniqueIndex('pushed_edits_id').on(table.id),
    index('pushed_edits_of_field').on(table.author, table.outcome, table.record, table.field),
    check('pushed_edits_outcome', sql`${table.outcome} in ('applied', 'clash', 'refused')`),
    check('pushed_edits_seq', sql`(${table.outcome} = 'refused') = (${table.seq} is null)`),
    check('pushed_edits_reason', sql`(${table.outcome} = 'refused') = (${table.reason} is not null)`),
  ],
);
