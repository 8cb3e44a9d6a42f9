// Resumable uploads over a real socket, by a client that is not ours: whole in the end, wherever the line was cut.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tus from 'tus-js-client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { wavOf } from '../audio/example-sounds.ts';
import { hostileNames } from '../audio/hostile-names.ts';
import { sha256Of } from '../audio/kept-clips.ts';
import { findOriginal } from '../audio/originals.ts';
import { bodyOf, type ExampleServer, exampleServer } from '../example-server.ts';
import { type Listening, listen } from '../listen.ts';
import { type Cut, cuttingProxy } from './cutting-proxy.ts';
import { ResumableUploads } from './resumable-uploads.ts';

vi.setConfig({ testTimeout: 60_000 });

let server: ExampleServer;
let listening: Listening;
const start = async (timeouts?: Parameters<typeof listen>[2]) => {
  server = await exampleServer({
    environment: { UPLOAD_MAX_MB: '4' },
    whoIs: async (headers) => {
      const name = /^Bearer (\w+)$/.exec(headers.get('authorization') ?? '')?.[1];
      return name === undefined ? undefined : { id: name, name, role: 'editor', by: 'token' };
    },
  });
  listening = await listen(server.app, { port: 0, host: '127.0.0.1' }, timeouts);
};
afterEach(async () => {
  await listening.close(0);
  await server.close();
});

/** The same numbers at every run. */
function* numbers(seed: number, below: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield 1 + Math.floor((state / 2 ** 32) * below);
  }
}

const noise = (seed: number, bytes: number): Uint8Array<ArrayBuffer> => {
  const random = numbers(seed, 1000);
  return wavOf(Float32Array.from({ length: Math.floor(bytes / 2) }, () => random.next().value / 2000));
};
const send = (bytes: Uint8Array, port: number, options: Partial<tus.UploadOptions> = {}) =>
  new Promise<string | undefined>((resolve, reject) => {
    new tus.Upload(Buffer.from(bytes), {
      endpoint: `http://127.0.0.1:${port}/api/uploads/tus`,
      headers: { authorization: 'Bearer anna' },
      retryDelays: Array<number>(20).fill(0),
      onError: reject,
      onSuccess: ({ lastResponse }) => resolve(lastResponse.getHeader('Upload-Sha256')),
      ...options,
    }).start();
  });
const kept = async (sha256: string) => Buffer.from((await findOriginal(server.kept, sha256))?.bytes ?? []);
const underWay = () => join(server.dataDir, 'uploads');
const bytesUnderWay = () => readdirSync(underWay()).filter((name) => statSync(join(underWay(), name)).size > 1000);

const ask = (method: string, path: string, headers: Record<string, string> = {}, body?: Uint8Array<ArrayBuffer>) =>
  fetch(`http://127.0.0.1:${listening.port}${path}`, {
    method,
    headers: { authorization: 'Bearer anna', 'tus-resumable': '1.0.0', ...headers },
    ...(body ? { body } : {}),
  });
const begin = async (length: number, headers: Record<string, string> = {}): Promise<string> => {
  const answer = await ask('POST', '/api/uploads/tus', { 'upload-length': String(length), ...headers });
  expect(answer.status).toBe(201);
  return answer.headers.get('location')!;
};
const piece = (path: string, offset: number, bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  ask(
    'PATCH',
    path,
    { 'upload-offset': `${offset}`, 'content-type': 'application/offset+octet-stream', ...headers },
    bytes,
  );

describe('on lines that break', () => {
  test.each([1, 2, 3, 4, 5, 6])(
    'seed %i: the line is cut again and again, and the file is kept byte for byte',
    async (seed) => {
      await start();
      const bytes = noise(seed, 2_000_000);
      const random = numbers(seed, 400_000);
      const cuts = Array.from(
        { length: 12 },
        (_, nth): Cut => (nth % 4 === 3 ? { answer: true } : { sent: random.next().value }),
      );
      const proxy = await cuttingProxy(listening.port, cuts);
      const chunks = seed % 2 === 0 ? { chunkSize: 300_000 } : {};
      const sha256 = await send(bytes, proxy.port, chunks).finally(() => proxy.close());
      expect(proxy.made()).toBeGreaterThan(3);
      expect(sha256).toBe(sha256Of(bytes));
      expect((await kept(sha256!)).equals(bytes)).toBe(true);
      expect(bytesUnderWay()).toEqual([]);
      expect(server.logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
    },
  );

  test('a line too slow for one request is cut by the server, and the upload goes on by itself', async () => {
    await start({ headers: 300, request: 300, keepAlive: 30_000, checkMs: 20 });
    const bytes = noise(7, 500_000);
    const proxy = await cuttingProxy(listening.port, [{ stall: 200_000 }, { stall: 150_000 }]);
    const sha256 = await send(bytes, proxy.port).finally(() => proxy.close());
    expect(proxy.made()).toBeGreaterThan(0);
    expect(sha256).toBe(sha256Of(bytes));
    expect((await kept(sha256!)).equals(bytes)).toBe(true);
  });
});

describe('an upload', () => {
  beforeEach(() => start());

  test('belongs to its account: to another one it is not there', async () => {
    const bytes = noise(1, 5000);
    const path = await begin(bytes.length);
    const other = { authorization: 'Bearer bela' };
    for (const answer of [
      await ask('HEAD', path, other),
      await ask('DELETE', path, other),
      await piece(path, 0, bytes, other),
    ]) {
      expect(answer.status).toBe(404);
    }
    for (const method of ['POST', 'PATCH', 'DELETE', 'HEAD']) {
      const to = method === 'POST' ? '/api/uploads/tus' : path;
      expect((await ask(method, to, { authorization: '' })).status, method).toBe(401);
    }
    const answer = await piece(path, 0, bytes);
    expect([answer.status, answer.headers.get('upload-sha256')]).toEqual([204, sha256Of(bytes)]);
    expect(answer.headers.has('access-control-allow-origin')).toBe(false);
  });

  test('that is no sound, or not what its hash says, is refused with its last piece and deleted', async () => {
    const page = new TextEncoder().encode('<!doctype html>');
    const refused = await piece(await begin(page.length), 0, page);
    expect([refused.status, await refused.json()]).toMatchObject([400, { reason: 'unknown-type' }]);
    const bytes = noise(2, 5000);
    const metadata = { 'upload-metadata': `sha256 ${btoa('a'.repeat(64))}` };
    const other = await piece(await begin(bytes.length, metadata), 0, bytes);
    expect(other.status).toBe(400);
    expect((await bodyOf(other)).detail).toContain(sha256Of(bytes));
    expect([readdirSync(underWay()), await kept(sha256Of(bytes))]).toEqual([[], Buffer.alloc(0)]);
  });

  test('whose last byte came just before the server fell over is kept when its client comes back', async () => {
    const bytes = noise(3, 5000);
    const path = await begin(bytes.length);
    // No folder can be made where a file is: the upload arrives, and cannot be moved.
    mkdirSync(server.dataDir, { recursive: true });
    writeFileSync(join(server.dataDir, 'originals'), '');
    expect((await piece(path, 0, bytes)).status).toBe(500);
    rmSync(join(server.dataDir, 'originals'));
    for (let time = 0; time < 2; time += 1) {
      const answer = await ask('HEAD', path);
      expect(answer.headers.get('upload-offset')).toBe(String(bytes.length));
      expect(answer.headers.get('upload-sha256')).toBe(sha256Of(bytes));
    }
    expect((await kept(sha256Of(bytes))).equals(bytes)).toBe(true);
    expect(bytesUnderWay()).toEqual([]);
  });

  test('is gone a day after it began, and one of today stays', async () => {
    const [old, young] = [await begin(5000), await begin(5000)];
    const file = join(underWay(), `${old.split('/').at(-1)}.json`);
    const before = new Date(Date.now() - 25 * 60 * 60_000);
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), creation_date: before }));
    expect((await piece(old, 0, noise(4, 4000))).status).toBe(410);
    utimesSync(file, before, before);
    writeFileSync(join(underWay(), 'notes.txt'), 'not ours');
    const onTrouble = (error: unknown) => expect.unreachable(String(error));
    const options = { folder: underWay(), kept: server.kept, mostBytes: 1, onTrouble };
    expect(await new ResumableUploads(options).sweep()).toBe(1);
    expect((await ask('HEAD', old)).status).toBe(404);
    expect((await ask('HEAD', young)).status).toBe(200);
    expect(readdirSync(underWay())).toHaveLength(3);
  });

  test('can be given up, and then nothing is left of it', async () => {
    const path = await begin(100_000);
    expect((await piece(path, 0, noise(5, 50_000))).headers.get('upload-offset')).toBe(String(noise(5, 50_000).length));
    expect((await ask('DELETE', path)).status).toBe(204);
    expect(readdirSync(underWay())).toEqual([]);
    expect((await ask('HEAD', path)).status).toBe(404);
  });

  test('never exceeds what it said, nor what the server takes; refusals are problem documents', async () => {
    const path = await begin(1000);
    const problem = async (answer: Response) => [answer.status, (await bodyOf(answer)).type.split(':').at(-1)];
    const create = (headers: Record<string, string>) => ask('POST', '/api/uploads/tus', headers);
    expect(await problem(await create({ 'upload-length': String(4 * 2 ** 20 + 1) }))).toEqual([413, 'body-too-large']);
    expect(await problem(await create({ 'upload-length': '-1' }))).toEqual([400, 'invalid-parameter']);
    expect(await problem(await create({}))).toEqual([400, 'invalid-parameter']);
    expect(await problem(await create({ 'upload-length': '9', 'tus-resumable': '2.0.0' }))).toEqual([
      412,
      'wrong-protocol',
    ]);
    expect(await problem(await piece(path, 0, noise(6, 4000)))).toEqual([413, 'body-too-large']);
    expect(await problem(await piece(path, 7, new Uint8Array(10)))).toEqual([409, 'conflict']);
    expect(await problem(await ask('GET', path))).toEqual([405, 'method-not-allowed']);
    expect((await ask('HEAD', path)).headers.get('upload-offset')).toBe('0');
    const deferred = await ask('POST', '/api/uploads/tus', { 'upload-defer-length': '1' });
    const endless = await piece(deferred.headers.get('location')!, 0, new Uint8Array(5 * 2 ** 20)).catch(
      () => undefined,
    );
    if (endless) expect(endless.status).toBe(413);
    expect(bytesUnderWay()).toEqual([]);
  });

  test.each([
    '..%2f..%2fcatalogue.sqlite',
    'x',
    '%00',
    `${'0'.repeat(16)}-${'0'.repeat(32)}`,
    'a'.repeat(300),
    '%E2%80%AE',
  ])('no name leads out of the folder: %s', async (id) => {
    for (const method of ['HEAD', 'PATCH', 'DELETE']) {
      expect((await ask(method, `/api/uploads/tus/${id}`)).status).toBe(404);
    }
  });

  test('carries the name of its file as what it is, a text', async () => {
    for (const name of hostileNames) {
      const named = `filename ${Buffer.from(name).toString('base64')}`;
      const answer = await ask('HEAD', await begin(9, { 'upload-metadata': named }));
      expect(answer.headers.get('upload-metadata'), name).toBe(named.trim());
    }
    for (const name of readdirSync(underWay())) expect(name).toMatch(/^[0-9a-f]{16}-[0-9a-f]{32}(\.json)?$/);
  });

  test('two connections that write to one upload leave no mixture', async () => {
    const bytes = noise(8, 1_000_000);
    const path = await begin(bytes.length);
    const answers = await Promise.all(
      [piece(path, 0, bytes), piece(path, 0, bytes)].map((each) => each.catch(() => undefined)),
    );
    for (const answer of answers) expect([204, 409, 503, undefined]).toContain(answer?.status);
    const { headers } = await ask('HEAD', path);
    const offset = Number(headers.get('upload-offset'));
    if (offset < bytes.length) await piece(path, offset, bytes.slice(offset));
    expect((await kept(sha256Of(bytes))).equals(bytes)).toBe(true);
  });
});
