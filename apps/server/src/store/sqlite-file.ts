// Opens the database file with the settings that the store's promises rest on, and names SQLite's errors.
import { closeSync, existsSync, openSync } from 'node:fs';
import { fold } from '@phonochart/catalog/fold.ts';
import Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { StoreError, type StoreErrorCode } from './store-error.ts';

export type Db = BetterSQLite3Database<Record<string, never>> & { $client: Database.Database };
/** What runs inside a transaction; drizzle gives no plainer name to it. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

/** Opens the file, or creates it, for its owner alone to read. Throws StoreError `corrupt` where it is no database. */
export function openDatabase(file: string): Db {
  return named(() => {
    if (file !== ':memory:' && !existsSync(file)) makePrivate(file);
    const client = new Database(file);
    try {
      // Before WAL: a fresh file taken by two processes at once must wait and not fail.
      client.pragma('busy_timeout = 5000');
      client.pragma('journal_mode = WAL');
      // A commit that was answered survives a power loss; editors write few rows.
      client.pragma('synchronous = FULL');
      client.pragma('foreign_keys = ON');
      client.pragma('journal_size_limit = 67108864');
      client.pragma('trusted_schema = OFF');
      client.function('says', { deterministic: true }, saysAll());
    } catch (error) {
      client.close();
      throw error;
    }
    return drizzle({ client });
  });
}

/** An empty file that nobody else on this machine can read: sessions and hashes of passwords will stand in it. */
export const makePrivate = (file: string): void => closeSync(openSync(file, 'a', 0o600));

/**
 * `says(whose, names, words)` in SQL: 1 where every word (a JSON list of [folded, plain]) occurs in `whose`, folded by the
 * catalogue's rule for search, or in `names`. One call a row however many words; texts that thousands of rows share are
 * folded once.
 */
function saysAll(): (whose: unknown, names: unknown, words: unknown) => 0 | 1 {
  const known = new Map<unknown, string>();
  let asked: unknown;
  let wanted: [folded: string, plain: string][] = [];
  const foldedOnce = (text: unknown): string => {
    const kept = known.get(text);
    if (kept !== undefined) return kept;
    if (known.size >= 10_000) known.clear();
    const folded = fold(String(text ?? ''));
    known.set(text, folded);
    return folded;
  };
  return (whose, names, words) => {
    if (words !== asked) {
      wanted = JSON.parse(String(words));
      asked = words;
    }
    const text = String(names ?? '');
    const isSaid = ([folded, plain]: [string, string]) =>
      text.includes(plain) || (folded !== '' && foldedOnce(whose).includes(folded));
    return wanted.every(isSaid) ? 1 : 0;
  };
}

/** One write, all or nothing. The lock is taken at once: a read that became a write could fail half way. */
export const write = <Answer>(db: Db, change: (tx: Tx) => Answer): Answer =>
  named(() => db.transaction(change, { behavior: 'immediate' }));

/**
 * A write like any other, but safe against a power loss only after the next `write` or `settle`: for thousands of
 * languages that follow one another. Whatever happens before that, the file is whole and holds the first so many.
 * SQLite's own rule for WAL with synchronous NORMAL: consistent always, durable at the next sync.
 */
export const relaxed = <Answer>(db: Db, change: (tx: Tx) => Answer): Answer => {
  db.$client.pragma('synchronous = NORMAL');
  try {
    return write(db, change);
  } finally {
    db.$client.pragma('synchronous = FULL');
  }
};

/** Brings every committed write to the disk: a checkpoint syncs the log before it copies from it. */
export const settle = (db: Db): void => {
  named(() => db.$client.pragma('wal_checkpoint(PASSIVE)'));
};

/** Several reads of one and the same state. */
export const read = <Answer>(db: Db, look: (tx: Tx) => Answer): Answer =>
  named(() => db.transaction(look, { behavior: 'deferred' }));

/** Reads of one and the same state that take their time, on a connection of their own: writers do not wait for them. */
export async function readAside<Answer>(db: Db, look: (aside: Db) => Promise<Answer>): Promise<Answer> {
  const aside = openDatabase(db.$client.name);
  try {
    named(() => aside.$client.exec('begin'));
    return await look(aside);
  } catch (error) {
    throw asStoreError(error);
  } finally {
    aside.$client.close();
  }
}

/** Runs, and gives SQLite's errors the store's codes; what it does not know passes as it is. */
export function named<Answer>(run: () => Answer): Answer {
  try {
    return run();
  } catch (error) {
    throw asStoreError(error);
  }
}

/** The store's own error for one of SQLite's, else the same. */
export function asStoreError(error: unknown): unknown {
  const sqlite = sqliteCode(error);
  if (sqlite === undefined) return error;
  for (const [prefix, code, message] of codes)
    if (sqlite.startsWith(prefix)) return new StoreError(code, message, { cause: error });
  return error;
}

const codes: [prefix: string, code: StoreErrorCode, message: string][] = [
  ['SQLITE_BUSY', 'busy', 'another process is writing to the database'],
  ['SQLITE_LOCKED', 'busy', 'another process is writing to the database'],
  ['SQLITE_FULL', 'full', 'the disk is full'],
  ['SQLITE_IOERR_WRITE', 'full', 'the disk takes no more'],
  ['SQLITE_CORRUPT', 'corrupt', 'the database file is damaged'],
  ['SQLITE_NOTADB', 'corrupt', 'the file is not a database'],
  ['SQLITE_CONSTRAINT', 'invalid', 'the database refuses the change'],
];

/** Drizzle wraps what SQLite threw, so the cause is looked at too. */
function sqliteCode(error: unknown): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if (at instanceof Database.SqliteError) return at.code;
  return undefined;
}
