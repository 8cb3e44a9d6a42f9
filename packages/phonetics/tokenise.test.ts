// Tokens: a letter with all that belongs to it; untied letters join only where the inventory lists them so.
import { expect, test } from 'vitest';
import { tokenise, tokeniseCell } from './tokenise.ts';

const cut = (text: string, inventory?: string[]) =>
  tokenise(text, inventory ? { inventory } : {})
    .map((token) => token.text)
    .join(' ');
const kinds = (text: string) => tokenise(text).map(({ text: piece, kind }) => [piece, kind]);

test('nutshell is not chat', () => {
  expect(cut('ˈnʌtʃɛl', ['t͡ʃ'])).toBe('ˈ n ʌ t ʃ ɛ l');
  expect(cut('t͡ʃæt', ['t͡ʃ'])).toBe('t͡ʃ æ t');
  expect(cut('tʃæt', ['tʃ'])).toBe('tʃ æ t');
  expect(cut('ˈnʌt.ʃɛl', ['tʃ'])).toBe('ˈ n ʌ t . ʃ ɛ l');
  expect(cut('[tʃʰæt]', ['tʃ'])).toBe('[ tʃʰ æ t ]');
});

test('listed diphthongs are one segment, others are two', () => {
  expect(cut('praɪs', ['aɪ'])).toBe('p r aɪ s');
  expect(cut('praɪs')).toBe('p r a ɪ s');
});

test('diacritics stay with their letter, before and after it', () => {
  expect(cut('tʷʰãːⁿdaʰpaˀ')).toBe('tʷʰ ãː ⁿd a ʰp aˀ');
  expect(cut('k͡pa ŋ͜ma t̪͡θ')).toBe('k͡p a   ŋ͜m a   t̪͡θ');
  expect(cut('bãŋ'.normalize('NFC'))).toBe('b ã ŋ'.normalize('NFC'));
});

test('tones, stress, boundaries, pauses, spaces and what is unknown', () => {
  expect(kinds('ŋaː˧ˀ˥ ')).toEqual([
    ['ŋ', 'segment'],
    ['aː', 'segment'],
    ['˧ˀ˥', 'tone'],
    [' ', 'space'],
  ]);
  expect(kinds('ˈa.b ‖ €')).toEqual([
    ['ˈ', 'stress'],
    ['a', 'segment'],
    ['.', 'boundary'],
    ['b', 'segment'],
    [' ', 'space'],
    ['‖', 'pause'],
    [' ', 'space'],
    ['€', 'unknown'],
  ]);
  expect(kinds('ma35')).toEqual([
    ['m', 'segment'],
    ['a', 'segment'],
    ['35', 'tone'],
  ]);
});

test('look-alikes are read by their context', () => {
  expect(kinds("'ga:k'")).toEqual([
    ["'", 'stress'],
    ['g', 'segment'],
    ['a:', 'segment'],
    ["k'", 'segment'],
  ]);
});

test('a whole cell is one token, tied or not, and so is a cell that leaves the place open', () => {
  for (const cell of ['t̠ʃ', 'ŋmkp', 'n̪|n', 'ˀt̪|ˀt', 'iau', 'ŋ̊ǃʰ', 'ʼl', 'ʱɾ̪']) {
    expect(tokeniseCell(cell), cell).toMatchObject({ text: cell, kind: 'segment' });
    expect(tokenise(cell, { inventory: [cell] }), cell).toHaveLength(1);
  }
  for (const cell of ['˨˦', '↓˦', '˦↓˦', 'ˀ˦', '˧˩̤']) expect(tokeniseCell(cell), cell).toMatchObject({ kind: 'tone' });
  for (const cell of ['', 'a b', 'p€', '‖']) expect(tokeniseCell(cell), cell).toMatchObject({ kind: 'unknown' });
});
