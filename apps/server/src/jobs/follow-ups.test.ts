// What follows a job's end, over the real queue: once an end, whoever ended it, and also after a crash.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DiskFiles } from '../audio/disk-files.ts';
import { openSqliteStore, type SqliteStore } from '../store/sqlite-store.ts';
import { startFollowUps } from './follow-ups.ts';
import { forgetJobs } from './forget-jobs.ts';
import { keepMade } from './made-files.ts';

let folder: string;
let store: SqliteStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phonochart-follow-'));
  store = await openSqliteStore({ file: join(folder, 'catalogue.sqlite') });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const config = { webhook: 'https://example.org/hook', publish: ['example'] };

async function ended(id: string, result: unknown = null, more: object = config): Promise<void> {
  await store.jobs.enqueue({ id, kind: 'enhance', config: more, tasks: [1] });
  await workOff(result);
}

async function workOff(result: unknown = null): Promise<void> {
  const { leases } = await store.jobs.claim({ owner: 'a test', kinds: ['enhance'], limit: 9, leaseMs: 1000 });
  for (const { lease } of leases) await store.jobs.complete(lease, { result });
}

const follows = async () => {
  const { jobs } = await store.jobs.listJobs({ limit: 100 });
  return jobs.flatMap(({ id, kind }) => (kind === 'enhance' ? [] : [id.replace(/:\d+$/, '')])).toSorted();
};

test('a job that ended while nobody looked is followed up at the next start, once', async () => {
  await ended('a');
  for (let start = 0; start < 3; start += 1) {
    const followUps = startFollowUps({ jobs: store.jobs });
    await followUps.sweep();
    await followUps.stop();
  }
  expect(await follows()).toEqual(['publish:a', 'webhook:a']);
});

test('two processes that see the same end follow it up once', async () => {
  const other = await openSqliteStore({ file: join(folder, 'catalogue.sqlite') });
  const both = [startFollowUps({ jobs: store.jobs }), startFollowUps({ jobs: other.jobs })];
  await ended('a');
  await Promise.all(both.map((each) => each.sweep()));
  await Promise.all(both.map((each) => each.stop()));
  await other.close();
  expect(await follows()).toEqual(['publish:a', 'webhook:a']);
});

test('a change seen just before the end of the process is followed up before it', async () => {
  const followUps = startFollowUps({ jobs: store.jobs });
  await followUps.sweep();
  await ended('a');
  await followUps.stop();
  expect(await follows()).toEqual(['publish:a', 'webhook:a']);
});

test('what was cancelled is told of too, and what is tried again is told of at its next end', async () => {
  const followUps = startFollowUps({ jobs: store.jobs });
  await store.jobs.enqueue({ id: 'a', kind: 'enhance', config, tasks: [1] });
  await store.jobs.cancel('a');
  await followUps.sweep();
  // Nothing was brought, so there is nothing to publish.
  expect(await follows()).toEqual(['webhook:a']);
  await store.jobs.retry('a');
  await workOff();
  await followUps.sweep();
  await followUps.stop();
  expect(await follows()).toEqual(['publish:a', 'webhook:a', 'webhook:a']);
});

test('old jobs are forgotten with the files that they alone had made', async () => {
  const files = new DiskFiles(folder);
  const [one, both] = [await keepMade(files, Buffer.from('one')), await keepMade(files, Buffer.from('both'))];
  await ended('old', { key: one.key });
  await ended('old too', { key: both.key });
  const now = Date.now();
  const day = 86_400_000;
  expect(await forgetJobs({ jobs: store.jobs, files, keepDays: 30 }, now + 29 * day)).toEqual({ jobs: 0, files: 0 });
  // A younger job that came to the same file as an old one: it waits for its forgetting still.
  await store.jobs.enqueue({ id: 'young', kind: 'enhance', config: {}, tasks: [1, 2] });
  const { leases } = await store.jobs.claim({ owner: 'a test', kinds: ['enhance'], limit: 1, leaseMs: 1000 });
  await store.jobs.complete(leases[0]!.lease, { result: { key: both.key } });
  expect(await forgetJobs({ jobs: store.jobs, files, keepDays: 30 }, now + 31 * day)).toEqual({ jobs: 2, files: 1 });
  expect(await files.read(one.key)).toBeUndefined();
  expect(await files.read(both.key)).toBeDefined();
});
