// Processes killed while they say what a language lacks: every sound has its clip once, and nothing half is left.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { voicelessLanguages } from './example-speech.ts';
import { checkJob, prepareJob, seeded } from './kill-proof.ts';

vi.setConfig({ testTimeout: 120_000 });
const worker = fileURLToPath(new URL('./kill-works.ts', import.meta.url));

let folder: string;
const children = new Set<ChildProcess>();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phonochart-kill-works-'));
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  // Its own children end when they notice that it is gone.
  rmSync(folder, { recursive: true, maxRetries: 20, retryDelay: 100 });
});

/** Works on the job until it is over, or is killed after so many tasks. */
async function work(job: string, { killAfter = Number.POSITIVE_INFINITY, plant = '' } = {}): Promise<boolean> {
  const child = spawn(process.execPath, [worker, folder, job, plant], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  let ended = 0;
  child.stdout.on('data', (text) => {
    ended += String(text).split('\n').length - 1;
    if (ended >= killAfter) child.kill('SIGKILL');
  });
  const [, signal] = await once(child, 'close');
  return signal === 'SIGKILL';
}

test('five kills at any moment: all sounds are said, each once in effect', async () => {
  const job = await prepareJob(folder, voicelessLanguages('spanish-castilian'), 70);
  const random = seeded(4);
  for (let kill = 0; kill < 5; kill += 1)
    expect(await work(job, { killAfter: 1 + Math.floor(random() * 8) })).toBe(true);
  expect(await work(job)).toBe(false);
  const proved = await checkJob(folder, job);
  expect(proved.tasks).toBe(70);
  expect(proved.retried).toBeGreaterThan(0);
});

test('the proof finds an effect that comes after the end of its task', async () => {
  const job = await prepareJob(folder, voicelessLanguages('spanish-castilian'), 12);
  expect(await work(job, { killAfter: 4, plant: 'late-effect' })).toBe(true);
  expect(await work(job)).toBe(false);
  await expect(checkJob(folder, job)).rejects.toThrow('is done and has 0 sources');
});
