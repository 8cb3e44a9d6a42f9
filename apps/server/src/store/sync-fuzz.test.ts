// Random histories: whatever editors, content and operators do, each mirror that catches up holds exactly the catalogue.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { referenceMirror } from '@phonochart/sync/contract/reference-mirror.ts';
import type { CollectionName } from '@phonochart/sync/protocol.ts';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { exampleInventory } from './example-inventory.ts';
import { openSqliteStore } from './sqlite-store.ts';
import type { CatalogueStore } from './store.ts';
import { StoreError } from './store-error.ts';
import { wireOf } from './wire-readers.ts';

vi.setConfig({ testTimeout: 120_000 });

const codes = ['aa', 'bb', 'cc', 'dd', 'ee'];
const collections: CollectionName[] = ['languages', 'inventories'];

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('edit' as const), code: fc.constantFrom(...codes), n: fc.nat(99) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('rename' as const), code: fc.constantFrom(...codes), n: fc.nat(99) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('load' as const), codes: fc.subarray(codes), n: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), code: fc.constantFrom(...codes) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('forget' as const), upTo: fc.nat(60) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('epoch' as const) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('catch up' as const), mirror: fc.nat(11) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

async function take(store: CatalogueStore, each: Exclude<Step, { do: 'catch up' }>): Promise<void> {
  const author = 'An editor';
  const now = (n: number) => ({ en: `Version ${n}.` });
  if (each.do === 'edit')
    await store.editPhoneme({ id: `${each.code}:p`, patch: { description: now(each.n) }, author });
  if (each.do === 'rename') await store.editLanguage({ id: each.code, patch: { name: `Name ${each.n}` }, author });
  if (each.do === 'delete') await store.deleteLanguage(each.code, author);
  if (each.do === 'forget') await store.forgetTombstones(each.upTo);
  if (each.do === 'epoch') await store.newEpoch();
  if (each.do === 'load') {
    const content = each.codes.map((code) => exampleInventory(code, { description: `Version ${each.n}.` }));
    await store.loadContent(content, { source: 'curated', hash: `${each.n}` });
  }
}

test('[MANIFEST1] [PAGE1] [PAGE2] [PAGE3] [PAGE4] [PAGE9] [PULL1] [PULL3] [PULL7] [PULL9] mirrors, with pages or without, that come and go end up with exactly the catalogue', async () => {
  let resets = 0;
  let pages = 0;
  const sizes = fc.constantFrom(
    { snapshotAfter: 4, pageSize: 100 },
    { snapshotAfter: 9, pageSize: 2 },
    { snapshotAfter: 1000, pageSize: 3 },
  );
  const history = fc.array(step, { minLength: 10, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(history, sizes, async (steps, sizes) => {
      const folder = mkdtempSync(join(tmpdir(), 'phonochart-fuzz-'));
      const trouble: unknown[] = [];
      const file = join(folder, 'catalogue.sqlite');
      const store = await openSqliteStore({ file, ...sizes, onTrouble: (error) => trouble.push(error) });
      const wire = wireOf(store, () => pages++);
      const mirrors = [1, 2, 100].flatMap((limit) =>
        collections.flatMap((collection) =>
          [false, true].map((withPages) => ({
            collection,
            mirror: referenceMirror(wire, collection, limit, { withPages }),
          })),
        ),
      );
      try {
        for (const each of steps) {
          if (each.do === 'catch up') await mirrors[each.mirror]!.mirror.catchUp();
          else
            await take(store, each).catch((error) => {
              // Editing what is not there is part of a random history.
              if (!(error instanceof StoreError && error.code === 'not-found')) throw error;
            });
        }
        for (const { collection, mirror } of mirrors) {
          await mirror.catchUp();
          resets += mirror.resets;
          const fresh = referenceMirror(wire, collection, 3);
          await fresh.catchUp();
          expect(new Map(mirror.documents)).toEqual(new Map(fresh.documents));
          const { languages } = await store.listLanguages({ limit: 10 });
          expect([...mirror.documents.keys()].toSorted()).toEqual(languages.map(({ value }) => value.code).toSorted());
          for (const { id, seq, _deleted, ...body } of mirror.documents.values()) {
            const held = await store.getInventory(id);
            expect({ id, ...body }).toEqual(
              collection === 'inventories' ? held?.value : languages.find(({ value }) => value.id === id)?.value,
            );
          }
        }
        expect(trouble).toEqual([]);
      } finally {
        await store.close();
        rmSync(folder, { recursive: true });
      }
    }),
    { numRuns: 30 },
  );
  expect(resets).toBeGreaterThan(0);
  expect(pages).toBeGreaterThan(0);
});
