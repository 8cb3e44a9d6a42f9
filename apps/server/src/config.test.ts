import { expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

test('an empty environment gives settings that work, reachable from this machine alone', () => {
  expect(readConfig({})).toMatchObject({ port: 8787, host: '127.0.0.1', dataDir: './.data', corsOrigins: [] });
});

test('an empty variable counts as not set', () => {
  expect(readConfig({ PORT: '' }).port).toBe(8787);
});

test('origins are a list and lose their paths', () => {
  const { corsOrigins } = readConfig({ CORS_ORIGINS: 'https://a.example/, http://localhost:5173' });
  expect(corsOrigins).toEqual(['https://a.example', 'http://localhost:5173']);
});

test.each([
  ['PORT', 'eighty'],
  ['PORT', '70000'],
  ['LOG_LEVEL', 'loud'],
  ['CORS_ORIGINS', 'https://a.example,*'],
  ['TRUST_PROXY', 'maybe'],
  ['PUBLIC_URL', 'ftp://a.example'],
  ['SSE_MAX_CONNECTIONS', '0'],
  ['RATE_LIMITS', 'speech=60'],
  ['RATE_LIMITS', 'speech=0/60'],
  ['RATE_LIMITS', 'singing=1/60'],
])('%s=%s is refused by the name of the setting and its value', (setting, value) => {
  const read = () => readConfig({ [setting]: value });
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(new RegExp(`^${setting}: .*${JSON.stringify(value).replaceAll('*', '\\*')}`));
});

test('a rate limit that is set changes itself alone', () => {
  const { rates } = readConfig({ RATE_LIMITS: 'speech=5/10, signIn=3/60' });
  expect(rates).toEqual({
    ...readConfig({}).rates,
    speech: { points: 5, seconds: 10 },
    signIn: { points: 3, seconds: 60 },
  });
});

test('a secret that is too short is refused without being told', () => {
  expect(() => readConfig({ AUTH_SECRET: 'hush-hush' })).toThrow(/^AUTH_SECRET: (?!.*hush)/);
});

test('all that is wrong is told at once', () => {
  try {
    readConfig({ PORT: 'x', LOG_LEVEL: 'y' });
    expect.unreachable();
  } catch (error) {
    expect((error as ConfigError).problems.map(({ setting }) => setting)).toEqual(['PORT', 'LOG_LEVEL']);
  }
});

test('a bucket is used only where it is asked for, and then whole: its name, and credentials in the environment', () => {
  expect(readConfig({ S3_BUCKET: 'sounds' }).audioStore).toEqual({ type: 'disk' });
  const credentials = { AWS_ACCESS_KEY_ID: 'id-id-id', AWS_SECRET_ACCESS_KEY: 'hush-hush' };
  const config = readConfig({
    AUDIO_STORE: 's3',
    S3_BUCKET: 'sounds',
    S3_ENDPOINT: 'http://me:word@minio:9000/',
    S3_FORCE_PATH_STYLE: '1',
    ...credentials,
  });
  expect(config.audioStore).toEqual({
    type: 's3',
    bucket: 'sounds',
    region: 'us-east-1',
    endpoint: 'http://minio:9000',
    forcePathStyle: true,
  });
  for (const secret of [...Object.values(credentials), 'word']) expect(JSON.stringify(config)).not.toContain(secret);
  try {
    readConfig({ AUDIO_STORE: 's3', AWS_SECRET_ACCESS_KEY: 'hush-hush' });
    expect.unreachable();
  } catch (error) {
    expect((error as ConfigError).problems.map(({ setting }) => setting)).toEqual(['S3_BUCKET', 'AWS_ACCESS_KEY_ID']);
    expect((error as ConfigError).message).not.toContain('hush');
  }
});
