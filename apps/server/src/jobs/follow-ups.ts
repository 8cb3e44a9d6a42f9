// What follows when a job is over: its languages are published, and its webhook is told; each once an end, also after a crash.
import { z } from 'zod';
import type { Job, JobStore, NewJob } from '../store/job-store.ts';
import { StoreError } from '../store/store-error.ts';
import { type After, after as realAfter } from './timer.ts';

/** What of a job's config is read here. */
const Following = z.object({
  webhook: z.string().optional(),
  /** Languages whose clips were brought quietly: no device has heard of them until the end. */
  publish: z.array(z.string()).optional(),
});

/** How often a delivery is tried: with the runner's waits of up to five minutes, for about half an hour. */
const deliveries = 12;

/** Jobs that begin because another one is over; their ids derive from it, so that a second look makes no second one. */
export function followUpsOf(job: Job): NewJob[] {
  if (job.state !== 'ended' && job.state !== 'cancelled') return [];
  if (job.kind === 'webhook' || job.kind === 'publish' || job.ended_at === undefined) return [];
  const { webhook, publish = [] } = Following.safeParse(job.config).data ?? {};
  // A job that is tried again ends again.
  const end = `${job.id}:${Date.parse(job.ended_at)}`;
  const jobs: NewJob[] = [];
  if (publish.length > 0 && job.counts.done > 0) {
    jobs.push({ id: `publish:${end}`, kind: 'publish', config: {}, tasks: publish.map((language) => ({ language })) });
  }
  if (webhook !== undefined) {
    const tasks = [{ job: job.id, url: webhook, body: JSON.stringify(messageOf(job)) }];
    jobs.push({ id: `webhook:${end}`, kind: 'webhook', config: {}, tasks, maxAttempts: deliveries });
  }
  return jobs;
}

/** As Standard Webhooks has it: type, timestamp, data. */
function messageOf({ id, kind, state, counts, errors, created_at, started_at, ended_at }: Job) {
  const data = { id, kind, state, counts, errors, created_at, started_at, ended_at };
  return { type: `job.${state}`, timestamp: ended_at, data };
}

export type FollowUpOptions = {
  jobs: JobStore;
  /** How long after a change to look whether its job is over. */
  settleMs?: number;
  /** How often to look for jobs that another process ended and did not follow up. */
  sweepMs?: number;
  after?: After;
  onTrouble?: (error: unknown) => void;
};

export type FollowUps = {
  /** Looks at every job that is kept. */
  sweep(): Promise<void>;
  /** Looks once more at what changed last, and then no more. */
  stop(): Promise<void>;
};

/** To be called before the runner starts; `sweep` is run at once and now and then. */
export function startFollowUps(options: FollowUpOptions): FollowUps {
  const { jobs, settleMs = 50, sweepMs = 60_000, after = realAfter, onTrouble = () => {} } = options;
  const changed = new Set<string>();
  let cancelLook = () => {};
  let cancelSweep = () => {};
  let stopped = false;
  let working: Promise<void> = Promise.resolve();

  const follow = async (job: Job | undefined) => {
    for (const wanted of job ? followUpsOf(job) : []) {
      if (await jobs.getJob(wanted.id!)) continue;
      await jobs.enqueue(wanted).catch((error: unknown) => {
        // Somebody else was quicker, and the job had meanwhile moved on.
        if (!(error instanceof StoreError && error.code === 'conflict')) throw error;
      });
    }
  };
  const look = async () => {
    const ids = [...changed];
    changed.clear();
    for (const id of ids) await follow(await jobs.getJob(id));
  };
  const sweep = async (pages: number) => {
    let before: string | undefined;
    for (let page = 0; page < pages; page++) {
      const found = await jobs.listJobs({ limit: 100, ...(before === undefined ? {} : { before }) });
      for (const job of found.jobs) await follow(job);
      before = found.next;
      if (before === undefined) return;
    }
  };
  /** One after another; trouble with one look is the next one's chance. */
  const queued = (run: () => Promise<void>): Promise<void> => {
    working = working.then(run).catch(onTrouble);
    return working;
  };
  const sweepLater = () => {
    cancelSweep = after(sweepMs, () => {
      void queued(() => sweep(1));
      sweepLater();
    });
  };

  const ignore = jobs.onChange(({ job, type }) => {
    if (type !== 'task' && type !== 'cancelled') return;
    changed.add(job);
    // The tasks of a batch end in quick succession: one look for many.
    if (changed.size === 1) cancelLook = after(settleMs, () => void queued(look));
  });
  void queued(() => sweep(Number.POSITIVE_INFINITY));
  sweepLater();

  return {
    sweep: () => queued(() => sweep(Number.POSITIVE_INFINITY)),
    async stop() {
      if (stopped) return working;
      stopped = true;
      ignore();
      cancelLook();
      cancelSweep();
      await queued(look);
    },
  };
}
