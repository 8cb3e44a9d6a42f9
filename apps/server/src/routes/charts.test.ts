import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { bodyOf, type ExampleServer, exampleServer, soundingInventory } from '../example-server.ts';
import { type ChartGrid, Charts } from './charts.ts';

let server: ExampleServer;
beforeAll(async () => {
  const inventory = soundingInventory('example', 'Example');
  const [p] = inventory.phonemes;
  // A second sound in the cell of /p/.
  inventory.phonemes.push({ ...p!, id: 'example:pʲ', symbol: 'pʲ', ipa: 'pʲ', position: 4, words: [] });
  server = await exampleServer({ languages: [inventory] });
});
afterAll(() => server.close());

const charts = async (path: string) =>
  Charts.strict().parse(await bodyOf(server.app.request(`/api/languages/example${path}`)));

const soundsIn = ({ cells }: z.infer<typeof ChartGrid>) => cells.flat(2);

test('/phonemic has a chart of each kind that the language has, and no other', async () => {
  const answer = await charts('/phonemic');
  expect(Object.keys(answer)).toEqual(['code', 'mode', 'consonants', 'vowels', 'tones']);
  expect(answer).toMatchObject({ code: 'example', mode: 'phonemic' });
});

test('every grid is as wide and high as its headings say, and headings have labels in the language asked for', async () => {
  const vi = await charts('/phonemic?lang=vi');
  for (const grid of [vi.consonants, vi.vowels, vi.tones!]) {
    expect(grid.cells).toHaveLength(grid.rows.length);
    for (const row of grid.cells) expect(row).toHaveLength(grid.columns.length);
    for (const { label } of [...grid.rows, ...grid.columns]) expect(label).not.toBe('');
  }
  const en = await charts('/phonemic');
  expect(vi.consonants.columns.map(({ key }) => key)).toEqual(en.consonants.columns.map(({ key }) => key));
  expect(vi.consonants.columns[0]!.label).not.toBe(en.consonants.columns[0]!.label);
});

test('two sounds in one cell are both there', async () => {
  const { consonants } = await charts('/phonemic');
  const cell = consonants.cells.flat().find((sounds) => sounds.some(({ symbol }) => symbol === 'p'));
  expect(cell!.map(({ symbol }) => symbol).sort()).toEqual(['p', 'pʲ']);
});

test('/phonetic adds each realisation in its own place, with its phonemes and where it occurs', async () => {
  const phonemic = soundsIn((await charts('/phonemic')).consonants);
  const phonetic = soundsIn((await charts('/phonetic')).consonants);
  expect(phonemic.some(({ of }) => of === 'realisation')).toBe(false);
  expect(phonetic.find(({ of }) => of === 'realisation')).toMatchObject({
    id: 'example:p>pʰ',
    phonemes: ['example:p'],
    environment: { text: { en: 'At the start of a word' } },
    example: 'pa',
  });
});
