// Packs by hand: killed in the middle and gone on with, one clip's failures, what the browser took, what was replaced, and what is removed.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { focused } from './chart-page.ts';
import { until } from './ears.ts';
import { FaultyLine } from './faulty-line.ts';
import { RealBrowser } from './real-browser.ts';
import { RealServer } from './real-server.ts';

describe('downloads', () => {
  let server: RealServer;
  let line: FaultyLine;
  let browser: RealBrowser;
  let page: Page;
  const clipOf = (code: string) => new RegExp(`^/api/audio/${code}/[^/]+\\.mp3$`);
  /** Paths of the clips of a language that went over the line, one for each time. */
  const fetched = (code: string): string[] =>
    line.passed.map(({ request }) => request.slice('GET '.length)).filter((path) => clipOf(code).test(path));
  const kept = async (code: string): Promise<string[]> => {
    const paths = (await page.evaluate(`caches.open('phonochart-audio-v1').then((cache) => cache.keys())
      .then((keys) => keys.map(({ url }) => new URL(url).pathname))`)) as string[];
    return paths.filter((path) => clipOf(code).test(path));
  };
  const bar = (language: string) => page.getByRole('progressbar', { name: language });
  const here = (language: string) => page.getByRole('button', { name: `More for ${language}` });
  const openDownloads = () => page.getByRole('link', { name: 'Downloads', exact: true }).click();

  beforeAll(async () => {
    server = await RealServer.start();
    line = await FaultyLine.to(server.url);
    browser = await RealBrowser.open();
    page = await browser.page(`${line.url}/languages`);
  });
  afterAll(async () => {
    await browser?.dispose();
    await line?.dispose();
    await server?.dispose();
  });
  afterEach(() => expect(browser.errors).toEqual([]));

  test('a download whose browser is ended in its middle goes on at the next start, and fetches only the rest', async () => {
    let passing = 12;
    line.held = (path) => clipOf('vietnamese-hanoi').test(path) && passing-- <= 0;
    await page.getByRole('button', { name: /^Download Vietnamese, / }).tap();
    await openDownloads();
    await until(page, `document.querySelector('[role=progressbar]')?.ariaValueText?.includes(' 12 of ')`);
    const before = await kept('vietnamese-hanoi');
    expect(before).toHaveLength(12);
    await browser.quit();
    line.held = () => false;
    line.passed.length = 0;
    await browser.launch();
    page = await browser.page(`${line.url}/downloads`);
    await here('Vietnamese').waitFor({ timeout: 90_000 });
    const after = fetched('vietnamese-hanoi');
    expect(after.filter((path) => before.includes(path))).toEqual([]);
    expect(new Set([...before, ...after])).toEqual(new Set(await kept('vietnamese-hanoi')));
    expect(await bar('Vietnamese').count()).toBe(0);
  });

  test('a clip that the server fails twice is asked for again, and only that one', async () => {
    browser.expectErrors(/500 \(Internal Server Error\)/);
    const [clip] = await server.clipsOf('english-gb:ʃ');
    line.failing.set(`/api/audio/${clip}`, 2);
    await page.getByRole('link', { name: 'Languages', exact: true }).click();
    await page
      .getByRole('button', { name: /^Download English, / })
      .first()
      .tap();
    await openDownloads();
    await here('English').waitFor({ timeout: 90_000 });
    expect(line.failing.get(`/api/audio/${clip}`)).toBe(0);
    expect(await kept('english-gb')).toContain(`/api/audio/${clip}`);
    expect(new Set(fetched('english-gb')).size).toBe(fetched('english-gb').length);
  });

  test('what the browser took back is said in words, and one tap gets it again', async () => {
    const all = await kept('english-gb');
    await page.evaluate(`caches.open('phonochart-audio-v1').then((cache) => cache.delete('${all[0]}'))`);
    line.passed.length = 0;
    await page.reload();
    await page.getByText('Your browser removed 1 sound to free space').waitFor();
    await page.getByRole('link', { name: 'Languages', exact: true }).click();
    await page.getByText('Your browser removed 1 download to free space.').waitFor();
    await page.getByRole('button', { name: 'Download again', exact: true }).tap();
    await page.getByText('Your browser removed').waitFor({ state: 'detached' });
    await openDownloads();
    await here('English').waitFor();
    await until(page, `document.querySelector('[role=progressbar]') === null`);
    // The browser may have it still in its own cache.
    expect(fetched('english-gb').filter((path) => path !== all[0])).toEqual([]);
    await expect.poll(async () => (await kept('english-gb')).sort()).toEqual(all.sort());
  });

  test('a clip that was replaced on the server is all that is fetched, and the old one goes', async () => {
    const before = await kept('english-gb');
    line.passed.length = 0;
    const [old, fresh] = await replace('english-gb:s');
    const cached = (path: string) => `caches.open('phonochart-audio-v1').then((cache) => cache.match('${path}'))`;
    await until(page, `Promise.all([${cached(fresh)}, ${cached(old)}]).then(([fresh, old]) => fresh && !old)`);
    expect(fetched('english-gb')).toEqual([fresh]);
    expect((await kept('english-gb')).sort()).toEqual([...before.filter((path) => path !== old), fresh].sort());
  });

  test('a pack that is removed leaves nothing behind, and the focus stays on the page', async () => {
    await here('English').tap();
    await page.getByRole('button', { name: 'Remove', exact: true }).tap();
    await here('English').waitFor({ state: 'detached' });
    await expect.poll(() => focused(page)).toBe('On this device');
    await expect.poll(() => kept('english-gb')).toEqual([]);
    expect((await kept('vietnamese-hanoi')).length).toBeGreaterThan(12);
    // Opened again, its chart is there without them until somebody asks.
    await page.reload();
    await here('Vietnamese').waitFor();
    expect(await here('English').count()).toBe(0);
  });

  /** A new take of a sound's clip under the same id, as a recording tool brings it. Returns the old and the new address. */
  async function replace(voices: string): Promise<[string, string]> {
    const code = voices.slice(0, voices.indexOf(':'));
    return server.edit(async (store) => {
      const [clip] = await store.clipsOf(code, voices);
      if (!clip) throw new Error(`no clip of ${voices}`);
      // MP3 decoders pass over what follows the last frame.
      const bytes = Buffer.concat([readFileSync(join(server.audioDir, code, clip.file)), Buffer.alloc(64)]);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const file = clip.file.replace(/[0-9a-f]{8}\.mp3$/, `${sha256.slice(0, 8)}.mp3`);
      writeFileSync(join(server.audioDir, code, file), bytes);
      const created_at = new Date().toISOString();
      await store.deleteClip({ id: clip.id, author: 'an editor' });
      const id = `${code}:recording:new`;
      const take = { ...clip, id, file, sha256, bytes: bytes.length, created_at, updated_at: created_at };
      await store.bringClips(code, [take], { source: 'recordings:new' });
      return [`/api/audio/${code}/${clip.file}`, `/api/audio/${code}/${file}`];
    });
  }
});
