// Fetching is held against a server that behaves like Commons: nobody has run it against Commons itself.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { isFree, plainText } from './commons-text.ts';
import { type ExampleCommons, type ExampleFile, exampleCommons, free } from './example-commons.ts';
import { folderWith } from './example-dataset.ts';
import { fetchRecordings, readTitles } from './fetch-recordings.ts';
import { politeFetch } from './polite-fetch.ts';
import { readRecordings } from './recordings.ts';

const closings: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).toReversed()) await close();
});

const sound = (text: string): ExampleFile => ({ content: Buffer.from(text.repeat(100)) });
const wanted = (...titles: string[]) => titles.map((title) => ({ title, symbol: 'p', word: '' }));
const userAgent = 'Phonochart/0.1 (test@example.org)';

async function commons(files: Record<string, ExampleFile>, redirects?: Record<string, string>) {
  const server = await exampleCommons(files, redirects);
  const { folder, remove } = folderWith({});
  closings.push(remove, server.close);
  const waits: number[] = [];
  const fetchAll = (...titles: string[]) => {
    const polite = politeFetch({ userAgent, pauseMs: 1000, wait: async (ms) => void waits.push(ms) });
    return fetchRecordings(wanted(...titles), { folder: join(folder, 'ipa'), polite, api: server.api });
  };
  return { server, folder: join(folder, 'ipa'), waits, fetchAll };
}
const downloads = ({ requests }: ExampleCommons) => requests.filter(({ path }) => path.startsWith('/files/'));

test('files come one by one with a pause, under our name, into a folder that the import takes', async () => {
  const { server, folder, waits, fetchAll } = await commons({
    'P.ogg': sound('p'),
    'Voiced "b", loud.ogg': { ...sound('b'), about: { ...free, Artist: '=cmd()', LicenseShortName: 'CC BY-SA 3.0' } },
  });
  expect(await fetchAll('P.ogg', 'Voiced "b", loud.ogg')).toMatchObject({ fetched: { length: 2 }, refused: [] });
  expect(server.requests.map(({ path }) => path)).toEqual([
    '/w/api.php',
    '/files/P.ogg',
    '/files/Voiced "b", loud.ogg',
  ]);
  expect(new Set(server.requests.map(({ agent }) => agent))).toEqual(new Set([userAgent]));
  expect(waits).toEqual([1000, 1000]);
  const { source, recordings } = await readRecordings(folder);
  expect(source).toBe('recordings:ipa');
  expect(recordings).toMatchObject([
    {
      says: { symbol: 'p' },
      path: expect.stringMatching(/P\.ogg$/),
      facts: {
        speaker_type: 'human',
        licence: 'CC BY-SA 3.0',
        attribution: 'Ann & Bob, Wikimedia Commons, File:P.ogg',
        url: 'https://commons.wikimedia.org/wiki/File:P.ogg',
      },
    },
    { file: 'Voiced _b_, loud.ogg', facts: { attribution: '=cmd(), Wikimedia Commons, File:Voiced "b", loud.ogg' } },
  ]);
  // To a spreadsheet program it is text.
  expect(readFileSync(join(folder, 'manifest.csv'), 'utf8')).not.toMatch(/[,"]=/);
});

test('titles are followed where Commons makes them regular and redirects them', async () => {
  const { fetchAll } = await commons({ 'New name.ogg': sound('p') }, { 'Old name.ogg': 'New name.ogg' });
  expect(await fetchAll('old_name.ogg')).toMatchObject({ fetched: ['New name.ogg'], refused: [] });
});

test('what is missing, not free, no sound, elsewhere or too large is left out, each with its reason', async () => {
  const { server, folder, fetchAll } = await commons({
    'Good.ogg': sound('g'),
    'Nc.ogg': { ...sound('n'), about: { License: 'cc-by-nc-4.0', LicenseShortName: 'CC BY-NC 4.0' } },
    'Silent.ogg': { ...sound('s'), about: { Artist: 'Ann' } },
    'Fair.ogg': { ...sound('f'), about: { ...free, NonFree: 'true' } },
    'Picture.ogg': { ...sound('i'), mime: 'image/png' },
    'Elsewhere.ogg': { ...sound('e'), url: 'https://example.org/a.ogg' },
    'Huge.ogg': { content: new Uint8Array(10 * 2 ** 20 + 1) },
  });
  const titles = ['Nc.ogg', 'Silent.ogg', 'Fair.ogg', 'Picture.ogg', 'Elsewhere.ogg', 'Huge.ogg', 'Nowhere.ogg'];
  const { fetched, refused } = await fetchAll(...titles, 'Good.ogg');
  expect(fetched).toEqual(['Good.ogg']);
  expect(refused.map(({ title, code }) => [title, code])).toEqual([
    ['Nc.ogg', 'licence'],
    ['Silent.ogg', 'licence'],
    ['Fair.ogg', 'licence'],
    ['Picture.ogg', 'not-audio'],
    ['Elsewhere.ogg', 'refused'],
    ['Huge.ogg', 'refused'],
    ['Nowhere.ogg', 'missing'],
  ]);
  expect(downloads(server)).toHaveLength(1);
  expect(readdirSync(folder).toSorted()).toEqual(['Good.ogg', 'manifest.csv']);
});

test('a server that says later is left alone for as long as it says, in every way of saying it', async () => {
  const { server, waits, fetchAll } = await commons({ 'P.ogg': sound('p') });
  server.apiTrouble.push(
    (response) => response.writeHead(503).end(),
    (response) =>
      response
        .writeHead(200, { 'retry-after': '7', 'content-type': 'application/json' })
        .end('{"error":{"code":"maxlag","info":"Waiting for a database","lag":6.1},"servedby":"x"}'),
  );
  const inThirty = new Date(Date.now() + 30_000).toUTCString();
  server.trouble.set('P.ogg', [
    (response) => response.writeHead(429, { 'retry-after': '3' }).end('slow down'),
    (response) => response.writeHead(503, { 'retry-after': inThirty }).end(),
  ]);
  expect(await fetchAll('P.ogg')).toMatchObject({ fetched: ['P.ogg'] });
  const [backoff, , lag, , , later, , date] = waits;
  expect([backoff, lag, later]).toEqual([2000, 7000, 3000]);
  expect(date).toBeGreaterThan(25_000);
  expect(date).toBeLessThanOrEqual(30_000);
});

test('a download that is cut off or wrong is made again; what stays wrong is left out, with nothing left behind', async () => {
  const { server, folder, fetchAll } = await commons({
    'Cut.ogg': sound('c'),
    'Short.ogg': sound('s'),
    'Wrong.ogg': { ...sound('w'), sha1: '0'.repeat(40) },
  });
  server.trouble.set('Cut.ogg', [
    (response) => {
      response.writeHead(200, { 'content-length': '100' }).write('ccc');
      response.destroy();
    },
  ]);
  server.trouble.set('Short.ogg', [(response) => response.writeHead(200).end('sss')]);
  const { fetched, refused } = await fetchAll('Cut.ogg', 'Wrong.ogg', 'Short.ogg');
  expect(fetched).toEqual(['Cut.ogg', 'Short.ogg']);
  expect(refused).toMatchObject([{ title: 'Wrong.ogg', code: 'unreachable' }]);
  expect(downloads(server).filter(({ path }) => path === '/files/Wrong.ogg')).toHaveLength(5);
  expect(readdirSync(folder).toSorted()).toEqual(['Cut.ogg', 'Short.ogg', 'manifest.csv']);
});

test('a run that was stopped is gone on with: only what is not there, or not whole, is fetched', async () => {
  const { server, folder, fetchAll } = await commons({ 'A.ogg': sound('a'), 'B.ogg': sound('b'), 'C.ogg': sound('c') });
  server.trouble.set('B.ogg', [(response) => response.writeHead(429, { 'retry-after': '86400' }).end()]);
  await expect(fetchAll('A.ogg', 'B.ogg', 'C.ogg')).rejects.toMatchObject({ code: 'busy' });
  expect((await readRecordings(folder)).recordings).toMatchObject([{ file: 'A.ogg' }]);
  server.requests.length = 0;
  expect(await fetchAll('A.ogg', 'B.ogg', 'C.ogg')).toMatchObject({ kept: ['A.ogg'], fetched: ['B.ogg', 'C.ogg'] });
  writeFileSync(join(folder, 'C.ogg'), 'half');
  server.requests.length = 0;
  expect(await fetchAll('A.ogg', 'B.ogg', 'C.ogg')).toMatchObject({ kept: ['A.ogg', 'B.ogg'], fetched: ['C.ogg'] });
  expect(downloads(server)).toHaveLength(1);
  expect(await fetchAll('A.ogg', 'B.ogg', 'C.ogg')).toMatchObject({ kept: { length: 3 }, fetched: [] });
  expect((await readRecordings(folder)).recordings).toHaveLength(3);
});

test('an API that refuses, or answers with something else, stops the run before a file is asked for', async () => {
  const { server, fetchAll } = await commons({ 'A.ogg': sound('a') });
  server.apiTrouble.push((response) => response.writeHead(403).end());
  await expect(fetchAll('A.ogg')).rejects.toMatchObject({ code: 'refused' });
  server.apiTrouble.push((response) => response.writeHead(200).end('<html>'));
  await expect(fetchAll('A.ogg')).rejects.toMatchObject({ code: 'refused' });
  expect(downloads(server)).toEqual([]);
});

test('titles that would leave the folder become plain names', async () => {
  const { folder, fetchAll } = await commons({ '../../a.ogg': sound('a'), '.hidden.ogg': sound('h') });
  expect(await fetchAll('../../a.ogg', '.hidden.ogg')).toMatchObject({ fetched: ['__.._a.ogg', '_hidden.ogg'] });
  expect(existsSync(join(folder, '..', '..', 'a.ogg'))).toBe(false);
});

test('the list of the IPA that ships can be read: every symbol once', async () => {
  const titles = await readTitles(new URL('./commons-ipa.csv', import.meta.url).pathname);
  expect(titles).toHaveLength(110);
  expect(new Set(titles.map(({ symbol }) => symbol)).size).toBe(110);
  expect(new Set(titles.map(({ title }) => title)).size).toBe(110);
});

test('authors are read out of their HTML, and stay text', () => {
  expect(plainText('<a href="//x" title="User:P">Peter&nbsp;238</a>')).toBe('Peter 238');
  expect(plainText('<style>a{}</style><p>A</p><p>B &lt;i&gt; &#8217;&#x2019;</p><!-- no -->')).toBe('A B <i> ’’');
  expect(plainText('a < b <script>alert(1)</script>')).toBe('a < b');
});

test.each([
  ['cc-by-sa-3.0', true],
  ['CC BY 4.0', true],
  ['cc0', true],
  ['pd', true],
  ['Public domain', true],
  ['gfdl', true],
  ['cc-by-nc-sa-4.0', false],
  ['CC BY-ND 4.0', false],
  ['fair use', false],
  ['pdf', false],
  ['', false],
])('%j is free: %s', (licence, answer) => {
  expect(isFree(licence)).toBe(answer);
});
