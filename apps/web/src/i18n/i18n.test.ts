// The interface's words: plurals, numbers, placeholders, and both languages saying the same things.
import { expect, test } from 'vitest';
import { editsEn } from './edits-en.ts';
import { editsVi } from './edits-vi.ts';
import { fill, interfaceLanguageFor, lang, local, setInterfaceLanguage, t } from './i18n.ts';
import './screen-words.ts';
import { screensEn } from './screens-en.ts';
import { screensVi } from './screens-vi.ts';
import { studioEn } from './studio-en.ts';
import { studioVi } from './studio-vi.ts';

test('n chooses the plural form by the language, and numbers are written its way', () => {
  const sounds = { one: '{n} sound', other: '{n} sounds' };
  expect([0, 1, 2].map((n) => fill(sounds, { n }, 'en'))).toEqual(['0 sounds', '1 sound', '2 sounds']);
  expect(fill({ other: '{n} âm' }, { n: 1234 }, 'vi')).toBe('1.234 âm');
});

test('a language that was fetched is shown at once, and its words are its own', async () => {
  expect(t('languages.none', { q: 'zz' })).toContain('“zz”');
  expect(await setInterfaceLanguage('vi')).toBe(true);
  expect(lang.value).toBe('vi');
  expect(t('nav.languages')).toBe('Ngôn ngữ');
  await setInterfaceLanguage('en');
});

test('both languages use the same placeholders in every text', () => {
  const names = (message: unknown) => [...new Set(JSON.stringify(message).match(/\{\w+\}/g) ?? [])].sort();
  const [english, vietnamese] = [
    { ...screensEn, ...studioEn, ...editsEn },
    { ...screensVi, ...studioVi, ...editsVi },
  ];
  for (const key of Object.keys(english) as (keyof typeof english)[])
    expect([key, names(vietnamese[key])]).toEqual([key, names(english[key])]);
});

test('the interface language is the first that the device asks for and the app has', () => {
  expect(interfaceLanguageFor(['fr-FR', 'vi-VN', 'en'])).toBe('vi');
  expect(interfaceLanguageFor(['fr'])).toBe('en');
});

test('a transcription in running text is never cut in two, and the text around it breaks as ever', () => {
  const shown = (en: string) => local({ en }).replaceAll('\u2060', '~');
  expect(shown('[baˈnana], or /ˌmɑː/; stress ˈ and/or length')).toBe('[ba~ˈnana], or /~~ˌmɑː/; stress ˈ and/or length');
  expect(shown('the long /aː/ and /ɤː/')).toBe('the long /~aː/ and /~ɤː/');
  expect(local({ en: 'English' })).toBe('English');
  expect(local(undefined)).toBe('');
});
