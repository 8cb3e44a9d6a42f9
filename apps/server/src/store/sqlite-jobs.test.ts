// The queue's contract over real SQLite files, and what only this queue promises.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import { sql } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { exampleEffects, tallied } from './example-effect.ts';
import { exampleInventory } from './example-inventory.ts';
import { jobContract } from './job-contract.ts';
import { errorCounts } from './job-reads.ts';
import { openDatabase } from './sqlite-file.ts';
import { openSqliteStore } from './sqlite-store.ts';

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});

async function openQueue() {
  const folder = mkdtempSync(join(tmpdir(), 'phonochart-queue-'));
  cleanups.push(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'catalogue.sqlite');
  let ticks = 1_000_000_000;
  let dayTime = Date.parse('2026-01-01T00:00:00Z');
  const store = await openSqliteStore({
    file,
    clock: { now: () => dayTime, ticks: () => ticks },
    effects: exampleEffects,
  });
  cleanups.push(() => store.close());
  return {
    file,
    store,
    jobs: store.jobs,
    pass: (ms: number) => {
      ticks += ms;
      dayTime += ms;
    },
    jump: (ms: number) => {
      dayTime += ms;
    },
    restart: () => {
      ticks = 5_000;
    },
    tallied: () => {
      const db = openDatabase(file);
      const numbers = tallied(db);
      db.$client.close();
      return numbers;
    },
  };
}

jobContract('SQLite', openQueue);

test('a task that brings a clip ends with it in the catalogue: stamped once, heard of by whoever listens', async () => {
  const { store, jobs } = await openQueue();
  const inventory = exampleInventory('aa');
  await store.loadContent([inventory], { source: 'curated', hash: 'a' });
  const heads: number[] = [];
  store.onHead((state) => heads.push(state.head));
  const clip: AudioSource = { ...inventory.audio[0]!, id: 'aa:brought' };
  await jobs.enqueue({ kind: 'process', config: {}, tasks: [1, 2] });
  const { leases } = await jobs.claim({ owner: 'a test', kinds: ['process'], limit: 2, leaseMs: 1000 });
  const effect = { name: 'bring-clips', input: { code: 'aa', clips: [clip], source: 'a test' } };
  expect(await jobs.complete(leases[0]!.lease, { effect })).toBe(true);
  expect(heads).toEqual([(await store.syncState()).head]);
  expect((await store.getInventory('aa'))?.value.audio.some(({ id }) => id === clip.id)).toBe(true);
  const nowhere = { name: 'bring-clips', input: { ...effect.input, code: 'zz' } };
  await expect(jobs.complete(leases[1]!.lease, { effect: nowhere })).rejects.toMatchObject({ code: 'not-found' });
  expect(await jobs.fail(leases[1]!.lease, { code: 'not-found', message: 'no such language' })).toBe('failed');
});

test('asking where there is nothing to do writes nothing and waits for no lock', async () => {
  const { jobs, file } = await openQueue();
  await jobs.enqueue({ kind: 'hear', config: {}, tasks: [1] });
  const other = openDatabase(file);
  cleanups.push(() => void other.$client.close());
  const log = statSync(`${file}-wal`).size;
  other.$client.exec('begin immediate');
  const ask = { owner: 'a test', kinds: ['say'], limit: 4, leaseMs: 1000 };
  for (let round = 0; round < 100; round += 1) expect(await jobs.claim(ask)).toEqual({ leases: [] });
  other.$client.exec('rollback');
  expect(statSync(`${file}-wal`).size).toBe(log);
});

test('errors of a job are counted in an index of what failed, not task by task', async () => {
  const { file } = await openQueue();
  const db = openDatabase(file);
  cleanups.push(() => void db.$client.close());
  const plan = db.all<{ detail: string }>(sql`explain query plan ${errorCounts(db, 'a job').getSQL()}`);
  expect(plan.map(({ detail }) => detail).join()).toContain('job_tasks_errors (job=?)');
});
