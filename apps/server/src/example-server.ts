// A whole server for tests: a real SQLite file, two made-up languages, a clip, a built app of four files.
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { roles } from '@phonochart/catalog/account.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { Accounts } from './accounts/accounts.ts';
import { type App, type AppDeps, createApp } from './app.ts';
import { DiskClips } from './audio/disk-clips.ts';
import { DiskFiles } from './audio/disk-files.ts';
import { clipsOf, KeptClips } from './audio/kept-clips.ts';
import { SoundPipeline } from './audio/sound-pipeline.ts';
import { type Config, readConfig } from './config.ts';
import { startJobWorks } from './jobs/job-works.ts';
import { webhookRule } from './jobs/webhook-rule.ts';
import { createLog } from './log.ts';
import { guardOf } from './routes/http/guard.ts';
import type { WhoIs } from './routes/http/person.ts';
import { rateLimits } from './routes/http/rate-limits.ts';
import { ResumableUploads } from './routes/resumable-uploads.ts';
import { SpeechSources } from './sources/generate-source.ts';
import { SpeechService } from './speech/speech-service.ts';
import type { AccountStore } from './store/account-store.ts';
import { exampleInventory } from './store/example-inventory.ts';
import type { JobStore } from './store/job-store.ts';
import { openSqliteStore } from './store/sqlite-store.ts';
import type { CatalogueStore } from './store/store.ts';

export const clipBytes = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251));
const clipHash = createHash('sha256').update(clipBytes).digest('hex');
export const clipName = `sh.${clipHash.slice(0, 8)}.mp3`;

/** The example inventory, its one clip being a file that is there. */
export function soundingInventory(code: string, name: string): Inventory {
  const inventory = exampleInventory(code, { name });
  const [clip] = inventory.audio;
  return { ...inventory, audio: [{ ...clip!, file: clipName, sha256: clipHash, bytes: clipBytes.length }] };
}

/** Takes people at their word: for tests that are about something else than accounts. */
export const exampleWhoIs: WhoIs = async (headers) => {
  const role = roles.find((name) => headers.get('authorization') === `Bearer ${name}`);
  return role && { id: `example-${role}`, name: `An ${role}`, role, by: 'token' };
};

/** The whole URL map over a store, with what a test does not care about left as it comes. */
export function exampleApp(
  store: CatalogueStore & { accounts: AccountStore; jobs: JobStore },
  options: Partial<Pick<AppDeps, 'clips' | 'kept' | 'log' | 'pipeline' | 'speech' | 'web'>> & {
    /** Where uploads go; made when there is one. */
    dataDir?: string | undefined;
    environment?: Record<string, string> | undefined;
    streamLimits?: AppDeps['streamLimits'] | undefined;
    jobStreamLimits?: AppDeps['jobStreamLimits'] | undefined;
    patienceMs?: number | undefined;
    whoIs?: WhoIs | undefined;
  } = {},
): App {
  const config = readConfig(options.environment ?? {});
  const dataDir = options.dataDir ?? join(tmpdir(), `phonochart-${randomUUID()}`);
  const kept = options.kept ?? new KeptClips(new DiskFiles(dataDir));
  const onTrouble = (error: unknown): void => console.error(error);
  const mostBytes = config.uploadMostBytes;
  const accounts = new Accounts({
    store: store.accounts,
    secret: 'a secret of tests, which is long enough to be one',
    publicUrl: config.publicUrl,
  });
  const whoIs = options.whoIs ?? (async (headers) => (await exampleWhoIs(headers)) ?? accounts.whoIs(headers));
  return createApp({
    config,
    store,
    accounts,
    guard: guardOf(whoIs, config.publicUrl ? [config.publicUrl] : []),
    limits: rateLimits({ rates: config.rates, trustProxy: config.trustProxy }),
    clips: options.clips ?? new DiskClips([]),
    kept,
    resumable: new ResumableUploads({ folder: join(dataDir, 'uploads'), kept, mostBytes, onTrouble }),
    jobs: store.jobs,
    speech: options.speech ?? speechOf(new SpeechService(), kept),
    pipeline: options.pipeline ?? new SoundPipeline(),
    webhooks: webhooksOf(config),
    log: options.log ?? createLog('fatal'),
    web: options.web ?? [''],
    ...(options.streamLimits ? { streamLimits: options.streamLimits } : {}),
    // A busy machine must not turn an answer into another one.
    patienceMs: options.patienceMs ?? 20_000,
    ...(options.jobStreamLimits ? { jobStreamLimits: options.jobStreamLimits } : {}),
  });
}

const speechOf = (speech: SpeechService, keeper: KeptClips) => new SpeechSources({ speech, keeper, keepDays: 30 });
const webhooksOf = ({ webhookSecrets, webhookAllowPrivate }: Config) =>
  webhookRule({ secrets: webhookSecrets, allowPrivate: webhookAllowPrivate });

/** Everything that the server says in its log, one object a line. */
type LogLine = Record<string, unknown>;

export async function exampleServer(
  options: {
    environment?: Record<string, string>;
    languages?: Inventory[];
    /** Of closed pages of the tail. */
    pageSize?: number;
    streamLimits?: AppDeps['streamLimits'];
    clips?: AppDeps['clips'];
    jobStreamLimits?: AppDeps['jobStreamLimits'];
    patienceMs?: number;
    speech?: SpeechSources;
    /** Who asks; else whoever says `Authorization: Bearer editor` or `Bearer admin` is one, besides those who have accounts. */
    whoIs?: WhoIs;
  } = {},
) {
  const place = mkdtempSync(join(tmpdir(), 'phonochart-'));
  const folder = (...path: string[]) => {
    mkdirSync(join(place, ...path), { recursive: true });
    return join(place, ...path);
  };
  const audio = folder('audio');
  writeFileSync(join(folder('audio', 'example'), clipName), clipBytes);
  const web = folder('web');
  writeFileSync(join(web, 'index.html'), '<!doctype html><title>Phonochart</title>');
  writeFileSync(join(web, 'sw.js'), 'self.skipWaiting;');
  writeFileSync(join(web, 'manifest.webmanifest'), '{}');
  writeFileSync(join(folder('web', 'assets'), 'app-11111111.js'), `/* ${'now '.repeat(500)} */`);
  writeFileSync(join(folder('web-previous', 'assets'), 'app-00000000.js'), '/* before */');

  const store = await openSqliteStore({
    file: join(place, 'catalogue.sqlite'),
    ...(options.pageSize ? { pageSize: options.pageSize } : {}),
  });
  const languages = options.languages ?? [
    soundingInventory('example', 'Example'),
    soundingInventory('second-hand', 'Second'),
  ];
  await store.loadContent(languages, { source: 'tests', hash: 'tests' });
  const logged: LogLine[] = [];
  const log = createLog('debug', { write: (line) => void logged.push(JSON.parse(line)) });
  const dataDir = join(place, 'data');
  const kept = new KeptClips(new DiskFiles(dataDir));
  // Their processes start when a test first needs them.
  const service = new SpeechService();
  const speech = options.speech ?? speechOf(service, kept);
  const pipeline = new SoundPipeline();
  const config = readConfig(options.environment ?? {});
  const works = startJobWorks({
    store,
    speech,
    pipeline,
    kept,
    webhooks: webhooksOf(config),
    concurrency: config.jobConcurrency,
    onTrouble: (error) => log.error({ err: error }, 'a job is in trouble'),
  });
  const app = exampleApp(store, {
    environment: options.environment,
    streamLimits: options.streamLimits,
    whoIs: options.whoIs,
    clips: options.clips ?? clipsOf([new DiskClips([audio]), kept]),
    kept,
    speech,
    pipeline,
    jobStreamLimits: options.jobStreamLimits,
    patienceMs: options.patienceMs,
    dataDir,
    log,
    web: [web, `${web}-previous`],
  });
  return {
    place,
    dataDir,
    kept,
    app,
    store,
    speech,
    works,
    logged,
    close: async () => {
      app.close();
      await works.stop(10_000);
      service.close();
      pipeline.close();
      await store.close();
      rmSync(place, { recursive: true });
    },
  };
}

export type ExampleServer = Awaited<ReturnType<typeof exampleServer>>;

/** The JSON of an answer, as the shape that the test expects. */
// biome-ignore lint/suspicious/noExplicitAny: a test looks into answers that it then holds against their shapes.
export const bodyOf = async <Body = any>(answer: Response | Promise<Response>): Promise<Body> =>
  (await (await answer).json()) as Body;
