// The queue in the catalogue's own SQLite file: puts its use cases together and tells of changes.
import type { Clock } from './clock.ts';
import { claim, extend, release } from './job-claim.ts';
import { cancelJob, forgetJobs, retryJob } from './job-control.ts';
import { enqueue, writtenJob } from './job-intake.ts';
import { complete, fail, type MakeEffect } from './job-outcome.ts';
import { events, getJob, listJobs, results } from './job-reads.ts';
import type { Job, JobChange, JobStore } from './job-store.ts';
import type { Db } from './sqlite-file.ts';
import { StoreError } from './store-error.ts';

export type SqliteJobsOptions = {
  clock: Clock;
  effects: Record<string, MakeEffect>;
  /** Throws where the store is closed. */
  open: () => void;
  /** Told after an effect is committed. */
  afterEffect: () => void;
  onTrouble: (error: unknown) => void;
};

/** The same file as the catalogue's, since an effect on it and the end of its task are one transaction. */
export function sqliteJobs(db: Db, { clock, effects, open, afterEffect, onTrouble }: SqliteJobsOptions): JobStore {
  const listeners = new Set<(change: JobChange) => void>();
  const at = () => new Date(clock.now()).toISOString();
  const tell = (job: string, type: JobChange['type']) => {
    for (const listener of [...listeners]) {
      try {
        listener({ job, type });
      } catch (error) {
        // The change is committed: one listener's trouble is neither its failure nor the others' affair.
        onTrouble(error);
      }
    }
  };
  const jobNow = (id: string): Job => {
    const job = getJob(db, id, clock.now());
    if (!job) throw new StoreError('not-found', `no job "${id}"`);
    return job;
  };

  return {
    async enqueue(job) {
      open();
      const written = await writtenJob(job);
      open();
      const answer = enqueue(db, written, at());
      if (answer.created) tell(answer.id, 'created');
      return answer;
    },
    async claim(request) {
      open();
      const { ended, ...answer } = claim(db, request, clock.ticks(), at());
      for (const job of ended) tell(job, 'task');
      return answer;
    },
    async extend(leases, leaseMs) {
      open();
      return extend(db, leases, leaseMs, clock.ticks());
    },
    async complete(lease, done) {
      open();
      const job = complete(db, effects, lease, done, at());
      if (job === undefined) return false;
      if (done.effect) afterEffect();
      tell(job, 'task');
      return true;
    },
    async fail(lease, error, retryMs) {
      open();
      const answer = fail(db, lease, error, retryMs, { ticks: clock.ticks(), at: at() });
      if (!answer) return 'lost';
      tell(answer.job, answer.state === 'waiting' ? 'waiting' : 'task');
      return answer.state;
    },
    async release(leases) {
      open();
      for (const job of new Set(release(db, leases))) tell(job, 'waiting');
    },
    async cancel(job) {
      open();
      if (cancelJob(db, job, at())) tell(job, 'cancelled');
      return jobNow(job);
    },
    async retry(job) {
      open();
      if (retryJob(db, job, at())) tell(job, 'retried');
      return jobNow(job);
    },
    async getJob(job) {
      open();
      return getJob(db, job, clock.now());
    },
    async listJobs(query) {
      open();
      return listJobs(db, query, clock.now());
    },
    async results(job, query) {
      open();
      return results(db, job, query);
    },
    async events(job, query) {
      open();
      return events(db, job, query);
    },
    async forget(endedBefore) {
      open();
      return forgetJobs(db, endedBefore);
    },
    onChange(listener) {
      open();
      // A function of its own, so that one listener given twice is told twice and stopped once.
      const own = (change: JobChange) => listener(change);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}
