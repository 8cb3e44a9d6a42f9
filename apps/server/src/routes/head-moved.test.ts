// What three thousand devices ask after one ring costs the server one page a collection; what a cache keeps, it may keep.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import type { Manifest, PullAnswer } from '@phonochart/sync/protocol.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bodyOf, type ExampleServer, exampleApp, exampleServer } from '../example-server.ts';
import { exampleInventory } from '../store/example-inventory.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';

let server: ExampleServer;
beforeEach(async () => {
  server = await exampleServer();
});
afterEach(() => server.close());

const get = (path: string, headers: Record<string, string> = {}) => server.app.request(path, { headers });
const edit = (n: number) =>
  server.store.editPhoneme({ id: 'example:p', patch: { description: { en: `Edit ${n}.` } }, author: 'a test' });
const manifest = (): Promise<Manifest> => bodyOf(get('/api/sync/manifest'));

test('[PULL11] [STREAM4] of three thousand devices that heard one ring the store is asked once a collection', async () => {
  const { epoch, head } = await server.store.syncState();
  const pull = (collection: string, after: number) =>
    get(`/api/sync/pull?epoch=${epoch}&collection=${collection}&after=${after}&limit=100`, { 'accept-encoding': 'br' });
  const asked = vi.spyOn(server.store, 'pull');
  const told = vi.fn();
  const stop = server.store.onHead(told);
  for (const ring of [1, 2]) {
    const after = ring === 1 ? head : head + 1;
    const { seq } = await edit(ring);
    expect(told).toHaveBeenCalledTimes(ring);
    asked.mockClear();
    const answers = await Promise.all(
      Array.from({ length: 3000 }, (_, n) => pull(n % 2 ? 'inventories' : 'languages', after)),
    );
    expect(asked).toHaveBeenCalledTimes(2);
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const encoded = answers[1]!.headers.get('content-encoding') === 'br';
    const bytes = Buffer.from(await answers[1]!.arrayBuffer());
    const page: PullAnswer = JSON.parse((encoded ? brotliDecompressSync(bytes) : bytes).toString());
    expect(page.checkpoint).toEqual({ epoch, seq });
    // Those who come later are answered from memory, too, and those who have it already by its tag.
    const late = await pull('inventories', after);
    const again = await get(`/api/sync/pull?epoch=${epoch}&collection=inventories&after=${after}&limit=100`, {
      'accept-encoding': 'br',
      'if-none-match': late.headers.get('etag')!,
    });
    expect(again.status).toBe(304);
    expect(asked).toHaveBeenCalledTimes(2);
    // Kept by no cache on the way: it might give the page of before the ring.
    expect(late.headers.get('cache-control')).toBe('no-cache');
  }
  stop();
});

test('[STREAM4] what another process has committed is never answered from before it, however seldom this one looks', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'phonochart-'));
  const open = () => openSqliteStore({ file: join(folder, 'catalogue.sqlite'), watchEveryMs: 3_600_000 });
  const [store, other] = [await open(), await open()];
  await store.loadContent([exampleInventory('aa')], { source: 'tests', hash: 'tests' });
  const { epoch, head } = await store.syncState();
  const app = exampleApp(store);
  const ask = async (path: string) => (await app.request(`/api/sync/${path}`)).text();
  const addresses = [`pull?epoch=${epoch}&collection=inventories&after=${head}&limit=9`, 'checksums', 'documents/aa'];
  const before = await Promise.all(addresses.map(ask));
  await other.editPhoneme({ id: 'aa:p', patch: { description: { en: 'Said elsewhere.' } }, author: 'a test' });
  const after = await Promise.all(addresses.map(ask));
  for (const [at, address] of addresses.entries()) expect(after[at], address).not.toBe(before[at]);
  app.close();
  await Promise.all([store.close(), other.close()]);
  rmSync(folder, { recursive: true });
});

test('[MANIFEST7] a manifest may be a few seconds old, has a tag for each encoding, and is made once', async () => {
  const first = await get('/api/sync/manifest');
  expect(first.headers.get('cache-control')).toBe('public, max-age=5, stale-while-revalidate=10');
  const etag = first.headers.get('etag')!;
  expect((await get('/api/sync/manifest', { 'if-none-match': etag })).status).toBe(304);
  await edit(3);
  const after = await get('/api/sync/manifest', { 'if-none-match': etag });
  expect(after.status).toBe(200);
  // The stale one leads to the present all the same: its files are there, and a pull brings what came since.
  const stale: Manifest = await bodyOf(first);
  for (const { hash } of stale.shards) expect((await get(`/api/sync/shards/${hash}.json`)).status).toBe(200);
  const query = `epoch=${stale.epoch}&collection=inventories&after=${stale.snapshot}`;
  expect((await bodyOf<PullAnswer>(get(`/api/sync/pull?${query}`))).documents).toHaveLength(1);
});

test('[PAGE5] [PAGE6] [SHARD5] a closed page is sent as a shard is, and a name that is no more is kept by nobody', async () => {
  await server.close();
  server = await exampleServer({ pageSize: 1 });
  const { seq } = await edit(5);
  await vi.waitUntil(async () => (await manifest()).pages.length === 1, { timeout: 10_000, interval: 2 });
  const [page] = (await manifest()).pages;
  expect(page).toMatchObject({ collection: 'inventories', to: seq, count: 1 });
  const plain = await get(`/api/sync/shards/${page!.hash}.json`);
  const body = Buffer.from(await plain.arrayBuffer());
  expect(createHash('sha256').update(body).digest('hex')).toBe(page!.hash);
  const tags = new Set([plain.headers.get('etag')]);
  for (const encoding of ['br', 'gzip']) {
    const packed = await get(`/api/sync/shards/${page!.hash}.json`, { 'accept-encoding': encoding });
    expect(packed.headers.get('content-encoding')).toBe(encoding);
    expect(packed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(packed.headers.get('vary')).toBe('Accept-Encoding');
    expect(packed.headers.get('set-cookie')).toBeNull();
    tags.add(packed.headers.get('etag'));
  }
  expect(tags.size).toBe(3);
  const gone = await get(`/api/sync/shards/${'0'.repeat(64)}.json`);
  expect([gone.status, gone.headers.get('cache-control')]).toEqual([404, 'no-store']);
});
