// Charts as grids in JSON come in row by row; the same file doubles nothing.
import { join } from 'node:path';
import { Inventory } from '@phonochart/catalog/inventory.ts';
import { afterEach, expect, test } from 'vitest';
import { folderWith } from './example-dataset.ts';
import { ImportError } from './problem.ts';
import { readImport } from './read-import.ts';

const removals: (() => void)[] = [];
afterEach(() => {
  for (const remove of removals.splice(0)) remove();
});
function fileOf(text: string): string {
  const { folder, remove } = folderWith({ 'grid.json': text, 'sh.mp3': '' });
  removals.push(remove);
  return join(folder, 'grid.json');
}
const problemsOf = (value: unknown) =>
  readImport('grid', fileOf(typeof value === 'string' ? value : JSON.stringify(value))).then(
    () => [],
    (error: unknown) => (error instanceof ImportError ? error.problems : Promise.reject(error)),
  );

const english = {
  consonants: [
    [
      { symbol: 'p', example: '[p]en', allophones: [{ symbol: 'pʰ', environment: 'at the start', example: 'pie' }] },
      null,
    ],
    [null, { symbol: 'sh', ipa: 'ʃ', example: 'ship', description: 'As in ship', audio: 'sh.mp3' }],
  ],
  vowels: [[{ symbol: 'iː' }, { symbol: 'uː', audio: 'gone.mp3', allophones: [{ symbol: 'ʉː', audio: 'sh.mp3' }] }]],
  tones: [[{ symbol: '35' }]],
};

test('sounds keep the order of rows and columns; a symbol that is not IPA stays beside its IPA', async () => {
  const source = await readImport(
    'grid',
    fileOf(JSON.stringify({ english, 'Dialect B': { vowels: [[{ symbol: 'a' }]] } })),
  );
  const [first, second] = [...source.inventories()];
  const { inventory } = first!;
  expect(Inventory.safeParse(inventory).error).toBeUndefined();
  expect(inventory.id).toBe('english');
  expect(second!.inventory.id).toBe('dialect-b');
  expect(inventory.phonemes.map(({ symbol, kind, position }) => [symbol, kind, position])).toEqual([
    ['p', 'consonant', 0],
    ['ʃ', 'consonant', 1],
    ['iː', 'vowel', 2],
    ['uː', 'vowel', 3],
    ['35', 'tone', 4],
  ]);
  expect(inventory.phonemes[1]).toMatchObject({ symbol_in_source: 'sh', description: { en: 'As in ship' } });
  expect(inventory.realisations).toMatchObject([
    { output: ['pʰ'], environment: { text: { en: 'at the start' } } },
    { output: ['ʉː'] },
  ]);
  expect(inventory.words.map(({ form }) => form)).toEqual(['pen', 'pie', 'ship']);
  expect(first!.clips).toMatchObject([
    {
      voices: 'english:ʃ',
      file: 'sh.mp3',
      path: expect.stringMatching(/sh\.mp3$/),
      column: 'english.consonants[1][1].audio',
    },
    { voices: 'english:uː', file: 'gone.mp3', path: undefined },
    { voices: 'english:uː>ʉː', voices_kind: 'realisation' },
  ]);
});

test.each([
  ['text cut off', JSON.stringify({ english }).slice(0, 100), { code: 'damaged' }],
  ['a cell that is a text', { english: { consonants: [['p']] } }, { code: 'cell', column: 'english.consonants[0][0]' }],
  ['an empty symbol', { x: { vowels: [[{ symbol: ' ' }]] } }, { code: 'cell', column: 'x.vowels[0][0]' }],
  [
    'a clip outside',
    { x: { vowels: [[{ symbol: 'a', audio: '../a.mp3' }]] } },
    { code: 'outside', column: 'x.vowels[0][0].audio' },
  ],
  ['a clip elsewhere', { x: { vowels: [[{ symbol: 'a', audio: 'http://x/a.mp3' }]] } }, { code: 'outside' }],
  ['two languages of one code', { 'A B': {}, 'a-b': {} }, { code: 'cell', column: 'a-b' }],
  ['no language', {}, { code: 'nothing' }],
  ['depth without end', '['.repeat(200_000), { code: 'damaged' }],
])('%s is refused with its place', async (_, value, problem) => {
  expect(await problemsOf(value)).toMatchObject([{ file: 'grid.json', ...problem }]);
});
