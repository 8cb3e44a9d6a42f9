// The catalogue store in one SQLite file: opens it, migrates it, and puts the use cases together.
import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { PAGE_SIZE, SNAPSHOT_AFTER } from '@phonochart/sync/limits.ts';
import { and, eq, lte } from 'drizzle-orm';
import type { AccountStore } from './account-store.ts';
import { prepareChecksums } from './checksums.ts';
import { type Clock, systemClock } from './clock.ts';
import { closePages, tailOf } from './closed-pages.ts';
import { importContent } from './content-import.ts';
import { loadContent } from './content-load.ts';
import { renewSummaries } from './document-writer.ts';
import { deleteLanguage, type EditableKind, editRecord } from './edit.ts';
import { watchHead } from './head-watch.ts';
import { catalogueEffects, type MakeEffect } from './job-outcome.ts';
import type { JobStore } from './job-store.ts';
import { listLanguages } from './language-list.ts';
import { appliedMigrations, migrate } from './migrate.ts';
import { renameLanguage } from './rename-language.ts';
import { catalogue, documents, proposals } from './schema.ts';
import { writeSnapshot } from './snapshot.ts';
import { sqliteAccounts } from './sqlite-accounts.ts';
import { sqliteClips } from './sqlite-clips.ts';
import { type Db, openDatabase, read, write } from './sqlite-file.ts';
import { sqliteJobs } from './sqlite-jobs.ts';
import { sqlitePush } from './sqlite-push.ts';
import { type CatalogueStore, type Proposal, type SyncState, shippedSource } from './store.ts';
import { StoreError } from './store-error.ts';
import { prepareSyncReads } from './sync-reads.ts';

export type SqliteStoreOptions = {
  /** The database file; it and its folder are made where they are missing. */
  file: string;
  /** Documents behind the snapshot, in closed pages and open, that call for a new one. */
  snapshotAfter?: number;
  /** Documents of one collection behind the last page that are closed as one more. */
  pageSize?: number;
  /** How often to look for commits of other processes, in milliseconds. */
  watchEveryMs?: number;
  /** Told of what goes wrong behind the scenes, where there is nobody to throw to. */
  onTrouble?: (error: unknown) => void;
  /** What the queue of jobs tells the time by. */
  clock?: Clock;
  /** Effects of tasks beside the catalogue's own. */
  effects?: Record<string, MakeEffect>;
};

/** The catalogue, and in the same file the queue of jobs and the accounts. */
export type SqliteStore = CatalogueStore & { jobs: JobStore; accounts: AccountStore };

/**
 * Throws StoreError `newer-database` or `migration-mismatch` where the file is not this program's to write, `corrupt`
 * where it is damaged. An existing database is copied beside itself before a migration changes it.
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<SqliteStore> {
  const { file, snapshotAfter = SNAPSHOT_AFTER, pageSize = PAGE_SIZE, watchEveryMs = 250 } = options;
  const { onTrouble = () => {}, clock = systemClock, effects } = options;
  if (!existsSync(dirname(file))) mkdirSync(dirname(file), { recursive: true });
  const db = openDatabase(file);
  try {
    const { expected } = migrate(db);
    write(db, (tx) => {
      const first = { id: 1, epoch: randomEpoch(), head: 0, floor: 0, snapshot: 0 };
      tx.insert(catalogue).values(first).onConflictDoNothing().run();
      renewSummaries(tx);
    });
    const made = { ...catalogueEffects, ...effects };
    return sqliteStore(db, { expected, snapshotAfter, pageSize, watchEveryMs, onTrouble, clock, effects: made });
  } catch (error) {
    db.$client.close();
    throw error;
  }
}

type Settings = Required<Omit<SqliteStoreOptions, 'file'>> & { expected: number };

function sqliteStore(db: Db, settings: Settings): SqliteStore {
  const { expected, snapshotAfter, pageSize, watchEveryMs, onTrouble, clock, effects } = settings;
  const sync = prepareSyncReads(db);
  const checksums = prepareChecksums(db);
  const watch = watchHead(db, sync.state, { everyMs: watchEveryMs, onTrouble });
  let tidying: Promise<void> = Promise.resolve();
  let waits: 'snapshot' | 'pages' | undefined;
  let closing: Promise<void> | undefined;

  const open = () => {
    if (closing) throw new StoreError('closed', 'the store is closed');
  };
  /** One after another; a second request while one waits to begin asks for nothing more. A snapshot needs no pages. */
  const tidy = (what: 'snapshot' | 'pages'): Promise<void> => {
    const begins = waits === undefined;
    if (begins || what === 'snapshot') waits = what;
    if (!begins) return tidying;
    tidying = tidying
      .then(() => {
        const wanted = waits;
        waits = undefined;
        return wanted === 'snapshot' ? writeSnapshot(db) : closePages(db, pageSize);
      })
      .catch(onTrouble);
    return tidying;
  };
  /** What the tail calls for, now that it has grown. */
  const tidyTail = (): Promise<void> | undefined => {
    const { paged, open } = tailOf(db);
    if (paged + open.languages + open.inventories >= snapshotAfter) return tidy('snapshot');
    return Math.max(open.languages, open.inventories) >= pageSize ? tidy('pages') : undefined;
  };
  const afterCommit = () => {
    // The change is committed: trouble from here on must not read as its failure.
    try {
      watch.look();
      void tidyTail();
    } catch (error) {
      onTrouble(error);
    }
  };
  const edit = async (kind: EditableKind, change: Parameters<typeof editRecord>[2]) => {
    open();
    const answer = editRecord(db, kind, change);
    afterCommit();
    return answer;
  };
  const inventoryOf = (code: string) => {
    const document = sync.document('inventories', code.toLowerCase());
    return document && { seq: document.seq, value: JSON.parse(document.body) as Inventory };
  };

  return {
    accounts: sqliteAccounts(db, { clock, open }),
    jobs: sqliteJobs(db, { clock, effects, open, afterEffect: afterCommit, onTrouble }),
    ...sqliteClips(db, { clock, open, afterCommit }),
    ...sqlitePush(db, { clock, open, afterCommit }),
    async listLanguages(query) {
      open();
      return listLanguages(db, query);
    },
    async getLanguage(code) {
      open();
      const inventory = inventoryOf(code);
      return inventory && { seq: inventory.seq, value: inventory.value.language };
    },
    async getInventory(code) {
      open();
      return inventoryOf(code);
    },
    async syncState() {
      open();
      return sync.state();
    },
    async manifest() {
      open();
      return sync.manifest();
    },
    async shard(hash) {
      open();
      return sync.shard(hash);
    },
    async pull(request) {
      open();
      return sync.pull(request);
    },
    async checksums() {
      open();
      return checksums();
    },
    async documentsOf(code) {
      open();
      return sync.documentsOf(code.toLowerCase());
    },
    editPhoneme: (change) => edit('phoneme', change),
    editLanguage: (change) => edit('language', change),
    editRealisation: (change) => edit('realisation', change),
    editWord: (change) => edit('word', change),
    async deleteLanguage(code, author) {
      open();
      const answer = deleteLanguage(db, code, author);
      afterCommit();
      return answer;
    },
    async loadContent(inventories, origin, { snapshotBehind = false } = {}) {
      open();
      const report = loadContent(db, inventories, origin);
      watch.look();
      // A load that was killed before its snapshot is caught up with here, too.
      const moved = report.added.length + report.changed.length + report.removed.length > 0;
      const { snapshot, head } = sync.manifest();
      const tidied = moved || (snapshot === 0 && head > 0) ? tidy('snapshot') : tidyTail();
      if (!snapshotBehind) await tidied;
      return report;
    },
    async importContent(inventories, origin, options = {}) {
      open();
      const { onLanguage } = options;
      const report = await importContent(db, inventories, origin, {
        ...options,
        onLanguage(code) {
          // A store that is closed meanwhile takes no further language.
          open();
          watch.look();
          onLanguage?.(code);
        },
      });
      // One snapshot for thousands of languages, and none where nothing moved.
      if (!options.dryRun) await tidyTail();
      return report;
    },
    async renameLanguage(from, to) {
      open();
      const answer = renameLanguage(db, from.toLowerCase(), to.toLowerCase(), shippedSource);
      afterCommit();
      return answer;
    },
    async proposals({ language } = {}) {
      open();
      return read(db, (tx) =>
        tx
          .select()
          .from(proposals)
          .where(language === undefined ? undefined : eq(proposals.language, language.toLowerCase()))
          .orderBy(proposals.language, proposals.kind, proposals.record, proposals.change, proposals.field)
          .all(),
      ).map(
        ({ field, value, ...rest }): Proposal => ({
          ...rest,
          ...(field === '' ? {} : { field }),
          ...(value === null ? {} : { value: JSON.parse(value) }),
        }),
      );
    },
    async readiness() {
      try {
        open();
        sync.state();
        return { database: 'ok', migrations: { applied: appliedMigrations(db).length, expected } };
      } catch {
        return { database: 'failing', migrations: { applied: 0, expected } };
      }
    },
    async newEpoch() {
      open();
      const epoch = randomEpoch();
      write(db, (tx) => tx.update(catalogue).set({ epoch }).run());
      watch.look();
      return epoch;
    },
    async forgetTombstones(upTo) {
      open();
      return write(db, (tx): SyncState => {
        const { snapshot, floor: before } = tx.select().from(catalogue).get()!;
        const floor = Math.max(before, Math.min(upTo, snapshot));
        tx.delete(documents)
          .where(and(eq(documents.deleted, true), lte(documents.seq, floor)))
          .run();
        const { epoch, head } = tx.update(catalogue).set({ floor }).returning().get();
        return { epoch, head, floor };
      });
    },
    onHead(listener) {
      open();
      return watch.listen(listener);
    },
    noticeOthers() {
      if (!closing) watch.notice();
    },
    close() {
      closing ??= tidying.then(() => {
        watch.stop();
        db.$client.close();
      });
      return closing;
    },
  };
}

const digits = '0123456789abcdefghijklmnopqrstuvwxyz';
const randomEpoch = (): string => Array.from({ length: 16 }, () => digits[randomInt(36)]).join('');
