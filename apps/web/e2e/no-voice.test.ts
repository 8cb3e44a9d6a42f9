// Devices without a voice for the language: the app says so and finds what else can be heard, and never reads IPA aloud.
// The sound is an implosive, which the server's own voice cannot say either.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chartIsThere, sound } from './chart-page.ts';
import { deviceVoices, spoken, waitForSpeech } from './device-voices.ts';
import { heardPeak, waitForSound } from './ears.ts';
import { RealBrowser } from './real-browser.ts';
import { RealServer } from './real-server.ts';

let server: RealServer;
beforeAll(async () => {
  server = await RealServer.start({ chartOnly: ['vietnamese-hanoi'] });
});
afterAll(() => server?.dispose());

const trouble = (page: Page) => page.locator('.peek .trouble');

/** Opens a browser for one test, and closes it again. */
function browserFor(before?: string) {
  let browser: RealBrowser;
  beforeAll(async () => {
    browser = await RealBrowser.open(before ? { before } : {});
  });
  afterEach(() => expect(browser.errors).toEqual([]));
  afterAll(() => browser?.dispose());
  return {
    expectErrors: (pattern: RegExp) => browser.expectErrors(pattern),
    async open(path: string): Promise<Page> {
      const page = await browser.page(`${server.url}${path}`);
      await chartIsThere(page);
      return page;
    },
  };
}

describe('a browser that has no voices at all', () => {
  const browser = browserFor();

  test('says that the device has no voice for the language, and plays a clip of the example word', async () => {
    const [clip] = await server.clipsOf('english-gb:ʃ');
    rmSync(join(server.audioDir, clip!));
    browser.expectErrors(new RegExp(`404 \\(Not Found\\) \\(.*${encodeURI(clip!)}`));
    const page = await browser.open('/english-gb');
    await sound(page, 'english-gb:ʃ').tap();
    await waitForSound(page);
    await expect
      .poll(() => trouble(page).textContent())
      .toBe('The recording is missing. Your device has no English voice. Heard instead: “ship”, synthetic voice.');
  });

  test('says that nothing can be heard where no clip can stand in', async () => {
    const page = await browser.open('/vietnamese-hanoi');
    await sound(page, 'vietnamese-hanoi:ɓ').tap();
    await trouble(page).getByText('No recording yet. Your device has no Vietnamese voice.', { exact: true }).waitFor();
    expect(await heardPeak(page)).toBe(0);
  });

  test('a sound with neither clip nor word has no recording, and the app does not pretend otherwise', async () => {
    const page = await browser.open('/ipa');
    await sound(page, 'ipa:ǃ').tap();
    await trouble(page).getByText('No recording yet.', { exact: true }).waitFor();
  });
});

describe('a device that has voices, but none of the language', () => {
  const browser = browserFor(deviceVoices([{ lang: 'fr-FR' }, { lang: 'en_GB' }]));

  test('does not let another language’s voice say the word', async () => {
    const page = await browser.open('/vietnamese-hanoi');
    await sound(page, 'vietnamese-hanoi:ɓ').tap();
    await trouble(page).getByText('No recording yet. Your device has no Vietnamese voice.', { exact: true }).waitFor();
    expect(await spoken(page)).toEqual([]);
  });
});

describe('a device whose voices load late, and speak only where a gesture has let them', () => {
  const browser = browserFor(deviceVoices([{ lang: 'vie' }], { late: true, afterGesture: true }));

  test('is waited for, and speaks though the server was asked in between', async () => {
    const page = await browser.open('/vietnamese-hanoi');
    const words = await server.wordsOf('vietnamese-hanoi:ɓ');
    await sound(page, 'vietnamese-hanoi:ɓ').tap();
    const { text } = await waitForSpeech(page);
    expect(words).toContain(text);
    await expect.poll(() => trouble(page).textContent()).toBe('');
  });
});
