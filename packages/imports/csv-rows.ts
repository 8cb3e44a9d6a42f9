// Reads a CSV file row by row, never whole: columns by name, and every fault with its row.
import type { Hash } from 'node:crypto';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { type OnProgress, readText } from './import-file.ts';
import { longestRow, mostRows } from './import-limits.ts';
import { ImportError, refusal } from './problem.ts';

export type CsvOptions = {
  /** Columns that must be there. */
  required: readonly string[];
  hash: Hash;
  /** By default a comma; with `any`, whichever of comma, semicolon and tab the heading shows. */
  delimiter?: string | 'any';
  quote?: string;
  /** Whether the last row must end in a line break, as a program's own export always does. */
  endsInBreak?: boolean;
  /** Column names as they are compared; by default as they stand. */
  named?: (heading: string) => string;
  onProgress?: OnProgress;
};

/** One row: its number as a spreadsheet counts (the heading is row 1), and its cells by column name. */
export type CsvRow = { row: number; cell(column: string): string; has(column: string): boolean };

type Parsed = { record: string[]; info: { records: number; empty_lines: number } };

/** Rows in order; each is good only until the next. Throws ImportError. */
export async function* readCsv(path: string, options: CsvOptions): AsyncGenerator<CsvRow> {
  const { required, hash, quote = '"', endsInBreak = false, named = (heading) => heading.trim(), onProgress } = options;
  const file = basename(path);
  const pieces = withEnd(readText(path, hash, onProgress));
  const delimiter = await delimiterOf(pieces, options.delimiter ?? ',', file);
  const parser = parse({ delimiter, quote, max_record_size: longestRow, skip_empty_lines: true, info: true });
  // Errors of the text come out of the parser's own iteration.
  const source = Readable.from(pieces, { objectMode: true });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let columns: Map<string, number> | undefined;
  let row = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      // Empty lines are rows, too, to whoever looks for one.
      row = info.records + info.empty_lines;
      if (columns === undefined) {
        columns = headingOf(record, { file, required, named });
        continue;
      }
      if (row > mostRows + 1) {
        throw refusal('too-large', file, `more than ${mostRows.toLocaleString('en')} rows: split the file`, row);
      }
      const at = columns;
      yield {
        row,
        cell: (column) => record[at.get(column) ?? -1] ?? '',
        has: (column) => at.has(column),
      };
    }
  } catch (error) {
    throw error instanceof CsvError ? faultOf(error, file, columns?.size) : error;
  } finally {
    source.destroy();
    parser.destroy();
  }
  if (columns === undefined) throw refusal('nothing', file, 'it is empty');
  if (endsInBreak && !/[\r\n]$/.test(pieces.end())) {
    throw refusal('damaged', file, 'its last row has no end: the file is cut off', row);
  }
}

type Heading = { file: string; required: readonly string[]; named: (heading: string) => string };

function headingOf(record: string[], { file, required, named }: Heading): Map<string, number> {
  const columns = new Map<string, number>();
  for (const [index, heading] of record.map(named).entries()) {
    if (columns.has(heading) && heading !== '') throw refusal('column', file, 'the column stands twice', 1, heading);
    columns.set(heading, index);
  }
  const missing = required.filter((column) => !columns.has(column));
  if (missing.length === 0) return columns;
  throw new ImportError(
    missing.map((column) => ({ code: 'column', file, row: 1, column, message: 'the column is missing' })),
  );
}

const nameOfDelimiter = (delimiter: string): string =>
  ({ ',': 'a comma', ';': 'a semicolon', '\t': 'a tab' })[delimiter] ?? `"${delimiter}"`;

function faultOf(error: CsvError, file: string, columns = 0): ImportError {
  const { code, message } = error;
  const row = Number(error.records ?? 0) + Number(error.empty_lines ?? 0) + 1;
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return refusal('damaged', file, 'a quotation mark is opened and never closed: the file is cut off', row);
    case 'CSV_MAX_RECORD_SIZE':
      return refusal('damaged', file, `the row is longer than ${longestRow >> 20} MB: is a quotation mark open?`, row);
    case 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH':
    case 'CSV_RECORD_INCONSISTENT_COLUMNS':
      return refusal('damaged', file, `the row has not ${columns} cells as the heading has: is it cut off?`, row);
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return refusal('damaged', file, 'a quotation mark stands inside a cell: double it', row);
    default:
      return refusal('damaged', file, message, row);
  }
}

type Pieces = AsyncIterableIterator<string> & { end(): string; put(piece: string): void };

/** Remembers the last characters that went through, and takes back what was read ahead. */
function withEnd(pieces: AsyncIterator<string>): Pieces {
  const ahead: string[] = [];
  let last = '';
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      const back = ahead.shift();
      if (back !== undefined) return { value: back, done: false };
      const next = await pieces.next();
      if (!next.done) last = (last + next.value).slice(-2);
      return next;
    },
    async return(value) {
      await pieces.return?.();
      return { value, done: true };
    },
    put: (piece) => ahead.push(piece),
    end: () => last,
  };
}

/** Looks at the heading before the parser does, which would first stumble over the rows. */
async function delimiterOf(pieces: Pieces, expected: string, file: string): Promise<string> {
  const { value = '', done } = await pieces.next();
  if (!done) pieces.put(value);
  const heading = String(value)
    .split(/[\r\n]/, 1)[0]!
    .replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map((sign) => ({ sign, n: heading.split(sign).length }));
  const { sign, n } = counts.toSorted((a, b) => b.n - a.n)[0]!;
  if (expected === 'any') {
    if (sign !== '|') return sign;
    throw refusal('delimiter', file, 'its columns are parted by "|": commas, semicolons and tabs are understood', 1);
  }
  if (n > 1 && !heading.includes(expected)) {
    const [is, wanted] = [sign, expected].map(nameOfDelimiter);
    throw refusal('delimiter', file, `its columns are parted by ${is}, and ${wanted} is expected`, 1);
  }
  return expected;
}
