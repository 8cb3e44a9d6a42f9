import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodyOf, clipName, type ExampleServer, exampleServer } from './example-server.ts';

let server: ExampleServer;
const origin = 'https://charts.example';
let open: ExampleServer;
beforeAll(async () => {
  server = await exampleServer();
  open = await exampleServer({ environment: { CORS_ORIGINS: origin } });
});
afterAll(async () => {
  await server.close();
  await open.close();
});

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  server.app.request(path, { headers, method });
const headersOf = (answer: Response) => {
  const { 'x-request-id': _, ...headers } = Object.fromEntries(answer.headers);
  return headers;
};

const reads = [
  '/api/languages',
  '/api/languages/example',
  '/api/languages/example/phonemes',
  '/api/languages/example/phonemes/example%3A%CA%83',
  '/api/languages/example/phonemic',
  '/api/languages/example/phonetic?lang=vi',
  `/api/audio/example/${clipName}`,
  '/api/openapi.json',
];

describe.each(reads)('%s', (path) => {
  test('a replayed answer is the first one, byte for byte and header for header', async () => {
    const first = await get(path);
    const again = await get(path);
    expect(first.status).toBe(200);
    expect(headersOf(again)).toEqual(headersOf(first));
    expect(Buffer.from(await again.arrayBuffer())).toEqual(Buffer.from(await first.arrayBuffer()));
  });

  test('its tag, alone or in a list, is answered 304 without a body; another is not', async () => {
    const etag = (await get(path)).headers.get('etag')!;
    for (const list of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const answer = await get(path, { 'if-none-match': list });
      expect(answer.status).toBe(304);
      expect(answer.headers.get('etag')).toBe(etag);
      expect(answer.headers.get('content-length')).toBeNull();
    }
    expect((await get(path, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('HEAD has the headers of GET and no body', async () => {
    const head = await get(path, {}, 'HEAD');
    expect(headersOf(head)).toEqual(headersOf(await get(path)));
    expect((await head.arrayBuffer()).byteLength).toBe(0);
  });

  test('another method is 405 that says which are allowed', async () => {
    const answer = await get(path, {}, 'POST');
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, HEAD');
    expect(await bodyOf(answer)).toMatchObject({
      type: 'urn:phonochart:problem:method-not-allowed',
      instance: path.split('?')[0],
    });
  });
});

test('text is compressed as the client asks, each form with a tag of its own and Vary', async () => {
  const path = '/api/languages/example/phonetic';
  const plain = Buffer.from(await (await get(path)).arrayBuffer());
  const tags = new Set<string>();
  for (let time = 0; time < 2; time++) {
    for (const [encoding, unpack] of [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ] as const) {
      const answer = await get(path, { 'accept-encoding': encoding });
      expect(answer.headers.get('content-encoding')).toBe(encoding);
      expect(answer.headers.get('vary')).toContain('Accept-Encoding');
      expect(unpack(Buffer.from(await answer.arrayBuffer()))).toEqual(plain);
      tags.add(answer.headers.get('etag')!);
    }
  }
  expect(tags.size).toBe(2);
});

test('an edit changes what was kept, and leaves the tags of other languages alone', async () => {
  const tagsOf = async () =>
    Promise.all(
      ['example', 'second-hand'].map(async (code) =>
        (await get(`/api/languages/${code}/phonemic`)).headers.get('etag'),
      ),
    );
  const [mine, other] = await tagsOf();
  await server.store.editPhoneme({ id: 'example:p', patch: { description: { en: 'New.' } }, author: 'a test' });
  const [mineNow, otherNow] = await tagsOf();
  expect(mineNow).not.toBe(mine);
  expect(otherNow).toBe(other);
});

describe('what is not there', () => {
  test.each(['/api', '/api/', '/api/nothing', '/api/languages/example/nothing', '/api/audio/example', '/api/sync'])(
    '%s is 404 as a problem, also where a page is wanted',
    async (path) => {
      const answer = await get(path, { accept: 'text/html' });
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(await bodyOf(answer)).toMatchObject({
        type: expect.stringMatching(/^urn:phonochart:problem:/),
        status: 404,
      });
    },
  );

  test('an unknown address stays unknown, whatever the method', async () => {
    expect((await get('/api/nothing', {}, 'DELETE')).status).toBe(404);
  });
});

test('every answer bears the security headers: errors, replays and pages', async () => {
  for (const [path, policy] of [
    ['/api/languages', "default-src 'none'"],
    ['/api/languages', "default-src 'none'"],
    ['/api/nothing', "default-src 'none'"],
    ['/api/languages?limit=x', "default-src 'none'"],
    ['/', "script-src 'self'"],
    ['/sw.js', "script-src 'self'"],
    ['/api/docs', "script-src 'self'"],
  ] as const) {
    const { headers } = await get(path);
    expect(headers.get('content-security-policy')).toContain(policy);
    expect(headers.get('content-security-policy')?.replace("'wasm-unsafe-eval'", '')).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  }
});

test('a request keeps its own id, or gets one; what could forge a log line is replaced', async () => {
  for (let time = 0; time < 2; time++) {
    const idOf = async (given: Record<string, string>) =>
      (await get('/api/languages', given)).headers.get('x-request-id');
    expect(await idOf({ 'x-request-id': 'trace-12345' })).toBe('trace-12345');
    expect(await idOf({ 'x-request-id': '{"level":60}' })).not.toContain('{');
    expect(await idOf({})).not.toBe(await idOf({}));
  }
});

test('a body over the limit is 413, by its stated length and by its real one', async () => {
  const body = 'x'.repeat(70_000);
  expect((await server.app.request('/api/languages', { method: 'POST', body })).status).toBe(413);
});

test('a store that fails is a problem document and a line in the log, without a word of its insides', async () => {
  const failing = await exampleServer();
  await failing.store.close();
  const answer = await failing.app.request('/api/languages/example/phonemes');
  expect(answer.status).toBe(503);
  const problem = await bodyOf(answer);
  expect(problem).toMatchObject({ type: 'urn:phonochart:problem:not-ready' });
  expect(JSON.stringify(problem)).not.toContain('store');
  expect(failing.logged).toContainEqual(
    expect.objectContaining({ msg: 'request failed', request: answer.headers.get('x-request-id') }),
  );
  expect((await failing.app.request('/health')).status).toBe(200);
  expect((await failing.app.request('/api/ready')).status).toBe(503);
  await failing.close();
});

test('live and ready', async () => {
  expect(await bodyOf(get('/health'))).toEqual({ status: 'ok' });
  expect(await bodyOf(get('/api/health'))).toEqual({ status: 'ok' });
  expect(await bodyOf(get('/api/ready'))).toMatchObject({ status: 'ready', database: 'ok' });
});

describe('other origins', () => {
  const ask = (app: ExampleServer, from: string, method = 'GET') =>
    app.app.request('/api/languages', {
      method,
      headers: { origin: from, ...(method === 'OPTIONS' ? { 'access-control-request-method': 'GET' } : {}) },
    });

  test('are told nothing by default', async () => {
    for (const method of ['GET', 'OPTIONS']) {
      expect((await ask(server, origin, method)).headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  test('may read where the settings name them, first answer or replay; no other may', async () => {
    for (let time = 0; time < 2; time++) {
      const answer = await ask(open, origin);
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
      expect(answer.headers.get('access-control-expose-headers')).toContain('Link');
      expect((await ask(open, 'https://other.example')).headers.get('access-control-allow-origin')).toBeNull();
      expect((await open.app.request('/api/languages')).headers.get('vary')).toContain('Origin');
    }
  });

  test('may write where the settings name them, with a token and never with a session’s cookie; no other may', async () => {
    const preflight = (from: string) =>
      open.app.request('/api/uploads/tus', {
        method: 'OPTIONS',
        headers: {
          origin: from,
          'access-control-request-method': 'PATCH',
          'access-control-request-headers': 'authorization,content-type,tus-resumable,upload-offset',
        },
      });
    const allowed = (await preflight(origin)).headers;
    expect(allowed.get('access-control-allow-origin')).toBe(origin);
    expect(allowed.get('access-control-allow-methods')?.split(',')).toEqual(
      expect.arrayContaining(['POST', 'PUT', 'PATCH', 'DELETE']),
    );
    const named = allowed.get('access-control-allow-headers')?.toLowerCase().split(',');
    expect(named).toEqual(expect.arrayContaining(['authorization', 'content-type', 'tus-resumable', 'upload-offset']));
    expect(allowed.get('access-control-allow-credentials')).toBeNull();
    expect((await preflight('https://other.example')).headers.get('access-control-allow-origin')).toBeNull();

    // A refusal too can be read by the page, with what it must do next.
    const refused = await open.app.request('/api/accounts', { method: 'POST', headers: { origin } });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('access-control-allow-origin')).toBe(origin);
    const exposed = refused.headers.get('access-control-expose-headers')?.toLowerCase().split(',');
    expect(exposed).toEqual(expect.arrayContaining(['location', 'upload-offset', 'tus-resumable', 'retry-after']));
  });
});
