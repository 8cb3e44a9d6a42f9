// A source goes into a real store whole or not at all, and says what it did.
import { join } from 'node:path';
import { exampleCldf, folderWith } from '@phonochart/imports/example-dataset.ts';
import { afterEach, expect, test } from 'vitest';
import { openSqliteStore } from '../store/sqlite-store.ts';
import { importInto } from './import-into.ts';

const closings: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).toReversed()) await close();
});
async function storeBeside(files: Record<string, string>) {
  const { folder, remove } = folderWith(files);
  const store = await openSqliteStore({ file: join(folder, 'data', 'catalogue.sqlite') });
  closings.push(remove, () => store.close());
  return { folder, store };
}

test('a dataset goes in language by language, with counts and notes, and a second run changes nothing', async () => {
  const { folder, store } = await storeBeside(exampleCldf);
  const steps: string[] = [];
  const first = await importInto(store, 'cldf', folder, { onProgress: (step, done) => steps.push(`${step} ${done}`) });
  expect(first).toMatchObject({ source: 'cldf:made', inventories: 2, phonemes: 6, realisations: 1 });
  expect(first.report.added).toEqual(['aa-north-made-aa1', 'abb-made-bb2']);
  expect(first.notes.map(({ kind }) => kind).toSorted()).toEqual(['left-out', 'merged', 'unplaced']);
  expect(steps.slice(-2)).toEqual(['writing 1', 'writing 2']);
  const { head } = await store.syncState();
  const second = await importInto(store, 'cldf', folder);
  expect(second.report).toMatchObject({ added: [], changed: [], unchanged: first.report.added, refused: [] });
  expect((await store.syncState()).head).toBe(head);
});

test('a fault in the last row leaves nothing behind', async () => {
  const sounds = exampleCldf['sounds.csv']!.replace('7,bb,p,bb2,,false,,p', '7,bb,p\u0000,bb2,,false,,p');
  const { folder, store } = await storeBeside({ ...exampleCldf, 'sounds.csv': sounds });
  await expect(importInto(store, 'cldf', folder)).rejects.toMatchObject({
    code: 'import-refused',
    problems: [{ code: 'cell', file: 'sounds.csv', row: 8, column: 'Sound' }],
  });
  expect((await store.syncState()).head).toBe(0);
});

test('of a source with several inventories one can be chosen, and one is enough to update', async () => {
  const { folder, store } = await storeBeside(exampleCldf);
  await importInto(store, 'cldf', folder);
  const { report } = await importInto(store, 'cldf', folder, { codes: ['abb-made-bb2'] });
  expect(report).toMatchObject({ added: [], unchanged: ['abb-made-bb2'] });
  expect(await store.getLanguage('aa-north-made-aa1')).toBeDefined();
});
