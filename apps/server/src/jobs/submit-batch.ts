// Takes a batch in: once, however often it is sent, and only where all of it can be done.
import { createHash, type Hash } from 'node:crypto';
import { setImmediate as others } from 'node:timers/promises';
import type { Job, JobStore } from '../store/job-store.ts';
import { StoreError } from '../store/store-error.ts';
import type { BatchRequest } from './job-request.ts';
import { type PlanDeps, planBatch, type RequestFault } from './plan-batch.ts';
import type { WebhookRule } from './webhook-rule.ts';

export type SubmitDeps = PlanDeps & { jobs: JobStore; webhooks: WebhookRule };

export type Submitted =
  | { job: Job; created: boolean }
  | { faults: readonly RequestFault[] }
  | { nothing: string }
  /** There is a job of this id that asks for something else. */
  | { conflict: string };

/**
 * Errors are StoreErrors and StorageErrors.
 * @param more what the tasks are to know besides; no part of what makes two requests the same
 */
export async function submitBatch(deps: SubmitDeps, batch: BatchRequest, more: object = {}): Promise<Submitted> {
  const { jobs, webhooks } = deps;
  const { job_id, ...content } = batch;
  // Not the tasks are compared but the request: what a selection means changes as its job goes on.
  const request = await hashOf(content);
  const known = await sameJob(jobs, job_id, request);
  if (known) return known;
  const fault = batch.config.webhook === undefined ? undefined : webhooks.fault(batch.config.webhook);
  if (fault !== undefined) return { faults: [{ field: 'config.webhook', message: fault }] };
  const plan = await planBatch(deps, batch);
  if (!('job' in plan)) return plan;
  const config = { ...(plan.job.config as object), ...more, request };
  try {
    const { id, created } = await jobs.enqueue({ ...plan.job, config });
    return { job: (await jobs.getJob(id))!, created };
  } catch (error) {
    // Sent twice at the same moment, and the other one was quicker.
    const other = error instanceof StoreError && error.code === 'conflict' && (await sameJob(jobs, job_id, request));
    if (other) return other;
    throw error;
  }
}

/** Items whose text is hashed before others have a turn. */
const TURN = 500;

/** Of its JSON, which is made in pieces: fifty thousand items are megabytes. */
async function hashOf(content: object): Promise<string> {
  const hash = createHash('sha256');
  let before = '{';
  for (const [field, value] of Object.entries(content)) {
    if (value === undefined) continue;
    hash.update(`${before}${JSON.stringify(field)}:`);
    before = ',';
    if (!Array.isArray(value)) hash.update(JSON.stringify(value));
    else await hashList(hash, value);
  }
  return hash.update(before === ',' ? '}' : '{}').digest('hex');
}

async function hashList(hash: Hash, list: readonly unknown[]): Promise<void> {
  hash.update('[');
  for (let from = 0; from < list.length; from += TURN) {
    await others();
    hash.update(`${from === 0 ? '' : ','}${JSON.stringify(list.slice(from, from + TURN)).slice(1, -1)}`);
  }
  hash.update(']');
}

async function sameJob(jobs: JobStore, id: string | undefined, request: string): Promise<Submitted | undefined> {
  const job = id === undefined ? undefined : await jobs.getJob(id);
  if (!job) return undefined;
  const asked = (job.config as { request?: unknown } | null)?.request;
  return asked === request ? { job, created: false } : { conflict: job.id };
}
