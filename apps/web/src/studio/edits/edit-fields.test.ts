// Fields of the form: what goes into the inputs comes back as the same value, and what the form does not show stays.
import type { Json } from '@phonochart/sync/push.ts';
import { expect, test } from 'vitest';
import { editableOfLanguage, editableOfPhoneme, editableOfRealisation } from '../../../../server/src/store/editable.ts';
import { editFields, inputsOf, wantedOf } from './edit-fields.ts';

test('every field of the form is one that editors may change', () => {
  expect(editableOfPhoneme).toEqual(expect.arrayContaining(Object.keys(editFields.phoneme)));
  expect(editableOfRealisation).toEqual(expect.arrayContaining(Object.keys(editFields.realisation)));
  expect(editableOfLanguage).toEqual(expect.arrayContaining(Object.keys(editFields.language)));
});

test('what is not touched comes back as it was', () => {
  const values: [Parameters<typeof wantedOf>[0], Json][] = [
    [{ kind: 'text' }, 'ngang'],
    [{ kind: 'text' }, null],
    [{ kind: 'local' }, { en: 'Say it.', vi: 'Nói.', fr: 'Dites.' }],
    [{ kind: 'local' }, null],
    [{ kind: 'names' }, { vi: 'Tiếng Anh', fr: 'anglais' }],
    [{ kind: 'list' }, ['English', 'Anglais']],
    [{ kind: 'list' }, []],
    [{ kind: 'choice', required: true }, 'core'],
    [{ kind: 'yes' }, true],
    [{ kind: 'where' }, { before: ['vowel'], text: { en: 'Before a vowel.' } }],
    [{ kind: 'where' }, null],
  ];
  for (const [field, value] of values) expect(wantedOf(field, inputsOf(field.kind, value), value)).toEqual({ value });
});

test('a text that is emptied goes, other languages and parts stay, and what must be there is asked for', () => {
  const both = { en: 'Say it.', vi: 'Nói.' };
  expect(wantedOf({ kind: 'local' }, { en: ' Say it. ', vi: ' ' }, both)).toEqual({ value: { en: 'Say it.' } });
  expect(wantedOf({ kind: 'local' }, { en: '', vi: '' }, both)).toEqual({ value: null });
  expect(wantedOf({ kind: 'local' }, { en: '', vi: 'Nói.' }, both)).toEqual({ error: 'english', part: 'en' });
  expect(wantedOf({ kind: 'text', required: true }, { '': ' ' }, 'English')).toEqual({ error: 'empty', part: '' });
  const where = { before: ['vowel'], text: { en: 'Before a vowel.' } };
  expect(wantedOf({ kind: 'where' }, { en: 'Before any vowel.', vi: '' }, where)).toEqual({
    value: { before: ['vowel'], text: { en: 'Before any vowel.' } },
  });
  expect(wantedOf({ kind: 'where' }, { en: '', vi: '' }, where)).toEqual({ error: 'empty', part: 'en' });
  expect(wantedOf({ kind: 'where' }, { en: '', vi: '' }, { text: { en: 'x' } })).toEqual({ value: null });
  expect(wantedOf({ kind: 'list' }, { '': ' one, ,two ' }, [])).toEqual({ value: ['one', 'two'] });
});
