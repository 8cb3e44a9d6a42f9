// A spreadsheet that a teacher made comes in as it is meant, whichever program saved it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Inventory } from '@phonochart/catalog/inventory.ts';
import { afterEach, expect, test } from 'vitest';
import { folderWith } from './example-dataset.ts';
import type { ReadOptions } from './import-source.ts';
import { ImportError } from './problem.ts';
import { readImport } from './read-import.ts';

const example = fileURLToPath(new URL('./examples/village-dialect.csv', import.meta.url));
const removals: (() => void)[] = [];
afterEach(() => {
  for (const remove of removals.splice(0)) remove();
});
async function read(text: string | Uint8Array, options?: ReadOptions) {
  const { folder, remove } = folderWith({ 'sounds.csv': text });
  removals.push(remove);
  const [only] = [...(await readImport('csv', join(folder, 'sounds.csv'), options)).inventories()];
  return only!;
}
const problemsOf = (text: string | Uint8Array) =>
  read(text).then(
    () => [],
    (error: unknown) => (error instanceof ImportError ? error.problems : Promise.reject(error)),
  );

test('the example file gives a whole inventory without a remark', async () => {
  const [only] = [...(await readImport('csv', example)).inventories()];
  const { inventory, notes } = only!;
  expect(notes).toEqual([]);
  expect(Inventory.safeParse(inventory).error).toBeUndefined();
  expect(inventory.language).toMatchObject({ code: 'village-dialect', name: 'Village dialect', tones: 'listed' });
  expect(inventory.language.counts).toMatchObject({ consonants: 6, vowels: 4, tones: 1, other: 0 });
  const m = inventory.realisations.filter(({ phonemes }) => phonemes[0] === 'village-dialect:m');
  expect(m).toMatchObject([{ output: ['ŋ'], environment: { text: { en: 'before k or ɡ, in quick speech' } } }]);
});

test('square brackets mark the letters that spell the sound; one word may show several', async () => {
  const [only] = [...(await readImport('csv', example)).inventories()];
  const word = only!.inventory.words.find(({ form }) => form === 'pata')!;
  expect(word.segments).toEqual([
    { letters: [[0, 1]], phoneme: 'village-dialect:p' },
    { letters: [[1, 2]], phoneme: 'village-dialect:a' },
  ]);
  expect(word.gloss).toEqual({ en: 'paw' });
  const a = only!.inventory.phonemes.find(({ symbol }) => symbol === 'a')!;
  expect(a.words).toEqual([{ word: word.id, at: 1 }]);
});

test('semicolons, tabs, a byte order mark, headings in capitals, empty lines and slashes are all understood', async () => {
  const text = readFileSync(example, 'utf8');
  const symbols = async (variant: string) => (await read(variant)).inventory.phonemes.map(({ symbol }) => symbol);
  const expected = await symbols(text);
  expect(await symbols(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toEqual(expected);
  expect(await symbols('Symbol;Type\r\n/p/;Consonant\r\n\r\n;\r\n[a];\r\n')).toEqual(['p', 'a']);
  expect(await symbols('symbol\ttype\np\tconsonant\na\t\n')).toEqual(['p', 'a']);
  expect(await symbols('symbol\np\na\n')).toEqual(['p', 'a']);
});

test('the code and the name may be given; a type that the letters deny is corrected and said', async () => {
  const { inventory } = await read('symbol\na\n', {
    codes: ['my-dialect'],
    name: 'Mine',
    licence: 'CC0-1.0',
    glottocode: 'stan1293',
  });
  const whose = { variety: { en: 'Spreadsheet "sounds.csv"' }, glottocode: 'stan1293' };
  expect(inventory.language).toMatchObject({ code: 'my-dialect', name: 'Mine', licence: 'CC0-1.0', ...whose });
  const { folder, remove } = folderWith({ 's.csv': 'symbol,type\na,consonant\n' });
  removals.push(remove);
  const source = await readImport('csv', join(folder, 's.csv'));
  expect(source.notes).toMatchObject([{ kind: 'corrected', row: 2, column: 'type' }]);
  expect([...source.inventories()][0]!.inventory.phonemes[0]!.kind).toBe('vowel');
});

test.each([
  ['no column of symbols', 'sound,type\np,consonant\n', { code: 'column', row: 1, column: 'symbol' }],
  ['a row without its symbol', 'symbol,type\np,\n\n,vowel\n', { code: 'cell', row: 4, column: 'symbol' }],
  ['an unknown type', 'symbol,type\np,noise\n', { code: 'cell', row: 2, column: 'type' }],
  ['a row of other length', 'symbol,type\np,consonant\nb\n', { code: 'damaged', row: 3 }],
  ['an allophone that is none', 'symbol,allophones\np,(always)\n', { code: 'cell', row: 2, column: 'allophones' }],
  ['Latin-1', Buffer.from('symbol,gloss\np,caf\xe9\n', 'latin1'), { code: 'encoding', row: 2 }],
  ['no sounds', 'symbol,type\n,\n', { code: 'nothing' }],
])('%s is refused with row and column', async (_, text, problem) => {
  expect(await problemsOf(text)).toMatchObject([{ file: 'sounds.csv', ...problem }]);
});

test('formulas, markup, control and direction characters in words are harmless text', async () => {
  const text = 'symbol,example,gloss,description\np,"=HYPERLINK(""x"")",<script>alert(1)</script>,"a\u202Eb\u0007c"\n';
  const { inventory } = await read(text);
  expect(inventory.words[0]).toMatchObject({ form: '=HYPERLINK("x")', gloss: { en: '<script>alert(1)</script>' } });
  expect(inventory.phonemes[0]!.description).toEqual({ en: 'a b c' });
  expect(Inventory.safeParse(inventory).error).toBeUndefined();
});
