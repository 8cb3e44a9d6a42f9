// Runs a job from the command line: the same queue as the server's, which may work on it beside this process.
import { join, resolve } from 'node:path';
import { KeptClips } from '../apps/server/src/audio/kept-clips.ts';
import { openSoundFiles } from '../apps/server/src/audio/open-sound-files.ts';
import { SoundPipeline } from '../apps/server/src/audio/sound-pipeline.ts';
import { StorageError } from '../apps/server/src/audio/storage-error.ts';
import { ConfigError, readConfig } from '../apps/server/src/config.ts';
import type { BatchRequest } from '../apps/server/src/jobs/job-request.ts';
import { startJobWorks } from '../apps/server/src/jobs/job-works.ts';
import { type SubmitDeps, submitBatch } from '../apps/server/src/jobs/submit-batch.ts';
import { isOver } from '../apps/server/src/jobs/until-over.ts';
import { webhookRule } from '../apps/server/src/jobs/webhook-rule.ts';
import { loadShipped, readShipped } from '../apps/server/src/shipped-content.ts';
import { SpeechSources } from '../apps/server/src/sources/generate-source.ts';
import { SpeechService } from '../apps/server/src/speech/speech-service.ts';
import type { Job, TaskResult } from '../apps/server/src/store/job-store.ts';
import { openSqliteStore, type SqliteStore } from '../apps/server/src/store/sqlite-store.ts';
import { StoreError } from '../apps/server/src/store/store-error.ts';
import { progressBar } from './progress-bar.ts';

/** A call that cannot be meant, or asks for what is not there. */
export class WrongCall extends Error {}

export type CliDeps = Omit<SubmitDeps, 'store'> & { store: SqliteStore; pipeline: SoundPipeline; concurrency: number };

/** Opens the catalogue of DATA_DIR; the languages that ship come in where the server was never started. */
export async function withCatalogue<Answer>(use: (deps: CliDeps) => Promise<Answer>): Promise<Answer> {
  const config = readConfig(process.env);
  const dataDir = resolve(config.dataDir);
  const store = await openSqliteStore({ file: join(dataDir, 'catalogue.sqlite') });
  const pipeline = new SoundPipeline({ children: config.decodeProcesses, mostBytes: config.uploadMostBytes });
  const service = new SpeechService({ processes: config.speechProcesses, environment: process.env });
  try {
    if ((await store.listLanguages({ limit: 1 })).languages.length === 0) await loadShipped(store, readShipped(config));
    const kept = new KeptClips(await openSoundFiles(config.audioStore, dataDir));
    const speech = new SpeechSources({ speech: service, keeper: kept, keepDays: config.speechKeepDays });
    const webhooks = webhookRule({ secrets: config.webhookSecrets, allowPrivate: config.webhookAllowPrivate });
    const { jobs } = store;
    return await use({ store, jobs, kept, speech, webhooks, pipeline, concurrency: config.jobConcurrency });
  } finally {
    service.close();
    pipeline.close();
    await store.close();
  }
}

export type Ran = { job: Job; seconds: number; interrupted: boolean };

/**
 * Submits and does it, with a bar. Ctrl-C lets what is at work end, and leaves the rest undone. Throws WrongCall where
 * the batch cannot be; undefined where there is nothing to do.
 */
export async function runBatch(deps: CliDeps, batch: BatchRequest, step: string): Promise<Ran | undefined> {
  const { jobs, concurrency } = deps;
  const submitted = await submitBatch(deps, batch);
  if ('nothing' in submitted) return undefined;
  if (!('job' in submitted)) {
    const faults = 'faults' in submitted ? submitted.faults : [];
    throw new WrongCall(
      faults
        .slice(0, 20)
        .map(({ field, message }) => `${field}: ${message}`)
        .join('\n'),
    );
  }
  const { id, counts } = submitted.job;
  const bar = progressBar(process.stderr);
  const start = performance.now();
  const onTrouble = (error: unknown) => process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  const begin = () => startJobWorks({ ...deps, concurrency, onTrouble });
  let works = begin();
  const { promise: interruption, resolve: interrupt } = Promise.withResolvers<void>();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  process.stderr.write(`Job ${id}: ${counts.total.toLocaleString('en')} to do.\n`);
  try {
    const interrupted = await Promise.race([
      interruption.then(() => true),
      overShowing(jobs, id, ({ counts }) =>
        bar.show(step, counts.total - counts.waiting - counts.leased, counts.total),
      ),
    ]);
    bar.clear();
    if (interrupted) {
      process.stderr.write('Stopping: what is at work is finished …\n');
      await works.stop(10_000);
      await jobs.cancel(id);
      works = begin();
    }
    await works.published(id);
    return { job: (await jobs.getJob(id))!, seconds: (performance.now() - start) / 1000, interrupted };
  } finally {
    bar.clear();
    process.removeListener('SIGINT', interrupt);
    process.removeListener('SIGTERM', interrupt);
    await works.stop(10_000);
  }
}

/** Looks now and then, since a server beside us may do the last of it. False when the job is over. */
async function overShowing(jobs: CliDeps['jobs'], id: string, show: (job: Job) => void): Promise<false> {
  for (;;) {
    const job = await jobs.getJob(id);
    if (!job) throw new WrongCall('the job was forgotten meanwhile');
    show(job);
    if (isOver(job)) return false;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** What came of it, in words: counts, and for each kind of failure how often and an example. */
export async function summaryOf(
  deps: CliDeps,
  { job, seconds, interrupted }: Ran,
  what: string,
  nameOf: (task: TaskResult) => string = ({ input }) => String((input as { voices?: string }).voices ?? ''),
): Promise<string> {
  const { done, failed, dead, cancelled, total } = job.counts;
  const count = (number: number) => number.toLocaleString('en');
  const lines = [`${count(done)} of ${count(total)} ${what} in ${seconds.toFixed(1)} s (job ${job.id}).`];
  if (interrupted) lines.push(`Stopped: ${count(cancelled)} were not begun. The same call does what is left.`);
  if (failed + dead > 0) {
    const { results } = await deps.jobs.results(job.id, { limit: 1000, states: ['failed', 'dead'] });
    for (const [code, times] of Object.entries(job.errors)) {
      const one = results.find(({ error }) => error?.code === code);
      lines.push(`  ${code} ${count(times)}${one ? `, such as ${nameOf(one)}: ${one.error!.message}` : ''}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

export const exitCodeOf = ({ job, interrupted }: Ran): number =>
  interrupted ? 130 : job.counts.failed + job.counts.dead + job.counts.cancelled > 0 ? 1 : 0;

/** Ends the process's call: what a person must mend, said plainly; anything else keeps its stack. */
export async function called(usage: string, run: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await run();
  } catch (error) {
    const badArguments =
      error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
    const wrong = error instanceof WrongCall || badArguments;
    process.stderr.write(`${wrong ? `${error.message}\n${usage}` : explain(error)}\n`);
    process.exitCode = wrong ? 2 : 1;
  }
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return `A setting is not valid:\n${error.message}`;
  if (error instanceof StoreError) return `The catalogue cannot take it (${error.code}): ${error.message}`;
  if (error instanceof StorageError) return `The sounds cannot be kept (${error.code}): ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
