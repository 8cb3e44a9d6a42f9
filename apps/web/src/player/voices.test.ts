import { expect, test } from 'vitest';
import { canonicalTag, chooseVoice } from './voices.ts';

const voice = (lang: string, localService = true, isDefault = false) => ({ lang, localService, default: isDefault });

test('tags are compared in canonical form: underscores, three-letter codes, case', () => {
  expect(canonicalTag('en_GB')).toBe('en-GB');
  expect(canonicalTag('eng-GB')).toBe('en-GB');
  expect(canonicalTag('vie')).toBe('vi');
  expect(canonicalTag('not a tag!')).toBe('not a tag!');
});

test('the exact variety goes before another of the language', () => {
  const voices = [voice('en-US', true, true), voice('en_GB')];
  expect(chooseVoice(voices, 'en-GB', true)).toBe(voices[1]);
  expect(chooseVoice(voices.slice(0, 1), 'en-GB', true)).toBe(voices[0]);
});

test('a voice of another language is no voice', () => {
  expect(chooseVoice([voice('en-US', true, true)], 'vi', true)).toBeUndefined();
  expect(chooseVoice([], 'vi', true)).toBeUndefined();
});

test('offline only local voices count', () => {
  const remote = voice('vi-VN', false);
  expect(chooseVoice([remote], 'vi', true)).toBe(remote);
  expect(chooseVoice([remote], 'vi', false)).toBeUndefined();
});
