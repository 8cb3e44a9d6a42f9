// What a queue of jobs can do, as whole use cases; every queue (SQLite now, pg-boss later) keeps this contract.

/** `failed`: an error that cannot pass. `dead`: an error that might have passed, set aside after its attempts. */
export type TaskState = 'waiting' | 'leased' | 'done' | 'failed' | 'dead' | 'cancelled';
export const taskStates: readonly TaskState[] = ['waiting', 'leased', 'done', 'failed', 'dead', 'cancelled'];

/** `task`: a task ended. `ended`: all tasks did. */
export type JobEventType = 'created' | 'task' | 'cancelled' | 'retried' | 'ended';

/** At most so many tasks in a job. */
export const maxTasks = 50_000;
/** No lease is longer, so that one left over from before the machine's restart is known by its date. */
export const maxLeaseMs = 120_000;
/** No task waits longer for its next attempt, for the same reason. */
export const maxWaitMs = 600_000;

export type NewJob = {
  /** Repeated with the same content it is the same job; made up where it is absent. */
  id?: string;
  kind: string;
  /** JSON, the same for all tasks. */
  config: unknown;
  /** JSON, one a task; 1 to 50,000. */
  tasks: readonly unknown[];
  /** How often a task is tried before it is set aside; 5 unless told. */
  maxAttempts?: number;
};

export type Job = {
  id: string;
  kind: string;
  config: unknown;
  /** `waiting`: no task was taken yet. `cancelled` stays so, whatever its tasks had come to. */
  state: 'waiting' | 'running' | 'ended' | 'cancelled';
  counts: Record<TaskState | 'total', number>;
  /** 0 to 1: tasks that ended, of all. */
  progress: number;
  /** Tasks a second over the last minute; absent where there is nothing to reckon it from. */
  rate?: number;
  /** Milliseconds until the end at this rate. */
  time_left?: number;
  /** How many tasks are failed or dead, by the code of their last error. */
  errors: Record<string, number>;
  /** ISO 8601. */
  created_at: string;
  started_at?: string;
  ended_at?: string;
};

export type TaskError = {
  code: string;
  /** For people. */
  message: string;
};

export type TaskResult = {
  /** From 0, as the tasks stood in the request. */
  position: number;
  state: TaskState;
  attempts: number;
  input: unknown;
  /** Of a task that is done. */
  result?: unknown;
  /** The last error, of a task that waits for another attempt too. */
  error?: TaskError;
  ended_at?: string;
};

/** A task that is the holder's alone until the lease ends. */
export type Lease = {
  /** Of this attempt alone: an answer under an earlier lease is refused. */
  lease: string;
  job: string;
  kind: string;
  config: unknown;
  position: number;
  input: unknown;
  /** From 1. */
  attempt: number;
};

/**
 * A change to the catalogue that a task brings about, made in the transaction that ends the task: both or neither.
 * What a task does elsewhere must bear being done twice (a file under its own hash, a request with a stable id): a
 * process that dies between doing it and saying so leaves the task to be done again.
 */
export type Effect = { name: string; input: unknown };

export type ClaimRequest = {
  /** Who asks, for people to read. */
  owner: string;
  /** Only tasks of these kinds of job. */
  kinds: readonly string[];
  limit: number;
  leaseMs: number;
};

export type Claim = {
  leases: Lease[];
  /** Milliseconds until the next lease ends or task becomes due; absent where only a change can bring work. */
  next?: number;
};

export type JobEvent = { id: number; type: JobEventType; position?: number; state?: TaskState; at: string };

/** `waiting`: a task waits again, for another attempt or because it was given back. */
export type JobChange = { job: string; type: 'created' | 'task' | 'waiting' | 'cancelled' | 'retried' };

/** Errors are StoreErrors. Every method may fail with `busy`, `full`, `corrupt` or `closed`. */
export interface JobStore {
  /**
   * Takes a job in whole or not at all. `created` is false where the job was there already. Throws `conflict` where
   * the id has another content, `invalid` where there are no tasks or too many.
   */
  enqueue(job: NewJob): Promise<{ id: string; created: boolean }>;
  /** Takes tasks that are due: one of each job in turn, within a job in their order. Ends leases that ran out. */
  claim(request: ClaimRequest): Promise<Claim>;
  /** Prolongs leases from now on; answers those that are lost: run out and taken, or cancelled. */
  extend(leases: readonly string[], leaseMs: number): Promise<string[]>;
  /**
   * Ends a task with its result, and makes its effect in the same transaction. False where the lease is lost: then
   * nothing was changed. Throws what the effect throws, and leaves the task leased.
   */
  complete(lease: string, done: { result?: unknown; effect?: Effect }): Promise<boolean>;
  /**
   * Ends an attempt. With `retryMs` the task waits so long, or is dead after its last attempt; without, it failed.
   * Answers the task's state, or `lost`.
   */
  fail(lease: string, error: TaskError, retryMs?: number): Promise<TaskState | 'lost'>;
  /** Gives tasks back untried, as at a shutdown: the attempt does not count. */
  release(leases: readonly string[]): Promise<void>;

  /** Stops a job: what waits or runs is cancelled, what ended stays. Throws `not-found`; an ended job stays as it is. */
  cancel(job: string): Promise<Job>;
  /** Tries what failed or died once more, and goes on with what was cancelled. Throws `not-found`. */
  retry(job: string): Promise<Job>;
  getJob(job: string): Promise<Job | undefined>;
  /** Newest first. `before` is the `next` of the page before. */
  listJobs(query: { limit: number; before?: string }): Promise<{ jobs: Job[]; next?: string }>;
  /** In order of position, from `after` on; throws `not-found`. `next` only where more follow. */
  results(
    job: string,
    query: { limit: number; after?: number; states?: readonly TaskState[] },
  ): Promise<{ results: TaskResult[]; next?: number }>;
  /** Events with an id above `after`, in order. */
  events(job: string, query: { limit: number; after?: number }): Promise<JobEvent[]>;
  /** Forgets jobs that ended or were cancelled before a moment (ISO 8601), with all their tasks; answers how many. */
  forget(endedBefore: string): Promise<number>;
  /** Told after each commit of this process that changed a job, leases aside. Answers the way to stop. */
  onChange(listener: (change: JobChange) => void): () => void;
}
