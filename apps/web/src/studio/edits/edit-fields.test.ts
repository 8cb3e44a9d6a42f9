// Fields of the form: what goes into the inputs comes back as the same value, and what the form does not show stays.
import type { Json } from '@phonochart/sync/push.ts';
import { expect, test } from 'vitest';
import {
  editableOfLanguage,
  editableOfPhoneme,
  editableOfRealisation,
  editableOfWord,
} from '../../../../server/src/store/editable.ts';
import { type Described, editFields, inputsOf, ipaFollowing, wantedOf } from './edit-fields.ts';
import type { Around } from './edit-kinds.ts';

const around = {
  inventory: {
    phonemes: [
      { id: 'aa:p', symbol: 'p' },
      { id: 'aa:t͡ʃ', symbol: 't͡ʃ' },
    ],
  },
  record: 'aa:p',
} as unknown as Around;
const wanted = (field: Described, inputs: { [part: string]: string }, was: Json = null) =>
  wantedOf(field, inputs, was, around);

test('every field of the form is one that editors may change', () => {
  expect(editableOfPhoneme).toEqual(expect.arrayContaining(Object.keys(editFields.phoneme)));
  expect(editableOfRealisation).toEqual(expect.arrayContaining(Object.keys(editFields.realisation)));
  expect(editableOfWord).toEqual(expect.arrayContaining(Object.keys(editFields.word)));
  expect(editableOfLanguage).toEqual(expect.arrayContaining(Object.keys(editFields.language)));
});

test('what is not touched comes back as it was', () => {
  const both = { en: 'Say it.', vi: 'Nói.', fr: 'Dites.' };
  const values: [Described['kind'], Json][] = [
    ['text', 'ngang'],
    ['text', null],
    ['symbol', 'p'],
    ['ipa', 'tʃ'],
    ['transcription', 'ˈhæpi'],
    ['phones', ['t', 'ʰə']],
    ['phones', []],
    ['list', ['English', 'Anglais']],
    ['list', []],
    ['status', 'core'],
    ['kind', 'tone'],
    ['direction', 'rtl'],
    ['listing', 'unlisted'],
    ['yes', true],
    ['syllableNumber', 0],
    ['syllableNumber', null],
    ['local', both],
    ['local', null],
    ['names', { vi: 'Tiếng Anh', fr: 'anglais' }],
    ['names', null],
    ['phonemes', ['aa:p', 'aa:t͡ʃ']],
    ['where', { after: ['vowel', '#'], position: ['word-final', 'elsewhere'], stress: 'stressed', text: both }],
    ['where', null],
    ['near', { vi: { text: 'p', note: 'Bật hơi.' }, en: { text: 'p' }, fr: { text: 'p' } }],
    ['near', null],
    ['reading', { system: 'pinyin', text: 'mā' }],
    ['reading', null],
    ['review', { state: 'reviewed', by: 'Mai', on: '2026-11-21' }],
    ['review', { state: 'unreviewed' }],
    ['syllable', { template: '(C)V', onsets: ['p', 'pl'], codas: ['ŋ'], description: both }],
    ['syllable', null],
    ['prosody', { stress: both, notes: [{ title: both, text: both }] }],
    ['prosody', null],
  ];
  for (const [kind, value] of values)
    expect([kind, wanted({ kind }, { ...inputsOf(kind, value, around) }, value)]).toEqual([kind, { value }]);
});

test('a text that is emptied goes, other languages and parts stay, and what must be there is asked for', () => {
  const both = { en: 'Say it.', vi: 'Nói.' };
  expect(wanted({ kind: 'local' }, { en: ' Say it. ', vi: ' ' }, both)).toEqual({ value: { en: 'Say it.' } });
  expect(wanted({ kind: 'local' }, { en: '', vi: '' }, both)).toEqual({ value: null });
  expect(wanted({ kind: 'local' }, { en: '', vi: 'Nói.' }, both)).toEqual({ error: 'english', part: 'en' });
  expect(wanted({ kind: 'local', required: true }, {}, both)).toEqual({ error: 'empty', part: 'en' });
  expect(wanted({ kind: 'text', required: true }, { '': ' ' }, 'English')).toEqual({ error: 'empty', part: '' });
  const where = { before: ['vowel'], text: { en: 'Before a vowel.' } };
  expect(wanted({ kind: 'where' }, { en: 'Before any vowel.', before: 'any vowel, j' }, where)).toEqual({
    value: { before: ['any vowel', 'j'], text: { en: 'Before any vowel.' } },
  });
  expect(wanted({ kind: 'where' }, { before: 'vowel' }, where)).toEqual({ error: 'empty', part: 'en' });
  expect(wanted({ kind: 'where' }, {}, where)).toEqual({ value: null });
  expect(wanted({ kind: 'list' }, { '': ' one, ,two ' }, [])).toEqual({ value: ['one', 'two'] });
  expect(wanted({ kind: 'near' }, { 'vi.note': 'Bật hơi.' })).toEqual({ error: 'empty', part: 'vi' });
  expect(wanted({ kind: 'syllable' }, { onsets: 'p' })).toEqual({ error: 'empty', part: 'template' });
  expect(wanted({ kind: 'prosody' }, { 'tone.vi': 'Có.' })).toEqual({ error: 'english', part: 'tone.en' });
  expect(wanted({ kind: 'reading' }, { text: 'mā' })).toEqual({ error: 'empty', part: 'system' });
  expect(wanted({ kind: 'review' }, { state: 'reviewed', by: 'Mai' })).toEqual({ error: 'empty', part: 'on' });
});

test('symbols are typed with what a keyboard has, stand for one sound alone, and what they stand for follows', () => {
  expect(wanted({ kind: 'symbol' }, { '': ' g: ' })).toEqual({ value: 'ɡː' });
  expect(wanted({ kind: 'symbol' }, { '': 't͡ʃ' })).toEqual({ error: 'twin', part: '' });
  expect(wanted({ kind: 'transcription' }, { '': '/pʰen/' })).toEqual({ value: 'pʰen' });
  expect(wanted({ kind: 'phonemes' }, { '': 'p q' })).toEqual({ error: 'unknown', part: '' });
  expect(wanted({ kind: 'phonemes' }, { '': '' })).toEqual({ error: 'empty', part: '' });
  expect(ipaFollowing({ symbol: 't͡ʃ', ipa: 'tʃ' }, 't͡ɕ')).toBe('tɕ');
  expect(ipaFollowing({ symbol: 'r', ipa: 'ɹ' }, 'rr')).toBe('ɹ');
});

test('codes are held against their form before they are sent', () => {
  const { iso639_3, script } = editFields.language;
  expect(wanted(iso639_3, { '': 'ENG' })).toEqual({ error: 'pattern', part: '' });
  expect(wanted(iso639_3, { '': '' }, 'eng')).toEqual({ value: null });
  expect(wanted(script, { '': 'Latn' })).toEqual({ value: 'Latn' });
  expect(wanted({ kind: 'syllableNumber' }, { '': '2' })).toEqual({ value: 1 });
  expect(wanted({ kind: 'syllableNumber' }, { '': '0' })).toEqual({ error: 'pattern', part: '' });
});
