// Proves that a job of 1,000 sounds ends whole, each sound once in effect, though the real server is killed fifty times.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { voicelessLanguages } from '../../apps/server/src/jobs/example-speech.ts';
import { checkJob, prepareJob, proofFile, seeded } from '../../apps/server/src/jobs/kill-proof.ts';
import { openSqliteStore, type SqliteStore } from '../../apps/server/src/store/sqlite-store.ts';
import { startServer } from './real-server.ts';

const sounds = 1000;
const kills = 50;
/** One kill in so many comes while the server starts. */
const early = 8;

/** `PROVE_SEED` chooses other moments. Throws with what does not hold. */
export async function proveJobs(root: string): Promise<string[]> {
  const seed = Number(process.env.PROVE_SEED ?? 20261121);
  return [await proveCaught(root), await provePlan(root, seed)];
}

async function provePlan(root: string, seed: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'phonochart-kills-'));
  const random = seeded(seed);
  const begin = performance.now();
  try {
    const id = await prepareJob(folder, voicelessLanguages(), sounds);
    const store = await openSqliteStore({ file: proofFile(folder) });
    let atWork = 0;
    try {
      for (let kill = 0; kill < kills; kill++) {
        const { counts } = (await store.jobs.getJob(id))!;
        const server = startServer(root, folder);
        if (kill % early === early - 1) {
          await wait(random() * 2000);
        } else {
          // So that the last kill comes before the last task: about as many tasks between two kills as are left for it.
          const next = counts.done + Math.floor((random() * 1.8 * (counts.waiting + counts.leased)) / (kills - kill));
          await server.origin;
          await until(store, id, (done) => done >= next);
          await wait(random() * 40);
        }
        if ((await store.jobs.getJob(id))!.ended_at === undefined) atWork++;
        server.child.kill('SIGKILL');
        await server.over;
      }
      const server = startServer(root, folder);
      await server.origin;
      await until(store, id, (_, ended) => ended);
      server.child.kill('SIGTERM');
      const [code] = await server.over;
      if (code !== 0) throw new Error(`after SIGTERM the server ended with ${code}`);
    } finally {
      await store.close();
    }
    const { tasks, retried } = await checkJob(folder, id);
    if (atWork < kills * 0.9) throw new Error(`only ${atWork} of ${kills} kills met the job at work`);
    const seconds = Math.round((performance.now() - begin) / 1000);
    return `${atWork} kills of the real server at work on ${tasks} sounds: each is said once, ${retried} were begun anew (${seconds} s, seed ${seed})`;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }
}

/** Until so many tasks are done, or the job and what follows it are over. */
async function until(store: SqliteStore, id: string, enough: (done: number, ended: boolean) => boolean): Promise<void> {
  for (;;) {
    const { jobs } = await store.jobs.listJobs({ limit: 10 });
    const job = jobs.find((each) => each.id === id)!;
    const follows = jobs.filter(({ kind }) => kind === 'publish');
    const ended = follows.length > 0 && follows.every(({ state }) => state === 'ended');
    if (enough(job.counts.done, ended) || ended) return;
    await wait(10);
  }
}

/** The proof must see a fault, or it proves nothing: here a task ends before its clip is in the catalogue. */
async function proveCaught(root: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'phonochart-planted-'));
  try {
    const id = await prepareJob(folder, voicelessLanguages('spanish-castilian'), 12);
    const worker = join(root, 'apps/server/src/jobs/kill-works.ts');
    for (const killAfter of [4, Number.POSITIVE_INFINITY]) {
      const child = spawn(process.execPath, [worker, folder, id, 'late-effect'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let ended = 0;
      child.stdout.on('data', (text) => {
        ended += String(text).split('\n').length - 1;
        if (ended >= killAfter) child.kill('SIGKILL');
      });
      await once(child, 'close');
    }
    const fault = await checkJob(folder, id).then(
      () => undefined,
      (error: Error) => error.message,
    );
    if (!fault?.includes('is done and has 0 sources'))
      throw new Error('a task that ends before its effect goes unseen');
    return `a planted fault is found: ${fault.split('\n').find((line) => line.includes('0 sources'))}`;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }
}
