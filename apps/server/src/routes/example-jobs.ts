// The routes of jobs over a real queue, for tests that need no sounds: tasks end as their input says.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OpenAPIHono } from '@hono/zod-openapi';
import { DiskFiles } from '../audio/disk-files.ts';
import { KeptClips } from '../audio/kept-clips.ts';
import { type Handler, startRunner } from '../jobs/runner.ts';
import { TaskFailure } from '../jobs/task-failure.ts';
import { createLog } from '../log.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';
import { refuseInvalid } from './http/declare.ts';
import type { AppEnv } from './http/env.ts';
import { answerError } from './http/errors.ts';
import { guardOf } from './http/guard.ts';
import { defaultRates } from './http/limits.ts';
import { rateLimits } from './http/rate-limits.ts';
import { listResults, playResult } from './job-results.ts';
import { followJob, type JobStreamLimits, JobStreams } from './job-stream.ts';
import { listJobs, showJob, steerJob } from './jobs.ts';

/** A task of `{ fails: CODE }` fails; any other comes to what it was asked. */
export const echo: Handler = async ({ input }) => {
  const { fails } = input as { fails?: string };
  if (fails !== undefined) throw new TaskFailure(fails, 'as it was asked to', { canPass: false });
  return { result: input };
};

export async function exampleJobs(
  options: {
    streams?: Partial<JobStreamLimits>;
    handlers?: Record<string, Handler>;
    /** Asked at every request whether the editor is one still. */
    isEditor?: () => boolean;
  } = {},
) {
  const place = mkdtempSync(join(tmpdir(), 'phonochart-jobs-'));
  const store = await openSqliteStore({ file: join(place, 'catalogue.sqlite') });
  const kept = new KeptClips(new DiskFiles(place));
  const { jobs } = store;
  const guard = guardOf(async (headers) =>
    headers.get('authorization') === 'Bearer editor' && (options.isEditor?.() ?? true)
      ? { id: 'an-editor', name: 'An editor', role: 'editor', by: 'token' }
      : undefined,
  );
  const limits = rateLimits({ rates: defaultRates, trustProxy: false });
  const streams = new JobStreams(jobs, options.streams);
  const api = new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid });
  const deps = { jobs, guard, limits, kept, streams };
  listJobs(api, '/api/jobs', deps);
  showJob(api, '/api/jobs/{id}', deps);
  steerJob(api, '/api/jobs/{id}/cancel', 'cancel', deps);
  steerJob(api, '/api/jobs/{id}/retry', 'retry', deps);
  listResults(api, '/api/jobs/{id}/results', deps);
  playResult(api, '/api/jobs/{id}/results/{position}/clip', deps);
  followJob(api, '/api/jobs/{id}/events', deps);
  api.onError(answerError(createLog('silent')));
  const trouble: unknown[] = [];
  const run = () =>
    startRunner({
      jobs,
      handlers: options.handlers ?? { echo },
      owner: 'a test',
      concurrency: 2,
      onTrouble: (error) => trouble.push(error),
    });
  let runner: ReturnType<typeof run> | undefined;
  return {
    jobs,
    kept,
    streams,
    trouble,
    api,
    start: () => {
      runner ??= run();
    },
    ask: (path: string, init: RequestInit = {}) =>
      api.request(path, { ...init, headers: { authorization: 'Bearer editor', ...init.headers } }),
    close: async () => {
      streams.close();
      await runner?.stop({ withinMs: 0 });
      await store.close();
      rmSync(place, { recursive: true });
    },
  };
}
