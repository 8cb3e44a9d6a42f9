// All that does jobs in one process: the runner with what it can do, what follows a job's end, and forgetting; drained as one.
import { hostname } from 'node:os';
import type { KeptClips } from '../audio/kept-clips.ts';
import type { SoundPipeline } from '../audio/sound-pipeline.ts';
import type { SpeechSources } from '../sources/generate-source.ts';
import type { JobStore } from '../store/job-store.ts';
import type { CatalogueStore } from '../store/store.ts';
import { startFollowUps } from './follow-ups.ts';
import { startForgetting } from './forget-jobs.ts';
import { jobHandlers } from './handlers.ts';
import { startRunner } from './runner.ts';
import { untilOver } from './until-over.ts';
import type { WebhookRule } from './webhook-rule.ts';
import { webhookSender } from './webhook-task.ts';

export type JobWorksOptions = {
  store: CatalogueStore & { jobs: JobStore };
  speech: SpeechSources;
  pipeline: SoundPipeline;
  kept: KeptClips;
  webhooks: WebhookRule;
  /** Tasks at once. */
  concurrency: number;
  /** Days after which jobs that are over are forgotten; without it this process forgets none. */
  keepDays?: number;
  leaseMs?: number;
  onTrouble: (error: unknown) => void;
};

export type JobWorks = {
  /** Waits until devices can hear of what a job that is over has brought. */
  published(job: string): Promise<void>;
  /** Takes no more tasks, waits for those that run, and gives back what is not done in time. The store is still needed. */
  stop(withinMs: number): Promise<void>;
};

export function startJobWorks(options: JobWorksOptions): JobWorks {
  const { store, speech, pipeline, kept, webhooks, concurrency, keepDays, leaseMs, onTrouble } = options;
  const { jobs } = store;
  const sender = webhookSender(webhooks);
  const followUps = startFollowUps({ jobs, onTrouble });
  const runner = startRunner({
    jobs,
    handlers: jobHandlers({ store, speech, pipeline, kept, webhook: sender.handler }),
    owner: `${hostname()} ${process.pid}`,
    concurrency,
    ...(leaseMs === undefined ? {} : { leaseMs }),
    onTrouble,
  });
  const remember =
    keepDays === undefined ? () => {} : startForgetting({ jobs, files: kept.files, keepDays, onTrouble });
  return {
    async published(id) {
      await followUps.sweep();
      const job = await jobs.getJob(id);
      const publishing = job?.ended_at && `publish:${id}:${Date.parse(job.ended_at)}`;
      if (publishing && (await jobs.getJob(publishing))) await untilOver(jobs, publishing, 60_000);
    },
    async stop(withinMs) {
      remember();
      await runner.stop({ withinMs });
      await followUps.stop();
      await sender.close();
    },
  };
}
