// The main job, end to end: open a language's chart, hear its sounds, lose the network, go on, and get what changed.
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  chartIsThere,
  closeSheet,
  isMarked,
  markPage,
  mirrorIsCurrent,
  openSheet,
  packIsReady,
  sheet,
  sound,
} from './chart-page.ts';
import { deviceVoices, spoken, waitForSpeech } from './device-voices.ts';
import { waitForSound } from './ears.ts';
import { RealBrowser } from './real-browser.ts';
import { RealServer } from './real-server.ts';

describe('the main job, on a phone', () => {
  let server: RealServer;
  let browser: RealBrowser;
  let page: Page;

  beforeAll(async () => {
    server = await RealServer.start();
    browser = await RealBrowser.open({ before: deviceVoices([{ lang: 'en-GB' }, { lang: 'vi-VN' }]) });
  });
  afterAll(async () => {
    await browser?.dispose();
    await server?.dispose();
  });
  afterEach(() => expect(browser.errors).toEqual([]));

  const titled = (details: Locator, name: string | RegExp) =>
    details.getByRole('heading', { level: 2, name, exact: true }).waitFor();
  const voiceOf = (details: Locator, words: string) =>
    expect.poll(() => details.getByRole('region', { name: 'What you hear' }).textContent()).toContain(words);

  test('a first visit shows a chart of the person’s own language', async () => {
    page = await browser.page(server.url);
    await chartIsThere(page);
    await page.getByRole('heading', { level: 1, name: /English/ }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/english-gb');
  });

  test('a tap on /ʃ/ truly sounds, and is no speech of the device', async () => {
    await sound(page, 'english-gb:ʃ').tap();
    await waitForSound(page);
    expect(await spoken(page)).toEqual([]);
  });

  test('the sheet tells what it is, in which words with the letters marked, and who is speaking', async () => {
    const details = await openSheet(page);
    await titled(details, 'Voiceless postalveolar fricative');
    const marked = details.locator('.word-list bdi');
    await expect.poll(() => marked.allTextContents()).toEqual(['ship', 'station', 'fish']);
    expect(await marked.first().innerHTML()).toBe('<u>sh</u>ip');
    expect(await details.locator('.word-list u').allTextContents()).toEqual(['sh', 'ti', 'sh']);
    await voiceOf(details, 'Synthetic voice');
    await details.getByRole('button', { name: 'Play station' }).tap();
    await waitForSound(page);
    await closeSheet(page);
  });

  test('the sheet of /t/ tells its variants, where each is said and in which words', async () => {
    await sound(page, 'english-gb:t').tap();
    await waitForSound(page);
    const details = await openSheet(page);
    const variants = details.locator('.realisations li');
    await expect.poll(() => variants.locator('.realisation-phone').allTextContents()).toContain('[tʰ]');
    await expect.poll(() => variants.first().textContent()).toMatch(/\w+ \w+/);
    await closeSheet(page);
  });

  test('Vietnamese has a tab of its own for its tones', async () => {
    await packIsReady(page, 'English');
    await page.getByText('Install Phonochart for offline use.').waitFor();
    await page.getByRole('button', { name: 'Not now' }).tap();
    await page.getByRole('link', { name: /^Tiếng Việt/ }).tap();
    await page.getByRole('link', { name: 'Tones 6' }).tap();
    const sắc = sound(page, 'vietnamese-hanoi:˧˥');
    await sắc.tap();
    await waitForSound(page);
    await expect.poll(() => page.locator('#chart-tones [data-sound]').count()).toBe(6);
    expect(new URL(page.url()).pathname).toBe('/vietnamese-hanoi/tones');
  });

  test('without network and server, after a reload, charts, sheets and sounds of both languages are there', async () => {
    await packIsReady(page, 'Vietnamese');
    await page.goto(`${server.url}/settings`);
    await mirrorIsCurrent(page);
    browser.expectErrors(/net::ERR_\w+ \(http:\/\/localhost:\d+\/(api\/|sw\.js)/);
    await browser.context.setOffline(true);
    await server.kill();
    await page.goto(`${server.url}/vietnamese-hanoi/tones`);
    await page.reload();
    await sound(page, 'vietnamese-hanoi:˨˩').tap();
    await waitForSound(page);
    const tone = await openSheet(page);
    await titled(tone, /tone/);
    await closeSheet(page);

    await page.getByRole('link', { name: 'Languages' }).tap();
    await page.getByText('You’re offline. What is on this device works.').waitFor();
    await page
      .getByRole('link', { name: /^English/ })
      .first()
      .tap();
    // One that was never tapped: it comes from the pack and not from what was heard before.
    await sound(page, 'english-gb:s').tap();
    await waitForSound(page);
    const details = await openSheet(page);
    await titled(details, 'Voiceless alveolar fricative');
    await voiceOf(details, 'Synthetic voice');
    await closeSheet(page);
  });

  test('a sound without a recording is said by the device with an example word, and the app says so', async () => {
    const words = await server.wordsOf('vietnamese-hanoi:ɓ');
    await page.goto(`${server.url}/vietnamese-hanoi`);
    await sound(page, 'vietnamese-hanoi:ɓ').tap();
    const { text, lang } = await waitForSpeech(page);
    expect(lang).toBe('vi-VN');
    expect(words).toContain(text);
    const details = await openSheet(page);
    await voiceOf(details, 'Device voice');
    await voiceOf(details, `No recording yet: your device says a word that has this sound, ${text}`);
    await closeSheet(page);
  });

  test('what an editor changed meanwhile is on the open page once the server is back, without a reload', async () => {
    await page.goto(`${server.url}/english-gb?sound=ʃ`);
    await sheet(page).waitFor();
    await markPage(page);
    await server.describe('english-gb:ʃ', 'Changed while nobody was online.');
    await server.start();
    await browser.context.setOffline(false);
    await sheet(page).getByText('Changed while nobody was online.').waitFor();

    await server.describe('english-gb:ʃ', 'Changed while everybody was online.');
    await sheet(page).getByText('Changed while everybody was online.').waitFor();
    expect(await isMarked(page)).toBe(true);
  });
});
