// A job of 1,000 sounds that have no clip, while readers ask for a language's sounds 200 times a second.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { voicelessLanguages } from '../../../apps/server/src/jobs/example-speech.ts';
import { checkJob, prepareJob, proofFile } from '../../../apps/server/src/jobs/kill-proof.ts';
import type { Job } from '../../../apps/server/src/store/job-store.ts';
import { openSqliteStore } from '../../../apps/server/src/store/sqlite-store.ts';
import { root, startApp } from '../processes.ts';
import { type Bench, type Measurement, type Row, rowOf } from '../row.ts';

export const measurement: Measurement = {
  name: 'jobs',
  says: '1,000 items of missing speech while GET /phonemes is asked 200 times a second: seconds, and how long the readers wait',
  run,
};

const sounds = 1000;
const perSecond = 200;
const floorSeconds = 60;
const floorMs = 25;
const address = '/api/languages/english-gb/phonemes';

type Latency = { p50: number; p97_5: number; p99: number; max: number };
type Report = { latency: Latency; answers: number; duration: number; errors: number; non2xx: number };

async function run(bench: Bench): Promise<Row[]> {
  const clips = bench.folder('no-clips');
  bench.say('readers alone');
  const idle = await startApp(bench, undefined, { AUDIO_DIR: clips, DATA_DIR: bench.folder('idle') });
  const alone = await readers(`${idle.origin}${address}`, () => wait(8000));
  await idle.stop();

  bench.say('readers beside the job');
  const folder = bench.folder('catalogue');
  const id = await prepareJob(folder, voicelessLanguages(), sounds);
  const app = await startApp(bench, undefined, { AUDIO_DIR: clips, DATA_DIR: folder });
  let job: Job | undefined;
  const beside = await readers(`${app.origin}${address}`, async () => {
    job = await over(folder, id);
  });
  await app.stop();
  const { tasks, refused } = await checkJob(folder, id);
  const seconds = (Date.parse(job!.ended_at!) - Date.parse(job!.started_at!)) / 1000;
  return [
    rowOf(
      {
        name: `a job of ${tasks.toLocaleString('en')} sounds to say`,
        against: `the limit of ${floorSeconds} s`,
        unit: 's',
        better: 'lower',
        floor: { on: 'ours', sense: 'most', at: floorSeconds },
        parts: [
          { name: 'sounds a second', value: tasks / seconds, unit: '' },
          { name: 'that the voice could not say', value: refused, unit: '' },
        ],
      },
      [{ ours: seconds, peer: floorSeconds }],
    ),
    rowOf(
      {
        name: `GET /phonemes beside it, ${perSecond} a second: 97.5 of 100 are faster`,
        against: 'the same server without a job',
        unit: 'ms',
        better: 'lower',
        floor: { on: 'ours', sense: 'most', at: floorMs },
        parts: [
          { name: 'the middle', value: beside.latency.p50, unit: 'ms' },
          { name: '99 of 100', value: beside.latency.p99, unit: 'ms' },
          { name: 'the slowest', value: beside.latency.max, unit: 'ms' },
          { name: 'answers a second', value: beside.answers / beside.duration, unit: '' },
        ],
      },
      [{ ours: beside.latency.p97_5, peer: alone.latency.p97_5 }],
    ),
  ];
}

/** Looks from outside, as seldom as it can. */
async function over(folder: string, id: string): Promise<Job> {
  const store = await openSqliteStore({ file: proofFile(folder) });
  try {
    for (;;) {
      const { jobs } = await store.jobs.listJobs({ limit: 10 });
      const job = jobs.find((each) => each.id === id)!;
      const follows = jobs.filter(({ kind }) => kind === 'publish');
      if (job.state === 'ended' && follows.length > 0 && follows.every(({ state }) => state === 'ended')) return job;
      await wait(500);
    }
  } finally {
    await store.close();
  }
}

/** Asks as long as something goes on; throws where an answer is not what it should be. */
async function readers(url: string, meanwhile: () => Promise<void>): Promise<Report> {
  const child = spawn(process.execPath, [join(root, 'scripts/bench/peers/readers.ts'), url, `${perSecond}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  let output = '';
  child.stdout.on('data', (text) => {
    output += text;
  });
  await once(child.stdout, 'data');
  try {
    await meanwhile();
  } finally {
    child.kill('SIGTERM');
    await closed;
  }
  const report = JSON.parse(output.slice(output.indexOf('{'))) as Report;
  if (report.errors > 0 || report.non2xx > 0)
    throw new Error(`${url}: ${report.errors} errors, ${report.non2xx} answers that are not 2xx`);
  return report;
}
