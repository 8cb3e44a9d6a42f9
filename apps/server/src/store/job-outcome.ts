// Ends attempts: with a result and its effect in one transaction, or with an error that may pass or cannot.
import { and, eq } from 'drizzle-orm';
import { bringClips } from './bring-clips.ts';
import type { BringClipsOptions, BroughtClip } from './clip-store.ts';
import { leased } from './job-claim.ts';
import { jobs, jobTasks } from './job-schema.ts';
import { type Effect, maxWaitMs, type TaskError, type TaskState } from './job-store.ts';
import { publishLanguage } from './publish-language.ts';
import { type Db, type Tx, write } from './sqlite-file.ts';
import { StoreError } from './store-error.ts';
import { countMove, noteEnd } from './task-moves.ts';

/** What an effect does, inside the transaction that ends its task; writes of its own become a part of that. */
export type MakeEffect = (db: Db, input: never) => void;

/** The effects that the catalogue knows. */
export const catalogueEffects = {
  /** As CatalogueStore.bringClips. */
  'bring-clips': (db: Db, { code, clips, source, quiet = false }: BringClips) => {
    bringClips(db, code, clips, { source, quiet });
  },
  /** Devices hear of the clips that were brought quietly. */
  'publish-language': (db: Db, { code }: { code: string }) => {
    publishLanguage(db, code);
  },
} satisfies Record<string, MakeEffect>;

export type BringClips = Pick<BringClipsOptions, 'source' | 'quiet'> & { code: string; clips: readonly BroughtClip[] };

/** Answers the task's job, or nothing where the lease is lost. */
export function complete(
  db: Db,
  effects: Record<string, MakeEffect>,
  lease: string,
  { result, effect }: { result?: unknown; effect?: Effect },
  at: string,
): string | undefined {
  return write(db, (tx) => {
    const task = held(tx, lease);
    if (!task) return undefined;
    if (effect) {
      const make = Object.hasOwn(effects, effect.name) ? effects[effect.name] : undefined;
      if (!make) throw new StoreError('invalid', `there is no effect "${effect.name}"`);
      make(db, effect.input as never);
    }
    end(tx, task, 'done', at, { result: result ?? null, error_code: null, error_message: null });
    return task.job;
  });
}

export function fail(
  db: Db,
  lease: string,
  { code, message }: TaskError,
  retryMs: number | undefined,
  { ticks, at }: { ticks: number; at: string },
): { job: string; state: TaskState } | undefined {
  return write(db, (tx) => {
    const task = held(tx, lease);
    if (!task) return undefined;
    const error = { error_code: code, error_message: message };
    const { job, position } = task;
    if (retryMs === undefined || task.attempts >= task.max_attempts) {
      const state = retryMs === undefined ? 'failed' : 'dead';
      end(tx, task, state, at, error);
      return { job, state };
    }
    const due = ticks + Math.min(Math.max(0, Math.round(retryMs)), maxWaitMs);
    tx.update(jobTasks)
      .set({ state: 'waiting', due, lease: null, owner: null, ...error })
      .where(and(eq(jobTasks.job, job), eq(jobTasks.position, position)))
      .run();
    countMove(tx, job, 'leased', 'waiting');
    return { job, state: 'waiting' };
  });
}

type Held = { job: string; position: number; attempts: number; max_attempts: number };

const held = (tx: Tx, lease: string): Held | undefined =>
  tx
    .select({
      job: jobTasks.job,
      position: jobTasks.position,
      attempts: jobTasks.attempts,
      max_attempts: jobs.max_attempts,
    })
    .from(jobTasks)
    .innerJoin(jobs, eq(jobs.id, jobTasks.job))
    .where(and(leased, eq(jobTasks.lease, lease)))
    .get();

function end(
  tx: Tx,
  { job, position }: Held,
  state: 'done' | 'failed' | 'dead',
  at: string,
  more: { result?: unknown; error_code: string | null; error_message: string | null },
): void {
  tx.update(jobTasks)
    .set({ state, due: 0, lease: null, owner: null, ended_at: at, ...more })
    .where(and(eq(jobTasks.job, job), eq(jobTasks.position, position)))
    .run();
  countMove(tx, job, 'leased', state);
  noteEnd(tx, job, position, state, at);
}
