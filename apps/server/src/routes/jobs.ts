// Jobs: the list, one of them, and the ways to stop it and to set it going again.
import { createRoute, z } from '@hono/zod-openapi';
import type { JobStore } from '../store/job-store.ts';
import { jsonAnswers, problemAnswer } from './http/declare.ts';
import type { Api } from './http/env.ts';
import type { Guard } from './http/guard.ts';
import type { Limits } from './http/limits.ts';
import { unknown } from './http/problem.ts';
import { answeredFor, JobAnswer, jobAnswer } from './job-answer.ts';

export type JobDeps = { jobs: JobStore; guard: Guard; limits: Limits };

export const IdParameter = z.object({ id: z.string().max(200).meta({ description: 'Id of the job' }) });

/** What every route for editors may answer besides its own. */
export const guarded = {
  401: problemAnswer('Nobody is signed in, and there is no API token'),
  403: problemAnswer('The account may not do this, or the request comes from another site'),
  429: problemAnswer('Too many requests; Retry-After says when to come back'),
};

const JobsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  before: z.string().max(500).optional().meta({ description: 'From the Link header of the page before' }),
});

const fresh = { 'cache-control': 'no-store' };

export function listJobs(api: Api, path: string, { jobs, guard }: JobDeps): void {
  const route = createRoute({
    method: 'get',
    path,
    summary: 'Jobs, newest first',
    tags: ['jobs'],
    middleware: [guard.editor] as const,
    request: { query: JobsQuery },
    responses: {
      ...jsonAnswers(z.array(JobAnswer), 'A page of jobs; the header `Link: <…>; rel="next"` leads to the next one'),
      ...guarded,
    },
  });
  api.openapi(route, async (c) => {
    const { limit, before } = c.req.valid('query');
    const page = await jobs
      .listJobs({ limit, ...(before === undefined ? {} : { before }) })
      .catch(answeredFor(before ?? ''));
    const link = page.next && new URLSearchParams({ limit: String(limit), before: page.next });
    return c.json(page.jobs.map(jobAnswer), 200, {
      ...fresh,
      ...(link ? { link: `<${path}?${link}>; rel="next"` } : {}),
    });
  });
}

export function showJob(api: Api, path: string, { jobs, guard }: JobDeps): void {
  const route = createRoute({
    method: 'get',
    path,
    summary: 'A job: how far it is, how fast, and what went wrong',
    tags: ['jobs'],
    middleware: [guard.editor] as const,
    request: { params: IdParameter },
    responses: { ...jsonAnswers(JobAnswer, 'The job'), ...guarded },
  });
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    const job = await jobs.getJob(id);
    if (!job) throw unknown('unknown-job', 'id', id);
    return c.json(jobAnswer(job), 200, fresh);
  });
}

/** `cancel` stops what waits and what runs; `retry` tries what failed, died or was cancelled once more. */
export function steerJob(api: Api, path: string, how: 'cancel' | 'retry', { jobs, guard, limits }: JobDeps): void {
  const summary = {
    cancel: 'Stop a job: what has ended stays, the rest is not done',
    retry: 'Try what failed once more, and go on with what was cancelled',
  }[how];
  const route = createRoute({
    method: 'post',
    path,
    summary,
    tags: ['jobs'],
    middleware: [guard.editor, limits.writes] as const,
    request: { params: IdParameter },
    responses: { ...jsonAnswers(JobAnswer, 'The job as it is now'), ...guarded },
  });
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(jobAnswer(await jobs[how](id).catch(answeredFor(id))), 200, fresh);
  });
}
