import { createHash } from 'node:crypto';
import { brotliDecompressSync } from 'node:zlib';
import { Checksums, LanguageDocuments, Manifest } from '@phonochart/sync/protocol.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bodyOf, type ExampleServer, exampleServer } from '../example-server.ts';

let server: ExampleServer;
let manifest: Manifest;
const get = (path: string, headers: Record<string, string> = {}) => server.app.request(path, { headers });
const pull = (query: Record<string, string | number>) =>
  get(
    `/api/sync/pull?${new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]))}`,
  );

beforeAll(async () => {
  server = await exampleServer();
  // The snapshot is written behind the load.
  await vi.waitUntil(async () => (await bodyOf(get('/api/sync/manifest'))).shards.length > 0, { timeout: 20_000 });
  manifest = Manifest.parse(await bodyOf(get('/api/sync/manifest')));
});
afterAll(() => server.close());

type Page = { documents: { id: string; seq: number; _deleted: boolean }[]; checkpoint: { epoch: string; seq: number } };

test('[SHARD1] a shard is the bytes that its name says, for ever', async () => {
  for (const { hash, bytes, collection } of manifest.shards) {
    const answer = await get(`/api/sync/shards/${hash}.json`);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const body = Buffer.from(await answer.arrayBuffer());
    expect(body.length).toBe(bytes);
    expect(createHash('sha256').update(body).digest('hex')).toBe(hash);
    expect(JSON.parse(body.toString()).collection).toBe(collection);
  }
});

test('[SHARD5] the compressed forms unpack to the same bytes', async () => {
  const [{ hash } = { hash: '' }] = manifest.shards;
  const plain = Buffer.from(await (await get(`/api/sync/shards/${hash}.json`)).arrayBuffer());
  const answer = await get(`/api/sync/shards/${hash}.json`, { 'accept-encoding': 'br' });
  expect(answer.headers.get('content-encoding')).toBe('br');
  expect(brotliDecompressSync(Buffer.from(await answer.arrayBuffer()))).toEqual(plain);
});

test.each(['0'.repeat(64), 'x', '..%2f..%2fcatalogue.sqlite'])('[SHARD7] the unknown shard %s is 404', async (hash) => {
  expect((await get(`/api/sync/shards/${hash}.json`)).status).toBe(404);
});

test('[PULL1] [PULL3] [PULL4] pages by seq give everything once, and end with a short one', async () => {
  const seen: number[] = [];
  let after = 0;
  for (;;) {
    const page: Page = await bodyOf(pull({ epoch: manifest.epoch, collection: 'inventories', after, limit: 1 }));
    seen.push(...page.documents.map(({ seq }) => seq));
    expect(page.checkpoint).toEqual({ epoch: manifest.epoch, seq: page.documents.at(-1)?.seq ?? after });
    if (page.documents.length < 1) break;
    after = page.checkpoint.seq;
  }
  expect(seen).toHaveLength(2);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
});

test.each([
  ['epoch', { epoch: 'zzzzzzzz', after: 0 }],
  ['future', { after: 1_000_000 }],
])(
  '[PULL8] [PULL9] a checkpoint refused for %s is 410 with the reason and the present state',
  async (reason, query) => {
    const answer = await pull({ epoch: manifest.epoch, collection: 'inventories', ...query } as never);
    expect(answer.status).toBe(410);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await bodyOf(answer)).toMatchObject({
      type: 'urn:phonochart:problem:checkpoint-gone',
      reason,
      epoch: manifest.epoch,
      head: manifest.head,
    });
  },
);

test.each([
  ['collection', { collection: 'words' }],
  ['limit', { limit: 0 }],
  ['limit', { limit: 1001 }],
  ['after', { after: -1 }],
  ['after', { after: 1.5 }],
  ['epoch', { epoch: 'Bad!' }],
])('[PULL10] a malformed %s is 400 that names it: %j', async (field, query) => {
  const answer = await pull({ epoch: manifest.epoch, collection: 'inventories', after: 0, ...query } as never);
  expect(answer.status).toBe(400);
  expect(await bodyOf(answer)).toMatchObject({ errors: [{ field }] });
});

test('[PULL10] a missing field is named as well', async () => {
  expect(await bodyOf(pull({ collection: 'inventories' }))).toMatchObject({
    errors: [{ field: 'epoch' }, { field: 'after' }],
  });
});

test('[PULL11] while the head stands a page has the same bytes; an edit is in the very next answer', async () => {
  const query = { epoch: manifest.epoch, collection: 'inventories', after: 0 };
  const [first, second] = [await pull(query), await pull(query)];
  expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
  const { seq } = await server.store.editPhoneme({
    id: 'example:p',
    patch: { description: { en: 'Edited.' } },
    author: 'a test',
  });
  const page: Page = await bodyOf(pull(query));
  expect(page.documents.at(-1)).toMatchObject({ id: 'example', seq });
  const [p] = await bodyOf(get('/api/languages/example/phonemes'));
  expect(p.description).toBe('Edited.');
});

test('[CHECK1] [CHECK4] [CHECK5] checksums come in one answer that is good while the head stands, and a language alone', async () => {
  const answer = await get('/api/sync/checksums');
  const { epoch, head, checksums } = Checksums.parse(await bodyOf(answer));
  expect(Object.keys(checksums)).toEqual(['example', 'second-hand']);
  const tag = answer.headers.get('etag')!;
  expect((await get('/api/sync/checksums', { 'if-none-match': tag })).status).toBe(304);
  const alone = LanguageDocuments.parse(await bodyOf(get('/api/sync/documents/example')));
  expect(alone).toMatchObject({ epoch, head, languages: { id: 'example' }, inventories: { id: 'example' } });
  const none = await bodyOf(get('/api/sync/documents/klingon'));
  expect(none).toEqual({ epoch, head, languages: null, inventories: null });
  await server.store.editPhoneme({ id: 'example:p', patch: { status: 'loan' }, author: 'a test' });
  const later = Checksums.parse(await bodyOf(get('/api/sync/checksums')));
  expect(later.head).toBe(head + 1);
  expect(later.checksums.example).not.toBe(checksums.example);
  expect(later.checksums['second-hand']).toBe(checksums['second-hand']);
});

test('[PULL7] a checkpoint below the floor is 410 with the reason floor', async () => {
  const { floor } = await server.store.forgetTombstones(manifest.snapshot);
  expect(floor).toBeGreaterThan(0);
  const answer = await pull({ epoch: manifest.epoch, collection: 'languages', after: floor - 1 });
  expect(answer.status).toBe(410);
  expect(await bodyOf(answer)).toMatchObject({ reason: 'floor', floor, errors: [{ field: 'after' }] });
});
