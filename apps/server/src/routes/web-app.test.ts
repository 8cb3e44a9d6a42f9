import { createHash } from 'node:crypto';
import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bodyOf, type ExampleServer, exampleServer } from '../example-server.ts';

let server: ExampleServer;
beforeEach(async () => {
  server = await exampleServer();
});
afterEach(() => server.close());

const get = (path: string, headers: Record<string, string> = {}) => server.app.request(path, { headers });
const page = { accept: 'text/html,application/xhtml+xml' };

test('the first page answers / and every address that a person may open', async () => {
  expect((await get('/')).status).toBe(200);
  for (const path of ['/', '/english-gb/consonants', '/english-gb/consonants/english-gb:%CA%83', '/settings']) {
    const answer = await get(path, page);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(await answer.text()).toContain('<title>Phonochart');
  }
});

test.each([
  ['/missing.js', page],
  ['/assets/app-22222222.js', page],
  ['/assets/', page],
  ['/english-gb/consonants', {}],
  ['/favicon.ico', {}],
])('%s is 404 rather than a page that pretends to be it', async (path, headers) => {
  expect((await get(path, headers)).status).toBe(404);
});

test('what the build left inline in the page is allowed by its hash, on every page, and nothing else that is inline', async () => {
  const [style, script] = ['main{color:red}', 'document.title'];
  const inline = `<style>${style}</style><script>${script}</script>`;
  const file = join(server.place, 'web/index.html');
  writeFileSync(file, readFileSync(file, 'utf8').replace('<title>', `${inline}<title>`));
  const sha = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  for (const path of ['/', '/index.html', '/languages', '/english-gb', '/settings']) {
    const answer = await get(path, page);
    const policy = answer.headers.get('content-security-policy')?.split('; ');
    expect(policy).toContain(`style-src 'self' ${sha(style)}`);
    expect(policy).toContain(`script-src 'self' ${sha(script)} 'wasm-unsafe-eval'`);
    expect(await answer.text()).toContain(inline);
  }
});

test('hashed files are immutable, those of the build before too; the rest is checked each time', async () => {
  for (const path of ['/assets/app-11111111.js', '/assets/app-00000000.js']) {
    expect((await get(path)).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  }
  for (const [path, type] of [
    ['/sw.js', 'text/javascript; charset=utf-8'],
    ['/manifest.webmanifest', 'application/manifest+json'],
  ] as const) {
    const answer = await get(path);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('content-type')).toBe(type);
    const etag = answer.headers.get('etag')!;
    expect((await get(path, { 'if-none-match': etag })).status).toBe(304);
  }
});

test('a precompressed file is sent as the build left it', async () => {
  const path = join(server.place, 'web/assets/app-11111111.js');
  const packed = brotliCompressSync('/* packed by the build */');
  writeFileSync(`${path}.br`, packed);
  const answer = await get('/assets/app-11111111.js', { 'accept-encoding': 'br' });
  expect(answer.headers.get('content-encoding')).toBe('br');
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(packed);
});

test('a new build is seen without a restart', async () => {
  const before = (await get('/sw.js')).headers.get('etag');
  const file = join(server.place, 'web/sw.js');
  writeFileSync(file, 'self.skipWaitin2;');
  utimesSync(file, 1e9, 1e9);
  const answer = await get('/sw.js');
  expect(await answer.text()).toBe('self.skipWaitin2;');
  expect(answer.headers.get('etag')).not.toBe(before);
});

test('without a build it says what to do', async () => {
  rmSync(join(server.place, 'web/index.html'));
  const answer = await get('/', page);
  expect(answer.status).toBe(503);
  expect((await bodyOf(answer)).detail).toContain('npm run build');
});

test('pages are read, not written to', async () => {
  const answer = await server.app.request('/english-gb', { method: 'POST' });
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe('GET, HEAD');
});

test.each(['/%2e%2e/catalogue.sqlite', '/..%2fcatalogue.sqlite', '/assets/..%2f..%2fcatalogue.sqlite', '/.env'])(
  '%s leads nowhere',
  async (path) => {
    expect((await get(path)).status).toBe(404);
  },
);
