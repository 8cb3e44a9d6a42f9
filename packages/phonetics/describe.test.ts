// Descriptions carry every diacritic, in English and Vietnamese; articulations are a few plain sentences.
import { placeNames } from '@phonochart/catalog/terms.ts';
import { expect, test } from 'vitest';
import { articulate } from './articulate.ts';
import { describe } from './describe.ts';
import { letters } from './letters.ts';
import { term } from './terms.ts';

test('English descriptions, every diacritic named', () => {
  const names = {
    t͡ʃʰ: 'voiceless aspirated postalveolar affricate',
    ɛ̃: 'nasalised open-mid front rounded vowel'.replace('rounded', 'unrounded'),
    œ̃: 'nasalised open-mid front rounded vowel',
    bʱ: 'breathy-voiced aspirated bilabial plosive',
    b̥: 'devoiced bilabial plosive',
    m̥: 'voiceless bilabial nasal',
    t̚: 'voiceless alveolar plosive with no audible release',
    sˤ: 'voiceless pharyngealised alveolar fricative',
    ɹ̩: 'voiced syllabic alveolar approximant',
    p͈: 'voiceless tense bilabial plosive',
    tɬʼ: 'voiceless alveolar lateral ejective affricate',
    aɪ: 'diphthong from open front unrounded to near-close near-front unrounded',
    e̞ː: 'long lowered close-mid front unrounded vowel',
    ŋǃ: 'nasal alveolar click',
    '˧˥': 'mid rising tone',
    '˧ˀ˥': 'mid rising tone with a glottal break',
  };
  for (const [symbol, name] of Object.entries(names)) expect(describe(symbol, 'en')).toBe(name);
});

test('Vietnamese descriptions in the words of its textbooks', () => {
  const names = {
    p: 'âm tắc đôi môi vô thanh',
    tʰ: 'âm tắc lợi vô thanh bật hơi',
    t͡ʃ: 'âm tắc-xát sau lợi vô thanh',
    ŋ: 'âm mũi ngạc mềm hữu thanh',
    ʂ: 'âm xát quặt lưỡi vô thanh',
    l: 'âm tiếp cận bên lợi hữu thanh',
    ɔ: 'nguyên âm nửa mở, hàng sau, tròn môi',
    iː: 'nguyên âm khép, hàng trước, không tròn môi, dài',
    '˨˩ˀ': 'thanh đi xuống từ mức thấp, khép thanh hầu ở cuối',
  };
  for (const [symbol, name] of Object.entries(names)) expect(describe(symbol, 'vi')).toBe(name);
});

test('two letters of the chart never share a description', () => {
  const seen = new Map<string, string>();
  for (const [letter, { type }] of letters) {
    if (type === 'archiphoneme' || letter === '‼' || 'ɿʅʮʯᴇ'.includes(letter)) continue;
    for (const lang of ['en', 'vi'] as const) {
      const key = `${lang} ${describe(letter, lang)}`;
      expect(seen.get(key), `${letter}: ${key}`).toBeUndefined();
      seen.set(key, letter);
    }
  }
});

test('an articulation is one to three sentences in either language, and ends as a sentence does', () => {
  for (const symbol of [...letters.keys(), 't͡ʃʰ', 'tʷʰ', 'ã', 'aɪ', 'iə̯w', '˧ˀ˥', 'ŋ̊ǃʰ', 'k͡p', 'sˤ', 'ɓ']) {
    if (letters.get(symbol)?.type === 'archiphoneme') continue;
    for (const lang of ['en', 'vi'] as const) {
      const text = articulate(symbol, lang);
      expect(text, symbol).toMatch(/^\p{Lu}.*\.$/u);
      expect(text.match(/\.(\s|$)/g)!.length, text).toBeLessThanOrEqual(3);
      expect(text, symbol).not.toMatch(/undefined|\{|\s{2}/);
    }
  }
  expect(articulate('p', 'en')).toBe('Close both lips, hold the air, then let go. No voice.');
});

test('terms: composite keys are named from their parts, unknown ones are themselves', () => {
  expect(term('near-front-unrounded', 'en')).toBe('near-front unrounded');
  expect(term('plosive:aspirated', 'vi')).toBe('tắc, bật hơi');
  expect(term('voiceless-nasal-aspirated', 'en')).toBe('voiceless nasal aspirated');
  expect(term('a word of my own', 'vi')).toBe('a word of my own');
  for (const place of placeNames) expect(term(place, 'vi')).not.toBe(place);
});
