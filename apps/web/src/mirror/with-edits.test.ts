// Edits laid over an inventory: what is on its way is shown, what is undecided is not, and the rest stays what it was.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { expect, test } from 'vitest';
import { exampleLanguage } from './example-catalogue.ts';
import { fieldIn, withEdits } from './with-edits.ts';

const p = 'english-gb:p';
const inventory = {
  id: 'english-gb',
  language: exampleLanguage('english-gb', 'English'),
  phonemes: [{ id: p, symbol: 'p', symbol_in_source: 'ph' }, { id: 'english-gb:b' }],
  realisations: [],
  words: [],
  audio: [],
} as unknown as Inventory;
const edit = (field: string, value: string | null, more: object = {}) =>
  ({ language: 'english-gb', record: p, field, value, state: 'waiting', ...more }) as const;

test('the latest edit of a field is shown, null takes the field away, and a language is a record like any', () => {
  const shown = withEdits(inventory, [
    edit('name', 'first'),
    edit('name', 'second'),
    edit('symbol_in_source', null),
    edit('autonym', 'English!', { record: 'english-gb', state: 'applied' }),
  ]);
  expect(shown.phonemes[0]).toMatchObject({ name: 'second' });
  expect('symbol_in_source' in shown.phonemes[0]!).toBe(false);
  expect(shown.language.autonym).toBe('English!');
  expect(inventory.phonemes[0]).not.toHaveProperty('name');
  expect([fieldIn(shown, p, 'name'), fieldIn(shown, p, 'gone'), fieldIn(shown, 'nobody', 'name')]).toEqual([
    'second',
    null,
    undefined,
  ]);
});

test('clashes, refusals, other languages and records that are gone leave it as it is', () => {
  const others = [
    edit('name', 'clashes', { state: 'clash' }),
    edit('name', 'refused', { state: 'refused' }),
    edit('name', 'elsewhere', { language: 'vietnamese-hanoi' }),
  ];
  expect(withEdits(inventory, others)).toBe(inventory);
  const gone = withEdits(inventory, [edit('name', 'gone', { record: 'english-gb:gone' })]);
  expect(gone).toEqual(inventory);
  expect(gone.phonemes).toBe(inventory.phonemes);
});
