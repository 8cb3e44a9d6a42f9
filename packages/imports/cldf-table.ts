// Reads the rows of one CLDF table: nulls, separators and JSON as the metadata says, the promised number of rows.
import type { Hash } from 'node:crypto';
import { basename } from 'node:path';
import type { CldfColumn, CldfMetadata, CldfTable } from './cldf-metadata.ts';
import { readCsv } from './csv-rows.ts';
import { fileBeside, type OnProgress } from './import-file.ts';
import { refusal } from './problem.ts';

/** Cells of a row by column; a column that the table has not, or a null, is empty. */
export type CldfRow = {
  row: number;
  text(column: CldfColumn | undefined): string;
  list(column: CldfColumn | undefined): string[];
  json(column: CldfColumn | undefined): unknown;
};

export const fileOf = ({ folder, path }: CldfMetadata, { url }: CldfTable): string => fileBeside(folder, url, path);

/** Throws ImportError; `damaged` where the file has not as many rows as the metadata promises. */
export async function* readCldfTable(
  metadata: CldfMetadata,
  table: CldfTable,
  hash: Hash,
  required: readonly CldfColumn[],
  onProgress?: OnProgress,
): AsyncGenerator<CldfRow> {
  const path = fileOf(metadata, table);
  const { delimiter, quote } = table;
  const names = required.map(({ name }) => name);
  let rows = 0;
  const text = (cell: string, nulls: readonly string[]) => (nulls.includes(cell) ? '' : cell);
  for await (const { row, cell } of readCsv(path, {
    required: names,
    hash,
    delimiter,
    quote,
    ...(onProgress ? { onProgress } : {}),
  })) {
    rows++;
    yield {
      row,
      text: (column) => (column ? text(cell(column.name), column.nulls) : ''),
      list(column) {
        const whole = column ? text(cell(column.name), column.nulls) : '';
        if (whole === '') return [];
        const parts = column!.separator === undefined ? [whole] : whole.split(column!.separator);
        return parts.map((part) => part.trim()).filter(Boolean);
      },
      json(column) {
        const whole = column ? text(cell(column.name), column.nulls) : '';
        if (whole === '') return undefined;
        try {
          return JSON.parse(whole);
        } catch {
          throw refusal('cell', basename(path), 'the cell is not valid JSON', row, column!.name);
        }
      },
    };
  }
  if (table.extent !== undefined && rows !== table.extent) {
    const [is, promised] = [rows, table.extent].map((n) => n.toLocaleString('en'));
    throw refusal(
      'damaged',
      basename(path),
      `it has ${is} rows, and the metadata promises ${promised}: is it cut off?`,
    );
  }
}
