// Kills and competing processes on one real file: nothing acknowledged is lost, and seq stays one unbroken order.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { referenceMirror } from '@phonochart/sync/contract/reference-mirror.ts';
import type { CollectionName } from '@phonochart/sync/protocol.ts';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { exampleInventory } from './example-inventory.ts';
import { openSqliteStore } from './sqlite-store.ts';
import type { CatalogueStore } from './store.ts';
import { mirrorOf, pullAll, wireOf } from './wire-readers.ts';

const writer = fileURLToPath(new URL('./kill-writer.ts', import.meta.url));
const origin = { source: 'curated', hash: 'a' };
type Said = { seq: number; id: string; text: string };

// Several processes share few cores with whatever else runs there.
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
const children = new Set<ChildProcess>();
let file: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phonochart-crash-'));
  file = join(folder, 'catalogue.sqlite');
  const store = await openSqliteStore({ file });
  await store.loadContent([exampleInventory('aa'), exampleInventory('bb')], origin);
  await store.close();
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  rmSync(folder, { recursive: true });
});

function startWriter(
  author: string,
  rounds: number,
  on = file,
): { child: ChildProcess; said: Said[]; over: Promise<unknown[]> } {
  const child = spawn(process.execPath, [writer, on, author, String(rounds)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  const said: Said[] = [];
  createInterface({ input: child.stdout! }).on('line', (line) => said.push(JSON.parse(line)));
  // `close` and not `exit`: what the child said before it died must be read to the end.
  return { child, said, over: once(child, 'close') };
}

function expectSound(): { author: string; seq: number; value: string }[] {
  const db = new Database(file, { readonly: true });
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(db.pragma('foreign_key_check')).toEqual([]);
  const edits = db.prepare('select author, seq, json(value) as value from edits order by id').all();
  const { head } = db.prepare('select head from catalogue').get() as { head: number };
  const top = db.prepare('select max(seq) from documents').pluck().get();
  expect(top).toBe(head);
  db.close();
  return edits as { author: string; seq: number; value: string }[];
}

async function pagedMirror(store: CatalogueStore, collection: CollectionName) {
  const mirror = referenceMirror(wireOf(store), collection, 10, { withPages: true });
  await mirror.catchUp();
  return mirror.documents;
}

test('[SEQ5] [PAGE4] a writer killed at any moment loses no acknowledged edit and leaves a sound file', async () => {
  for (let round = 0; round < 4; round += 1) {
    const { child, said, over } = startWriter(`writer ${round}`, 1_000_000);
    const enough = 5 + round * 7;
    child.stdout!.on('data', () => {
      if (said.length >= enough) child.kill('SIGKILL');
    });
    await over;
    expect(said.length).toBeGreaterThanOrEqual(enough);
    const kept = new Set(expectSound().map(({ seq, value }) => `${seq} ${value}`));
    for (const { seq, text } of said) expect(kept.has(`${seq} ${JSON.stringify({ en: text })}`), text).toBe(true);

    const store = await openSqliteStore({ file });
    for (const collection of ['languages', 'inventories'] as const) {
      const whole = await pullAll(store, collection);
      for (const mirror of [await mirrorOf(store, collection), await pagedMirror(store, collection)])
        expect([...mirror.values()].toSorted((a, b) => a.seq - b.seq)).toEqual(whole);
    }
    const content = [exampleInventory('aa'), exampleInventory('bb')];
    expect(await store.loadContent(content, origin)).toMatchObject({ changed: [], added: [], removed: [] });
    await store.close();
  }
});

test('[SEQ1] [SEQ2] [SEQ3] [PAGE1] processes that write at once get one order without gap or double, and lose no edit', async () => {
  const reader = await openSqliteStore({ file });
  const { epoch, head: start } = await reader.syncState();
  const rounds = 25;
  const writers = ['one', 'two', 'three'].map((author) => startWriter(author, rounds));
  let after = start;
  const seen: number[] = [];
  const pull = async () => {
    const answer = await reader.pull({ epoch, collection: 'inventories', after, limit: 100 });
    if (answer.type === 'gone') throw new Error(answer.reason);
    seen.push(...answer.documents.map((text) => JSON.parse(text).seq));
    after = answer.checkpoint.seq;
  };
  // Reads all the while, as a client does: whatever appears must lie above what was seen.
  let reading = Promise.resolve();
  for (const { child } of writers)
    child.stdout!.on('data', () => {
      reading = reading.then(pull);
    });
  for (const { over } of writers) expect(await over).toEqual([0, null]);
  await reading;
  expect(seen.length).toBeGreaterThan(1);
  expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => a - b));
  const all = writers.flatMap(({ said }) => said.map(({ seq }) => seq)).toSorted((a, b) => a - b);
  expect(all).toEqual(Array.from({ length: 3 * rounds }, (_, index) => start + 1 + index));
  expect((await reader.syncState()).head).toBe(start + 3 * rounds);
  // All three closed pages and wrote snapshots, of which one each was to stand.
  expect([...(await pagedMirror(reader, 'inventories')).values()].toSorted((a, b) => a.seq - b.seq)).toEqual(
    await pullAll(reader, 'inventories'),
  );
  await reader.close();
  expect(expectSound()).toHaveLength(3 * rounds);
});

test('processes that start on a new file at once all find it made and migrated once', async () => {
  const fresh = join(folder, 'fresh.sqlite');
  const starts = ['one', 'two', 'three', 'four'].map((author) => startWriter(author, 0, fresh));
  for (const { over } of starts) expect(await over).toEqual([0, null]);
  const store = await openSqliteStore({ file: fresh });
  const { database, migrations } = await store.readiness();
  expect(database).toBe('ok');
  expect(migrations.applied).toBe(migrations.expected);
  await store.close();
});
