// Thousands of sounds in one job: files to process, speech to make, clips to level again.
import { z } from '@hono/zod-openapi';
import { BatchRequest } from '../jobs/job-request.ts';
import { readBatch } from '../jobs/read-batch.ts';
import { type SubmitDeps, type Submitted, submitBatch } from '../jobs/submit-batch.ts';
import { bodyLimitOf } from './http/body-limits.ts';
import { problemAnswer } from './http/declare.ts';
import type { Api } from './http/env.ts';
import { type FieldError, ProblemError } from './http/problem.ts';
import { strictJson } from './http/strict-json.ts';
import { addressOfJob, JobAnswer, jobAnswer } from './job-answer.ts';
import { guarded, type JobDeps } from './jobs.ts';

const NothingToDo = z
  .object({ state: z.literal('nothing-to-do'), detail: z.string() })
  .meta({ id: 'NothingToDo', description: 'The selection is empty: there is no job' });

const example = {
  job_id: 'vietnamese-2026-11',
  kind: 'generate',
  select: { languages: ['vietnamese-hanoi'] },
  config: { rate: 120 },
};

/** Of a body: 50,000 files with all that is known of each are half of it. */
const mostBytes = 24 * 2 ** 20;
/** Twice what 50,000 files hold with all that is known of each. */
const bodyLimits = { depth: 16, members: 1_200_000, keys: 1000 };
/** Faults that one answer names. */
const mostNamed = 100;

export function startBatch(api: Api, path: string, deps: JobDeps & SubmitDeps): void {
  const { guard, limits } = deps;
  // Declared and not parsed by the framework, which holds everybody up while it looks at tens of thousands of items.
  api.openAPIRegistry.registerPath({
    method: 'post',
    path,
    summary: 'Start a job of 1 to 50,000 tasks',
    description:
      'All of it is checked before anything starts. Sent again under the same `job_id` it is the same job. Clips that a batch of several brings reach the devices when the batch is over.',
    tags: ['jobs'],
    request: { body: { required: true, content: { 'application/json': { schema: BatchRequest, example } } } },
    responses: {
      200: {
        description: 'There is this job already, or there is nothing to do',
        content: { 'application/json': { schema: z.union([JobAnswer, NothingToDo]) } },
      },
      202: {
        description: 'The job; Location is its address',
        content: { 'application/json': { schema: JobAnswer } },
      },
      400: problemAnswer('Something in it is not valid; `errors` names the first hundred faults by where they stand'),
      409: problemAnswer('There is a job of this id that asks for something else'),
      413: problemAnswer('The body is too large'),
      415: problemAnswer('The body is compressed, or no JSON'),
      ...guarded,
      503: problemAnswer('Too many large requests at once; Retry-After says when to come back'),
      507: problemAnswer('The storage is full'),
    },
  });
  api.post(path, guard.editor, limits.writes, bodyLimitOf(mostBytes), async (c) => {
    const read = await readBatch(await strictJson(c, bodyLimits));
    if ('faults' in read) throw faulty(read.faults);
    const submitted = await submitBatch(deps, read.batch);
    if ('nothing' in submitted) return c.json({ state: 'nothing-to-do' as const, detail: submitted.nothing }, 200);
    const { job, created } = accepted(submitted);
    const headers = { location: addressOfJob(job.id), 'cache-control': 'no-store' };
    return c.json(jobAnswer(job), created ? 202 : 200, headers);
  });
}

export const fieldError = ({ path, message }: { path: PropertyKey[]; message: string }): FieldError => ({
  field: path.join('.'),
  message,
});

/** Throws the problem that a refusal is. */
export function accepted(submitted: Submitted) {
  if ('job' in submitted) return submitted;
  if ('faults' in submitted) throw faulty(submitted.faults);
  const why = 'conflict' in submitted ? `there is a job "${submitted.conflict}" that asks for something else` : '';
  throw new ProblemError('conflict', { detail: why, errors: [{ field: 'job_id', message: why }] });
}

export function faulty(faults: readonly FieldError[]): ProblemError {
  const named = faults.slice(0, mostNamed);
  const [first] = named;
  const more = faults.length > 1 ? `, and ${faults.length - 1} more` : '';
  return new ProblemError('invalid-parameter', {
    detail: `${first?.field}: ${first?.message}${more}`,
    errors: named,
    more: { faults: faults.length },
  });
}
