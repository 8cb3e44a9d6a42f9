// Takes a job in: whole, once, with its tasks in one statement.
import { createHash, randomUUID } from 'node:crypto';
import { setImmediate as others } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { jobs, jobTasks } from './job-schema.ts';
import { maxTasks, type NewJob } from './job-store.ts';
import { type Db, write } from './sqlite-file.ts';
import { StoreError } from './store-error.ts';
import { lastTurn, note } from './task-moves.ts';

/** A job that may be taken in, its tasks as the text that the database reads them from. */
export type WrittenJob = Required<Omit<NewJob, 'tasks'>> & { content: string; count: number; inputs: string };

/** Tasks that are written out before others have a turn. */
const TURN = 500;

/** Throws StoreError `invalid`. The store goes on answering meanwhile. */
export async function writtenJob(wanted: NewJob): Promise<WrittenJob> {
  const { id = randomUUID(), kind, config = null, tasks, maxAttempts = 5 } = wanted;
  if (tasks.length < 1 || tasks.length > maxTasks)
    throw new StoreError('invalid', `a job has 1 to ${maxTasks} tasks, not ${tasks.length}`);
  if (!Number.isInteger(maxAttempts) || maxAttempts < 1)
    throw new StoreError('invalid', 'a task has at least one attempt');
  const slices: string[] = [];
  for (let from = 0; from < tasks.length; from += TURN) {
    if (from > 0) await others();
    // Each input as a text of its own: json_each takes the quotes from a bare text.
    const texts = tasks.slice(from, from + TURN).map((input) => inOrder(input ?? null));
    slices.push(JSON.stringify(texts).slice(1, -1));
  }
  const inputs = `[${slices.join()}]`;
  const content = createHash('sha256')
    .update(inOrder([kind, config]))
    .update(inputs)
    .digest('hex');
  return { id, kind, config, maxAttempts, content, count: tasks.length, inputs };
}

/** Throws StoreError `conflict`. */
export function enqueue(db: Db, job: WrittenJob, at: string): { id: string; created: boolean } {
  const { id, kind, config, maxAttempts, content, count, inputs } = job;
  return write(db, (tx) => {
    const held = tx.select({ content: jobs.content }).from(jobs).where(eq(jobs.id, id)).get();
    if (held?.content === content) return { id, created: false };
    if (held) throw new StoreError('conflict', `there is a job "${id}" with another content`);
    tx.insert(jobs)
      .values({
        id,
        kind,
        config,
        content,
        state: 'active',
        max_attempts: maxAttempts,
        turn: lastTurn(tx),
        waiting: count,
        created_at: at,
      })
      .run();
    tx.run(
      sql`insert into ${jobTasks} (job, position, state, due, attempts, input)
        select ${id}, key, 'waiting', 0, 0, value from json_each(${inputs})`,
    );
    note(tx, id, 'created', at);
    return { id, created: true };
  });
}

/** JSON in which the order of an object's keys makes no difference. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
