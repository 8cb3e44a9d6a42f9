// Whether the server lives, and whether it can answer.
import { createRoute, z } from '@hono/zod-openapi';
import type { CatalogueStore } from '../store/store.ts';
import { problemAnswer } from './http/declare.ts';
import type { Api } from './http/env.ts';
import { ProblemError } from './http/problem.ts';

const Health = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });
const Ready = z
  .object({
    status: z.literal('ready'),
    database: z.literal('ok'),
    migrations: z.object({ applied: z.int(), expected: z.int() }),
  })
  .meta({ id: 'Ready' });

const uncached = { 'cache-control': 'no-store' };

/** Asks nothing of the database: a slow disk is no reason to kill the process. */
export function showHealth(api: Api, path: string): void {
  const route = createRoute({
    method: 'get',
    path,
    summary: 'Live: the process answers',
    tags: ['health'],
    responses: { 200: { description: 'Live', content: { 'application/json': { schema: Health } } } },
  });
  api.openapi(route, (c) => c.json({ status: 'ok' } as const, 200, uncached));
}

export function showReadiness(api: Api, path: string, { store }: { store: CatalogueStore }): void {
  const route = createRoute({
    method: 'get',
    path,
    summary: 'Ready: the database answers and its migrations are applied',
    tags: ['health'],
    responses: {
      200: { description: 'Ready', content: { 'application/json': { schema: Ready } } },
      503: problemAnswer('Not ready'),
    },
  });
  api.openapi(route, async (c) => {
    const { database, migrations } = await store.readiness();
    if (database !== 'ok' || migrations.applied !== migrations.expected) {
      throw new ProblemError('not-ready', {
        detail: database === 'ok' ? 'migrations are missing' : 'the database does not answer',
        more: { database, migrations },
      });
    }
    return c.json({ status: 'ready', database, migrations } as const, 200, uncached);
  });
}
