// Brings languages of an import into the catalogue, each in a transaction of its own, around what editors changed.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { loadOne, recordOrigin, soundInventories } from './content-load.ts';
import { editsOf } from './edit-history.ts';
import { type Origin, waitingOf } from './proposing.ts';
import { contentSourceOf } from './records.ts';
import { type Db, read, relaxed, settle, write } from './sqlite-file.ts';
import type { ContentOrigin, ImportOptions, ImportReport } from './store.ts';
import { StoreError } from './store-error.ts';

/** Undoes a transaction whose outcome is known. */
class Undone extends Error {}

/** Never removes a language. Throws StoreError other than `invalid` as it comes: what was committed until then stays. */
export async function importContent(
  db: Db,
  inventories: Iterable<Inventory>,
  origin: ContentOrigin,
  { dryRun = false, reserved = new Set(), onLanguage = () => {} }: ImportOptions = {},
): Promise<ImportReport> {
  const report: ImportReport = { added: [], changed: [], unchanged: [], kept: [], refused: [], proposals: 0 };
  const stamped = { ...origin, at: new Date().toISOString() };
  let lastPause = performance.now();
  try {
    for (const inventory of inventories) {
      try {
        if (reserved.has(inventory.id) && !isHeldBy(db, inventory.id, origin.source)) throw reservedCode(inventory.id);
        report[importOne(db, inventory, stamped, dryRun)].push(inventory.id);
      } catch (error) {
        if (!(error instanceof StoreError) || error.code !== 'invalid') throw error;
        report.refused.push({ code: String(inventory.id), problems: error.problems });
      }
      onLanguage(inventory.id);
      // A server that imports goes on answering.
      if (performance.now() - lastPause < 20) continue;
      await new Promise((resolve) => setImmediate(resolve));
      lastPause = performance.now();
    }
  } finally {
    settle(db);
  }
  if (!dryRun && report.refused.length === 0) write(db, (tx) => recordOrigin(tx, stamped));
  report.proposals = read(db, (tx) => waitingOf(tx, origin.source));
  return report;
}

/** An import that had the code before the program shipped a language of it goes on being updated. */
const isHeldBy = (db: Db, code: string, source: string): boolean =>
  read(db, (tx) => contentSourceOf(tx, code)) === source;

function reservedCode(code: string): StoreError {
  const message = 'a language that ships with the program has this code; another one (--code) goes beside it';
  return new StoreError('invalid', `${code}: ${message}`, { problems: [{ record: code, field: 'code', message }] });
}

function importOne(
  db: Db,
  inventory: Inventory,
  origin: Origin,
  dryRun: boolean,
): 'added' | 'changed' | 'unchanged' | 'kept' {
  const [upstream] = soundInventories([inventory]);
  let outcome: ReturnType<typeof importOne> | undefined;
  try {
    relaxed(db, (tx) => {
      outcome = loadOne(tx, upstream!, editsOf(tx, upstream!.id), origin);
      if (dryRun) throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  return outcome!;
}
