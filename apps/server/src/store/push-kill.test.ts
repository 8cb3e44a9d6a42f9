// Kills of a process between and inside pushed edits: nothing acknowledged is lost, and nothing is applied twice.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { PushResult } from '@phonochart/sync/push.ts';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { exampleInventory } from './example-inventory.ts';
import { editOf } from './push-writer.ts';
import { openSqliteStore } from './sqlite-store.ts';

const writer = fileURLToPath(new URL('./push-writer.ts', import.meta.url));
const author = 'ann';
const many = 1_000_000;

// A killed child starts anew, on few cores beside whatever else runs there.
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
let file: string;
const children = new Set<ChildProcess>();
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phonochart-push-'));
  file = join(folder, 'catalogue.sqlite');
  const store = await openSqliteStore({ file });
  await store.loadContent([exampleInventory('aa')], { source: 'curated', hash: 'a' });
  await store.close();
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  rmSync(folder, { recursive: true });
});

/** Pushes from an edit on until so many are acknowledged, and is killed. Answers what it acknowledged. */
async function killedAfter(enough: number, from: number): Promise<PushResult[]> {
  const child = spawn(process.execPath, [writer, file, author, String(from), String(many)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  const said: PushResult[] = [];
  createInterface({ input: child.stdout! }).on('line', (line) => {
    said.push(JSON.parse(line));
    if (said.length >= enough) child.kill('SIGKILL');
  });
  // `close` and not `exit`: what it said before it died must be read to the end.
  await once(child, 'close');
  return said;
}

/** What the edits of the line have left in the database. */
function kept(): { edits: { seq: number; value: string }[]; pushed: { id: string; seq: number }[] } {
  const db = new Database(file, { readonly: true });
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  const edits = db.prepare('select seq, json(value) as value from edits order by id').all() as never;
  const pushed = db.prepare('select id, seq from pushed_edits order by number').all() as never;
  db.close();
  return { edits, pushed };
}

test('[PUSH3] [PUSH5] [SEQ5] a server killed between edits has lost none that it acknowledged, and applies none again', async () => {
  const acknowledged = new Map<string, PushResult>();
  let from = 0;
  for (const enough of [3, 8]) {
    const said = await killedAfter(enough, from);
    expect(said.length).toBeGreaterThanOrEqual(enough);
    expect(said.map(({ outcome }) => outcome)).toEqual(said.map(() => 'applied'));
    for (const result of said) {
      // What is sent again is answered as before.
      expect(acknowledged.get(result.id) ?? result).toEqual(result);
      acknowledged.set(result.id, result);
    }
    const { edits, pushed } = kept();
    // History and row are of one transaction: the k-th edit of the line, once, and none left out.
    expect(edits.map(({ value }) => JSON.parse(value))).toEqual(edits.map((_, n) => editOf(author, n).value));
    expect(pushed).toEqual(edits.map(({ seq }, n) => ({ id: editOf(author, n).id, seq })));
    for (const result of acknowledged.values())
      expect(pushed).toContainEqual({ id: result.id, seq: result.outcome === 'applied' && result.seq });
    // The device did not hear of the last ones, and begins a few before.
    from = Math.max(0, acknowledged.size - 2);
  }
  const store = await openSqliteStore({ file });
  const { edits } = kept();
  const phoneme = (await store.getInventory('aa'))?.value.phonemes[0];
  expect(phoneme?.description).toEqual(editOf(author, edits.length - 1).value);
  await store.close();
});
