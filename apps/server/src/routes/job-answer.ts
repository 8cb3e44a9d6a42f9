// A job and its tasks as answers show them: counts, progress, the way to everything else, and a problem document a failure.
import { z } from '@hono/zod-openapi';
import { type Job, type TaskResult, taskStates } from '../store/job-store.ts';
import { StoreError } from '../store/store-error.ts';
import { ProblemError, unknown } from './http/problem.ts';

const Count = z.int().min(0);

export const TaskStateName = z.enum(['waiting', 'leased', 'done', 'failed', 'dead', 'cancelled']).meta({
  description:
    '`leased`: at work. `failed`: trying again cannot help. `dead`: it might have, and was set aside after its attempts',
});

export const JobAnswer = z
  .object({
    id: z.string(),
    kind: z.string().meta({ example: 'generate' }),
    state: z.enum(['waiting', 'running', 'ended', 'cancelled']),
    config: z.unknown().meta({ description: 'As it was asked for' }),
    counts: z.object({
      waiting: Count,
      leased: Count,
      done: Count,
      failed: Count,
      dead: Count,
      cancelled: Count,
      total: Count,
    }),
    progress: z.number().min(0).max(1),
    rate: z.number().optional().meta({ description: 'Tasks a second, over the last minute' }),
    time_left: z.int().optional().meta({ description: 'Milliseconds until the end at this rate' }),
    errors: z.record(z.string(), Count).meta({ description: 'Failed and dead tasks by the code of their last error' }),
    created_at: z.string(),
    started_at: z.string().optional(),
    ended_at: z.string().optional(),
    links: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Job' });
export type JobAnswer = z.infer<typeof JobAnswer>;

export const TaskAnswer = z
  .object({
    position: z.int().meta({ description: 'From 0, as the tasks stood in the request' }),
    state: TaskStateName,
    attempts: Count,
    input: z.unknown(),
    result: z.unknown().optional().meta({ description: 'Of a task that is done' }),
    problem: z
      .looseObject({ type: z.string(), title: z.string(), detail: z.string(), code: z.string() })
      .optional()
      .meta({ description: 'The last failure, of a task that waits for another attempt too' }),
    ended_at: z.string().optional(),
    links: z.record(z.string(), z.string()).optional(),
  })
  .meta({ id: 'Task' });
export type TaskAnswer = z.infer<typeof TaskAnswer>;

/** Below which addresses jobs lie. */
export const jobsAt = '/api/jobs';
export const addressOfJob = (id: string): string => `${jobsAt}/${encodeURIComponent(id)}`;

export function jobAnswer(job: Job): JobAnswer {
  const self = addressOfJob(job.id);
  const going = job.state === 'waiting' || job.state === 'running';
  const { failed, dead, cancelled } = job.counts;
  return {
    ...job,
    links: {
      self,
      results: `${self}/results`,
      csv: `${self}/results?format=csv`,
      zip: `${self}/results?format=zip`,
      events: `${self}/events`,
      ...(going ? { cancel: `${self}/cancel` } : {}),
      ...(failed + dead + cancelled > 0 ? { retry: `${self}/retry` } : {}),
    },
  };
}

export function taskAnswer(job: string, { error, ...task }: TaskResult): TaskAnswer {
  const self = addressOfJob(job);
  const clip = clipOfResult(task.result);
  return {
    ...task,
    ...(error === undefined
      ? {}
      : {
          problem: {
            type: `urn:phonochart:task-problem:${error.code}`,
            title: task.state === 'waiting' ? 'The attempt failed; there will be another' : 'The task failed',
            detail: error.message,
            instance: `${self}/results?after=${task.position - 1}&limit=1`,
            code: error.code,
          },
        }),
    ...(clip === undefined ? {} : { links: { clip: `${self}/results/${task.position}/clip` } }),
  };
}

/** Where the sound of a task's result lies: a language's clip, or a file of nobody. */
export type ResultClip = { key: string; name: string };

const WithClip = z.object({ key: z.string(), file: z.string() });

export function clipOfResult(result: unknown): ResultClip | undefined {
  const { data } = WithClip.safeParse(result);
  return data && { key: data.key, name: data.file };
}

/** Turns the queue's refusals into answers: for `catch`. */
export const answeredFor =
  (id: string) =>
  (error: unknown): never => {
    if (error instanceof StoreError && error.code === 'not-found') throw unknown('unknown-job', 'id', id);
    if (error instanceof StoreError && error.code === 'invalid')
      throw new ProblemError('invalid-parameter', { detail: error.message });
    throw error;
  };

export const statesOf = (text: string | undefined) =>
  text === undefined ? taskStates : taskStates.filter((state) => text.split(',').includes(state));
