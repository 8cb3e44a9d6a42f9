// The one writer of how many tasks of a job are in each state, and of what happened to it.
import { eq, sql } from 'drizzle-orm';
import { jobEvents, jobs } from './job-schema.ts';
import type { JobEventType, TaskState } from './job-store.ts';
import type { Tx } from './sqlite-file.ts';

/** Notes that tasks changed from one state to another. */
export function countMove(tx: Tx, job: string, from: TaskState, to: TaskState, tasks = 1): void {
  if (tasks === 0 || from === to) return;
  tx.update(jobs)
    .set({ [from]: sql`${jobs[from]} - ${tasks}`, [to]: sql`${jobs[to]} + ${tasks}` })
    .where(eq(jobs.id, job))
    .run();
}

export function note(
  tx: Tx,
  job: string,
  type: JobEventType,
  at: string,
  task: { position?: number; state?: TaskState } = {},
): void {
  tx.insert(jobEvents)
    .values({ job, type, at, ...task })
    .run();
}

/** Notes the end of a task, and that of the job where it was the last one. */
export function noteEnd(tx: Tx, job: string, position: number, state: TaskState, at: string): void {
  note(tx, job, 'task', at, { position, state });
  const ended = tx
    .update(jobs)
    .set({ state: 'ended', ended_at: at })
    .where(sql`${jobs.id} = ${job} and ${jobs.state} = 'active' and ${jobs.waiting} + ${jobs.leased} = 0`)
    .run();
  if (ended.changes > 0) note(tx, job, 'ended', at);
}

/** The turn after all those that now wait for theirs. */
export function lastTurn(tx: Tx): number {
  const { turn } = tx
    .select({ turn: sql<number>`coalesce(max(${jobs.turn}), 0) + 1` })
    .from(jobs)
    .where(sql`state = 'active'`)
    .get()!;
  return turn;
}
