// What is written can be read back: spreadsheets and CLDF by our own imports, drawings as the sounds they show.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { loadContent } from '@phonochart/content/load.ts';
import { type ImportFormat, readImport } from '@phonochart/imports/read-import.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bibliography, keyOf } from './bibliography.ts';
import { chartSvg } from './chart-svg.ts';
import { cldfDataset } from './cldf-dataset.ts';
import { csvText } from './csv-text.ts';
import { sheetCsv } from './sheet-csv.ts';
import { linesOf, widthOf } from './svg-text.ts';

let folder: string;
const curated = loadContent().filter(({ language }) => language.kind === 'language');
const vietnamese = curated.find(({ id }) => id === 'vietnamese-hanoi')!;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phonochart-exports-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function readBack(format: ImportFormat, path: string): Promise<Inventory[]> {
  return [...(await readImport(format, path, { codes: [] })).inventories()].map(({ inventory }) => inventory);
}

const sounds = ({ phonemes }: Inventory) => phonemes.map(({ symbol }) => symbol).sort();

test('every curated inventory comes back whole from its spreadsheet', async () => {
  for (const inventory of curated) {
    const path = join(folder, `${inventory.id}.csv`);
    writeFileSync(path, sheetCsv(inventory));
    const [back] = await readBack('csv', path);
    expect(sounds(back!), inventory.id).toEqual(sounds(inventory));
    expect(back!.language.counts.tones).toBe(inventory.language.counts.tones);
    const [first] = inventory.phonemes;
    const example = inventory.words.find(({ id }) => id === first!.words[0]?.word);
    expect(back!.words.some(({ form }) => form === example?.form)).toBe(true);
  }
});

test('the curated inventories come back whole from one CLDF dataset, with codes, allophones and sources', async () => {
  const dataset = join(folder, 'cldf');
  mkdirSync(dataset);
  for (const [name, text] of cldfDataset(curated, { id: 'phonochart', title: 'Phonochart' })) {
    writeFileSync(join(dataset, name), text);
  }
  const back = await readBack('cldf', dataset);
  expect(back).toHaveLength(curated.length);
  for (const inventory of curated) {
    const twin = back.find(({ id }) => id.endsWith(inventory.id))!;
    expect(sounds(twin), inventory.id).toEqual(sounds(inventory));
    expect(twin.language.iso639_3).toBe(inventory.language.iso639_3);
    expect(twin.language.glottocode).toBe(inventory.language.glottocode);
    expect(twin.language.sources.length).toBeGreaterThanOrEqual(inventory.language.sources.length);
    const phones = ({ realisations }: Inventory) => new Set(realisations.map(({ output }) => output.join('')));
    const lost = [...phones(inventory)].filter((phone) => phone !== '' && !phones(twin).has(phone));
    // A phone of several segments may come back tied; a phoneme's own symbol is no variant of it.
    expect(lost.length, `${inventory.id}: ${lost.join(' ')}`).toBeLessThanOrEqual(inventory.realisations.length / 4);
  }
});

test('a status that nobody stated stays empty in CLDF', () => {
  const unsaid: Inventory = {
    ...vietnamese,
    phonemes: vietnamese.phonemes.slice(0, 1).map((phoneme) => ({ ...phoneme, status: 'unknown' as const })),
  };
  const [, row] = cldfDataset([unsaid], { id: 'x', title: 'x' }).get('values.csv')!.split('\r\n');
  expect(row).toContain(',,unknown,');
});

test('a cell that a spreadsheet would run is text', () => {
  expect(csvText([['=HYPERLINK("http://x","y")', '+1', '-1', '@x', 'a,b', 'p']])).toBe(
    `"'=HYPERLINK(""http://x"",""y"")",'+1,'-1,'@x,"a,b",p\r\n`,
  );
});

test('a drawing shows every sound once, and says whose it is', () => {
  for (const inventory of curated) {
    const svg = chartSvg(inventory, { lang: 'vi', mode: 'phonemic' });
    const texts = [...svg.matchAll(/<text[^>]*class="ipa[^>]*>([^<]*)</g)].flatMap(([, text]) => text!.split('\u2002'));
    const drawn = texts.map((text) => text.replaceAll(/[()]/g, '')).sort();
    const wanted = inventory.phonemes.filter(({ kind }) => kind !== 'tone').map(({ symbol }) => symbol);
    expect(drawn, inventory.id).toEqual(wanted.sort());
    expect(svg).toContain(inventory.language.licence);
  }
});

test('markup and control characters in names stay text in a drawing', () => {
  const language = { ...vietnamese.language, autonym: '<script>alert(1)</script>\u0000&"', names: {} };
  const svg = chartSvg(
    { ...vietnamese, language },
    { lang: 'en', mode: 'phonemic', font: 'data:font/woff2;base64,AA"' },
  );
  expect(svg).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;');
  expect(svg).not.toContain('<script');
  expect(svg).not.toContain('\u0000');
});

test('a source has one entry under a key that its citation alone decides', () => {
  const source = { citation: 'Kirby {James} P. 2011. Vietnamese\\x', year: 2011, used_for: 'all' };
  const bib = bibliography([source, { ...source }]);
  expect(bib.match(/@misc/g)).toHaveLength(1);
  expect(bib).toContain(`@misc{${keyOf(source)},`);
  expect(bib).toContain('title = {Kirby James P. 2011. Vietnamesex}');
  expect(keyOf({ ...source, citation: 'Kirby, another' })).not.toBe(keyOf(source));
});

test('marks take no room, and lines break at spaces and hyphens', () => {
  expect(widthOf('t\u0361\u0283\u02B0\u0303', 10)).toBe(widthOf('t\u0283\u02B0', 10));
  expect(linesOf('Alveolo-palatal', 40, 11)).toEqual(['Alveolo-', 'palatal']);
});
