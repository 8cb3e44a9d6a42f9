// Takes a job in: whole, once, with its tasks in one statement.
import { createHash, randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { jobs, jobTasks } from './job-schema.ts';
import { maxTasks, type NewJob } from './job-store.ts';
import { type Db, write } from './sqlite-file.ts';
import { StoreError } from './store-error.ts';
import { lastTurn, note } from './task-moves.ts';

export function enqueue(db: Db, wanted: NewJob, at: string): { id: string; created: boolean } {
  const { id = randomUUID(), kind, config, tasks, maxAttempts = 5 } = wanted;
  if (tasks.length < 1 || tasks.length > maxTasks)
    throw new StoreError('invalid', `a job has 1 to ${maxTasks} tasks, not ${tasks.length}`);
  if (!Number.isInteger(maxAttempts) || maxAttempts < 1)
    throw new StoreError('invalid', 'a task has at least one attempt');
  // Each input as a text of its own: json_each takes the quotes from a bare text.
  const inputs = JSON.stringify(tasks.map((input) => inOrder(input ?? null)));
  const content = createHash('sha256')
    .update(inOrder([kind, config ?? null]))
    .update(inputs)
    .digest('hex');
  return write(db, (tx) => {
    const held = tx.select({ content: jobs.content }).from(jobs).where(eq(jobs.id, id)).get();
    if (held?.content === content) return { id, created: false };
    if (held) throw new StoreError('conflict', `there is a job "${id}" with another content`);
    tx.insert(jobs)
      .values({
        id,
        kind,
        config: config ?? null,
        content,
        state: 'active',
        max_attempts: maxAttempts,
        turn: lastTurn(tx),
        waiting: tasks.length,
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
