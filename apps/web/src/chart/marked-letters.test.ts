import { expect, test } from 'vitest';
import { markLetters } from './marked-letters.ts';

const price = {
  form: 'price',
  segments: [
    { letters: [[0, 1]] as [number, number][], phoneme: 'p' },
    { letters: [[1, 2]] as [number, number][], phoneme: 'r' },
    {
      letters: [
        [2, 3],
        [4, 5],
      ] as [number, number][],
      phoneme: 'aɪ',
    },
    { letters: [[3, 4]] as [number, number][], phoneme: 's' },
    { letters: [], phoneme: 'ə' },
  ],
};

test('exactly the letters that spell the sound are marked, discontinuous ones too', () => {
  expect(markLetters(price, 2)).toEqual([
    { text: 'pr', marked: false },
    { text: 'i', marked: true },
    { text: 'c', marked: false },
    { text: 'e', marked: true },
  ]);
});

test('a sound that is not written marks nothing, and the word stays whole', () => {
  expect(markLetters(price, 4)).toEqual([{ text: 'price', marked: false }]);
  expect(markLetters(price, 99)).toEqual([{ text: 'price', marked: false }]);
});
