// Canonical form: look-alikes folded by their context, marks in order, ç one letter, and a report of what changed.
import { expect, test } from 'vitest';
import { ipaKey, normalise } from './normalise.ts';

const text = (given: string) => normalise(given).text;

test('look-alikes are folded, and each change is reported', () => {
  expect(normalise('gaː')).toEqual({ text: 'ɡaː', changes: [{ at: 0, from: 'g', to: 'ɡ', why: expect.any(String) }] });
  expect(text('a:')).toBe('aː');
  expect(text('ǝε')).toBe('əɛ');
  expect(text('ʤ')).toBe('d͡ʒ');
  expect(normalise('t͡ʃ').changes).toEqual([]);
});

test('an apostrophe is ejective after a voiceless obstruent, stress before a segment, and else left', () => {
  expect(text("k'a")).toBe('kʼa');
  expect(text("kʷ'")).toBe('kʷʼ');
  expect(text("'ta")).toBe('ˈta');
  expect(text("a'ma")).toBe('aˈma');
  expect(text("m'")).toBe("m'");
});

test('| and ! are click letters, but | never between two segments', () => {
  expect(text('k!')).toBe('kǃ');
  expect(text('|a')).toBe('ǀa');
  expect(text('||ʰ')).toBe('ǁʰ');
  expect(text('n̪|n')).toBe('n̪|n');
  expect(text('a | b')).toBe('a | b');
});

test('ç is one letter, everything else is decomposed', () => {
  expect(text('c\u0327')).toBe('ç');
  expect(text('ã')).toBe('a\u0303');
  expect(text('tʰ')).toBe('tʰ');
});

test('diacritics of one letter have one order, and none stands twice', () => {
  expect(text('d\u0324\u032A')).toBe(text('d\u032A\u0324'));
  expect(text('kʼʷ')).toBe('kʷʼ');
  expect(text('tːʰ')).toBe('tʰː');
  expect(text('a\u0303\u0303')).toBe('a\u0303');
  expect(text('aːʰp')).toBe('aːʰp');
  expect(text('eːː')).toBe('eːː');
});

test('one key for one symbol, however it is tied or its ring placed', () => {
  expect(ipaKey('t͡ʃ')).toBe(ipaKey('tʃ'));
  expect(ipaKey('t͜ʃ')).toBe(ipaKey('ʧ'));
  expect(ipaKey('ɚ')).toBe(ipaKey('ə˞'));
  expect(ipaKey('ŋ̊')).toBe(ipaKey('ŋ̥'));
  expect(ipaKey('p')).not.toBe(ipaKey('pʰ'));
});
