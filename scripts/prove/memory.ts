// Proves that 10,000 sounds take the whole process tree no more memory than a few hundred, and never 600 MB.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DiskFiles } from '../../apps/server/src/audio/disk-files.ts';
import { KeptClips } from '../../apps/server/src/audio/kept-clips.ts';
import { voicelessLanguages } from '../../apps/server/src/jobs/example-speech.ts';
import { planBatch } from '../../apps/server/src/jobs/plan-batch.ts';
import { SpeechSources } from '../../apps/server/src/sources/generate-source.ts';
import { SpeechService } from '../../apps/server/src/speech/speech-service.ts';
import { openSqliteStore } from '../../apps/server/src/store/sqlite-store.ts';
import { shippedSource } from '../../apps/server/src/store/store.ts';
import { startServer } from './real-server.ts';

const items = Number(process.env.PROVE_ITEMS ?? 10_000);
const mostMegabytes = 600;
/** By which the last quarter may lie above the second one, on average: the first warms up. */
const mostGrowth = 40;
const rates = [undefined, 100, 120, 140];

type Sample = { done: number; megabytes: number };

/** Throws where it takes too much or grows. Linux only: it reads /proc. */
export async function proveMemory(root: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'phonochart-memory-'));
  const samples: Sample[] = [];
  const begin = performance.now();
  try {
    const store = await openSqliteStore({ file: join(folder, 'catalogue.sqlite') });
    try {
      const jobs = await enqueue(store, folder);
      const server = startServer(root, folder);
      try {
        await server.origin;
        for (let over = false; !over; ) {
          await wait(500);
          const states = await Promise.all(jobs.map((id) => store.jobs.getJob(id)));
          const done = states.reduce(
            (sum, job) => sum + job!.counts.total - job!.counts.waiting - job!.counts.leased,
            0,
          );
          samples.push({ done, megabytes: treeMegabytes(server.child.pid!) });
          over = done >= items;
        }
      } finally {
        server.child.kill('SIGTERM');
        await server.over;
      }
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }
  const peak = Math.max(...samples.map(({ megabytes }) => megabytes));
  const [second, last] = [quarter(samples, 1), quarter(samples, 3)];
  const slope = (last - second) / (items / 2000);
  const said = `${items.toLocaleString('en')} sounds: ${Math.round(peak)} MB at most, ${slope >= 0 ? '+' : ''}${slope.toFixed(1)} MB a thousand from the second quarter to the last (${Math.round(performance.now() - begin) / 1000} s)`;
  if (peak >= mostMegabytes) throw new Error(`${said}: ${mostMegabytes} MB are the limit`);
  if (last - second > mostGrowth) throw new Error(`${said}: it grows`);
  return [said];
}

/** Every sound at one rate after another, until there are enough. */
async function enqueue(store: Awaited<ReturnType<typeof openSqliteStore>>, folder: string): Promise<string[]> {
  const inventories = voicelessLanguages();
  await store.loadContent(inventories, { source: shippedSource, hash: 'memory proof' });
  const kept = new KeptClips(new DiskFiles(folder));
  const service = new SpeechService();
  const speech = new SpeechSources({ speech: service, keeper: kept, keepDays: 30 });
  const voices = inventories.flatMap((inventory) => speech.unsaid(inventory)).map((each) => ({ voices: each }));
  service.close();
  const ids: string[] = [];
  let left = items;
  for (const rate of rates) {
    const some = voices.slice(0, left);
    left -= some.length;
    if (some.length === 0) break;
    const config = rate === undefined ? {} : { rate };
    const plan = await planBatch({ store, speech, kept }, { kind: 'generate', items: some, config });
    if ('job' in plan) ids.push((await store.jobs.enqueue(plan.job)).id);
  }
  return ids;
}

function quarter(samples: readonly Sample[], nth: number): number {
  const [from, to] = [(nth * items) / 4, ((nth + 1) * items) / 4];
  const within = samples.filter(({ done }) => done >= from && done < to).map(({ megabytes }) => megabytes);
  return within.reduce((sum, megabytes) => sum + megabytes, 0) / Math.max(1, within.length);
}

/**
 * Memory that a process and all below it take: pages that several of them share (Node itself) are divided among them, so
 * that the sum is what the machine gives.
 */
function treeMegabytes(pid: number): number {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(/^PPid:\s+(\d+)/m.exec(textOf(`/proc/${name}/status`))?.[1] ?? 0);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const of = (each: number): number =>
    Number(/^Pss:\s+(\d+) kB/m.exec(textOf(`/proc/${each}/smaps_rollup`))?.[1] ?? 0) / 1024 +
    (children.get(each) ?? []).reduce((sum, child) => sum + of(child), 0);
  return of(pid);
}

/** Nothing of a process that ended meanwhile. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
