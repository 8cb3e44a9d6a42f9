import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ExampleServer, exampleServer } from '../example-server.ts';
import { wantsVietnamese, withWords } from './first-page.ts';

const built =
  '<!doctype html><html><head><title>Phonochart</title><meta name="description" content="old"></head><body><div id="app"></div></body></html>';
let server: ExampleServer;
beforeAll(async () => {
  server = await exampleServer();
  writeFileSync(join(server.place, 'web/index.html'), built);
});
afterAll(() => server.close());

const page = async (path: string, language = 'en') => {
  const answer = await server.app.request(path, { headers: { accept: 'text/html', 'accept-language': language } });
  return answer.text();
};

test('a chart’s page names its language and its sounds before any script has come, and asks for them at once', async () => {
  const { value } = (await server.store.listLanguages({ limit: 1 })).languages[0]!;
  for (const path of [`/${value.code}`, `/${value.code.toUpperCase()}/vowels`]) {
    const html = await page(path);
    expect(html).toMatch(/<title>[^<]+ · Phonochart<\/title>/);
    expect(html).toContain(`as="fetch" crossorigin fetchpriority="low" href="/api/sync/documents/${value.code}"`);
    expect(html).toMatch(/<div id="first" lang="en"><h1>.+<\/h1><p>The sounds of .+<p class="ipa"/);
  }
  expect(await page(`/${value.code}`, 'vi,en;q=0.8')).toContain('<div id="first" lang="vi">');
});

test('the picker’s page lists languages as links; other pages are as they were built', async () => {
  expect(await page('/languages')).toMatch(/<ul><li><a href="\/[a-z-]+">/);
  for (const path of ['/', '/settings', '/no-such-language', '/starred']) expect(await page(path)).toBe(built);
});

test('a page with words of its own leaves it to the app to ask for letters', () => {
  const letters = '<link\n  rel="preload"\n  href="/fonts/a.woff2"\n  as="font"\n  crossorigin\n/>';
  const made = withWords(`<head>${letters}<link rel="icon" href="/i.svg" /></head><body></body>`, words, 'en');
  expect(made).not.toContain('woff2');
  expect(made).toContain('<link rel="icon" href="/i.svg" />');
});

const words = { title: 'a', about: 'b', heading: 'c', lines: ['d'] };

test('nothing in a name leaves its place in the page', () => {
  const hostile = `</title><script>alert(1)</script>" onload='x' $& $1 </h1>`;
  const words = { title: hostile, about: hostile, heading: hostile, lines: [hostile], sounds: hostile };
  const made = withWords(built, { ...words, links: [{ href: '/x" y', text: hostile }], path: '/a"><script>' }, 'en');
  expect(made).not.toContain('<script');
  expect(made.match(/<\/title>/g)).toHaveLength(1);
  expect(made.match(/<\/h1>/g)).toHaveLength(1);
  expect(made).toContain('$&amp; $1');
  expect(made).toContain('<div id="app"></div>');
});

test.each([
  [undefined, false],
  ['en-GB,en;q=0.9', false],
  ['vi', true],
  ['vi-VN,vi;q=0.9,en;q=0.8', true],
  ['en,vi;q=0.9', false],
  ['fr', false],
  ['vi;q=x', false],
])('of %s Vietnamese is wanted: %s', (header, wanted) => {
  expect(wantsVietnamese(header)).toBe(wanted);
});
