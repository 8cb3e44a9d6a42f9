// PHOIBLE's file comes in streamed: three-valued marginals, several inventories a language, unresolved places.
import { join } from 'node:path';
import { Inventory } from '@phonochart/catalog/inventory.ts';
import { afterEach, describe, expect, test } from 'vitest';
import { folderWith } from './example-dataset.ts';
import { phoibleExample, phoibleHeading } from './phoible-example.ts';
import { ImportError } from './problem.ts';
import { readImport } from './read-import.ts';

const removals: (() => void)[] = [];
afterEach(() => {
  for (const remove of removals.splice(0)) remove();
});
const fileOf = (text: string | Uint8Array) => {
  const { folder, remove } = folderWith({ 'phoible.csv': text });
  removals.push(remove);
  return join(folder, 'phoible.csv');
};
const problemsOf = (text: string | Uint8Array) =>
  readImport('phoible', fileOf(text)).then(
    () => [],
    (error: unknown) => (error instanceof ImportError ? error.problems : Promise.reject(error)),
  );

const heading = `${phoibleHeading.map((name) => `"${name}"`).join(',')}\n`;
const features = phoibleHeading
  .slice(11)
  .map(() => '"0"')
  .join(',');
const row = (id: number, cells: string) => `${id},"abcd1234","abc",${cells},${features}\n`;
const small =
  heading +
  row(1, '"A ""B""",NA,"0070","p","p pʰ p","FALSE","consonant","spa"').replaceAll('"FALSE"', 'FALSE') +
  row(1, '"A ""B""",NA,"0070","n̪|n",NA,NA,"consonant","spa"') +
  row(1, '"A ""B""",NA,"0070","a",NA,TRUE,"vowel","spa"') +
  row(2, '"A ""B""","North, by the sea","0070","p",NA,FALSE,"consonant","upsid"') +
  row(2, '"A ""B""","North, by the sea","0070","˦˨",NA,FALSE,"tone","upsid"');

describe('a file as R writes it', () => {
  test('gives an inventory an InventoryID, of one language side by side, each saying whose it is', async () => {
    const [one, two] = [...(await readImport('phoible', fileOf(small))).inventories()].map(
      ({ inventory }) => inventory,
    );
    for (const inventory of [one, two]) expect(Inventory.safeParse(inventory).error).toBeUndefined();
    expect(one!.language).toMatchObject({
      code: 'a-b-phoible-1',
      name: 'A "B"',
      variety: { en: 'PHOIBLE 1 (spa)' },
      tones: 'unlisted',
    });
    expect(two!.language).toMatchObject({
      code: 'a-b-phoible-2',
      variety: { en: 'North, by the sea, PHOIBLE 2 (upsid)' },
      tones: 'listed',
    });
    expect(one!.phonemes.map(({ symbol, status }) => [symbol, status])).toEqual([
      ['p', 'core'],
      ['n̪|n', 'unknown'],
      ['a', 'marginal'],
    ]);
    expect(two!.phonemes[1]).toMatchObject({ symbol: '˦˨', kind: 'tone' });
    expect(one!.realisations.map(({ output }) => output)).toEqual([['pʰ']]);
  });

  test('a chosen code gives that inventory alone; an unknown code is refused', async () => {
    const chosen = await readImport('phoible', fileOf(small), { codes: ['A-B-phoible-2'] });
    expect([...chosen.inventories()].map(({ inventory }) => inventory.id)).toEqual(['a-b-phoible-2']);
    await expect(readImport('phoible', fileOf(small), { codes: ['nowhere'] })).rejects.toMatchObject({
      problems: [{ code: 'nothing' }],
    });
  });

  test('every row of a made-up file of PHOIBLE’s habits goes in, or is said to be listed twice', async () => {
    const source = await readImport('phoible', fileOf([...phoibleExample({ inventories: 40, rows: 1400 })].join('')));
    let sounds = 0;
    for (const { inventory, notes } of source.inventories()) {
      expect(Inventory.safeParse(inventory).error).toBeUndefined();
      sounds += inventory.phonemes.length + notes.filter(({ kind }) => kind === 'merged').length;
    }
    expect([source.count, sounds]).toEqual([40, 1400]);
  });
});

describe('a file that is not', () => {
  test.each([
    ['cut off between two cells', small.slice(0, -30), { code: 'damaged', row: 6 }],
    ['cut off before its last line ends', small.slice(0, -1), { code: 'damaged', row: 6 }],
    ['cut off in a quoted cell', small.slice(0, small.indexOf('by the sea')), { code: 'damaged', row: 5 }],
    ['in UTF-16 without a mark', Buffer.from(small, 'utf16le'), { code: 'encoding' }],
    ['without a column', small.replace('"Marginal"', '"Margin"'), { code: 'column', row: 1, column: 'Marginal' }],
    ['with a column twice', small.replace('"tone"', '"Phoneme"'), { code: 'column', row: 1, column: 'Phoneme' }],
    ['of columns parted by tabs', small.replaceAll('","', '"\t"'), { code: 'delimiter', row: 1 }],
    ['with a number that is none', small.replace(/^2,/m, '2;,'), { code: 'cell', row: 5, column: 'InventoryID' }],
    ['with a truth that is none', small.replace('NA,TRUE', 'NA,maybe'), { code: 'cell', row: 4, column: 'Marginal' }],
    [
      'with a sound that is empty',
      small.replace('"a",NA,TRUE', '"",NA,TRUE'),
      { code: 'cell', row: 4, column: 'Phoneme' },
    ],
    ['empty', '', { code: 'nothing' }],
    ['of a heading alone', heading, { code: 'nothing' }],
  ])('%s is refused with file, row and column', async (_, text, problem) => {
    expect(await problemsOf(text)).toMatchObject([{ file: 'phoible.csv', ...problem }]);
  });

  test('a quotation mark that is never closed does not swallow a large file', async () => {
    const endless = `${heading}1,"${'x'.repeat(3 << 20)}`;
    expect(await problemsOf(endless)).toMatchObject([{ code: 'damaged', row: 2 }]);
  });

  test('every wrong cell is told at once', async () => {
    const wrong = small
      .replace('"a",NA,TRUE', '"a\u0000",NA,TRUE')
      .replace('"p","p pʰ p"', `"p","p ${'ʰ'.repeat(60)}"`);
    expect(await problemsOf(wrong)).toMatchObject([
      { row: 2, column: 'Allophones' },
      { row: 4, column: 'Phoneme' },
    ]);
  });
});
