// The contract's part about closed pages of the tail: SPEC.md's [PAGE] as far as a store keeps it.
import { createHash } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Manifest } from '@phonochart/sync/protocol.ts';
import { describe, expect, test, vi } from 'vitest';
import { exampleInventory as example } from './example-inventory.ts';
import type { CatalogueStore } from './store.ts';
import { fileOf, type OpenWithSizes, pullAll } from './wire-readers.ts';

const codes = ['aa', 'bb', 'cc', 'dd', 'ee', 'ff', 'gg'];
const load = (store: CatalogueStore, of = codes) =>
  store.loadContent(
    of.map((code) => example(code)),
    { source: 'curated', hash: 'a' },
  );
let edits = 0;
const edit = (store: CatalogueStore, code: string) =>
  store.editPhoneme({ id: `${code}:p`, patch: { description: { en: `Edit ${edits++}.` } }, author: 'An editor' });

/** Pages are written behind the edits. */
const pagesOf = async (store: CatalogueStore, count: number) => {
  const paged = async () => (await store.manifest()).pages.length >= count;
  await vi.waitUntil(paged, { timeout: 10_000, interval: 2 });
  const { pages, snapshot } = Manifest.parse(await store.manifest());
  expect(pages).toHaveLength(count);
  return { pages, snapshot };
};
const soundFile = async (store: CatalogueStore, hash: string) => {
  const { identity, br, gzip } = (await store.shard(hash))!;
  expect(createHash('sha256').update(identity).digest('hex')).toBe(hash);
  expect(brotliDecompressSync(br).equals(identity)).toBe(true);
  expect(gunzipSync(gzip).equals(identity)).toBe(true);
  return fileOf(store, hash);
};

export function pagesContract(name: string, open: OpenWithSizes): void {
  describe(`${name}: closed pages`, () => {
    test('[PAGE1] [PAGE2] [PAGE5] [PAGE7] full pages are closed one behind the other, as immutable files', async () => {
      const { store, again } = await open({ pageSize: 3, snapshotAfter: 100 });
      await load(store);
      const { epoch, head } = await store.syncState();
      await edit(store, 'aa');
      await edit(store, 'bb');
      expect((await store.manifest()).pages).toEqual([]);
      await store.deleteLanguage('cc', 'An editor');
      for (const code of ['dd', 'ee', 'ff', 'gg']) await edit(store, code);
      const { pages, snapshot } = await pagesOf(store, 2);
      expect(snapshot).toBe(head);
      // A deletion stamps both collections, so the seq of the summary's tombstone lies between the inventories'.
      expect(pages.map(({ collection, after, to, count }) => [collection, after, to, count])).toEqual([
        ['inventories', head, head + 4, 3],
        ['inventories', head + 4, head + 7, 3],
      ]);
      for (const { hash, collection, after, to, count } of pages) {
        const file = await soundFile(store, hash);
        const pulled = await store.pull({ epoch, collection, after, limit: count });
        expect(pulled).toMatchObject({ type: 'page', checkpoint: { seq: to } });
        expect(file).toEqual({
          collection,
          documents: pulled.type === 'page' && pulled.documents.map((text) => JSON.parse(text)),
        });
      }
      const next = await store.newEpoch();
      expect(await (await again()).manifest()).toMatchObject({ epoch: next, pages });
    });

    test('[PAGE3] [PAGE4] what was edited since stands in its page as it was, and comes again behind it', async () => {
      const { store } = await open({ pageSize: 2, snapshotAfter: 100 });
      await load(store);
      for (const code of ['aa', 'bb']) await edit(store, code);
      const [first] = (await pagesOf(store, 1)).pages;
      const before = await soundFile(store, first!.hash);
      await edit(store, 'aa');
      await store.deleteLanguage('bb', 'An editor');
      const { pages } = await pagesOf(store, 2);
      expect(pages[0]).toEqual(first);
      expect(await soundFile(store, first!.hash)).toEqual(before);
      expect(before.documents.map(({ id, _deleted }) => [id, _deleted])).toEqual([
        ['aa', false],
        ['bb', false],
      ]);
      const second = await soundFile(store, pages[1]!.hash);
      expect(second.documents).toEqual(await pullAll(store, 'inventories', first!.to));
      expect(second.documents.map(({ id, _deleted }) => [id, _deleted])).toEqual([
        ['aa', false],
        ['bb', true],
      ]);
    });

    test('[PAGE6] [PAGE8] pages and tail become a snapshot, however few languages they tell of, and stay for one more', async () => {
      const { store } = await open({ pageSize: 2, snapshotAfter: 6 });
      await load(store);
      const { snapshot: began } = await store.manifest();
      const grown = async () => {
        for (const code of ['aa', 'bb']) await edit(store, code);
        const { pages } = await pagesOf(store, 1);
        for (const code of ['aa', 'bb']) await edit(store, code);
        await pagesOf(store, 2);
        const { snapshot } = await store.manifest();
        for (const code of ['aa', 'bb']) await edit(store, code);
        await vi.waitUntil(async () => (await store.manifest()).snapshot > snapshot, { timeout: 10_000, interval: 2 });
        return pages[0]!.hash;
      };
      const first = await grown();
      expect((await store.manifest()).snapshot).toBe(began + 6);
      expect((await store.manifest()).pages).toEqual([]);
      expect(await store.shard(first)).toBeDefined();
      const second = await grown();
      expect(await store.shard(first)).toBeUndefined();
      expect(await store.shard(second)).toBeDefined();
    });

    test('a manifest is the same object until something that it says has changed, in whichever process', async () => {
      const { store, again } = await open({ pageSize: 2, snapshotAfter: 100 });
      await load(store);
      const other = await again();
      const first = await other.manifest();
      expect(await other.manifest()).toBe(first);
      for (const code of ['aa', 'bb']) await edit(store, code);
      const { pages } = await pagesOf(store, 1);
      const second = await other.manifest();
      expect(second.pages).toEqual(pages);
      expect(await other.manifest()).toBe(second);
    });
  });
}
