// The deck is a ZIP that holds a sound SQLite collection: every note, the cards that its fields allow, the clips by number.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { loadContent } from '@phonochart/content/load.ts';
import { unzipSync } from 'fflate';
import initSqlJs from 'sql.js';
import { beforeAll, expect, test } from 'vitest';
import { ankiDeck, type DeckContents } from './anki-deck.ts';

const audio = fileURLToPath(new URL('../../audio_files', import.meta.url));
let inventory: Inventory;
let sql: Awaited<ReturnType<typeof initSqlJs>>;

beforeAll(async () => {
  sql = await initSqlJs();
  inventory = loadContent({ audio }).find(({ id }) => id === 'vietnamese-hanoi')!;
});

const contents = (more: Partial<DeckContents> = {}): DeckContents => ({
  title: 'Phonochart::Tiếng Việt',
  about: 'CC-BY-SA-4.0',
  lang: 'en',
  now: Date.UTC(2026, 10, 21),
  badge: () => 'Synthetic voice',
  clips: new Map(
    inventory.audio.map(({ file }) => [file, new Uint8Array(readFileSync(`${audio}/vietnamese-hanoi/${file}`))]),
  ),
  ...more,
});

async function opened(more: Partial<DeckContents> = {}) {
  const files = unzipSync(await ankiDeck(inventory, () => new sql.Database(), contents(more)));
  const database = new sql.Database(files['collection.anki2']);
  const rows = (query: string) => database.exec(query)[0]?.values ?? [];
  const media = JSON.parse(new TextDecoder().decode(files.media)) as Record<string, string>;
  return { files, rows, media };
}

test('a note a sound and a note a word, in a sound file', async () => {
  const { rows } = await opened();
  expect(rows('PRAGMA integrity_check')).toEqual([['ok']]);
  expect(rows('SELECT count(*), count(DISTINCT guid) FROM notes')).toEqual([
    [inventory.phonemes.length + inventory.words.length, inventory.phonemes.length + inventory.words.length],
  ]);
  const [models, decks] = rows('SELECT models, decks FROM col')[0]!.map((json) => JSON.parse(String(json)));
  for (const [type, fields] of rows('SELECT mid, flds FROM notes')) {
    expect(String(fields).split('\u001f')).toHaveLength(models[String(type)].flds.length);
  }
  for (const [deck] of rows('SELECT DISTINCT did FROM cards')) expect(decks[String(deck)].name).toContain('Tiếng Việt');
});

test('clips lie under numbers, are those of the catalogue, and each is mentioned by a note that says whose voice it is', async () => {
  const { files, rows, media } = await opened();
  const fields = rows('SELECT flds FROM notes').map(([text]) => String(text));
  expect(Object.keys(media).length).toBeGreaterThan(100);
  for (const [number, name] of Object.entries(media)) {
    const source = inventory.audio.find(({ file }) => name === `phonochart-vietnamese-hanoi-${file}`)!;
    expect(files[number]!.length).toBe(source.bytes);
    const note = fields.find((text) => text.includes(`[sound:${name}]`));
    expect(note).toContain('Synthetic voice');
    expect(note).toContain(source.licence);
  }
});

test('without a clip there is nothing to listen to, and no card that asks for it', async () => {
  const { rows, media } = await opened({ clips: new Map() });
  expect(media).toEqual({});
  expect(rows('SELECT count(*) FROM cards WHERE ord = 1')).toEqual([[0]]);
  expect(rows('SELECT count(*) FROM cards')).toEqual([[inventory.phonemes.length + inventory.words.length]]);
});

test('a newer deck has the same notes: nothing that was learnt is lost', async () => {
  const before = (await opened()).rows('SELECT id, guid, mid FROM notes ORDER BY id');
  const after = (await opened({ now: Date.UTC(2027, 0, 1), lang: 'vi' })).rows(
    'SELECT id, guid, mid FROM notes ORDER BY id',
  );
  expect(after).toEqual(before);
});

test('markup in the catalogue stays text', async () => {
  const [first, ...rest] = inventory.words;
  const hostile = { ...inventory, words: [{ ...first!, form: '<img src=x onerror=alert(1)>[sound:a.mp3]' }, ...rest] };
  const files = unzipSync(await ankiDeck(hostile, () => new sql.Database(), contents({ clips: new Map() })));
  const database = new sql.Database(files['collection.anki2']);
  const all = database.exec("SELECT group_concat(flds, '\n') FROM notes")[0]!.values[0]![0];
  expect(all).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(all).not.toContain('<img');
  expect(all).not.toContain('[sound:');
});
