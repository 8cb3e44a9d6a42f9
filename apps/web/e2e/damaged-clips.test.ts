// Clips that are gone, arrive damaged or rot on the device: said plainly, the next choice is heard, the rest goes on.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chartIsThere, mirrorIsCurrent, sound } from './chart-page.ts';
import { deviceVoices, spoken, waitForSpeech } from './device-voices.ts';
import { waitForSound } from './ears.ts';
import { FaultyLine } from './faulty-line.ts';
import { RealBrowser } from './real-browser.ts';
import { RealServer } from './real-server.ts';

describe('damaged clips', () => {
  let server: RealServer;
  let line: FaultyLine;
  let browser: RealBrowser;
  let page: Page;
  let rotting: string[];
  const trouble = () => page.locator('.peek .trouble');

  beforeAll(async () => {
    server = await RealServer.start();
    line = await FaultyLine.to(server.url);
    const clips = await Promise.all(['ʃ', 'ʒ', 's', 'h'].map((symbol) => server.clipsOf(`english-gb:${symbol}`)));
    expect(clips.map(({ length }) => length)).toEqual([1, 1, 1, 1]);
    const [missing, garbled, ...kept] = clips.flat();
    rmSync(join(server.audioDir, missing!));
    line.garbled.add(`/api/audio/${garbled}`);
    rotting = kept.map((clip) => `/api/audio/${clip}`);
    browser = await RealBrowser.open({ before: deviceVoices([{ lang: 'en-GB' }]) });
    // The browser itself logs the one file that the server does not have.
    browser.expectErrors(new RegExp(`404 \\(Not Found\\) \\(.*${encodeURI(missing!)}`));
    page = await browser.page(`${line.url}/settings`);
    await mirrorIsCurrent(page);
    await page.goto(line.url);
    await chartIsThere(page);
  });
  afterAll(async () => {
    await browser?.dispose();
    await line?.dispose();
    await server?.dispose();
  });
  afterEach(() => expect(browser.errors).toEqual([]));

  test('a clip that the server does not have: the app says so, and the device says a word instead', async () => {
    await sound(page, 'english-gb:ʃ').tap();
    expect(await waitForSpeech(page)).toEqual({ text: 'ship', lang: 'en-GB' });
    await expect
      .poll(() => trouble().textContent())
      .toBe('The recording is missing. Heard instead: “ship”, device voice.');
  });

  test('a clip whose bytes are not what its hash says is not played', async () => {
    await sound(page, 'english-gb:ʒ').tap();
    const { text } = await waitForSpeech(page);
    await expect
      .poll(() => trouble().textContent())
      .toBe(`The recording is damaged. Heard instead: “${text}”, device voice.`);
  });

  test('the pack goes on with the rest, says how many it lacks, and gets them when they can be had', async () => {
    await page.getByRole('link', { name: 'Languages' }).tap();
    const repair = page.getByRole('button', { name: 'Get the 2 missing sounds of English' });
    await repair.waitFor({ timeout: 90_000 });
    line.garbled.clear();
    await repair.tap();
    await page.getByRole('button', { name: 'Get the 1 missing sounds of English' }).waitFor();
    await page.goBack();
    await sound(page, 'english-gb:p').tap();
    await waitForSound(page);
    expect(await spoken(page)).toEqual([]);
  });

  test('a copy that rotted on the device is fetched afresh, heard and kept', async () => {
    await rot(page, rotting[0]!);
    await page.reload();
    await sound(page, 'english-gb:s').tap();
    await waitForSound(page);
    expect(await spoken(page)).toEqual([]);
    expect(await firstByteKept(page, rotting[0]!)).not.toBe(ROT);
  });

  test('offline, such a copy is not played either: the app says so, and the device says a word', async () => {
    await rot(page, rotting[1]!);
    browser.expectErrors(/net::ERR_\w+ \(http:\/\/localhost:\d+\/(api\/|sw\.js)/);
    await server.kill();
    await browser.context.setOffline(true);
    await page.reload();
    await sound(page, 'english-gb:h').tap();
    const { text } = await waitForSpeech(page);
    const said = new RegExp(`^The recording .+\\. Heard instead: “${text}”, device voice\\.$`);
    await expect.poll(() => trouble().textContent()).toMatch(said);
  });
});

const ROT = 85;

const firstByteKept = (page: Page, path: string): Promise<unknown> =>
  page.evaluate(`caches.open('phonochart-audio-v1').then((cache) => cache.match('${path}'))
    .then((kept) => kept.arrayBuffer()).then((bytes) => new Uint8Array(bytes)[0])`);

/** Overwrites the copy of a clip that the service worker keeps. */
async function rot(page: Page, path: string): Promise<void> {
  const there = await page.evaluate(`caches.open('phonochart-audio-v1').then(async (cache) => {
    const there = await cache.match('${path}') !== undefined;
    await cache.put('${path}', new Response(new Uint8Array(3000).fill(${ROT}), { headers: { 'Content-Type': 'audio/mpeg' } }));
    return there;
  })`);
  expect(there).toBe(true);
}
