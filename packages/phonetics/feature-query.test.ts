// Partial descriptions: every word narrows, what is open may be anything, unknown words are named.
import { expect, test } from 'vitest';
import { matchesQuery, parseFeatureQuery } from './feature-query.ts';
import { features } from './features.ts';

const sounds = 'p b t d tʰ k ɡ ʔ t͡ʃ t͡ɬ m ŋ l ɬ ɮ ɭ r ɾ ɹ f v s z ʃ h j w pʼ ɓ ŋǃ ǁ kʷ i y ĩ a aː aɪ u ˥ ˧˥ ˥˩'.split(
  ' ',
);
const answers = (query: string, lang: 'en' | 'vi' = 'en') =>
  sounds.filter((symbol) => matchesQuery(features(symbol)!, parseFeatureQuery(query, lang))).join(' ');

test('words narrow the answer, in any order', () => {
  expect(answers('voiced lateral')).toBe('l ɮ ɭ');
  expect(answers('lateral, Voiced fricative')).toBe('ɮ');
  expect(answers('voiceless alveolar stop')).toBe('t tʰ');
  expect(answers('aspirated')).toBe('tʰ');
  expect(answers('ejective')).toBe('pʼ');
  expect(answers('click')).toBe('ŋǃ ǁ');
  expect(answers('nasal')).toBe('m ŋ ŋǃ ĩ');
  expect(answers('high vowel')).toBe('i y ĩ u');
  expect(answers('long vowel')).toBe('aː');
  expect(answers('diphthong')).toBe('aɪ');
  expect(answers('rising tone')).toBe('˧˥');
  expect(answers('labialised')).toBe('kʷ');
});

test('classes', () => {
  expect(answers('sibilant')).toBe('t͡ʃ s z ʃ');
  expect(answers('liquid')).toBe('l ɭ r ɾ ɹ');
  expect(answers('glide')).toBe('j w');
  expect(answers('labial fricative')).toBe('f v');
});

test('in Vietnamese', () => {
  expect(answers('bên hữu thanh', 'vi')).toBe('l ɮ ɭ');
  expect(answers('nguyên âm tròn môi', 'vi')).toBe('y u');
});

test('unknown words are named, and no words answer nothing', () => {
  expect(parseFeatureQuery('voiced qqq lateral', 'en')).toEqual({ keys: ['voiced', 'lateral'], unknown: ['qqq'] });
  expect(answers('')).toBe('');
});
