// The formats of an import, and the one door to their readers.
import { basename } from 'node:path';
import { readCldf } from './cldf.ts';
import { readGrid } from './grid.ts';
import type { ReadImport, ReadOptions } from './import-source.ts';
import { readPhoible } from './phoible.ts';
import { refusal } from './problem.ts';
import { readSpreadsheet } from './spreadsheet.ts';

export const importFormats = ['cldf', 'phoible', 'grid', 'csv'] as const;
export type ImportFormat = (typeof importFormats)[number];

const readers: Record<ImportFormat, (path: string, options: ReadOptions) => Promise<ReadImport>> = {
  cldf: readCldf,
  phoible: readPhoible,
  grid: readGrid,
  csv: readSpreadsheet,
};

/**
 * Reads a whole source before a word of it is used, so that a fault in its last row leaves nothing behind. Throws
 * ImportError with every fault: file, row and column.
 */
export async function readImport(format: ImportFormat, path: string, options: ReadOptions = {}): Promise<ReadImport> {
  const source = await readers[format](path, options);
  if (source.count === 0) {
    const which = options.codes?.length ? ` of the code ${options.codes.join(', ')}` : '';
    throw refusal('nothing', basename(path), `it holds no inventory${which}`);
  }
  return source;
}
