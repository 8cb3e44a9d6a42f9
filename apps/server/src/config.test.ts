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
])('%s=%s is refused by the name of the setting and its value', (setting, value) => {
  const read = () => readConfig({ [setting]: value });
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(new RegExp(`^${setting}: .*${JSON.stringify(value).replaceAll('*', '\\*')}`));
});

test('all that is wrong is told at once', () => {
  try {
    readConfig({ PORT: 'x', LOG_LEVEL: 'y' });
    expect.unreachable();
  } catch (error) {
    expect((error as ConfigError).problems.map(({ setting }) => setting)).toEqual(['PORT', 'LOG_LEVEL']);
  }
});
