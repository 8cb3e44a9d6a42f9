// Starts Phonochart: settings > store > content > clips > app > listen. The only place where things are built.
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ContentError } from '@phonochart/content/problems.ts';
import { Accounts } from './accounts/accounts.ts';
import { keptSecret } from './accounts/auth-secret.ts';
import { createApp } from './app.ts';
import { DiskClips } from './audio/disk-clips.ts';
import { clipsOf, KeptClips } from './audio/kept-clips.ts';
import { openSoundFiles } from './audio/open-sound-files.ts';
import { SoundPipeline } from './audio/sound-pipeline.ts';
import { ConfigError, readConfig } from './config.ts';
import { startJobWorks } from './jobs/job-works.ts';
import { webhookRule } from './jobs/webhook-rule.ts';
import { listen } from './listen.ts';
import { createLog } from './log.ts';
import { guardOf } from './routes/http/guard.ts';
import { rateLimits } from './routes/http/rate-limits.ts';
import { ResumableUploads } from './routes/resumable-uploads.ts';
import { loadShipped, readShipped, shippedAudioDir } from './shipped-content.ts';
import { SpeechSources } from './sources/generate-source.ts';
import { SpeechService } from './speech/speech-service.ts';
import { openSqliteStore } from './store/sqlite-store.ts';
import { StoreError } from './store/store-error.ts';

const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const dataDir = resolve(config.dataDir);
  const webDir = config.webDir ? resolve(config.webDir) : join(projectRoot, 'dist/web');
  // Content first: what is wrong with it must stop the start before a database is touched.
  const inventories = readShipped(config);

  const store = await openSqliteStore({
    file: join(dataDir, 'catalogue.sqlite'),
    onTrouble: (error) => log.error({ err: error }, 'store in trouble'),
  });
  const report = await loadShipped(store, inventories);
  log.info(report, 'content loaded');
  for (const { code, by } of report.taken) {
    const remedy = `npm run import -- rename ${code} NEW-CODE, then start again`;
    log.warn({ code, by, remedy }, `the shipped language "${code}" is left out: the import "${by}" has its code`);
  }

  const onDamaged = (path: string): void => log.error({ path }, 'clip damaged');
  const brought = new KeptClips(await openSoundFiles(config.audioStore, dataDir), onDamaged);
  const resumable = new ResumableUploads({
    folder: join(dataDir, 'uploads'),
    kept: brought,
    mostBytes: config.uploadMostBytes,
    onTrouble: (error) => log.error({ err: error }, 'unfinished uploads could not be removed'),
  });
  await resumable.keepSwept();
  const clips = clipsOf([new DiskClips([shippedAudioDir(config)], onDamaged), brought]);
  const polly = { POLLY: String(config.polly !== undefined), POLLY_REGION: config.polly?.region };
  const service = new SpeechService({ processes: config.speechProcesses, environment: { ...process.env, ...polly } });
  const speech = new SpeechSources({ speech: service, keeper: brought, keepDays: config.speechKeepDays });
  const pipeline = new SoundPipeline({ children: config.decodeProcesses, mostBytes: config.uploadMostBytes });
  const webhooks = webhookRule({ secrets: config.webhookSecrets, allowPrivate: config.webhookAllowPrivate });
  const accounts = new Accounts({
    store: store.accounts,
    secret: config.authSecret ?? keptSecret(dataDir),
    publicUrl: config.publicUrl,
    onTrouble: (message, details) => log.error({ details }, `accounts: ${message}`),
  });
  const setup = (await store.accounts.hasAdmin()) ? undefined : await accounts.newSetupLink();
  const guard = guardOf((headers) => accounts.whoIs(headers), config.publicUrl ? [config.publicUrl] : []);
  const limits = rateLimits({ rates: config.rates, trustProxy: config.trustProxy });
  const app = createApp({
    config,
    store,
    clips,
    kept: brought,
    resumable,
    jobs: store.jobs,
    speech,
    pipeline,
    webhooks,
    log,
    accounts,
    guard,
    limits,
    web: [webDir, `${webDir}-previous`],
  });
  const listening = await listen(app, config);
  service.start();
  const works = startJobWorks({
    store,
    speech,
    pipeline,
    kept: brought,
    webhooks,
    concurrency: config.jobConcurrency,
    keepDays: config.jobKeepDays,
    onTrouble: (error) => log.error({ err: error }, 'a job is in trouble'),
  });

  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    resumable.close();
    const withinMs = config.shutdownSeconds * 1000;
    await Promise.all([listening.close(withinMs), works.stop(withinMs)]);
    await app.settled();
    service.close();
    pipeline.close();
    await store.close();
    log.info('stopped');
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));

  const address = config.publicUrl ?? `http://localhost:${listening.port}`;
  log.info({ address, host: config.host, port: listening.port, dataDir }, 'listening');
  process.stdout.write(`Phonochart is at ${address}\n`);
  if (setup) {
    // A line for whoever starts the server, and no part of its log: who has the link becomes the admin.
    process.stdout.write(`It has no admin yet. Become one within 24 hours at ${address}/setup#${setup.secret}\n`);
  }
}

/** What a person must mend, said plainly; anything else keeps its stack. */
function explain(error: unknown): string {
  if (error instanceof ConfigError) return `A setting is not valid:\n${error.message}`;
  if (error instanceof ContentError) return `The content is not valid:\n${error.message}`;
  if (error instanceof StoreError) return `The catalogue cannot be opened (${error.code}): ${error.message}`;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `The port is taken: ${error.message}. Set PORT to another one.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

start().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
