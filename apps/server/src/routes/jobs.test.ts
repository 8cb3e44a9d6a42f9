// Jobs as their editors see them, over the real queue and the real runner.
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bodyOf } from '../example-server.ts';
import { keepMade } from '../jobs/made-files.ts';
import { untilOver } from '../jobs/until-over.ts';
import { exampleJobs } from './example-jobs.ts';
import { JobAnswer } from './job-answer.ts';

let server: Awaited<ReturnType<typeof exampleJobs>>;
beforeEach(async () => {
  server = await exampleJobs();
});
afterEach(() => server.close());

const json = (path: string, init?: RequestInit) => bodyOf(server.ask(path, init));

async function ended(tasks: unknown[], id = 'a') {
  await server.jobs.enqueue({ id, kind: 'echo', config: {}, tasks });
  server.start();
  return untilOver(server.jobs, id, 20_000);
}

test('a job says how far it is, what failed, and where the rest stands', async () => {
  await ended([{ number: 1 }, { fails: 'too-quiet' }, { fails: 'too-quiet' }, { fails: 'damaged' }]);
  const job = JobAnswer.parse(await json('/api/jobs/a'));
  expect(job).toMatchObject({
    state: 'ended',
    progress: 1,
    counts: { done: 1, failed: 3, total: 4 },
    errors: { 'too-quiet': 2, damaged: 1 },
    links: {
      self: '/api/jobs/a',
      results: '/api/jobs/a/results',
      events: '/api/jobs/a/events',
      retry: '/api/jobs/a/retry',
    },
  });
  expect(job.links.cancel).toBeUndefined();
  expect((await server.ask('/api/jobs/nobody')).status).toBe(404);
});

test('jobs are listed newest first, a page at a time', async () => {
  for (const id of ['a', 'b', 'c']) await server.jobs.enqueue({ id, kind: 'echo', config: {}, tasks: [1] });
  const first = await server.ask('/api/jobs?limit=2');
  const [, next] = /^<(.+)>; rel="next"$/.exec(first.headers.get('link')!)!;
  const pages = [...(await bodyOf<{ id: string }[]>(first)), ...(await json(next!))];
  expect(pages.map(({ id }) => id).toSorted()).toEqual(['a', 'b', 'c']);
  expect((await server.ask('/api/jobs?before=nonsense')).status).toBe(400);
});

test('results come in the order of the request, each with what came of it or a problem', async () => {
  await ended([{ number: 1 }, { fails: 'too-quiet' }, { number: 3 }]);
  const page = await json('/api/jobs/a/results?limit=2');
  expect(page).toMatchObject({
    results: [
      { position: 0, state: 'done', attempts: 1, result: { number: 1 } },
      { position: 1, state: 'failed', problem: { type: 'urn:phonochart:task-problem:too-quiet', code: 'too-quiet' } },
    ],
    next: 1,
  });
  expect((await json(`/api/jobs/a/results?after=${page.next}`)).results).toMatchObject([{ position: 2 }]);
  expect((await json('/api/jobs/a/results?state=failed,dead')).results).toMatchObject([{ position: 1 }]);
});

test('cancel stops what waits, retry goes on with it', async () => {
  await server.jobs.enqueue({ id: 'a', kind: 'echo', config: {}, tasks: [{ number: 1 }, { number: 2 }] });
  const cancelled = await json('/api/jobs/a/cancel', { method: 'POST' });
  expect(cancelled).toMatchObject({
    state: 'cancelled',
    counts: { cancelled: 2 },
    links: { retry: '/api/jobs/a/retry' },
  });
  await json('/api/jobs/a/retry', { method: 'POST' });
  server.start();
  expect(await untilOver(server.jobs, 'a', 20_000)).toMatchObject({ state: 'ended', counts: { done: 2 } });
  expect((await server.ask('/api/jobs/nobody/cancel', { method: 'POST' })).status).toBe(404);
});

test('as CSV every task is a row, and nothing in it runs in a spreadsheet', async () => {
  const tasks = [
    { voices: '=HYPERLINK("http://x")', loudness: -18.2 },
    { upload: '@x', voices: 'a,"b"' },
  ];
  await ended(tasks);
  const answer = await server.ask('/api/jobs/a/results?format=csv');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="a.csv"');
  const rows = (await answer.text()).split('\r\n');
  expect(rows).toHaveLength(1 + 2 + 1);
  expect(rows[1]).toContain(`"'=HYPERLINK(""http://x"")"`);
  // A number is no formula.
  expect(rows[1]).toContain(',-18.2,');
  expect(rows[2]).toContain(`,'@x,`);
  expect(rows[2]).toContain('"a,""b"""');
});

test('a table of thousands of tasks has them all, whatever came of them', async () => {
  const tasks = Array.from({ length: 2300 }, (_, number) => ({ voices: `x:${number}` }));
  await server.jobs.enqueue({ id: 'a', kind: 'echo', config: {}, tasks });
  const rows = (await (await server.ask('/api/jobs/a/results?format=csv')).text()).split('\r\n');
  expect(rows).toHaveLength(1 + 2300 + 1);
  expect(rows[2300]).toMatch(/^2299,waiting,0,x:2299,/);
});

test('as a ZIP the clips come with a table of all tasks; what is gone from storage is left out', async () => {
  const made = await Promise.all(
    Array.from({ length: 40 }, (_, at) => keepMade(server.kept.files, Buffer.alloc(3000, at))),
  );
  await ended([
    ...made.map(({ key, sha256 }) => ({ key, file: `${sha256.slice(0, 16)}.mp3` })),
    { fails: 'damaged' },
    { key: 'made/aa/gone.mp3', file: 'gone.mp3' },
  ]);
  const bytes = Buffer.from(await (await server.ask('/api/jobs/a/results?format=zip')).arrayBuffer());
  const names = entriesOf(bytes);
  expect(names).toHaveLength(41);
  expect(names[0]).toBe(`00000-${made[0]!.sha256.slice(0, 16)}.mp3`);
  expect(names.at(-1)).toBe('results.csv');
  expect(bytes.includes(Buffer.alloc(3000, 7))).toBe(true);
});

test('a ZIP that nobody reads to its end harms nothing', async () => {
  const { key } = await keepMade(server.kept.files, Buffer.alloc(50_000, 1));
  await ended(Array.from({ length: 200 }, (_, at) => ({ key, file: `${at}.mp3` })));
  const reader = (await server.ask('/api/jobs/a/results?format=zip')).body!.getReader();
  await reader.read();
  await reader.cancel();
  expect((await server.ask('/api/jobs/a')).status).toBe(200);
});

test('the sound of one task can be heard', async () => {
  const sound = Buffer.alloc(500, 9);
  const { key, sha256 } = await keepMade(server.kept.files, sound);
  await ended([{ key, file: 'it.mp3' }, { number: 1 }]);
  const answer = await server.ask('/api/jobs/a/results/0/clip');
  expect(answer.headers.get('content-type')).toBe('audio/mpeg');
  expect(
    createHash('sha256')
      .update(Buffer.from(await answer.arrayBuffer()))
      .digest('hex'),
  ).toBe(sha256);
  for (const none of ['1', '7']) expect((await server.ask(`/api/jobs/a/results/${none}/clip`)).status).toBe(404);
});

test('nobody but editors sees or stops jobs', async () => {
  await ended([{ number: 1 }]);
  for (const path of ['', '/a', '/a/results', '/a/results/0/clip', '/a/events'])
    expect((await server.api.request(`/api/jobs${path}`)).status).toBe(401);
  for (const path of ['/a/cancel', '/a/retry'])
    expect((await server.api.request(`/api/jobs${path}`, { method: 'POST' })).status).toBe(401);
});

/** Names in the central directory of a ZIP. */
function entriesOf(zip: Buffer): string[] {
  const names: string[] = [];
  for (let at = zip.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4, 'latin1'))
    names.push(zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28)));
  return names;
}
