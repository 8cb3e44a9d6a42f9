// Bad input, the same list for every table that an import reads: refused with file, row and column, or harmless text.
import { closeSync, openSync, symlinkSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Inventory } from '@phonochart/catalog/inventory.ts';
import { afterEach, describe, expect, test } from 'vitest';
import { exampleCldf, exampleMetadata, folderWith } from './example-dataset.ts';
import { phoibleHeading } from './phoible-example.ts';
import { ImportError, type ImportProblem } from './problem.ts';
import { readImport } from './read-import.ts';
import { readRecordings } from './recordings.ts';

const removals: (() => void)[] = [];
afterEach(() => {
  for (const remove of removals.splice(0)) remove();
});

const rest = phoibleHeading
  .slice(11)
  .map(() => '"0"')
  .join(',');
const phoibleRow = (symbol: string) => `1,"abcd1234","abc","A",NA,"0070","${symbol}",NA,NA,"consonant","spa",${rest}\n`;

/**
 * One good table a format: a row whose symbol is `k`, and a row after it. `read` answers what came in as texts.
 * `words`: a word stands where the table has `kola`.
 */
type Table = {
  file: string;
  good: string;
  delimiter: string;
  symbolColumn: string;
  files?: Record<string, string | Uint8Array>;
  read: (folder: string) => Promise<unknown>;
};

const inventories = async (format: 'phoible' | 'csv' | 'cldf', path: string) => {
  const source = await readImport(format, path);
  return [...source.inventories()].map(({ inventory }) => Inventory.parse(inventory));
};

const tables: Record<string, Table> = {
  phoible: {
    file: 'phoible.csv',
    good: `${phoibleHeading.map((name) => `"${name}"`).join(',')}\n${phoibleRow('k')}${phoibleRow('a')}`,
    delimiter: ',',
    symbolColumn: 'Phoneme',
    read: (folder) => inventories('phoible', join(folder, 'phoible.csv')),
  },
  cldf: {
    file: 'sounds.csv',
    good: exampleCldf['sounds.csv']!.replace('1,aa,p,', '1,aa,k,'),
    delimiter: ',',
    symbolColumn: 'Sound',
    files: exampleCldf,
    read: (folder) => inventories('cldf', folder),
  },
  csv: {
    file: 'sounds.csv',
    good: 'symbol,type,example,gloss\nk,consonant,kola,cola\na,vowel,alma,apple\n',
    delimiter: ',',
    symbolColumn: 'symbol',
    read: (folder) => inventories('csv', join(folder, 'sounds.csv')),
  },
  recordings: {
    file: 'manifest.csv',
    good: 'symbol,file,speaker,licence\nk,k.wav,Ann,CC0-1.0\na,a.wav,Ann,CC0-1.0\n',
    delimiter: ',',
    symbolColumn: 'symbol',
    files: { 'k.wav': '', 'a.wav': '' },
    read: readRecordings,
  },
};

function folderOf({ file, good, files = {} }: Table, text: string | Uint8Array = good): string {
  const { folder, remove } = folderWith({ ...files, [file]: text });
  removals.push(remove);
  return folder;
}
async function problemsOf(table: Table, text: string | Uint8Array): Promise<readonly ImportProblem[]> {
  try {
    return [{ code: 'nothing', file: 'taken', message: JSON.stringify(await table.read(folderOf(table, text))) }];
  } catch (error) {
    if (error instanceof ImportError) return error.problems;
    throw error;
  }
}

/** The symbol of the first row, with quotation marks around it where the table has them. */
const withSymbol = ({ good }: Table, symbol: string): string =>
  good.replace(/(?<=[\n,]"?)k(?="?,)/, symbol.replaceAll('$', '$$$$'));

describe.each(Object.entries(tables))('%s', (_, table) => {
  const { file, good, delimiter, symbolColumn } = table;

  test('as it should be, it is taken', async () => {
    expect(await table.read(folderOf(table))).toBeDefined();
  });

  test('cut off inside a row: refused with the row', async () => {
    const last = good.trimEnd().lastIndexOf('\n');
    const cut = good.slice(0, last + 6);
    expect(await problemsOf(table, cut)).toMatchObject([
      { code: 'damaged', file, row: good.slice(0, last + 1).split('\n').length },
    ]);
  });

  test('cut off inside a quoted cell: refused with the row', async () => {
    const cut = `${good.trimEnd()}\n"an open cell`;
    const row = cut.split('\n').length;
    expect(await problemsOf(table, cut)).toMatchObject([{ code: 'damaged', file, row }]);
  });

  test('parted by a sign that nobody expects: refused in row 1', async () => {
    expect(await problemsOf(table, good.replaceAll(delimiter, '|'))).toMatchObject([
      { code: 'delimiter', file, row: 1 },
    ]);
  });

  test('in Latin-1: refused with the row of the first letter that is none', async () => {
    const latin = Buffer.from(withSymbol(table, '\xe7'), 'latin1');
    expect(await problemsOf(table, latin)).toMatchObject([{ code: 'encoding', file, row: 2 }]);
  });

  test.each(['utf16le', 'utf16be'])('in UTF-16 with a mark (%s): refused', async (order) => {
    const bytes = Buffer.from(`\uFEFF${good}`, 'utf16le');
    if (order === 'utf16be') bytes.swap16();
    expect(await problemsOf(table, bytes)).toMatchObject([{ code: 'encoding', file, row: 1 }]);
  });

  test('without the column of symbols: refused by the column’s name', async () => {
    const [problem] = await problemsOf(table, good.replace(symbolColumn, 'Anything'));
    expect(problem).toMatchObject({ code: 'column', file, row: 1, column: symbolColumn });
  });

  test('with a control character, or ten thousand marks on one letter: refused with row and column', async () => {
    for (const symbol of ['k\u0000', 'k\u001B[31m', 'k\u202E', `k${'\u0301'.repeat(10_000)}`])
      expect(await problemsOf(table, withSymbol(table, symbol))).toMatchObject([
        { code: 'cell', file, row: 2, column: symbolColumn },
      ]);
  });

  test('with markup or a formula for a symbol: letters like others, stored as they stand', async () => {
    for (const symbol of ['<script>alert(1)</script>', '=HYPERLINK(A1)', '<b onload=x>']) {
      const taken = JSON.stringify(await table.read(folderOf(table, withSymbol(table, symbol))));
      expect(taken.normalize('NFC')).toContain(symbol.slice(0, 5));
    }
  });

  test('of two gigabytes: refused without being held', async () => {
    const folder = folderOf(table);
    const path = join(folder, file);
    truncateSync(path, 2 ** 31);
    const before = process.memoryUsage().rss;
    await expect(table.read(folder)).rejects.toMatchObject({ code: 'import-refused', problems: [{ file }] });
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20);
  });

  test('of no bytes at all, or a folder of its name: refused', async () => {
    expect(await problemsOf(table, '')).toMatchObject([{ code: 'nothing', file }]);
  });
});

test('a table of gigabytes in one cell, and JSON of gigabytes, are refused by their size', async () => {
  const { folder, remove } = folderWith({ ...exampleCldf, 'sounds.csv': 'symbol\np\n"', 'grid.json': '{' });
  removals.push(remove);
  for (const [format, name, code] of [
    ['csv', 'sounds.csv', 'damaged'],
    ['grid', 'grid.json', 'too-large'],
    ['cldf', 'anything.json', 'too-large'],
  ] as const) {
    const handle = openSync(join(folder, name), 'a');
    if (name === 'sounds.csv') writeSync(handle, 'x'.repeat(2 << 20));
    closeSync(handle);
    truncateSync(join(folder, name), 2 ** 31);
    const read = readImport(format, join(folder, name));
    await expect(read, name).rejects.toMatchObject({ problems: [{ code, file: name }] });
  }
});

test('words of ten thousand marks, with markup, formulas and marks that turn the writing, are cut or cleaned', async () => {
  const marks = `a${'\u0301'.repeat(10_000)}`;
  const text = `symbol,example,gloss,description,allophones\nk,${marks},=HYPERLINK("x"),"<b>\u202E\u0007</b> ${marks}",\n`;
  const { folder, remove } = folderWith({ 'sounds.csv': text.replace('=HYPERLINK("x")', '"=HYPERLINK(""x"")"') });
  removals.push(remove);
  const source = await readImport('csv', join(folder, 'sounds.csv'));
  const [only] = [...source.inventories()];
  expect(only!.inventory.words).toEqual([]);
  expect(source.notes).toMatchObject([{ kind: 'left-out', row: 2, column: 'example' }]);
  const description = only!.inventory.phonemes[0]!.description!.en;
  expect(description.startsWith('<b> </b> a')).toBe(true);
  expect(description.length).toBeLessThanOrEqual(4000);
});

test.each(['../other.csv', '/etc/passwd', 'file:///etc/passwd', 'a/../../b.csv', '..%2Fb.csv'])(
  'a dataset whose table is "%s" is refused',
  async (url) => {
    const metadata = exampleMetadata();
    metadata.tables[0]!.url = url;
    const { folder, remove } = folderWith({ ...exampleCldf, 'anything.json': JSON.stringify(metadata) });
    removals.push(remove);
    await expect(readImport('cldf', folder)).rejects.toMatchObject({ problems: [{ code: 'outside' }] });
  },
);

test('a grid whose clip is a link out of the folder is refused with its cell', async () => {
  const { folder, remove } = folderWith({
    'grid.json': JSON.stringify({ x: { vowels: [[{ symbol: 'a', allophones: [{ symbol: 'ɑ', audio: 'l.wav' }] }]] } }),
  });
  removals.push(remove);
  symlinkSync('/etc/passwd', join(folder, 'l.wav'));
  await expect(readImport('grid', join(folder, 'grid.json'))).rejects.toMatchObject({
    problems: [{ code: 'outside', file: 'grid.json', column: 'x.vowels[0][0].allophones[0].audio' }],
  });
});
