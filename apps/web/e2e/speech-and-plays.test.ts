// Sounds that have no clip: the server says them on a tap, they stay for offline, and what was heard is counted once.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chartIsThere, sound } from './chart-page.ts';
import { waitForSound } from './ears.ts';
import { FaultyLine } from './faulty-line.ts';
import { RealBrowser } from './real-browser.ts';
import { RealServer } from './real-server.ts';

describe('a language whose clips nobody has made yet', () => {
  let server: RealServer;
  let line: FaultyLine;
  let browser: RealBrowser;
  let page: Page;
  const source = () => page.locator('.peek-source');
  const trouble = () => page.locator('.peek .trouble');
  const asked = (path: string) => line.passed.filter(({ request }) => request.includes(path));

  beforeAll(async () => {
    server = await RealServer.start({ chartOnly: ['arabic-msa'] });
    line = await FaultyLine.to(server.url);
    browser = await RealBrowser.open({ before: withPatience });
    page = await browser.page(`${line.url}/arabic-msa`);
    await chartIsThere(page);
    await page.evaluate('navigator.serviceWorker.ready');
  });
  afterAll(async () => {
    await browser?.dispose();
    await line?.dispose();
    await server?.dispose();
  });
  afterEach(() => expect(browser.errors).toEqual([]));

  test('a tap has the server say the sound, and the app says whose voice that is', async () => {
    const button = () => sound(page, 'arabic-msa:b').textContent();
    await expect.poll(button).toContain('No recording');
    expect(asked('/api/phonemes/')).toEqual([]);
    await sound(page, 'arabic-msa:b').tap();
    await waitForSound(page);
    await expect.poll(() => source().textContent()).toContain('synthetic voice');
    await expect.poll(() => trouble().textContent()).toBe('');
    await expect.poll(button).not.toContain('No recording');
  });

  test('another tap plays it again without asking', async () => {
    await sound(page, 'arabic-msa:b').tap();
    await waitForSound(page);
    expect(asked('/api/phonemes/')).toHaveLength(1);
  });

  test('it is heard offline too, and a sound that was not asked for in time is not', async () => {
    const kept = `caches.open('phonochart-audio-v1').then((cache) => cache.keys()).then((keys) => keys.length)`;
    await expect.poll(() => page.evaluate(kept)).toBe(1);
    browser.expectErrors(/net::ERR_\w+ \(http:\/\/localhost:\d+\/(api\/|sw\.js)/);
    await browser.context.setOffline(true);
    await sound(page, 'arabic-msa:b').tap();
    await waitForSound(page);
    await sound(page, 'arabic-msa:s').tap();
    await trouble().getByText('No recording yet.').waitFor();
  });

  test('what was heard arrives once with the connection, though the answer to its first sending is lost', async () => {
    browser.expectErrors(/net::ERR_\w+ \(http:\/\/localhost:\d+\/api\/audio\/plays/);
    line.lost.add('/api/audio/plays');
    const lost = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/api/audio/plays'));
    await browser.context.setOffline(false);
    await lost;
    line.lost.clear();
    const sentAgain = page.waitForResponse((response) => response.url().endsWith('/api/audio/plays'));
    await page.reload();
    expect((await sentAgain).ok()).toBe(true);

    // The browser itself repeats a request whose connection broke, so there may be three.
    const [first, ...again] = asked('/api/audio/plays').map(({ body }) => body);
    expect(new Set(again)).toEqual(new Set([first]));
    for (const { last_at } of JSON.parse(first!).plays) expect(last_at).toMatch(/T00:00:00\.000Z$/);
    const { total } = await server.edit((store) => store.audioStats({ language: 'arabic-msa', limit: 5 }));
    expect(total.heard).toMatchObject({ tts: 2, generated: 1, none: 1, device: 0, native: 0, human: 0 });
  });
});

/** For how long a learner waits is not what is proved here, and a busy machine may take longer. */
const withPatience = `AbortSignal.timeout = ((timeout) => (milliseconds) => timeout(20 * milliseconds))(AbortSignal.timeout.bind(AbortSignal));`;
