import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLog } from '../../log.ts';
import type { AppEnv } from './env.ts';
import { defaultRates } from './limits.ts';
import { ProblemError, problemResponse } from './problem.ts';
import { rateLimits } from './rate-limits.ts';
import { networkOf } from './sender.ts';
import { traced } from './traced.ts';

const rates = { ...defaultRates, speech: { points: 2, seconds: 60 } };

function appWith(trustProxy = false) {
  const limits = rateLimits({ rates, trustProxy });
  const app = new Hono<AppEnv>();
  app.use(traced({ log: createLog('silent'), headers: {}, trustProxy }));
  app.use(async (c, next) => {
    const id = c.req.header('x-account');
    if (id) c.set('person', { id, name: id, role: 'editor', by: 'token' });
    await next();
  });
  app.get('/counted', limits.speech, () => new Response('spoken'));
  app.get('/dear', async (c) => {
    if (c.req.query('made')) await limits.take(c, 'speech');
    return new Response('spoken');
  });
  app.onError((error, c) => {
    if (error instanceof ProblemError) return problemResponse(error.type, c.req.path, error.parts);
    throw error;
  });
  const ask = (path: string, options: { from?: string; forwarded?: string; account?: string } = {}) =>
    app.request(
      path,
      {
        headers: {
          ...(options.forwarded ? { 'x-forwarded-for': options.forwarded } : {}),
          ...(options.account ? { 'x-account': options.account } : {}),
        },
      },
      { incoming: { socket: { remoteAddress: options.from ?? '192.0.2.1' } } },
    );
  return {
    ask,
    statuses: async (...asks: Parameters<typeof ask>[]) => {
      const found: number[] = [];
      for (const one of asks) found.push((await ask(...one)).status);
      return found;
    },
  };
}

describe('a rate limit', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  test('tells what is left on every answer, and past it refuses with the time to wait; then lets through again', async () => {
    const { ask } = appWith();
    const first = await ask('/counted');
    expect(first.headers.get('ratelimit-policy')).toBe('"speech";q=2;w=60');
    expect(first.headers.get('ratelimit')).toBe('"speech";r=1;t=60');
    await ask('/counted');
    vi.advanceTimersByTime(20_000);
    const refused = await ask('/counted');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('40');
    expect(refused.headers.get('ratelimit')).toBe('"speech";r=0;t=40');
    expect(await refused.json()).toMatchObject({ type: 'urn:phonochart:problem:too-many-requests', status: 429 });
    vi.advanceTimersByTime(40_000);
    expect((await ask('/counted')).status).toBe(200);
  });

  test('taken inside a handler counts only what costs something', async () => {
    const { statuses } = appWith();
    const free = ['/dear'] as [string];
    const made = ['/dear?made=1'] as [string];
    expect(await statuses(free, free, free, made, made, free, made)).toEqual([200, 200, 200, 200, 200, 200, 429]);
  });

  test('counts accounts where somebody is signed in, so that a class behind one address shares nothing', async () => {
    const { statuses } = appWith();
    const of = (account: string) => ['/counted', { account }] as [string, { account: string }];
    expect(await statuses(of('a'), of('a'), of('a'), of('b'), ['/counted'])).toEqual([200, 200, 429, 200, 200]);
  });

  test('believes X-Forwarded-For only from a proxy of ours, and of it only the last address', async () => {
    const of = (forwarded: string) => ['/counted', { forwarded }] as [string, { forwarded: string }];
    const changing = [of('203.0.113.1'), of('203.0.113.2'), of('203.0.113.3')];
    expect(await appWith(false).statuses(...changing)).toEqual([200, 200, 429]);
    expect(await appWith(true).statuses(...changing)).toEqual([200, 200, 200]);
    const forged = [of('198.51.100.1, 203.0.113.9'), of('198.51.100.2, 203.0.113.9:4711'), of('x, 203.0.113.9')];
    expect(await appWith(true).statuses(...forged)).toEqual([200, 200, 429]);
  });
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
