// Brings a database to the program's schema: in order, once, with a verified copy first, and never backwards.
import { existsSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import { type Db, makePrivate, named } from './sqlite-file.ts';
import { StoreError } from './store-error.ts';

export const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

// Drizzle's own table and its rows, so that its tools can read them. Its runner is not used: it reads what is applied
// before it takes the lock, so that two starting processes collide, and skips in silence a migration that bears an
// older date than the last one applied (drizzle-orm #5769).
const table = '__drizzle_migrations';

/** Which migrations the file has, in the order in which they were applied. */
export function appliedMigrations(db: Db): string[] {
  const client = db.$client;
  const there = client.prepare("select 1 from sqlite_master where type = 'table' and name = ?").get(table);
  return there ? (client.prepare(`select hash from ${table} order by rowid`).pluck().all() as string[]) : [];
}

/**
 * Applies what is missing. Throws StoreError `newer-database` where the file has more migrations than the program,
 * `migration-mismatch` where it has others, `corrupt` where rows would be left pointing at nothing.
 * Answers how many migrations the program knows, and the copy that was made of an existing database.
 */
export function migrate(db: Db, folder: string = migrationsFolder): { expected: number; copy?: string } {
  const wanted = readMigrationFiles({ migrationsFolder: folder });
  let missing = missingOf(appliedMigrations(db), wanted);
  if (missing.length === 0) return { expected: wanted.length };
  const copy = isEmpty(db) ? undefined : copyBefore(db, missing[0]!);
  const client = db.$client;
  // Drizzle rebuilds tables by drop and rename, which empties cascading children in silence while keys are enforced
  // (drizzle-orm #5782); the pragma does nothing inside a transaction.
  client.pragma('foreign_keys = OFF');
  try {
    const apply = client.transaction(() => {
      client.exec(
        `create table if not exists ${table} (id integer primary key, hash text not null, created_at numeric)`,
      );
      missing = missingOf(appliedMigrations(db), wanted);
      for (const { sql, hash, folderMillis } of missing) {
        for (const statement of sql) client.exec(statement);
        client.prepare(`insert into ${table} (hash, created_at) values (?, ?)`).run(hash, folderMillis);
      }
      const broken = client.pragma('foreign_key_check') as unknown[];
      if (broken.length > 0)
        throw new StoreError('corrupt', `the migration would leave ${broken.length} rows that point at nothing`);
    });
    named(() => apply.immediate());
  } finally {
    client.pragma('foreign_keys = ON');
  }
  return copy === undefined ? { expected: wanted.length } : { expected: wanted.length, copy };
}

function missingOf(applied: string[], wanted: MigrationMeta[]): MigrationMeta[] {
  const foreign = applied.findIndex((hash, index) => hash !== wanted[index]?.hash);
  if (foreign === -1) return wanted.slice(applied.length);
  if (foreign === wanted.length)
    throw new StoreError(
      'newer-database',
      `the database has ${applied.length} migrations and this program knows ${wanted.length}: run the newer program`,
    );
  throw new StoreError('migration-mismatch', `migration ${foreign + 1} of the database is not the program's`);
}

const isEmpty = (db: Db): boolean => appliedMigrations(db).length === 0;

/** A copy beside the file, named after the migration that follows it; kept until somebody removes it. */
function copyBefore(db: Db, next: MigrationMeta): string | undefined {
  const { name, memory } = db.$client;
  if (memory) return undefined;
  const copy = `${name}.before-${next.folderMillis}.sqlite`;
  const unfinished = `${copy}.${process.pid}.unfinished`;
  if (existsSync(unfinished)) rmSync(unfinished);
  makePrivate(unfinished);
  named(() => db.$client.prepare('vacuum into ?').run(unfinished));
  // A copy that nobody has read is a hope, not a copy.
  const check = new Database(unfinished, { readonly: true });
  try {
    const verdict = check.pragma('integrity_check', { simple: true });
    if (verdict !== 'ok') throw new StoreError('corrupt', `the copy before the migration is damaged: ${verdict}`);
  } finally {
    check.close();
  }
  renameSync(unfinished, copy);
  return copy;
}
