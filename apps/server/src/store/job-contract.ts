// What every queue must keep, as tests over any opener.
//
// [QUEUE1] a job goes in whole or not at all; the same id is the same job   [QUEUE2] jobs take turns
// [QUEUE3] a lease is one holder's, and ends by itself                       [QUEUE4] a task's end and its effect are one
// [QUEUE5] what can pass is tried again, so often; what cannot is not        [QUEUE6] cancelled is over; retried goes on
// [QUEUE7] counts are the tasks', always                                     [QUEUE8] events are in order, and none is missed
// [QUEUE9] the day's clock decides nothing                                   [QUEUE10] pages neither miss nor double
import { describe, expect, test } from 'vitest';
import type { JobChange, JobStore, Lease, NewJob } from './job-store.ts';
import { maxLeaseMs, maxTasks, maxWaitMs, taskStates } from './job-store.ts';

export type OpenQueue = () => Promise<{
  jobs: JobStore;
  /** Moves both clocks on. */
  pass: (ms: number) => void;
  /** Moves the day's time alone. */
  jump: (ms: number) => void;
  /** The monotonic clock starts again, as when the machine does. */
  restart: () => void;
  /** The numbers that the effect `tally` was made with, in order. */
  tallied: () => number[];
}>;

const error = { code: 'offline', message: 'the other side does not answer' };
const job = (tasks: number, more: Partial<NewJob> = {}): NewJob => ({
  kind: 'say',
  config: { rate: 1 },
  tasks: Array.from({ length: tasks }, (_, number) => ({ number })),
  ...more,
});

export function jobContract(name: string, open: OpenQueue): void {
  const claimer =
    (jobs: JobStore) =>
    async (limit: number, kinds = ['say'], leaseMs = 1000) =>
      (await jobs.claim({ owner: 'a test', kinds, limit, leaseMs })).leases;
  const placesOf = (leases: Lease[]) => leases.map((lease) => `${lease.job}${lease.position}`);

  describe(`${name}: a queue`, () => {
    test('[QUEUE1] takes the same job once, whatever the order of keys, and refuses another under its id', async () => {
      const { jobs } = await open();
      const wanted = {
        id: 'a',
        kind: 'say',
        config: { x: 1, y: [{ b: 1, a: 2 }] },
        tasks: [{ p: 1, q: 2 }, 'text', null],
      };
      expect(await jobs.enqueue(wanted)).toEqual({ id: 'a', created: true });
      const again = { ...wanted, config: { y: [{ a: 2, b: 1 }], x: 1 }, tasks: [{ q: 2, p: 1 }, 'text', null] };
      expect(await jobs.enqueue(again)).toEqual({ id: 'a', created: false });
      for (const other of [{ kind: 'hear' }, { config: { x: 2 } }, { tasks: [{ p: 1, q: 2 }, 'text'] }])
        await expect(jobs.enqueue({ ...wanted, ...other })).rejects.toMatchObject({ code: 'conflict' });
      expect((await jobs.results('a', { limit: 9 })).results.map(({ input }) => input)).toEqual(wanted.tasks);
    });

    test('[QUEUE1] takes 50,000 tasks and refuses one more, none, and no attempts, leaving nothing behind', async () => {
      const { jobs } = await open();
      const { id } = await jobs.enqueue(job(maxTasks));
      expect((await jobs.getJob(id))?.counts).toMatchObject({ waiting: maxTasks, total: maxTasks });
      for (const wrong of [job(maxTasks + 1), job(0), job(1, { maxAttempts: 0 })])
        await expect(jobs.enqueue(wrong)).rejects.toMatchObject({ code: 'invalid' });
      expect((await jobs.listJobs({ limit: 9 })).jobs).toHaveLength(1);
    });

    test('[QUEUE2] serves one editor next after ten thousand, and a stream of small jobs starves no large one', async () => {
      const { jobs } = await open();
      const claim = claimer(jobs);
      await jobs.enqueue(job(10_000, { id: 'a' }));
      expect(placesOf(await claim(3))).toEqual(['a0', 'a1', 'a2']);
      await jobs.enqueue(job(1, { id: 'b' }));
      expect(placesOf(await claim(3))).toEqual(['a3', 'b0', 'a4']);
      for (const id of ['c', 'd', 'e']) await jobs.enqueue(job(2, { id }));
      expect(placesOf(await claim(9))).toEqual(['a5', 'c0', 'd0', 'e0', 'a6', 'c1', 'd1', 'e1', 'a7']);
    });

    test('[QUEUE2] gives out only kinds that are asked for', async () => {
      const { jobs } = await open();
      await jobs.enqueue(job(2, { id: 'a', kind: 'hear' }));
      expect(await jobs.claim({ owner: 'a test', kinds: ['say'], limit: 2, leaseMs: 1000 })).toEqual({ leases: [] });
      expect(placesOf(await claimer(jobs)(9, ['say', 'hear']))).toEqual(['a0', 'a1']);
    });

    test('[QUEUE3] a lease that ran out is given to another, and the first holder can do nothing with it', async () => {
      const { jobs, pass, tallied } = await open();
      const claim = claimer(jobs);
      await jobs.enqueue(job(2, { id: 'a' }));
      const [first, second] = await claim(2);
      pass(600);
      expect(await jobs.extend([first!.lease], 1000)).toEqual([]);
      pass(600);
      const [again, ...rest] = await claim(2);
      expect(rest).toEqual([]);
      expect(again).toMatchObject({
        position: second!.position,
        attempt: 2,
        input: { number: 1 },
        config: { rate: 1 },
      });
      expect(await jobs.extend([first!.lease, second!.lease], 1000)).toEqual([second!.lease]);
      const late = { effect: { name: 'tally', input: 1 } };
      expect(await jobs.complete(second!.lease, late)).toBe(false);
      expect(await jobs.fail(second!.lease, error)).toBe('lost');
      expect(await jobs.complete(again!.lease, late)).toBe(true);
      expect(await jobs.complete(again!.lease, late)).toBe(false);
      expect(tallied()).toEqual([1]);
      for (const leaseMs of [0, 1.5, maxLeaseMs + 1])
        await expect(claim(1, ['say'], leaseMs)).rejects.toMatchObject({ code: 'invalid' });
    });

    test('[QUEUE3] says when the next lease ends or task comes due', async () => {
      const { jobs, pass } = await open();
      await jobs.enqueue(job(2, { id: 'a' }));
      const ask = { owner: 'a test', kinds: ['say'], limit: 1, leaseMs: 1000 };
      const { leases, next } = await jobs.claim(ask);
      expect(next).toBe(1000);
      await jobs.fail(leases[0]!.lease, error, 300);
      expect((await jobs.claim(ask)).next).toBe(300);
      pass(300);
      expect(placesOf((await jobs.claim(ask)).leases)).toEqual(['a0']);
    });

    test('[QUEUE3] what was given back counts no attempt', async () => {
      const { jobs } = await open();
      const claim = claimer(jobs);
      await jobs.enqueue(job(1, { id: 'a', maxAttempts: 1 }));
      for (let round = 0; round < 3; round += 1) await jobs.release((await claim(1)).map(({ lease }) => lease));
      expect((await claim(1))[0]).toMatchObject({ attempt: 1 });
    });

    test('[QUEUE4] an effect that is refused leaves the task leased and nothing written', async () => {
      const { jobs, tallied } = await open();
      await jobs.enqueue(job(1, { id: 'a' }));
      const [{ lease }] = (await claimer(jobs)(1)) as [Lease];
      for (const effect of [
        { name: 'tally', input: -1 },
        { name: 'toString', input: 1 },
      ])
        await expect(jobs.complete(lease, { effect })).rejects.toMatchObject({ code: 'invalid' });
      expect(tallied()).toEqual([]);
      expect(await jobs.complete(lease, { result: { clip: 'x' }, effect: { name: 'tally', input: 7 } })).toBe(true);
      expect(tallied()).toEqual([7]);
      expect((await jobs.results('a', { limit: 1 })).results).toEqual([
        expect.objectContaining({ state: 'done', attempts: 1, result: { clip: 'x' } }),
      ]);
    });

    test('[QUEUE5] what can pass waits and is set aside after its attempts; what cannot has failed at once', async () => {
      const { jobs, pass } = await open();
      const claim = claimer(jobs);
      await jobs.enqueue(job(3, { id: 'a', maxAttempts: 2 }));
      const [poison, hopeless, fine] = (await claim(3)) as [Lease, Lease, Lease];
      expect(await jobs.fail(poison.lease, error, 500)).toBe('waiting');
      expect(await jobs.fail(hopeless.lease, { code: 'not-a-sound', message: 'no sound' })).toBe('failed');
      await jobs.complete(fine.lease, {});
      expect(await claim(3)).toEqual([]);
      pass(500);
      const [again] = (await claim(3)) as [Lease];
      expect(await jobs.fail(again.lease, error, 500)).toBe('dead');
      expect(await jobs.getJob('a')).toMatchObject({
        state: 'ended',
        progress: 1,
        counts: { done: 1, failed: 1, dead: 1, total: 3 },
        errors: { offline: 1, 'not-a-sound': 1 },
      });
    });

    test('[QUEUE5] a task that takes its process down each time is set aside, and the others are done', async () => {
      const { jobs, pass } = await open();
      const claim = claimer(jobs);
      await jobs.enqueue(job(2, { id: 'a', maxAttempts: 3 }));
      for (let crash = 0; crash < 3; crash += 1) {
        expect(placesOf(await claim(1))).toEqual(['a0']);
        pass(1000);
      }
      const [next] = (await claim(1)) as [Lease];
      expect(next.position).toBe(1);
      await jobs.complete(next.lease, {});
      expect(await jobs.getJob('a')).toMatchObject({
        state: 'ended',
        errors: { lost: 1 },
        counts: { dead: 1, done: 1 },
      });
    });

    test('[QUEUE6] cancelled tasks are nobody’s; retried ones begin anew, and what is done stays done', async () => {
      const { jobs, tallied } = await open();
      const claim = claimer(jobs);
      await jobs.enqueue(job(4, { id: 'a' }));
      const [done, bad, held] = (await claim(3)) as [Lease, Lease, Lease];
      await jobs.complete(done.lease, {});
      await jobs.fail(bad.lease, error);
      expect(await jobs.cancel('a')).toMatchObject({
        state: 'cancelled',
        counts: { done: 1, failed: 1, cancelled: 2, waiting: 0, leased: 0 },
      });
      expect(await jobs.complete(held.lease, { effect: { name: 'tally', input: 1 } })).toBe(false);
      expect(tallied()).toEqual([]);
      expect(await claim(9)).toEqual([]);
      expect((await jobs.cancel('a')).counts.cancelled).toBe(2);
      expect(await jobs.retry('a')).toMatchObject({ state: 'running', counts: { done: 1, waiting: 3 } });
      const rest = await claim(9);
      expect(rest.map(({ position, attempt }) => [position, attempt])).toEqual([
        [1, 1],
        [2, 1],
        [3, 1],
      ]);
      for (const { lease } of rest) await jobs.complete(lease, {});
      expect(await jobs.retry('a')).toMatchObject({ state: 'ended', counts: { done: 4 } });
      expect(await jobs.cancel('a')).toMatchObject({ state: 'ended' });
      for (const call of [
        jobs.cancel('b'),
        jobs.retry('b'),
        jobs.results('b', { limit: 1 }),
        jobs.events('b', { limit: 1 }),
      ])
        await expect(call).rejects.toMatchObject({ code: 'not-found' });
    });

    test('[QUEUE7] [QUEUE8] after any course of things the counts are the tasks’, and events tell every end', async () => {
      const { jobs, pass } = await open();
      const claim = claimer(jobs);
      const told: JobChange[] = [];
      const stop = jobs.onChange((change) => told.push(change));
      await jobs.enqueue(job(60, { id: 'a', maxAttempts: 2 }));
      // A fixed course that looks random: the same one each time, so that what fails can be looked into.
      for (let step = 0; step < 200; step += 1) {
        const turn = (step * 7919) % 101;
        const [lease] = await claim(1);
        if (turn < 40 && lease) await jobs.complete(lease.lease, {});
        else if (turn < 60 && lease) await jobs.fail(lease.lease, error, turn * 10);
        else if (turn < 70 && lease) await jobs.fail(lease.lease, error);
        else if (turn < 80 && lease) await jobs.release([lease.lease]);
        else if (turn === 90) await jobs.cancel('a');
        else if (turn === 95) await jobs.retry('a');
        pass(turn * 10);
        const { counts, progress } = (await jobs.getJob('a'))!;
        const { results } = await jobs.results('a', { limit: 100 });
        for (const state of taskStates)
          expect(counts[state], `${state} at ${step}`).toBe(results.filter((each) => each.state === state).length);
        expect(progress).toBeCloseTo(1 - (counts.waiting + counts.leased) / 60);
      }
      stop();
      const events = await jobs.events('a', { limit: 1000 });
      expect(events[0]).toMatchObject({ type: 'created' });
      expect(events.map(({ id }) => id)).toEqual([...new Set(events.map(({ id }) => id))].toSorted((a, b) => a - b));
      const half = events[Math.floor(events.length / 2)]!.id;
      expect(await jobs.events('a', { limit: 1000, after: half })).toEqual(events.filter(({ id }) => id > half));
      const last = new Map(
        events.filter(({ type }) => type === 'task').map(({ position, state }) => [position, state]),
      );
      for (const { position, state } of (await jobs.results('a', { limit: 100, states: ['done'] })).results)
        expect(last.get(position)).toBe(state);
      expect(new Set(told.map(({ type }) => type))).toEqual(
        new Set(['created', 'task', 'waiting', 'cancelled', 'retried']),
      );
    });

    test('[QUEUE8] the last task’s end is the job’s, and rate and time left come from the last minute', async () => {
      const { jobs, pass } = await open();
      const claim = claimer(jobs);
      await jobs.enqueue(job(10, { id: 'a' }));
      expect(await jobs.getJob('a')).toMatchObject({ state: 'waiting', progress: 0 });
      for (let done = 0; done < 5; done += 1) {
        const [lease] = (await claim(1)) as [Lease];
        await jobs.complete(lease.lease, {});
        pass(500);
      }
      expect(await jobs.getJob('a')).toMatchObject({ state: 'running', progress: 0.5, rate: 1.6, time_left: 3125 });
      pass(120_000);
      expect(await jobs.getJob('a')).not.toHaveProperty('rate');
      for (const { lease } of await claim(9)) await jobs.complete(lease, {});
      const events = await jobs.events('a', { limit: 100 });
      expect(events.map(({ type }) => type)).toEqual(['created', ...Array(10).fill('task'), 'ended']);
      expect(await jobs.getJob('a')).toMatchObject({ state: 'ended', ended_at: events.at(-1)!.at });
    });

    test('[QUEUE9] a day’s clock set ten years on or back ends no lease and holds up no task', async () => {
      for (const years of [10, -10]) {
        const { jobs, pass, jump } = await open();
        const claim = claimer(jobs);
        await jobs.enqueue(job(2, { id: 'a' }));
        const [held, later] = (await claim(2)) as [Lease, Lease];
        await jobs.fail(later.lease, error, 500);
        jump(years * 365 * 86_400_000);
        expect(await claim(2)).toEqual([]);
        pass(500);
        expect(placesOf(await claim(2))).toEqual(['a1']);
        expect(await jobs.complete(held.lease, {})).toBe(true);
        expect((await jobs.events('a', { limit: 9 })).map(({ type }) => type)).toEqual(['created', 'task']);
      }
    });

    test('[QUEUE9] what was leased or put off before the machine’s restart is due after it', async () => {
      const { jobs, restart } = await open();
      const claim = claimer(jobs);
      await jobs.enqueue(job(2, { id: 'a' }));
      const [, later] = (await claim(2)) as [Lease, Lease];
      await jobs.fail(later.lease, error, maxWaitMs);
      expect(await claim(2)).toEqual([]);
      restart();
      expect(placesOf(await claim(2)).toSorted()).toEqual(['a0', 'a1']);
    });

    test('[QUEUE10] pages of results and of jobs follow one another, and a filter thins no page', async () => {
      const { jobs, pass } = await open();
      for (const id of ['c', 'a', 'b', 'd', 'e']) {
        await jobs.enqueue(job(7, { id }));
        if (id !== 'a') pass(10);
      }
      const ids: string[] = [];
      for (let before: string | undefined; ; ) {
        const page = await jobs.listJobs({ limit: 2, ...(before === undefined ? {} : { before }) });
        ids.push(...page.jobs.map(({ id }) => id));
        before = page.next;
        if (before === undefined) break;
      }
      expect(ids).toEqual(['e', 'd', 'b', 'a', 'c']);
      await expect(jobs.listJobs({ limit: 1, before: 'x' })).rejects.toMatchObject({ code: 'invalid' });
      const claim = claimer(jobs);
      for (const { job, lease, position } of await claim(35))
        if (job === 'a') await (position % 2 ? jobs.fail(lease, error) : jobs.complete(lease, {}));
      const first = await jobs.results('a', { limit: 2, states: ['failed'] });
      expect(first.results.map(({ position }) => position)).toEqual([1, 3]);
      const second = await jobs.results('a', { limit: 2, states: ['failed'], after: first.next! });
      expect(second.results.map(({ position }) => position)).toEqual([5]);
      expect(second.next).toBeUndefined();
    });

    test('forgets jobs that are over, whole, and none that goes on', async () => {
      const { jobs, pass } = await open();
      for (const id of ['a', 'b', 'c']) await jobs.enqueue(job(1, { id }));
      await jobs.cancel('a');
      pass(1000);
      const { created_at } = (await jobs.getJob('c'))!;
      const now = new Date(Date.parse(created_at) + 1000).toISOString();
      await jobs.cancel('b');
      expect(await jobs.forget(now)).toBe(1);
      expect((await jobs.listJobs({ limit: 9 })).jobs.map(({ id }) => id).toSorted()).toEqual(['b', 'c']);
      expect(await jobs.enqueue(job(1, { id: 'a' }))).toEqual({ id: 'a', created: true });
    });
  });
}
