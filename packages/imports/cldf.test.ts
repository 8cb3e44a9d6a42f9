// A CLDF dataset comes in whole, by what its metadata says and not by file names.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Inventory } from '@phonochart/catalog/inventory.ts';
import { afterEach, describe, expect, test } from 'vitest';
import { exampleCldf, exampleMetadata, folderWith } from './example-dataset.ts';
import { ImportError } from './problem.ts';
import { readImport } from './read-import.ts';

const removals: (() => void)[] = [];
afterEach(() => {
  for (const remove of removals.splice(0)) remove();
});
const dataset = (changes: Record<string, string | Uint8Array> = {}) => {
  const { folder, remove } = folderWith({ ...exampleCldf, ...changes });
  removals.push(remove);
  return folder;
};
const read = async (folder: string) => [...(await readImport('cldf', folder)).inventories()];
const problemsOf = (folder: string) =>
  readImport('cldf', folder).then(
    () => [],
    (error: unknown) => (error instanceof ImportError ? error.problems : Promise.reject(error)),
  );

describe('a dataset that is whole', () => {
  test('gives an inventory a language, with whose it is, in the catalogue’s shapes', async () => {
    const [first, second, ...more] = await read(dataset());
    expect(more).toEqual([]);
    for (const { inventory } of [first!, second!]) expect(Inventory.safeParse(inventory).error).toBeUndefined();
    expect(first!.inventory.language).toMatchObject({
      code: 'aa-north-made-aa1',
      name: 'Áa (North)',
      glottocode: 'made1234',
      iso639_3: 'maa',
      family: 'Invented',
      variety: { en: 'Smith et al. 2001, MADE' },
      tones: 'unlisted',
      licence: 'CC BY 4.0',
      review: { state: 'unreviewed' },
      contributors: [{ name: 'Anna Smith' }, { name: 'B. José' }],
    });
    expect(first!.inventory.language.sources).toMatchObject([
      {
        citation: 'Anna Smith, Šime García, T. Third. 2001. The Aa language. A Journal 3(2), 1–9.',
        url: 'https://doi.org/10.1000/aa',
        year: 2001,
      },
      { citation: 'Nobody (2020). Made-up inventories.' },
    ]);
    expect(first!.inventory.language.prosody?.tone?.en).toMatch(/V́, V̀$/u);
    expect(second!.inventory.language).not.toHaveProperty('glottocode');
  });

  test('keeps the source’s letters beside canonical ones; a false that is only a default is unknown', async () => {
    const [{ inventory }] = (await read(dataset())) as [Awaited<ReturnType<typeof read>>[number]];
    expect(inventory.phonemes.map(({ symbol, kind, status }) => [symbol, kind, status])).toEqual([
      ['p', 'consonant', 'unknown'],
      ['b', 'consonant', 'unknown'],
      ['aː', 'vowel', 'marginal'],
      ['ɡ', 'consonant', 'unknown'],
      ['kl', 'other', 'unknown'],
    ]);
    expect(inventory.phonemes.find(({ symbol }) => symbol === 'ɡ')?.symbol_in_source).toBe('g');
    const [empty] = await read(
      dataset({
        'sounds.csv': exampleCldf['sounds.csv']!.replace('1,aa,p,aa1,Smith2001[12];Smith2001,false', '1,aa,p,aa1,,'),
      }),
    );
    expect(empty!.inventory.phonemes.map(({ status }) => status).slice(0, 3)).toEqual(['unknown', 'core', 'marginal']);
  });

  test('lists an allophone once and never the phoneme among its own; says what is doubled and what has no place', async () => {
    const [first, second] = await read(dataset());
    expect(first!.inventory.realisations).toMatchObject([
      { id: 'aa-north-made-aa1:p>pʰ', output: ['pʰ'], phonemes: ['aa-north-made-aa1:p'], free_variation: false },
    ]);
    expect(first!.inventory.realisations[0]).not.toHaveProperty('environment');
    expect(first!.notes).toContainEqual(expect.objectContaining({ kind: 'unplaced', row: 6 }));
    expect(second!.inventory.phonemes).toHaveLength(1);
    expect(second!.notes).toMatchObject([{ kind: 'merged', row: 8 }]);
  });

  test('makes minimal pairs of sets with words, cites the place in each, and keeps the sets without words', async () => {
    const [{ inventory, notes }] = (await read(dataset())) as [Awaited<ReturnType<typeof read>>[number]];
    const code = inventory.id;
    const { minimal_pairs } = inventory.language;
    expect(minimal_pairs.map(({ phonemes }) => phonemes.map((id) => id.slice(code.length + 1)).join('~'))).toEqual([
      'p~b',
      'p~ɡ',
      'b~ɡ',
    ]);
    const [p] = minimal_pairs[0]!.words;
    const word = inventory.words.find(({ id }) => id === p.word)!;
    expect(word).toMatchObject({ form: 'pa:', phonemic: 'pa:' });
    expect(word.segments[p.at]).toEqual({ letters: [[0, 1]], phoneme: `${code}:p` });
    expect(inventory.phonemes[0]!.words).toEqual([p]);
    expect(notes).toContainEqual(
      expect.objectContaining({ kind: 'left-out', message: expect.stringContaining('a:~a') }),
    );
    expect(inventory.language.prosody?.notes?.[0]?.text.en).toBe('/p~b/');
  });

  test('codes and hash are the same at every run, whatever the order of the rows', async () => {
    const lines = exampleCldf['sounds.csv']!.split('\n');
    const turned = [lines[0], ...lines.slice(1).toReversed()].join('\n');
    const codes = async (folder: string) => (await read(folder)).map(({ inventory }) => inventory.id).toSorted();
    expect(await codes(dataset({ 'sounds.csv': turned }))).toEqual(await codes(dataset()));
    const [a, b] = [await readImport('cldf', dataset()), await readImport('cldf', dataset())];
    expect(a.hash).toBe(b.hash);
  });
});

describe('a dataset that is not', () => {
  test.each([
    [
      'cut off at a row',
      exampleCldf['sounds.csv']!.split('\n').slice(0, 5).join('\n'),
      { code: 'damaged', file: 'sounds.csv' },
    ],
    ['cut off in a row', exampleCldf['sounds.csv']!.slice(0, 150), { code: 'damaged', file: 'sounds.csv', row: 3 }],
    [
      'cut off in a quoted cell',
      exampleCldf['sounds.csv']!.slice(0, 118),
      { code: 'damaged', file: 'sounds.csv', row: 2 },
    ],
    [
      'parted by semicolons',
      exampleCldf['sounds.csv']!.replaceAll(',', ';'),
      { code: 'delimiter', file: 'sounds.csv', row: 1 },
    ],
    [
      'without a column',
      exampleCldf['sounds.csv']!.replace('Sound', 'Klang'),
      { code: 'column', row: 1, column: 'Sound' },
    ],
    [
      'in Latin-1',
      Buffer.from(exampleCldf['sounds.csv']!.replace('4,aa,g', '4,aa,ç'), 'latin1'),
      { code: 'encoding', row: 2 },
    ],
    [
      'in UTF-16',
      Buffer.from(`\uFEFF${exampleCldf['sounds.csv']}`, 'utf16le'),
      { code: 'encoding', file: 'sounds.csv' },
    ],
    [
      'with a control character',
      exampleCldf['sounds.csv']!.replace('kl,aa1', 'k\u0007,aa1'),
      { code: 'cell', row: 6, column: 'Sound' },
    ],
    [
      'with ten thousand marks',
      exampleCldf['sounds.csv']!.replace('kl,aa1', `k${'\u0301'.repeat(10_000)},aa1`),
      { code: 'cell', row: 6 },
    ],
    ['of numbers', exampleCldf['sounds.csv']!.replace(/^(\d),(\w\w),[^,]+/gm, '$1,$2,$1$1'), { code: 'not-sounds' }],
  ])('%s is refused with file, row and column', async (_, sounds, problem) => {
    expect(await problemsOf(dataset({ 'sounds.csv': sounds }))).toMatchObject([problem]);
  });

  test.each([
    '../secret.bib',
    '/etc/passwd',
    'https://example.org/refs.bib',
    '%2e%2e/secret.bib',
    '..\\secret.bib',
    'out/refs.bib',
  ])('a path that leaves the folder (%s) is refused', async (path) => {
    const folder = dataset({ 'anything.json': JSON.stringify(exampleMetadata({ 'dc:source': path })) });
    if (path.startsWith('out/')) symlinkSync('/', join(folder, 'out'));
    const [problem] = await problemsOf(folder);
    expect(problem?.code).toBe(path.startsWith('out/') ? 'unreadable' : 'outside');
  });

  test('a symbolic link that leads out of the folder is refused', async () => {
    const outside = dataset();
    const folder = dataset({ 'anything.json': JSON.stringify(exampleMetadata({ 'dc:source': 'link.bib' })) });
    symlinkSync(join(outside, 'refs.bib'), join(folder, 'link.bib'));
    expect(await problemsOf(folder)).toMatchObject([{ code: 'outside' }]);
  });

  test('markup and formulas are letters like others: they go in, and have no place', async () => {
    const cells = ['<script>x</script>', '=HYPERLINK(1)'];
    const sounds = exampleCldf['sounds.csv']!.replace('kl,aa1', `${cells[0]},aa1`).replace('g,aa1', `${cells[1]},aa1`);
    const [first] = await read(dataset({ 'sounds.csv': sounds }));
    const others = first!.inventory.phonemes.filter(({ kind }) => kind === 'other');
    expect(others).toHaveLength(2);
    expect(Inventory.safeParse(first!.inventory).success).toBe(true);
  });
});
