// Waits a little for a job: most single tasks are done before anybody would ask again.
import type { Job, JobStore } from '../store/job-store.ts';
import { StoreError } from '../store/store-error.ts';

export const isOver = ({ state }: Pick<Job, 'state'>): boolean => state === 'ended' || state === 'cancelled';

/** The job when it is over, or as it is after `ms`. Throws StoreError `not-found`. */
export async function untilOver(jobs: JobStore, id: string, ms: number): Promise<Job> {
  const { promise: time, resolve: late } = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => late('late'), ms);
  let changed = Promise.withResolvers<void>();
  const ignore = jobs.onChange(({ job }) => {
    if (job === id) changed.resolve();
  });
  try {
    for (let waiting = true; ; ) {
      const job = await jobs.getJob(id);
      if (!job) throw new StoreError('not-found', `no job "${id}"`);
      if (!waiting || isOver(job)) return job;
      waiting = (await Promise.race([changed.promise, time])) !== 'late';
      changed = Promise.withResolvers<void>();
    }
  } finally {
    clearTimeout(timer);
    ignore();
  }
}
