// Migrations on real files: verified copies first, never backwards, never around the foreign keys.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { getTableColumns, getTableName } from 'drizzle-orm';
import { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as accountSchema from './account-schema.ts';
import { exampleInventory } from './example-inventory.ts';
import * as jobSchema from './job-schema.ts';
import { migrate, migrationsFolder } from './migrate.ts';
import * as pushSchema from './push-schema.ts';
import * as schema from './schema.ts';
import { openDatabase } from './sqlite-file.ts';
import { openSqliteStore } from './sqlite-store.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phonochart-migrate-'));
  file = join(folder, 'catalogue.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function makeCatalogue(): Promise<void> {
  const store = await openSqliteStore({ file });
  await store.loadContent([exampleInventory('aa')], { source: 'curated', hash: 'a' });
  await store.close();
}

/** The program's migrations and one more, as a later release has them. */
function laterMigrations(sql: string, when = Date.now()): string {
  const later = join(folder, 'migrations');
  cpSync(migrationsFolder, later, { recursive: true });
  const path = join(later, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(path, 'utf8'));
  journal.entries.push({ idx: journal.entries.length, version: '6', when, tag: 'later', breakpoints: true });
  writeFileSync(path, JSON.stringify(journal));
  writeFileSync(join(later, 'later.sql'), sql);
  return later;
}

/** The first of the program's migrations, as an earlier release has them. */
function earlierMigrations(count: number): string {
  const earlier = join(folder, 'earlier');
  cpSync(migrationsFolder, earlier, { recursive: true });
  const path = join(earlier, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }));
  return earlier;
}

const rebuildLanguages = `CREATE TABLE new_languages AS SELECT * FROM languages;--> statement-breakpoint
DROP TABLE languages;--> statement-breakpoint
ALTER TABLE new_languages RENAME TO languages;--> statement-breakpoint
CREATE UNIQUE INDEX languages_id ON languages (id);`;

test('a new file gets every table and column of the schema, and no copy', async () => {
  await makeCatalogue();
  expect(readdirSync(folder).filter((name) => name.includes('before'))).toEqual([]);
  const db = new Database(file, { readonly: true });
  for (const table of Object.values({ ...schema, ...accountSchema, ...jobSchema, ...pushSchema }).filter(
    (each) => each instanceof SQLiteTable,
  )) {
    const columns = db.pragma(`table_info(${getTableName(table)})`) as { name: string; notnull: 0 | 1 }[];
    const wanted = Object.values(getTableColumns(table)).map(({ name, notNull }) => [name, notNull ? 1 : 0]);
    expect(columns.map(({ name, notnull }) => [name, notnull]).toSorted()).toEqual(wanted.toSorted());
  }
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
  db.close();
});

test('a database of a newer program is refused and not touched', async () => {
  await makeCatalogue();
  const db = openDatabase(file);
  const { copy } = migrate(db, laterMigrations('CREATE TABLE later (id integer primary key);'));
  db.$client.close();
  await expect(openSqliteStore({ file })).rejects.toMatchObject({ code: 'newer-database' });
  expect(statSync(copy!).mode & 0o077).toBe(0);
  const before = await openSqliteStore({ file: copy! });
  expect((await before.getInventory('aa'))?.value).toEqual(exampleInventory('aa'));
  await before.close();
});

test('a database with other migrations is refused, not guessed at', async () => {
  await makeCatalogue();
  const db = new Database(file);
  db.prepare("update __drizzle_migrations set hash = 'another'").run();
  db.close();
  await expect(openSqliteStore({ file })).rejects.toMatchObject({ code: 'migration-mismatch' });
});

test('a migration dated before the last one is applied all the same', async () => {
  await makeCatalogue();
  const db = openDatabase(file);
  migrate(db, laterMigrations('CREATE TABLE later (id integer primary key);', 1));
  expect(db.$client.prepare("select count(*) from sqlite_master where name = 'later'").pluck().get()).toBe(1);
  db.$client.close();
});

test('a catalogue from before clips were counted says of each when it was made', async () => {
  const db = openDatabase(file);
  migrate(db, earlierMigrations(3));
  const row = (table: string, values: Record<string, string | number>) => {
    const columns = db.$client.pragma(`table_info(${table})`) as { name: string; notnull: 0 | 1 }[];
    const names = columns.filter(({ name, notnull }) => notnull === 1 || name in values).map(({ name }) => name);
    const all = names.map((name) => values[name] ?? '[]');
    db.$client.prepare(`insert into ${table} (${names}) values (${names.map(() => '?')})`).run(...all);
  };
  row('languages', { id: 'aa', code: 'aa' });
  row('phonemes', { id: 'aa:p', language: 'aa', position: 0 });
  const made = { voices_phoneme: 'aa:p', in_language: 'aa', created_at: '2026-11-01T08:00:00Z' };
  row('audio_sources', {
    id: 'aa:clip',
    place: 0,
    bytes: 1,
    duration_ms: 1,
    lead_in_ms: 1,
    loudness: 1,
    preferred: 0,
    ...made,
  });
  migrate(db);
  const clips = db.$client.prepare('select id, generated_at, peaks from audio_sources').all();
  expect(clips).toEqual([{ id: 'aa:clip', generated_at: '2026-11-01T08:00:00.000Z', peaks: null }]);
  db.$client.close();
});

test('a catalogue from before names were searched in memory keeps every row, and can be written', async () => {
  await makeCatalogue();
  const old = join(folder, 'old.sqlite');
  const db = openDatabase(old);
  migrate(db, earlierMigrations(7));
  const client = db.$client;
  client.pragma('foreign_keys = OFF');
  client.prepare('attach ? as now').run(file);
  const tables = client.prepare("select name from now.sqlite_master where type = 'table'").pluck().all() as string[];
  for (const name of tables.filter((each) => !/^(sqlite_|__)/.test(each))) {
    const columns = (client.pragma(`now.table_info(${name})`) as { name: string }[]).map((each) => `"${each.name}"`);
    const more = name === 'languages' ? [', search_text', ", 'pa'"] : ['', ''];
    client.exec(
      `insert or replace into main.${name} (${columns}${more[0]}) select ${columns}${more[1]} from now.${name}`,
    );
  }
  client.close();

  const store = await openSqliteStore({ file: old });
  expect((await store.getInventory('aa'))?.value).toEqual(exampleInventory('aa'));
  await store.loadContent([exampleInventory('aa'), exampleInventory('bb')], { source: 'curated', hash: 'b' });
  expect((await store.listLanguages({ limit: 10 })).languages.map(({ value }) => value.code)).toEqual(['aa', 'bb']);
  await store.close();
});

test('a rebuilt table loses no row of the tables that refer to it', async () => {
  await makeCatalogue();
  const db = openDatabase(file);
  migrate(db, laterMigrations(rebuildLanguages));
  expect(db.$client.prepare('select count(*) from phonemes').pluck().get()).toBe(4);
  expect(db.$client.pragma('foreign_keys', { simple: true })).toBe(1);
  db.$client.close();
});

test('a migration that would leave rows pointing at nothing is undone whole', async () => {
  await makeCatalogue();
  const db = openDatabase(file);
  expect(() => migrate(db, laterMigrations('DELETE FROM phonemes;'))).toThrow(
    expect.objectContaining({ code: 'corrupt' }) as Error,
  );
  expect(db.$client.pragma('foreign_keys', { simple: true })).toBe(1);
  db.$client.close();
  const store = await openSqliteStore({ file });
  expect((await store.getInventory('aa'))?.value.phonemes).toHaveLength(4);
  await store.close();
});

test('the database itself refuses orphans, doubled codes and clips of nothing', async () => {
  await makeCatalogue();
  const db = openDatabase(file).$client;
  const refused = (sql: string, code: string) =>
    expect(() => db.exec(sql), sql).toThrow(expect.objectContaining({ code }) as Error);
  refused("delete from languages where id = 'aa'", 'SQLITE_CONSTRAINT_FOREIGNKEY');
  refused("delete from phonemes where symbol = 'ʃ'", 'SQLITE_CONSTRAINT_FOREIGNKEY');
  refused("update phonemes set language = 'nowhere'", 'SQLITE_CONSTRAINT_FOREIGNKEY');
  refused('update phonemes set symbol = null', 'SQLITE_CONSTRAINT_NOTNULL');
  refused('update audio_sources set voices_phoneme = null', 'SQLITE_CONSTRAINT_CHECK');
  refused("update audio_sources set voices_word = 'aa:word:pa'", 'SQLITE_CONSTRAINT_CHECK');
  db.exec('create temp table twin as select * from languages');
  db.exec("update twin set id = 'AA', code = 'AA'");
  refused('insert into languages select * from twin', 'SQLITE_CONSTRAINT_UNIQUE');
  db.close();
});

test('a file that is no database is refused as corrupt', async () => {
  writeFileSync(file, 'not a database, though it is long enough to be looked at as one'.repeat(100));
  await expect(openSqliteStore({ file })).rejects.toMatchObject({ code: 'corrupt' });
});
