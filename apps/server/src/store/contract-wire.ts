// The contract's part about the sync wire: SPEC.md's rules as far as a store keeps them.
import { createHash } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import {
  Checksums,
  Epoch,
  InventoryDocument,
  LanguageDocument,
  Manifest,
  Tombstone,
} from '@phonochart/sync/protocol.ts';
import { describe, expect, test } from 'vitest';
import { exampleInventory as example } from './example-inventory.ts';
import type { CatalogueStore } from './store.ts';
import { fileOf, mirrorOf, type OpenStore, pullAll } from './wire-readers.ts';

const editor = 'An editor';
const load = (store: CatalogueStore, ...inventories: Inventory[]) =>
  store.loadContent(inventories, { source: 'curated', hash: 'a' });

export function wireContract(name: string, open: OpenStore): void {
  describe(`${name}: the wire`, () => {
    test('[PULL11] the same page asked for again is the same text, also from another process', async () => {
      const { store, again } = await open();
      await load(store, example('aa'), example('bb'));
      const { epoch } = await store.syncState();
      const query = { epoch, collection: 'inventories' as const, after: 0, limit: 2 };
      const page = await store.pull(query);
      expect(await store.pull(query)).toEqual(page);
      expect(await (await again()).pull(query)).toEqual(page);
    });

    test('[PULL1] [PULL3] [PULL4] [SEQ3] pages in the order of seq miss nothing and double nothing, whatever the limit', async () => {
      const { store } = await open();
      await load(store, ...['aa', 'bb', 'cc', 'dd', 'ee'].map((code) => example(code)));
      await store.editPhoneme({ id: 'bb:p', patch: { status: 'loan' }, author: editor });
      const seqs = new Set<number>();
      for (const collection of ['languages', 'inventories'] as const) {
        const whole = await pullAll(store, collection, 0, 1000);
        for (const limit of [1, 2, 5, 6]) expect(await pullAll(store, collection, 0, limit)).toEqual(whole);
        expect(whole.map(({ id }) => id).toSorted()).toEqual(['aa', 'bb', 'cc', 'dd', 'ee']);
        const own = whole.map(({ seq }) => seq);
        expect(own).toEqual(own.toSorted((a, b) => a - b));
        for (const seq of own) seqs.add(seq);
      }
      expect(seqs.size).toBe(10);
      const { epoch, head } = await store.syncState();
      expect(await store.pull({ epoch, collection: 'languages', after: head, limit: 5 })).toEqual({
        type: 'page',
        documents: [],
        checkpoint: { epoch, seq: head },
      });
    });

    test('[PULL2] [PULL5] [PULL6] [SEQ7] [SEQ8] documents are whole, tombstones bare, and a code may live again', async () => {
      const { store } = await open();
      await load(store, example('aa'), example('bb'));
      const { head } = await store.syncState();
      await load(store, example('bb'));
      for (const collection of ['languages', 'inventories'] as const) {
        const shape = collection === 'languages' ? LanguageDocument : InventoryDocument;
        const [alive, dead] = await pullAll(store, collection);
        expect(shape.strict().parse(alive)).toEqual(alive);
        expect(Tombstone.strict().parse(dead)).toMatchObject({ id: 'aa', _deleted: true });
        expect(dead!.seq).toBeGreaterThan(head);
        const { epoch } = await store.syncState();
        const page = await store.pull({ epoch, collection, after: head, limit: 1 });
        // Full, though nothing in it lives: a client must go on asking.
        expect(page).toMatchObject({ documents: [JSON.stringify(dead)], checkpoint: { seq: dead!.seq } });
      }
      await load(store, example('aa'), example('bb'));
      expect((await pullAll(store, 'inventories')).at(-1)).toMatchObject({ id: 'aa', _deleted: false });
    });

    test('[PULL7] [PULL8] [PULL9] [EPOCH2] [EPOCH3] [EPOCH4] checkpoints that mean nothing are gone, with the reason', async () => {
      const { store, again } = await open();
      await load(store, example('aa'), example('bb'));
      await load(store, example('bb'));
      const { epoch, head } = await store.syncState();
      const { snapshot } = await store.manifest();
      const pull = (after: number, of = epoch) => store.pull({ epoch: of, collection: 'languages', after, limit: 10 });
      expect(await pull(0)).toMatchObject({ type: 'page' });
      expect(await store.forgetTombstones(head + 100)).toEqual({ epoch, head, floor: snapshot });
      expect(await store.forgetTombstones(1)).toMatchObject({ floor: snapshot });
      expect(await pull(snapshot - 1)).toMatchObject({ type: 'gone', reason: 'floor' });
      expect(await pull(snapshot)).toMatchObject({ type: 'page' });
      expect(await pull(head + 1)).toMatchObject({ type: 'gone', reason: 'future', state: { head } });
      const next = await store.newEpoch();
      expect(next).not.toBe(epoch);
      expect(Epoch.parse(next)).toBe(next);
      expect(await pull(head)).toMatchObject({ type: 'gone', reason: 'epoch', state: { epoch: next, head } });
      expect(await (await again()).syncState()).toEqual({ epoch: next, head, floor: snapshot });
      expect([...(await mirrorOf(store, 'languages')).keys()]).toEqual(['bb']);
    });

    test('[EPOCH1] an epoch outlives the process', async () => {
      const { store, again } = await open();
      const { epoch } = await store.syncState();
      await store.close();
      expect((await (await again()).syncState()).epoch).toBe(epoch);
    });

    test('[MANIFEST3] [MANIFEST5] [SHARD7] an empty catalogue lists nothing and is legal', async () => {
      const { store } = await open();
      expect(Manifest.parse(await store.manifest())).toMatchObject({ head: 0, snapshot: 0, shards: [], pages: [] });
      expect(await store.shard('0'.repeat(64))).toBeUndefined();
    });

    test('[SHARD1] [SHARD2] [SHARD3] [SHARD5] [MANIFEST2] [MANIFEST4] shards are what the manifest says of them', async () => {
      const { store } = await open();
      const codes = Array.from({ length: 205 }, (_, index) => `code-${index}`);
      await load(store, ...codes.map((code) => example(code)));
      await store.deleteLanguage('code-7', editor);
      await load(store, ...codes.map((code) => example(code)), example('one-more'));
      const manifest = Manifest.parse(await store.manifest());
      expect(manifest.floor).toBeLessThanOrEqual(manifest.snapshot);
      expect(manifest.snapshot).toBe(manifest.head);
      expect(manifest.shards.map(({ collection, count }) => [collection, count])).toEqual([
        ['languages', 205],
        ['inventories', 199],
        ['inventories', 6],
      ]);
      for (const { hash, collection, count, bytes } of manifest.shards) {
        const { identity, br, gzip } = (await store.shard(hash))!;
        expect(createHash('sha256').update(identity).digest('hex')).toBe(hash);
        expect(identity.length).toBe(bytes);
        expect(brotliDecompressSync(br).equals(identity)).toBe(true);
        expect(gunzipSync(gzip).equals(identity)).toBe(true);
        const shard = await fileOf(store, hash);
        expect(shard.collection).toBe(collection);
        expect(shard.documents).toHaveLength(count);
        const seqs: number[] = shard.documents.map(({ seq }) => seq);
        expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
        expect(shard.documents.some(({ _deleted }) => _deleted)).toBe(false);
      }
    });

    test('[SHARD4] [SHARD6] [MANIFEST1] a change renews one shard a collection, and the old ones stay for a while', async () => {
      const { store } = await open();
      const codes = Array.from({ length: 205 }, (_, index) => `code-${index}`);
      const content = codes.map((code) => example(code));
      await load(store, ...content);
      const before = await store.manifest();
      await store.editPhoneme({ id: 'code-150:p', patch: { status: 'loan' }, author: editor });
      content[3] = example('code-3', { name: 'Renamed' });
      await load(store, ...content);
      const after = await store.manifest();
      const kept = before.shards.map(({ hash }) => after.shards.some((shard) => shard.hash === hash));
      expect(kept).toEqual([false, false, true]);
      for (const { hash } of before.shards) expect(await store.shard(hash)).toBeDefined();
      await store.deleteLanguage('code-9', editor);
      for (const collection of ['languages', 'inventories'] as const) {
        const mirror = await mirrorOf(store, collection);
        const whole = (await pullAll(store, collection)).filter(({ _deleted }) => !_deleted);
        expect([...mirror.values()].toSorted((a, b) => a.seq - b.seq)).toEqual(whole);
      }
    });

    test('[CHECK1] [CHECK2] [CHECK3] [CHECK4] checksums name the living and say what pull sends, through every change', async () => {
      const { store, again } = await open();
      const half = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 6);
      const asPulled = async () => {
        const halves: Record<string, string> = {};
        for (const collection of ['languages', 'inventories'] as const)
          for (const document of await pullAll(store, collection, (await store.syncState()).floor))
            if (!document._deleted) halves[document.id] = (halves[document.id] ?? '') + half(JSON.stringify(document));
        return halves;
      };
      expect(await store.checksums()).toEqual({ ...(await store.syncState()), floor: undefined, checksums: {} });
      await load(store, example('cc'), example('aa'), example('bb'));
      const { head, checksums: before } = await store.checksums();
      expect(before).toEqual(await asPulled());
      expect(Object.keys(before)).toEqual(['aa', 'bb', 'cc']);
      expect(Checksums.parse(await store.checksums()).head).toBe(head);
      const { seq } = await store.editPhoneme({ id: 'bb:p', patch: { status: 'loan' }, author: editor });
      const edited = await store.checksums();
      expect(edited.head).toBe(seq);
      expect(edited.checksums).toEqual(await asPulled());
      expect(Object.keys(edited.checksums).filter((id) => edited.checksums[id] !== before[id])).toEqual(['bb']);
      await load(store, example('aa'), example('bb'));
      // Forgotten before the checksums were asked for again: it must not live on in what is kept.
      await store.forgetTombstones(1000);
      const after = await store.checksums();
      expect(Object.keys(after.checksums)).toEqual(['aa', 'bb']);
      expect((await (await again()).checksums()).checksums).toEqual(after.checksums);
      const epoch = await store.newEpoch();
      expect(await store.checksums()).toEqual({ ...after, epoch });
    });

    test('[CHECK5] both documents of one language come as they are now, below the floor too, and null where it is dead', async () => {
      const { store } = await open();
      await load(store, example('aa'), example('bb'));
      await load(store, example('aa'));
      const state = await store.forgetTombstones(1000);
      const [languages, inventories] = await Promise.all(
        (['languages', 'inventories'] as const).map(async (collection) =>
          (await mirrorOf(store, collection)).get('aa'),
        ),
      );
      const { languages: summary, inventories: inventory, ...rest } = await store.documentsOf('AA');
      expect(rest).toEqual(state);
      expect([JSON.parse(summary!), JSON.parse(inventory!)]).toEqual([languages, inventories]);
      expect(languages!.seq).toBeLessThan(state.floor);
      for (const id of ['bb', 'never'])
        expect(await store.documentsOf(id)).toEqual({ ...state, languages: null, inventories: null });
    });

    test('[STREAM3] [STREAM4] listeners hear of commits, their own and those of another process, when a pull can serve them', async () => {
      const { store, again } = await open();
      await load(store, example('aa'));
      const { epoch, head } = await store.syncState();
      const other = await again();
      let heard: ((value: unknown) => void) | undefined;
      const next = () => new Promise((resolve) => (heard = resolve));
      const stop = store.onHead(async ({ epoch, head }) => {
        const page = await store.pull({ epoch, collection: 'inventories', after: head - 1, limit: 1 });
        heard?.({ epoch, head, served: page.type === 'page' && page.documents.length });
      });
      let ring = next();
      await store.editPhoneme({ id: 'aa:p', patch: { status: 'loan' }, author: editor });
      expect(await ring).toEqual({ epoch, head: head + 1, served: 1 });
      ring = next();
      await other.editPhoneme({ id: 'aa:p', patch: { status: 'core' }, author: editor });
      expect(await ring).toEqual({ epoch, head: head + 2, served: 1 });
      ring = next();
      const fresh = await other.newEpoch();
      expect(await ring).toMatchObject({ epoch: fresh, head: head + 2 });
      stop();
    });
  });
}
