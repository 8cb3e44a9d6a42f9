// A child process for proofs: does a job of missing speech with the real voice, store and files, and says each task that ends.
import { setTimeout as wait } from 'node:timers/promises';
import { DiskFiles } from '../audio/disk-files.ts';
import { KeptClips } from '../audio/kept-clips.ts';
import { SoundPipeline } from '../audio/sound-pipeline.ts';
import { SpeechSources } from '../sources/generate-source.ts';
import { SpeechService } from '../speech/speech-service.ts';
import type { BringClips } from '../store/job-outcome.ts';
import type { JobStore } from '../store/job-store.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';
import { startJobWorks } from './job-works.ts';
import { proofFile } from './kill-proof.ts';
import { untilOver } from './until-over.ts';
import { webhookRule } from './webhook-rule.ts';

/** `late-effect`: a fault planted to see the proof find it, the end of a task committed before what it brings. */
const [folder, job, plant] = process.argv.slice(2) as [string, string, 'late-effect' | undefined];
const store = await openSqliteStore({ file: proofFile(folder) });
const kept = new KeptClips(new DiskFiles(folder));
const service = new SpeechService();
const pipeline = new SoundPipeline();

const lateEffect: JobStore = {
  ...store.jobs,
  async complete(lease, { result, effect }) {
    const ours = await store.jobs.complete(lease, { result });
    await wait(300);
    if (ours && effect?.name === 'bring-clips') {
      const { code, clips, source } = effect.input as BringClips;
      await store.bringClips(code, clips, { source, quiet: true });
    }
    return ours;
  },
};

store.jobs.onChange(({ type }) => {
  if (type === 'task') process.stdout.write('one\n');
});
const works = startJobWorks({
  store: plant === 'late-effect' ? { ...store, jobs: lateEffect } : store,
  speech: new SpeechSources({ speech: service, keeper: kept, keepDays: 30 }),
  pipeline,
  kept,
  webhooks: webhookRule({ secrets: [], allowPrivate: false }),
  concurrency: 2,
  keepDays: 30,
  leaseMs: 500,
  onTrouble: (error) => console.error(error),
});
await untilOver(store.jobs, job, 600_000);
await works.published(job);
await works.stop(10_000);
service.close();
pipeline.close();
await store.close();
