// The whole URL map on one screen: what is answered at which address, and what every answer goes through.
import { OpenAPIHono } from '@hono/zod-openapi';
import { methodNotAllowed } from 'hono/method-not-allowed';
import type { Accounts } from './accounts/accounts.ts';
import type { ClipStorage } from './audio/clip-storage.ts';
import type { KeptClips } from './audio/kept-clips.ts';
import type { SoundPipeline } from './audio/sound-pipeline.ts';
import type { Config } from './config.ts';
import type { WebhookRule } from './jobs/webhook-rule.ts';
import type { Log } from './log.ts';
import { listTokens, makeToken, revokeToken, showOwnAccount } from './routes/account.ts';
import { changeAccount, listAccounts, makeAccount, makePasswordLink, removeAccount } from './routes/accounts.ts';
import { playClip } from './routes/audio.ts';
import { startBatch } from './routes/audio-batch.ts';
import { processSound } from './routes/audio-process.ts';
import { changeSource, listSources, removeSource, showSource } from './routes/audio-sources.ts';
import { clearSpeech, showAudioStats } from './routes/audio-stats.ts';
import { showCharts } from './routes/charts.ts';
import { showDocs, showOpenApi } from './routes/docs.ts';
import { HeadStream, openStream, type StreamLimits } from './routes/head-stream.ts';
import { showHealth, showReadiness } from './routes/health.ts';
import { Answers, addressOf } from './routes/http/answers.ts';
import { usualBodyLimit } from './routes/http/body-limits.ts';
import { refuseInvalid } from './routes/http/declare.ts';
import type { AppEnv } from './routes/http/env.ts';
import { answerError } from './routes/http/errors.ts';
import type { Guard } from './routes/http/guard.ts';
import type { Limits } from './routes/http/limits.ts';
import { otherOrigins } from './routes/http/other-origins.ts';
import { ProblemError } from './routes/http/problem.ts';
import { securityHeaders } from './routes/http/security.ts';
import { traced } from './routes/http/traced.ts';
import { Inventories } from './routes/inventories.ts';
import { listResults, playResult } from './routes/job-results.ts';
import { followJob, type JobStreamLimits, JobStreams } from './routes/job-stream.ts';
import { listJobs, showJob, steerJob } from './routes/jobs.ts';
import { listLanguages, showLanguage } from './routes/languages.ts';
import { makeSource, regenerateSource } from './routes/made-sources.ts';
import { refreshPhonemeAudio, showPhonemeAudio } from './routes/phoneme-audio.ts';
import { listPhonemes, showPhoneme } from './routes/phonemes.ts';
import { countPlays } from './routes/plays.ts';
import type { ResumableUploads } from './routes/resumable-uploads.ts';
import { changePassword, showSession, signIn, signOut } from './routes/sessions.ts';
import { setPassword, setUp, showSetup } from './routes/setup.ts';
import { pullTail, sendShard, showChecksums, showDocuments, showManifest } from './routes/sync.ts';
import { listClashes, pushEdits } from './routes/sync-push.ts';
import { resumeUploads } from './routes/tus.ts';
import { postUpload, putUpload, showUpload } from './routes/uploads.ts';
import { webApp } from './routes/web-app.ts';
import type { SpeechSources } from './sources/generate-source.ts';
import { SpeechOnDemand } from './sources/speech-on-demand.ts';
import type { JobStore } from './store/job-store.ts';
import type { CatalogueStore } from './store/store.ts';

export type AppDeps = {
  config: Pick<Config, 'corsOrigins' | 'publicUrl' | 'sseMaxConnections' | 'trustProxy' | 'uploadMostBytes'>;
  store: CatalogueStore;
  clips: ClipStorage;
  /** Brought clips and uploaded recordings. */
  kept: KeptClips;
  resumable: ResumableUploads;
  jobs: JobStore;
  speech: SpeechSources;
  pipeline: SoundPipeline;
  /** Which webhooks a job may have. */
  webhooks: WebhookRule;
  log: Log;
  accounts: Accounts;
  /** Who may write. */
  guard: Guard;
  /** How often. */
  limits: Limits;
  /** Folders of the built app and of the build before it. */
  web: readonly [current: string, ...previous: string[]];
  streamLimits?: Partial<StreamLimits>;
  jobStreamLimits?: Partial<JobStreamLimits>;
  /** ms that an answer waits for the sound that was asked for. */
  patienceMs?: number;
};

export type App = {
  /** What the map answered for this address before, if that still holds: to be asked before `fetch`. */
  replay: Answers['replay'];
  fetch: (request: Request, env?: AppEnv['Bindings']) => Response | Promise<Response>;
  /** As a test calls it: `app.request('/api/languages')`. */
  request: (path: string, init?: RequestInit) => Promise<Response>;
  /** Every method and path of the map, middleware among them as method ALL: so that a test can walk it. */
  routes: readonly { method: string; path: string }[];
  stream: HeadStream;
  /** Resolves when nothing is at work that nobody waits for: speech that is renewed behind an answer. */
  settled: () => Promise<void>;
  /** Ends the event streams and listens to the store no more. */
  close: () => void;
};

/** Addresses whose routes take larger bodies than usual, each with a limit of its own. */
const largeBodies = ['/api/uploads', '/api/audio/process', '/api/audio/batch', '/api/sync/push'];

export function createApp(deps: AppDeps): App {
  const { config, store, clips, kept, resumable, log, accounts, guard, limits, web, streamLimits } = deps;
  const headers = securityHeaders({ https: config.publicUrl?.startsWith('https:') ?? false });
  const answers = new Answers({ common: headers.api, varyOrigin: config.corsOrigins.length > 0 });
  const stream = new HeadStream({ maxReaders: config.sseMaxConnections, ...streamLimits });
  const streams = new JobStreams(deps.jobs, deps.jobStreamLimits);
  const inventories = new Inventories(store);
  const app = new OpenAPIHono<AppEnv>({ defaultHook: refuseInvalid });

  app.use(traced({ log, headers: headers.api, trustProxy: config.trustProxy }));
  if (config.corsOrigins.length > 0) app.use('/api/*', otherOrigins(config.corsOrigins));
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (_, methods) => {
        throw new ProblemError('method-not-allowed', { headers: { allow: methods.join(', ') } });
      },
    }),
  );
  app.use(usualBodyLimit(largeBodies));

  showHealth(app, '/health');
  showHealth(app, '/api/health');
  showReadiness(app, '/api/ready', { store });
  listLanguages(app, '/api/languages', { store, answers });
  showLanguage(app, '/api/languages/{code}', { store, answers });
  listPhonemes(app, '/api/languages/{code}/phonemes', { inventories, answers });
  showPhoneme(app, '/api/languages/{code}/phonemes/{id}', { inventories, answers });
  showCharts(app, '/api/languages/{code}/phonemic', 'phonemic', { inventories, answers });
  showCharts(app, '/api/languages/{code}/phonetic', 'phonetic', { inventories, answers });
  const making = { store, inventories, pipeline: deps.pipeline, kept, speech: deps.speech, guard, limits };
  listSources(app, '/api/audio/sources', { store, answers, limits });
  makeSource(app, '/api/audio/sources', making);
  // Before the clips: what they call a language here is none.
  showSource(app, '/api/audio/sources/{id}', { store, answers });
  changeSource(app, '/api/audio/sources/{id}', { store, guard, limits });
  removeSource(app, '/api/audio/sources/{id}', { store, guard, limits });
  regenerateSource(app, '/api/audio/sources/{id}/regenerate', making);
  showAudioStats(app, '/api/audio/stats', { store, answers });
  countPlays(app, '/api/audio/plays', { store, limits });
  clearSpeech(app, '/api/audio/speech', { store, guard, limits });
  playClip(app, '/api/audio/{code}/{filename}', { clips, answers });
  const onDemand = new SpeechOnDemand({
    store,
    speech: deps.speech,
    onTrouble: (error, id) => log.warn({ err: error, id }, 'speech that has expired could not be renewed'),
  });
  showPhonemeAudio(app, '/api/phonemes/{id}/audio', { store, inventories, onDemand, guard, limits });
  refreshPhonemeAudio(app, '/api/phonemes/{id}/audio', { store, inventories, onDemand, guard, limits });
  const uploads = { kept, guard, limits, mostBytes: config.uploadMostBytes };
  postUpload(app, '/api/uploads', uploads);
  putUpload(app, '/api/uploads/{sha256}', uploads);
  showUpload(app, '/api/uploads/{sha256}', uploads);
  resumeUploads(app, '/api/uploads/tus', { resumable, guard, limits });
  const { jobs, speech, webhooks } = deps;
  const work = { store, jobs, speech, kept, webhooks, guard, limits, uploadBytes: config.uploadMostBytes };
  const { patienceMs } = deps;
  processSound(app, '/api/audio/process', { ...work, patienceMs });
  startBatch(app, '/api/audio/batch', work);
  listJobs(app, '/api/jobs', work);
  showJob(app, '/api/jobs/{id}', work);
  steerJob(app, '/api/jobs/{id}/cancel', 'cancel', work);
  steerJob(app, '/api/jobs/{id}/retry', 'retry', work);
  listResults(app, '/api/jobs/{id}/results', work);
  playResult(app, '/api/jobs/{id}/results/{position}/clip', work);
  followJob(app, '/api/jobs/{id}/events', { ...work, streams });
  const who = { accounts, guard, limits, publicUrl: config.publicUrl };
  showSession(app, '/api/auth/session', who);
  signIn(app, '/api/auth/sign-in', who);
  signOut(app, '/api/auth/sign-out', who);
  changePassword(app, '/api/auth/change-password', who);
  setPassword(app, '/api/auth/set-password', who);
  showSetup(app, '/api/setup', who);
  setUp(app, '/api/setup', who);
  showOwnAccount(app, '/api/account', who);
  listTokens(app, '/api/account/tokens', who);
  makeToken(app, '/api/account/tokens', who);
  revokeToken(app, '/api/account/tokens/{id}', who);
  listAccounts(app, '/api/accounts', who);
  makeAccount(app, '/api/accounts', who);
  changeAccount(app, '/api/accounts/{id}', who);
  removeAccount(app, '/api/accounts/{id}', who);
  makePasswordLink(app, '/api/accounts/{id}/link', who);
  showManifest(app, '/api/sync/manifest', { store, answers });
  sendShard(app, '/api/sync/shards/{hash}.json', { store, answers });
  pullTail(app, '/api/sync/pull', { store, answers });
  showChecksums(app, '/api/sync/checksums', { store, answers });
  showDocuments(app, '/api/sync/documents/{id}', { store, answers });
  openStream(app, '/api/sync/stream', { store, stream });
  pushEdits(app, '/api/sync/push', { store, guard, limits });
  listClashes(app, '/api/sync/clashes', { store, guard });
  showOpenApi(app, '/api/openapi.json', { answers, server: config.publicUrl ?? '/' });
  showDocs(app, '/api/docs', { answers, headers: headers.page, openApi: '/api/openapi.json' });
  app.notFound(webApp({ store, answers, headers: headers.page, roots: web }));
  app.onError(answerError(log));

  // Old answers are forgotten before anybody hears of the new head, or a reader would pull what it has already.
  const stopListening = store.onHead((state) => {
    answers.headMoved();
    stream.announce(state);
  });
  const replay: App['replay'] = (method, address, header) => {
    // The bell of another process may ring before this one has looked: who then asks here must not get the old answer.
    if (address.startsWith('/api/sync/') && !address.startsWith('/api/sync/shards/')) store.noticeOthers();
    return answers.replay(method, address, header);
  };
  return {
    replay,
    fetch: app.fetch,
    request: async (path, init) => {
      const request = new Request(new URL(path, 'http://localhost'), init);
      const kept = replay(request.method, addressOf(request.url), (name) => request.headers.get(name));
      return kept ? new Response(kept.body, kept) : app.fetch(request);
    },
    routes: app.routes.map(({ method, path }) => ({ method, path })),
    stream,
    settled: () => onDemand.settled(),
    close: () => {
      stopListening();
      stream.close();
      streams.close();
    },
  };
}
