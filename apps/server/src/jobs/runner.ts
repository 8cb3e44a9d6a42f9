// Does the tasks of jobs, so many at once: takes them as they come due, keeps their leases, and says what came of each.
import type { Effect, JobStore, Lease } from '../store/job-store.ts';
import { type Backoff, waitAfter } from './backoff.ts';
import { asTaskFailure, TaskFailure } from './task-failure.ts';
import { type After, after as realAfter } from './timer.ts';

/** What a task comes to: JSON for people, and what it changes in the catalogue; see Effect. */
export type Done = { result?: unknown; effect?: Effect };

/**
 * Does one task. Throws a TaskFailure that says whether it can pass. `signal` is aborted when the task is no longer
 * ours (cancelled, out of time, shutting down): what is answered after that counts for nothing.
 */
export type Handler = (task: Lease, signal: AbortSignal) => Promise<Done>;

export type RunnerOptions = {
  jobs: JobStore;
  /** By kind of job; jobs of other kinds wait for a runner that knows them. */
  handlers: Record<string, Handler>;
  /** Who takes the tasks, for people to read. */
  owner: string;
  /** Tasks at once. */
  concurrency: number;
  /** How long after this process dies others take its tasks; renewed at a third of it. */
  leaseMs?: number;
  /** How long one attempt may take. */
  attemptMs?: number;
  /** How often to look for jobs that another process took in; this one's own are begun at once. */
  lookMs?: number;
  backoff?: Backoff;
  random?: () => number;
  after?: After;
  /** Told of what went wrong where there is nobody to throw to, and of what a handler did not foresee. */
  onTrouble?: (error: unknown) => void;
};

export type Runner = {
  /**
   * Takes no more tasks, and waits for those that run; after `withinMs` it stops them and gives them back untried.
   * Resolves when none is left.
   */
  stop(options?: { withinMs?: number }): Promise<void>;
};

type Running = { task: Lease; abort: AbortController; over: Promise<void> };

export function startRunner(options: RunnerOptions): Runner {
  const { jobs, handlers, owner, concurrency, random = Math.random, after = realAfter } = options;
  const { leaseMs = 15_000, attemptMs = 300_000, lookMs = 5_000, onTrouble = () => {} } = options;
  const { backoff = { firstMs: 1_000, longestMs: 300_000 } } = options;
  const kinds = Object.keys(handlers);
  const running = new Map<string, Running>();
  let stopping: Promise<void> | undefined;
  let taking: Promise<void> | undefined;
  let askedAgain = false;
  let cancelLook = () => {};
  let cancelBeat = () => {};

  /** Fills the free places; asked for while it is at it, it goes round once more. */
  function take(): void {
    if (taking) {
      askedAgain = true;
      return;
    }
    taking = fill().finally(() => {
      taking = undefined;
      if (askedAgain) take();
    });
  }

  async function fill(): Promise<void> {
    askedAgain = false;
    cancelLook();
    let wait = lookMs;
    const free = concurrency - running.size;
    // With every place taken, the next task that ends looks again.
    if (stopping || free < 1) return;
    try {
      const { leases, next } = await jobs.claim({ owner, kinds, limit: free, leaseMs });
      for (const task of leases) start(task);
      if (next !== undefined) wait = Math.min(wait, next);
    } catch (error) {
      onTrouble(error);
    }
    if (!stopping && running.size < concurrency) cancelLook = after(wait, take);
  }

  function start(task: Lease): void {
    const abort = new AbortController();
    const over = attempt(task, abort).finally(() => {
      running.delete(task.lease);
      if (running.size === 0) cancelBeat();
      take();
    });
    running.set(task.lease, { task, abort, over });
    if (running.size === 1) beatLater();
  }

  async function attempt(task: Lease, abort: AbortController): Promise<void> {
    try {
      try {
        const done = await withinTime(task, abort);
        // Ours no longer: what it came to is not to be told.
        if (!abort.signal.aborted) await jobs.complete(task.lease, done);
      } catch (error) {
        if (abort.signal.aborted && abort.signal.reason === given) return;
        const failure = asTaskFailure(error);
        if (failure.code === 'unexpected') onTrouble(error);
        const { code, message } = failure;
        await jobs.fail(task.lease, { code, message }, retryAfter(failure, task.attempt));
      }
    } catch (error) {
      // Not even the failure could be written: the lease runs out, and the task is taken again.
      onTrouble(error);
    }
  }

  /** A handler that does not heed its signal must not keep the place for ever. */
  async function withinTime(task: Lease, abort: AbortController): Promise<Done> {
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    const onAbort = () => reject(abort.signal.reason);
    abort.signal.addEventListener('abort', onAbort, { once: true });
    const cancelLimit = after(attemptMs, () =>
      abort.abort(new TaskFailure('timed-out', `it took longer than ${attemptMs / 1000} s`, { canPass: true })),
    );
    try {
      return await Promise.race([handlers[task.kind]!(task, abort.signal), aborted]);
    } finally {
      cancelLimit();
      abort.signal.removeEventListener('abort', onAbort);
    }
  }

  const retryAfter = ({ canPass, afterMs = 0 }: TaskFailure, tried: number): number | undefined =>
    canPass ? afterMs + waitAfter(tried, backoff, random) : undefined;

  function beatLater(): void {
    cancelBeat();
    cancelBeat = after(Math.ceil(leaseMs / 3), () => {
      void beat().then(() => {
        if (running.size > 0) beatLater();
      });
    });
  }

  /** Renews the leases, and stops the tasks whose lease is gone. */
  async function beat(): Promise<void> {
    try {
      const lost = await jobs.extend([...running.keys()], leaseMs);
      for (const lease of lost) running.get(lease)?.abort.abort(given);
    } catch (error) {
      onTrouble(error);
    }
  }

  const ignore = jobs.onChange(({ type }) => {
    // What was cancelled should not run on to the next beat; where a task ends, its own end looks for the next.
    if (type === 'cancelled') void beat();
    else if (type !== 'task') take();
  });

  async function drain(withinMs: number): Promise<void> {
    ignore();
    cancelLook();
    await taking;
    const allOver = () => Promise.all([...running.values()].map(({ over }) => over));
    const late = Promise.withResolvers<'late'>();
    const cancelLate = after(withinMs, () => late.resolve('late'));
    if ((await Promise.race([allOver(), late.promise])) === 'late') {
      const leases = [...running.keys()];
      for (const { abort } of running.values()) abort.abort(given);
      await jobs.release(leases).catch(onTrouble);
      await allOver();
    }
    cancelLate();
    cancelBeat();
  }

  take();
  return {
    stop({ withinMs = 10_000 } = {}) {
      stopping ??= drain(withinMs);
      return stopping;
    },
  };
}

/** Why a task is aborted whose lease is another's, or nobody's, by now. */
const given = new TaskFailure('given-up', 'the task is no longer ours', { canPass: true });
