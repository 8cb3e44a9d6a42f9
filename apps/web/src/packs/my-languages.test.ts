// Whose sounds come with "everything for my languages".
import { expect, test } from 'vitest';
import { myLanguages } from './my-languages.ts';
import type { PackState } from './pack-state.ts';

const language = (code: string, audio_bytes: number) => ({
  code,
  counts: { consonants: 0, vowels: 0, tones: 0, other: 0, total: 0, words: 0, clips: {}, audio_bytes },
});
const state = (state: PackState['state'], bytes = 0): PackState => ({
  state,
  done: 0,
  bytes,
  total: 0,
  totalBytes: 0,
  failed: 0,
});

test('languages opened lately, starred or taken back by the browser, without those that are here, coming or mute', () => {
  const languages = ['a', 'b', 'c', 'd', 'e', 'never'].map((code) => language(code, 100)).concat(language('mute', 0));
  const states = new Map([
    ['b', state('ready', 100)],
    ['c', state('partial', 60)],
    ['d', state('evicted')],
    ['e', state('coming')],
  ]);
  const settings = { recent: ['b', 'c', 'e', 'mute'] };
  expect(myLanguages(languages, settings, new Set(['a:t', 'a:d']), states)).toEqual({
    codes: ['c', 'a', 'd'],
    bytes: 240,
  });
});
