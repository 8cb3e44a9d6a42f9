// Which chart a first visit opens.
import { expect, test } from 'vitest';
import { firstLanguage } from './first-language.ts';

const review = { state: 'unreviewed' } as const;
const all = [
  { code: 'ipa', kind: 'alphabet' as const, review },
  { code: 'arabic-msa', kind: 'language' as const, bcp47: 'ar', review },
  { code: 'english-us', kind: 'language' as const, bcp47: 'en-US', review },
  { code: 'english-gb', kind: 'language' as const, bcp47: 'en-GB', review },
  { code: 'vietnamese-hanoi', kind: 'language' as const, bcp47: 'vi', review },
];

test("the person's own language, by region where it can be", () => {
  expect(firstLanguage(all, ['vi-VN', 'en'])).toBe('vietnamese-hanoi');
  expect(firstLanguage(all, ['en-GB'])).toBe('english-gb');
  expect(firstLanguage(all, ['en-AU'])).toBe('english-us');
  expect(firstLanguage(all, ['fi', 'AR-EG'])).toBe('arabic-msa');
});

test('English where nothing fits, any language where there is no English, never the alphabet', () => {
  expect(firstLanguage(all, ['fi'])).toBe('english-gb');
  expect(firstLanguage(all.slice(0, 2), ['fi'])).toBe('arabic-msa');
  expect(firstLanguage(all.slice(0, 1), ['fi'])).toBeUndefined();
});
