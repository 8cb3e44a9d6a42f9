// Brings a published source into the catalogue: read whole and found good first, then language by language.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { ImportNote } from '@phonochart/imports/import-note.ts';
import type { ReadOptions } from '@phonochart/imports/import-source.ts';
import { type ImportFormat, readImport } from '@phonochart/imports/read-import.ts';
import type { CatalogueStore, ImportReport } from '../store/store.ts';

export type ImportIntoOptions = Omit<ReadOptions, 'onProgress'> & {
  /** Reads and reports, and writes nothing. */
  dryRun?: boolean;
  /** Told while the files are read (bytes), then while languages are written. */
  onProgress?: (step: 'reading' | 'writing', done: number, all: number) => void;
};

export type ImportOutcome = {
  /** `cldf:jipa`: whose content it is in the catalogue. */
  source: string;
  /** Inventories that the source holds, or of them the chosen ones. */
  inventories: number;
  phonemes: number;
  realisations: number;
  report: ImportReport;
  /** What did not go in as it stands in the source, and why. */
  notes: ImportNote[];
};

/**
 * Throws ImportError, with file, row and column, before anything is written where the source has a fault; StoreError
 * where the store fails on the way: languages written until then are whole, and a second run goes on.
 */
export async function importInto(
  store: CatalogueStore,
  format: ImportFormat,
  path: string,
  { dryRun = false, onProgress = () => {}, ...options }: ImportIntoOptions = {},
): Promise<ImportOutcome> {
  const source = await readImport(format, path, {
    ...options,
    onProgress: (read, size) => onProgress('reading', read, size),
  });
  const outcome = { source: source.source, inventories: source.count, phonemes: 0, realisations: 0 };
  const notes = [...source.notes];
  function* counted(): Generator<Inventory> {
    for (const { inventory, notes: noticed } of source.inventories()) {
      outcome.phonemes += inventory.phonemes.length;
      outcome.realisations += inventory.realisations.length;
      for (const note of noticed) notes.push(note);
      yield inventory;
    }
  }
  let written = 0;
  const origin = { source: source.source, hash: source.hash };
  const report = await store.importContent(counted(), origin, {
    dryRun,
    onLanguage: () => onProgress('writing', ++written, source.count),
  });
  return { ...outcome, report, notes };
}
