// The SQLite tables of the queue: jobs, their tasks, and what happened to them; how to change them stands in schema.ts.
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { JobEventType, TaskState } from './job-store.ts';

/** A field that is read and written whole. */
const json = <Field>(name: string) => text(name, { mode: 'json' }).$type<NonNullable<Field>>();

/** Work to be done task by task; ids are the caller's or made up here. */
export const jobs = sqliteTable(
  'jobs',
  {
    id: text('id').primaryKey(),
    kind: text('kind').notNull(),
    config: json<unknown>('config'),
    /** SHA-256 of kind, config and tasks: what tells a repeated request from another one under the same id. */
    content: text('content').notNull(),
    state: text('state').$type<'active' | 'ended' | 'cancelled'>().notNull(),
    max_attempts: integer('max_attempts').notNull(),
    /** The active job of the lowest turn is served next, and then goes to the end of the round. */
    turn: integer('turn').notNull(),
    // How many tasks are in each state; task-moves.ts alone writes them.
    waiting: integer('waiting').notNull(),
    leased: integer('leased').notNull().default(0),
    done: integer('done').notNull().default(0),
    failed: integer('failed').notNull().default(0),
    dead: integer('dead').notNull().default(0),
    cancelled: integer('cancelled').notNull().default(0),
    created_at: text('created_at').notNull(),
    started_at: text('started_at'),
    ended_at: text('ended_at'),
  },
  (table) => [
    index('jobs_round').on(table.turn).where(sql`state = 'active'`),
    index('jobs_newest').on(table.created_at, table.id),
  ],
);

const ofJob = () =>
  text('job')
    .notNull()
    .references(() => jobs.id);

export const jobTasks = sqliteTable(
  'job_tasks',
  {
    job: ofJob(),
    position: integer('position').notNull(),
    state: text('state').$type<TaskState>().notNull(),
    /** Monotonic milliseconds: when a waiting task may be taken, when a leased one is given up. */
    due: integer('due').notNull(),
    attempts: integer('attempts').notNull(),
    lease: text('lease'),
    owner: text('owner'),
    input: json<unknown>('input'),
    result: json<unknown>('result'),
    error_code: text('error_code'),
    error_message: text('error_message'),
    ended_at: text('ended_at'),
  },
  (table) => [
    primaryKey({ columns: [table.job, table.position] }),
    index('job_tasks_next').on(table.job, table.state, table.due, table.position),
    index('job_tasks_due').on(table.due).where(sql`state = 'leased'`),
    index('job_tasks_later').on(table.due).where(sql`state = 'waiting' and due > 0`),
    index('job_tasks_errors').on(table.job, table.error_code).where(sql`state in ('failed', 'dead')`),
  ],
);

/** What happened to a job, in order; ids only grow, so a reader goes on from the last one it saw. */
export const jobEvents = sqliteTable(
  'job_events',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    job: ofJob(),
    type: text('type').$type<JobEventType>().notNull(),
    position: integer('position'),
    state: text('state').$type<TaskState>(),
    at: text('at').notNull(),
  },
  (table) => [index('job_events_order').on(table.job, table.id)],
);
