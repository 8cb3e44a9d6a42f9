// The runner over a real queue in a real file, in time that the test moves on.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { exampleEffects } from '../store/example-effect.ts';
import type { JobStore, Lease } from '../store/job-store.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';
import { atRest, manualClock } from './manual-clock.ts';
import { type Done, type Handler, type RunnerOptions, startRunner } from './runner.ts';
import { TaskFailure } from './task-failure.ts';

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});

async function openQueue() {
  const folder = mkdtempSync(join(tmpdir(), 'phonochart-runner-'));
  cleanups.push(() => rmSync(folder, { recursive: true }));
  const clock = manualClock();
  const file = join(folder, 'catalogue.sqlite');
  const store = await openSqliteStore({ file, clock, effects: exampleEffects });
  cleanups.push(() => store.close());
  const trouble: unknown[] = [];
  let claims = 0;
  const counted: JobStore = {
    ...store.jobs,
    claim(request) {
      claims += 1;
      return store.jobs.claim(request);
    },
  };
  const run = (say: Handler, more: Partial<RunnerOptions> = {}) => {
    const runner = startRunner({
      jobs: counted,
      handlers: { say },
      owner: 'a test',
      concurrency: 2,
      after: clock.after,
      random: () => 1,
      onTrouble: (error) => trouble.push(error),
      ...more,
    });
    cleanups.push(async () => {
      const stopped = runner.stop({ withinMs: 0 });
      await clock.advance(0);
      await stopped;
    });
    return runner;
  };
  const add = (tasks: number, more = {}) =>
    store.jobs.enqueue({
      id: 'a',
      kind: 'say',
      config: {},
      tasks: Array.from({ length: tasks }, (_, n) => n),
      ...more,
    });
  return { clock, jobs: store.jobs, run, add, trouble, claims: () => claims };
}

/** Tasks that end when the test says so. */
function byHand() {
  const held: { task: Lease; signal: AbortSignal; end: (done?: Done) => void; break: (error: unknown) => void }[] = [];
  const say: Handler = (task, signal) =>
    new Promise((resolve, reject) => {
      held.push({ task, signal, end: (done = {}) => resolve(done), break: reject });
    });
  return { held, say };
}

test('does what comes in at once, without a look at the clock, and never more than so many together', async () => {
  const { clock, jobs, run, add, claims } = await openQueue();
  const { held, say } = byHand();
  run(say);
  await atRest();
  await add(5);
  await atRest();
  expect(held.map(({ task }) => task.position)).toEqual([0, 1]);
  held[1]!.end();
  await atRest();
  expect(held.map(({ task }) => task.position)).toEqual([0, 1, 2]);
  for (let next = 0; next < 5; next += 1) {
    held[next]!.end();
    await atRest();
  }
  expect(await jobs.getJob('a')).toMatchObject({ state: 'ended', counts: { done: 5 } });
  const before = claims();
  await clock.advance(60_000);
  // Idle it looks once in five seconds, for what another process may have taken in.
  expect(claims() - before).toBe(12);
});

test('tries what can pass again, later each time, and what cannot never', async () => {
  const { clock, jobs, run, add, trouble } = await openQueue();
  const tried: [position: number, at: number][] = [];
  const start = clock.ticks();
  const foreseen = { offline: { canPass: true }, 'not-a-sound': { canPass: false } };
  run(
    async ({ position }) => {
      tried.push([position, clock.ticks() - start]);
      if (position === 2) throw new Error('/a/secret/path');
      const code = position === 0 ? 'offline' : 'not-a-sound';
      throw new TaskFailure(code, 'for people', foreseen[code]);
    },
    { backoff: { firstMs: 1000, longestMs: 3000 } },
  );
  await add(3, { maxAttempts: 4 });
  await clock.advance(60_000);
  const timesOf = (position: number) => tried.filter(([each]) => each === position).map(([, at]) => at);
  expect(timesOf(0)).toEqual([0, 1000, 3000, 6000]);
  expect(timesOf(1)).toEqual([0]);
  expect(timesOf(2)).toEqual([0, 1000, 3000, 6000]);
  const { results } = await jobs.results('a', { limit: 9 });
  expect(results.map(({ state, error }) => [state, error?.code])).toEqual([
    ['dead', 'offline'],
    ['failed', 'not-a-sound'],
    ['dead', 'unexpected'],
  ]);
  // What nobody foresaw is told whole to whoever keeps the log, and to nobody else.
  expect(JSON.stringify(results)).not.toContain('secret');
  expect(trouble).toHaveLength(4);
});

test('keeps the lease of a long task, and leaves one that outstays its time', async () => {
  const { clock, jobs, run, add } = await openQueue();
  const { held, say } = byHand();
  run(say, { leaseMs: 3000, attemptMs: 60_000 });
  await add(2, { maxAttempts: 1 });
  await clock.advance(50_000);
  expect(held).toHaveLength(2);
  held[0]!.end({ result: 'late but ours' });
  await clock.advance(10_000);
  expect(held[1]!.signal.aborted).toBe(true);
  expect((await jobs.results('a', { limit: 9 })).results).toEqual([
    expect.objectContaining({ state: 'done', result: 'late but ours', attempts: 1 }),
    expect.objectContaining({ state: 'dead', error: expect.objectContaining({ code: 'timed-out' }), attempts: 1 }),
  ]);
});

test('stops what is cancelled, and goes on with other work', async () => {
  const { jobs, run, add, trouble } = await openQueue();
  const { held, say } = byHand();
  run(say);
  await add(3);
  await atRest();
  await add(1, { id: 'b' });
  await jobs.cancel('a');
  await atRest();
  expect(held.map(({ signal }) => signal.aborted)).toEqual([true, true, false]);
  expect(held[2]!.task.job).toBe('b');
  held[0]!.end({ effect: { name: 'tally', input: 1 } });
  held[2]!.end();
  await atRest();
  expect(await jobs.getJob('a')).toMatchObject({ state: 'cancelled', counts: { cancelled: 3 } });
  expect(await jobs.getJob('b')).toMatchObject({ state: 'ended' });
  expect(trouble).toEqual([]);
});

test('an effect that the catalogue refuses fails its task alone', async () => {
  const { jobs, run, add } = await openQueue();
  run(async ({ position }) => ({ effect: { name: 'tally', input: position - 1 } }));
  await add(3);
  await atRest();
  expect(await jobs.getJob('a')).toMatchObject({
    state: 'ended',
    counts: { done: 2, failed: 1 },
    errors: { invalid: 1 },
  });
});

test('at a shutdown takes no more, waits for what runs, and gives back untried what is not done in time', async () => {
  const { clock, jobs, run, add } = await openQueue();
  const { held, say } = byHand();
  const runner = run(say);
  await add(4);
  await atRest();
  const stopped = runner.stop({ withinMs: 5000 });
  await clock.advance(4000);
  held[0]!.end();
  await clock.advance(999);
  expect(held[1]!.signal.aborted).toBe(false);
  await clock.advance(1);
  await stopped;
  expect(held).toHaveLength(2);
  expect(held[1]!.signal.aborted).toBe(true);
  expect((await jobs.getJob('a'))!.counts).toMatchObject({ done: 1, waiting: 3, leased: 0 });
  expect((await jobs.results('a', { limit: 2 })).results[1]).toMatchObject({ state: 'waiting', attempts: 0 });
});
