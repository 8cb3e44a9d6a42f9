// What goes wrong with a file has a code: a full disk, a lock that another process keeps, a damaged page.
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { named, openDatabase, read, write } from './sqlite-file.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phonochart-file-'));
  file = join(folder, 'catalogue.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

const coded = (code: string) => expect.objectContaining({ name: 'StoreError', code }) as Error;
const fill = (rows: number) => sql`insert into notes with recursive n(i) as
  (select 1 union all select i + 1 from n where i < ${sql.raw(String(rows))}) select i, hex(randomblob(500)) from n`;

test('a full disk is "full", what was there can still be read, and writing goes on when there is room again', () => {
  const db = openDatabase(file);
  db.$client.exec("create table notes (id integer, note text); insert into notes values (0, 'first')");
  db.$client.pragma('max_page_count = 20');
  expect(() => write(db, (tx) => tx.run(fill(1000)))).toThrow(coded('full'));
  const count = () => read(db, (tx) => tx.get<{ n: number }>(sql`select count(*) as n from notes`).n);
  expect(count()).toBe(1);
  db.$client.pragma('max_page_count = 100000');
  write(db, (tx) => tx.run(fill(1000)));
  expect(count()).toBe(1001);
  db.$client.close();
});

test('nobody else on the machine can read a new file or its log', () => {
  const db = openDatabase(file);
  db.$client.exec('create table notes (id integer)');
  for (const each of [file, `${file}-wal`]) expect(statSync(each).mode & 0o077).toBe(0);
  db.$client.close();
});

test('a lock that another connection keeps is "busy", and reading goes on beside it', () => {
  const [db, other] = [openDatabase(file), openDatabase(file)];
  db.$client.exec("create table notes (id integer, note text); insert into notes values (0, 'first')");
  db.$client.pragma('busy_timeout = 1');
  other.$client.exec('begin immediate');
  expect(() => write(db, (tx) => tx.run(sql`delete from notes`))).toThrow(coded('busy'));
  expect(read(db, (tx) => tx.get(sql`select count(*) as n from notes`))).toEqual({ n: 1 });
  other.$client.close();
  db.$client.close();
});

test('a damaged page is "corrupt"', () => {
  const db = openDatabase(file);
  db.$client.exec('create table notes (id integer, note text)');
  write(db, (tx) => tx.run(fill(1000)));
  db.$client.close();
  const handle = openSync(file, 'r+');
  const { size } = statSync(file);
  for (let at = 8192; at < size; at += 4096) writeSync(handle, Buffer.alloc(64, 0xff), 0, 64, at);
  closeSync(handle);
  const damaged = openDatabase(file);
  expect(() => named(() => damaged.get(sql`select max(note) from notes`))).toThrow(coded('corrupt'));
  damaged.$client.close();
});
