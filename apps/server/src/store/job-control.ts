// Stops jobs, sets them going again, and forgets old ones.
import { and, eq, inArray, lt, ne } from 'drizzle-orm';
import { jobEvents, jobs, jobTasks } from './job-schema.ts';
import type { TaskState } from './job-store.ts';
import { type Db, type Tx, write } from './sqlite-file.ts';
import { StoreError } from './store-error.ts';
import { countMove, lastTurn, note } from './task-moves.ts';

/** True where it was going on until now. */
export function cancelJob(db: Db, id: string, at: string): boolean {
  return write(db, (tx) => {
    if (stateOf(tx, id) !== 'active') return false;
    moveAll(tx, id, ['waiting', 'leased'], 'cancelled', at);
    tx.update(jobs).set({ state: 'cancelled', ended_at: at }).where(eq(jobs.id, id)).run();
    note(tx, id, 'cancelled', at);
    return true;
  });
}

/** True where there was something to try again. */
export function retryJob(db: Db, id: string, at: string): boolean {
  return write(db, (tx) => {
    stateOf(tx, id);
    if (moveAll(tx, id, ['failed', 'dead', 'cancelled'], 'waiting', null) === 0) return false;
    tx.update(jobs)
      .set({ state: 'active', ended_at: null, turn: lastTurn(tx) })
      .where(eq(jobs.id, id))
      .run();
    note(tx, id, 'retried', at);
    return true;
  });
}

export function forgetJobs(db: Db, endedBefore: string): number {
  return write(db, (tx) => {
    const old = tx
      .select({ id: jobs.id })
      .from(jobs)
      .where(and(ne(jobs.state, 'active'), lt(jobs.ended_at, endedBefore)))
      .all();
    for (const { id } of old) {
      tx.delete(jobEvents).where(eq(jobEvents.job, id)).run();
      tx.delete(jobTasks).where(eq(jobTasks.job, id)).run();
      tx.delete(jobs).where(eq(jobs.id, id)).run();
    }
    return old.length;
  });
}

function stateOf(tx: Tx, id: string) {
  const job = tx.select({ state: jobs.state }).from(jobs).where(eq(jobs.id, id)).get();
  if (!job) throw new StoreError('not-found', `no job "${id}"`);
  return job.state;
}

function moveAll(tx: Tx, job: string, from: TaskState[], to: 'cancelled' | 'waiting', at: string | null): number {
  let moved = 0;
  for (const state of from) {
    const { changes } = tx
      .update(jobTasks)
      .set({
        state: to,
        due: 0,
        lease: null,
        owner: null,
        ended_at: at,
        ...(to === 'waiting' ? { attempts: 0, error_code: null, error_message: null } : {}),
      })
      .where(and(eq(jobTasks.job, job), inArray(jobTasks.state, [state])))
      .run();
    countMove(tx, job, state, to, changes);
    moved += changes;
  }
  return moved;
}
