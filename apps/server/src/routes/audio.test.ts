import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodyOf, clipBytes, clipName, type ExampleServer, exampleServer } from '../example-server.ts';

let server: ExampleServer;
beforeAll(async () => {
  server = await exampleServer();
});
afterAll(() => server.close());

const path = `/api/audio/example/${clipName}`;
const get = (headers: Record<string, string> = {}, method = 'GET') => server.app.request(path, { headers, method });
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

test('a clip comes whole, for a year, with its type, length and tag', async () => {
  for (let time = 0; time < 2; time++) {
    const answer = await get();
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'audio/mpeg',
      'content-length': '1000',
      'cache-control': 'public, max-age=31536000, immutable',
      'accept-ranges': 'bytes',
      etag: expect.stringMatching(/^"[\w-]{22}"$/),
    });
    expect(await bytesOf(answer)).toEqual(clipBytes);
  }
});

test('HEAD tells the same without a body', async () => {
  const { etag } = Object.fromEntries((await get()).headers);
  const head = await get({}, 'HEAD');
  expect(head.status).toBe(200);
  expect(head.headers.get('content-length')).toBe('1000');
  expect(head.headers.get('etag')).toBe(etag);
  expect(await bytesOf(head)).toHaveLength(0);
});

test('a language’s code is matched in any case', async () => {
  expect((await server.app.request(`/api/audio/EXAMPLE/${clipName}`)).status).toBe(200);
});

test('a clip is not compressed, whatever the client takes', async () => {
  const answer = await get({ 'accept-encoding': 'br, gzip' });
  expect(answer.headers.get('content-encoding')).toBeNull();
});

describe('ranges', () => {
  test.each([
    ['bytes=0-99', 0, 99],
    ['bytes=990-', 990, 999],
    ['bytes=-10', 990, 999],
    ['bytes=0-', 0, 999],
  ])('%s is 206 with just these bytes', async (range, first, last) => {
    const answer = await get({ range });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes ${first}-${last}/1000`);
    expect(answer.headers.get('content-length')).toBe(String(last - first + 1));
    expect(await bytesOf(answer)).toEqual(clipBytes.subarray(first, last + 1));
  });

  test.each(['bytes=1000-', 'bytes=-0', 'bytes=0-1,5-6'])('%s is 416 with the length', async (range) => {
    const answer = await get({ range });
    expect(answer.status).toBe(416);
    expect(answer.headers.get('content-range')).toBe('bytes */1000');
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  test('If-Range with the tag gives the part, with anything else the whole', async () => {
    const etag = (await get()).headers.get('etag')!;
    expect((await get({ range: 'bytes=0-0', 'if-range': etag })).status).toBe(206);
    expect((await get({ range: 'bytes=0-0', 'if-range': '"other"' })).status).toBe(200);
  });

  test('a copy that is good is 304, range or no range', async () => {
    const etag = (await get()).headers.get('etag')!;
    for (const headers of [{ 'if-none-match': etag }, { 'if-none-match': `"x", W/${etag}`, range: 'bytes=0-0' }]) {
      const answer = await get(headers);
      expect(answer.status).toBe(304);
      expect(answer.headers.get('etag')).toBe(etag);
    }
  });
});

test.each([
  'sh.00000000.mp3',
  'manifest.json',
  'catalogue.sqlite',
  `%2e%2e%2fexample%2f${clipName}`,
  `..%5cexample%5c${clipName}`,
  `${clipName}%00`,
  '%2fetc%2fpasswd',
  '%252e%252e%252fcatalogue.sqlite',
])('%s is 404 that names the file', async (filename) => {
  const answer = await server.app.request(`/api/audio/example/${filename}`);
  expect(answer.status).toBe(404);
  expect(await bodyOf(answer)).toMatchObject({ status: 404, errors: [{ field: 'filename' }] });
});
