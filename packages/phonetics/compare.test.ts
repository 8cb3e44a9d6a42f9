// Comparing transcriptions: look-alikes are no difference, the rest is named by kind and place.
import { expect, test } from 'vitest';
import { compare } from './compare.ts';

const said = (a: string, b: string, inventory?: string[]) => {
  const { verdict, setAside } = compare(a, b, inventory ? { inventory } : {});
  return [verdict, ...setAside].join(' ');
};

test('what normalise folds is no difference, nor are brackets', () => {
  expect(said("'ga:", 'ˈɡaː')).toBe('same');
  expect(said('/d\u0324\u032Aa/', '[d\u032A\u0324a]')).toBe('same');
  expect(said('ŋ̊a', 'ŋ̥a')).toBe('same');
  expect(said('ma˧˥', 'ma35')).toBe('same');
});

test('the same but for ties, length, diacritics, stress, tones, boundaries', () => {
  expect(said('tʃæt', 't͡ʃæt')).toBe('alike tie-bar');
  expect(said('a', 'aː')).toBe('alike length');
  expect(said('/kæt/', '[kʰæ̃t]')).toBe('alike diacritic');
  expect(said('ˈkæt', 'kæt')).toBe('alike stress');
  expect(said('ma˧˥', 'ma˥')).toBe('alike tone');
  expect(said('a.b a', 'ab a')).toBe('alike boundary');
  expect(said('ˈtʃæt', 't͡ʃʰæːt')).toBe('alike length diacritic stress');
});

test('nutshell is not chat', () => {
  expect(said('nʌtʃɛl', 'nʌt͡ʃɛl')).toBe('alike tie-bar');
  expect(said('nʌt.ʃɛl', 'nʌt͡ʃɛl')).toMatch(/^different/);
});

test('different segments are placed in what was given', () => {
  expect(compare('praɪs', 'praɪz').differences).toEqual([
    { kind: 'letter', a: { text: 's', start: 4, end: 5 }, b: { text: 'z', start: 4, end: 5 } },
  ]);
  expect(compare('strɛŋθ', 'strɛŋkθ').differences).toEqual([
    { kind: 'segment', a: { text: '', start: 5, end: 5 }, b: { text: 'k', start: 5, end: 6 } },
  ]);
  expect(said('', 'a')).toBe('different segment');
});

test('near sounds are aligned with near sounds', () => {
  const { differences } = compare('hɛloʊ', 'ɛləʊ');
  expect(differences.map(({ kind, a, b }) => [kind, a.text, b.text])).toEqual([
    ['segment', 'h', ''],
    ['letter', 'o', 'ə'],
  ]);
});

test('long and hostile texts come to an end', () => {
  expect(compare('ta'.repeat(5000), 'pi'.repeat(4990)).verdict).toBe('different');
  expect(compare('ta'.repeat(800), 'pi'.repeat(790)).verdict).toBe('different');
  expect(compare(`a${'\u0303\u0325'.repeat(5000)}`, 't\u0361'.repeat(3000)).verdict).toBe('different');
});
