// Processes killed at work on one real file: every task ends once in its effect, and none is lost.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { tallied } from '../store/example-effect.ts';
import { openDatabase } from '../store/sqlite-file.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';

const runner = fileURLToPath(new URL('./kill-runner.ts', import.meta.url));
const tasks = Array.from({ length: 200 }, (_, number) => number);

// Several processes share few cores with whatever else runs there.
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
let file: string;
const children = new Set<ChildProcess>();
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phonochart-kill-'));
  file = join(folder, 'catalogue.sqlite');
  const store = await openSqliteStore({ file });
  await store.jobs.enqueue({ id: 'a', kind: 'say', config: {}, tasks, maxAttempts: 50 });
  await store.close();
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  rmSync(folder, { recursive: true });
});

/** `most`: so many tasks, and then it holds the next until it is killed, however late that comes. */
function start(most?: number): { child: ChildProcess; over: Promise<unknown[]> } {
  const options = most === undefined ? [] : [String(most)];
  const child = spawn(process.execPath, [runner, file, 'a', ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  return { child, over: once(child, 'close') };
}

async function expectAllOnce(): Promise<void> {
  const store = await openSqliteStore({ file });
  expect(await store.jobs.getJob('a')).toMatchObject({
    state: 'ended',
    progress: 1,
    counts: { done: 200, total: 200 },
  });
  const ends = (await store.jobs.events('a', { limit: 1000 })).filter(({ type }) => type === 'task');
  expect(ends.map(({ position }) => position!).toSorted((a, b) => a - b)).toEqual(tasks);
  await store.close();
  const db = openDatabase(file);
  expect(tallied(db)).toEqual(tasks);
  expect(db.$client.pragma('integrity_check', { simple: true })).toBe('ok');
  db.$client.close();
}

test('two hundred tasks end each once in effect, though their process is killed again and again', async () => {
  for (let round = 0; round < 6; round += 1) {
    // Any moment between one task and thirty, within a transaction or without; six times thirty are not all of them.
    const enough = 1 + Math.floor(Math.random() * 20);
    const { child, over } = start(enough + 9);
    let begun = 0;
    child.stdout!.on('data', (text) => {
      begun += String(text).split('\n').length - 1;
      if (begun >= enough) child.kill('SIGKILL');
    });
    expect(await over).toEqual([null, 'SIGKILL']);
  }
  expect(await start().over).toEqual([0, null]);
  await expectAllOnce();
});

test('processes at work on one job at once do no task twice in effect', async () => {
  const runs = [start(), start(), start()];
  for (const { child } of runs) child.stdout!.resume();
  for (const { over } of runs) expect(await over).toEqual([0, null]);
  await expectAllOnce();
});
