// Settings from the environment, read once through zod; every one has a default that works.
import { z } from 'zod';
import type { AudioStore } from './audio/open-sound-files.ts';
import { isWebhookSecret } from './jobs/webhook-signature.ts';
import { defaultRates, limitNames, type Rates } from './routes/http/limits.ts';

const Flag = z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1');
const Origin = z.url({ protocol: /^https?$/ }).transform((text) => new URL(text).origin);

/** `speech=60/60,plays=30/60`: points per seconds; what is not named keeps its default. */
const RateLimits = z.string().transform((text, context): Rates => {
  const rates = { ...defaultRates };
  for (const part of text.split(',').map((piece) => piece.trim())) {
    if (part === '') continue;
    const [, written, points, seconds] = /^(\w+)=(\d{1,7})\/(\d{1,6})$/.exec(part) ?? [];
    const name = limitNames.find((known) => known === written);
    if (name && Number(points) > 0 && Number(seconds) > 0) {
      rates[name] = { points: Number(points), seconds: Number(seconds) };
      continue;
    }
    const message = `"${part}" is not NAME=POINTS/SECONDS with a name of ${limitNames.join(', ')}`;
    context.addIssue({ code: 'custom', message });
  }
  return rates;
});

const WebhookSecrets = z
  .string()
  .transform((text) => text.split(/\s+/).filter((each) => each !== ''))
  .refine((secrets) => secrets.every(isWebhookSecret), 'each must be base64 of 24 to 64 bytes');

const Settings = z.object({
  PORT: z.coerce.number('it must be a number').int().min(0).max(65535).default(8787),
  /** Only this machine, until somebody asks for more: passwords would travel in the clear, and phones need HTTPS to install. */
  HOST: z.string().min(1).default('127.0.0.1'),
  /** Address under which people reach the server, where it is not http://localhost:PORT. */
  PUBLIC_URL: Origin.optional(),
  /** Database and uploaded clips. */
  DATA_DIR: z.string().min(1).default('./.data'),
  /** The built app. */
  WEB_DIR: z.string().min(1).optional(),
  /** Clips that ship with the catalogue. */
  AUDIO_DIR: z.string().min(1).optional(),
  /** Where brought clips and recordings lie: in DATA_DIR, or in a bucket. */
  AUDIO_STORE: z.enum(['disk', 's3']).default('disk'),
  S3_BUCKET: z.string().min(3).max(63).optional(),
  /** Address of the server that holds the bucket, where it is not Amazon's. */
  S3_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .transform((text) => new URL(text))
    .transform(({ origin, pathname }) => `${origin}${pathname === '/' ? '' : pathname}`)
    .optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  /** The bucket in the path and not in the host's name, as most servers other than Amazon's want it. */
  S3_FORCE_PATH_STYLE: Flag.default(false),
  /** The curated languages, where they are not the project's own. */
  CONTENT_DIR: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Origins, separated by commas, whose pages may read the API and the clips, and write with an API token. */
  CORS_ORIGINS: z
    .string()
    .default('')
    .transform((text) => text.split(',').map((origin) => origin.trim()))
    .pipe(z.array(z.string()).transform((origins) => origins.filter((origin) => origin !== '')))
    .pipe(z.array(Origin)),
  /** Whether the last address in X-Forwarded-For was written by a proxy of ours: it then stands in the log. */
  TRUST_PROXY: Flag.default(false),
  /** What signs session cookies; made once and kept in DATA_DIR where it is not given. */
  AUTH_SECRET: z.string().min(32, 'it must have at least 32 characters').optional(),
  /** How often anybody may do what costs something; see limits.ts. */
  RATE_LIMITS: RateLimits.default(defaultRates),
  /** Processes that decode recordings. */
  DECODE_PROCESSES: z.coerce.number('it must be a number').int().min(1).max(64).default(1),
  /** Processes that speak what has no clip; without any nothing is said on demand. */
  SPEECH_PROCESSES: z.coerce.number('it must be a number').int().min(0).max(16).default(1),
  /** How long the server keeps what it said before it says it again. */
  SPEECH_KEEP_DAYS: z.coerce.number('it must be a number').min(1).max(3650).default(30),
  /** Whether jobs may ask voices of Amazon Polly, in POLLY_REGION. */
  POLLY: Flag.default(false),
  POLLY_REGION: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'a region of AWS: eu-west-1')
    .default('eu-west-1'),
  /** Tasks of jobs at once. */
  JOB_CONCURRENCY: z.coerce.number('it must be a number').int().min(1).max(64).default(2),
  /** How long jobs that are over are kept, with the files that they made for nobody's catalogue. */
  JOB_KEEP_DAYS: z.coerce.number('it must be a number').min(1).max(3650).default(30),
  /** Signs webhooks: base64 of 24 to 64 bytes, also after `whsec_`; two separated by a space while one replaces the other. */
  WEBHOOK_SECRET: WebhookSecrets.default([]),
  /** Whether webhooks may lead into private networks, and by plain http. */
  WEBHOOK_ALLOW_PRIVATE: Flag.default(false),
  /** Of one recording, in 2^20 bytes; more than 10 the pipeline does not take. */
  UPLOAD_MAX_MB: z.coerce.number('it must be a number').min(1).max(10).default(10),
  SSE_MAX_CONNECTIONS: z.coerce.number('it must be a number').int().min(1).max(100_000).default(1000),
  /** How long requests under way may take to end after SIGTERM. */
  SHUTDOWN_SECONDS: z.coerce.number('it must be a number').min(0).max(600).default(10),
});

export type Config = {
  port: number;
  host: string;
  publicUrl: string | undefined;
  dataDir: string;
  webDir: string | undefined;
  audioDir: string | undefined;
  audioStore: AudioStore;
  contentDir: string | undefined;
  logLevel: z.infer<typeof Settings>['LOG_LEVEL'];
  corsOrigins: string[];
  trustProxy: boolean;
  rates: Rates;
  authSecret: string | undefined;
  decodeProcesses: number;
  speechProcesses: number;
  speechKeepDays: number;
  polly: { region: string } | undefined;
  jobConcurrency: number;
  jobKeepDays: number;
  webhookSecrets: readonly string[];
  webhookAllowPrivate: boolean;
  /** Bytes. */
  uploadMostBytes: number;
  sseMaxConnections: number;
  shutdownSeconds: number;
};

/** Names every setting that is wrong; its message is fit to be printed. */
export class ConfigError extends Error {
  readonly code = 'config-wrong';
  readonly problems: readonly { setting: string; message: string }[];
  constructor(problems: readonly { setting: string; message: string }[]) {
    super(problems.map(({ setting, message }) => `${setting}: ${message}`).join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/**
 * Reads the settings; an empty variable counts as not set.
 * @throws {ConfigError}
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Settings.superRefine(bucketIsWhole(given)).superRefine(pollyIsWhole(given)).safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => {
        const setting = String(issue.path[0]);
        // What is printed may be kept and read by anybody: no secret, even a wrong one.
        if (setting.endsWith('_SECRET')) return { setting, message: issue.message };
        return { setting, message: `${issue.message} (it is ${JSON.stringify(given[setting] ?? null)})` };
      }),
    );
  }
  const settings = parsed.data;
  return {
    port: settings.PORT,
    host: settings.HOST,
    publicUrl: settings.PUBLIC_URL,
    dataDir: settings.DATA_DIR,
    webDir: settings.WEB_DIR,
    audioDir: settings.AUDIO_DIR,
    audioStore: audioStoreOf(settings),
    contentDir: settings.CONTENT_DIR,
    logLevel: settings.LOG_LEVEL,
    corsOrigins: settings.CORS_ORIGINS,
    trustProxy: settings.TRUST_PROXY,
    rates: settings.RATE_LIMITS,
    authSecret: settings.AUTH_SECRET,
    decodeProcesses: settings.DECODE_PROCESSES,
    speechProcesses: settings.SPEECH_PROCESSES,
    speechKeepDays: settings.SPEECH_KEEP_DAYS,
    polly: settings.POLLY ? { region: settings.POLLY_REGION } : undefined,
    jobConcurrency: settings.JOB_CONCURRENCY,
    jobKeepDays: settings.JOB_KEEP_DAYS,
    webhookSecrets: settings.WEBHOOK_SECRET,
    webhookAllowPrivate: settings.WEBHOOK_ALLOW_PRIVATE,
    uploadMostBytes: Math.floor(settings.UPLOAD_MAX_MB * 2 ** 20),
    sseMaxConnections: settings.SSE_MAX_CONNECTIONS,
    shutdownSeconds: settings.SHUTDOWN_SECONDS,
  };
}

/** Credentials are looked for and not read: no setting that is printed or passed on may hold one. */
const bucketIsWhole =
  (given: Record<string, unknown>) =>
  ({ AUDIO_STORE, S3_BUCKET }: z.infer<typeof Settings>, context: z.RefinementCtx): void => {
    if (AUDIO_STORE !== 's3') return;
    const missing = (setting: string) =>
      context.addIssue({ code: 'custom', path: [setting], message: 'AUDIO_STORE=s3 needs it' });
    if (S3_BUCKET === undefined) missing('S3_BUCKET');
    for (const setting of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) {
      if (given[setting] === undefined) missing(setting);
    }
  };

const pollyIsWhole =
  (given: Record<string, unknown>) =>
  ({ POLLY }: z.infer<typeof Settings>, context: z.RefinementCtx): void => {
    for (const setting of POLLY ? ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] : []) {
      if (given[setting] !== undefined) continue;
      context.addIssue({ code: 'custom', path: [setting], message: 'POLLY=true needs it' });
    }
  };

function audioStoreOf(settings: z.infer<typeof Settings>): AudioStore {
  const { AUDIO_STORE, S3_BUCKET, S3_ENDPOINT, S3_REGION, S3_FORCE_PATH_STYLE } = settings;
  if (AUDIO_STORE === 'disk' || S3_BUCKET === undefined) return { type: 'disk' };
  return {
    type: 's3',
    bucket: S3_BUCKET,
    region: S3_REGION,
    endpoint: S3_ENDPOINT,
    forcePathStyle: S3_FORCE_PATH_STYLE,
  };
}
