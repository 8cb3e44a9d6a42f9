// The chart under fingers, mouse and keyboard: what plays, what opens, where the focus goes.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chartIsThere, closeSheet, sheet, sound } from './chart-page.ts';
import { deviceVoices } from './device-voices.ts';
import { forgetHeard, heardPeak, waitForSound } from './ears.ts';
import { RealBrowser } from './real-browser.ts';
import { RealServer } from './real-server.ts';

let server: RealServer;
beforeAll(async () => {
  server = await RealServer.start();
});
afterAll(() => server?.dispose());

const focused = (page: Page): Promise<string | undefined> =>
  page.evaluate('document.activeElement?.dataset.sound ?? document.activeElement?.id') as Promise<string | undefined>;

const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

/** Presses a key, and waits until the focus is where it leads. */
async function leads(page: Page, key: string, to: string): Promise<void> {
  await page.keyboard.press(key);
  await expect.poll(() => focused(page)).toBe(to);
}

describe('keys, on a desk', () => {
  let browser: RealBrowser;
  let page: Page;
  beforeAll(async () => {
    browser = await RealBrowser.open({ screen: 'desk', before: deviceVoices([{ lang: 'en-GB' }]) });
    page = await browser.page(`${server.url}/english-gb`);
    await chartIsThere(page);
  });
  afterAll(() => browser?.dispose());
  afterEach(() => expect(browser.errors).toEqual([]));

  test('a grid is one tab stop, and remembers which sound it was', async () => {
    const stops = `[...document.querySelectorAll('[data-roving]')].map((grid) =>
      grid.querySelectorAll('[data-sound][tabindex="0"]').length)`;
    await expect.poll(() => page.evaluate(stops)).toEqual([1, 1, 1]);
    await sound(page, 'english-gb:t').focus();
    await press(page, 'Tab');
    await leads(page, 'Shift+Tab', 'english-gb:t');
  });

  test('arrows go to the nearest sound, Home and End along the row, with Ctrl to the first and last', async () => {
    await sound(page, 'english-gb:p').focus();
    await leads(page, 'ArrowRight', 'english-gb:b');
    await leads(page, 'ArrowRight', 'english-gb:t');
    await leads(page, 'ArrowDown', 'english-gb:n');
    await sound(page, 'english-gb:t').focus();
    await leads(page, 'End', 'english-gb:ɡ');
    await leads(page, 'Home', 'english-gb:p');
    await leads(page, 'Control+End', 'english-gb:w');
    await leads(page, 'Control+Home', 'english-gb:p');
  });

  test('Enter and Space play, S plays slowly, arrows alone play nothing', async () => {
    await sound(page, 'english-gb:s').focus();
    await forgetHeard(page);
    await press(page, 'ArrowRight', 'ArrowLeft');
    expect(await heardPeak(page)).toBe(0);
    for (const key of ['Enter', 'Space', 's']) {
      await page.keyboard.press(key);
      await waitForSound(page);
    }
  });

  test('a tap shows the sound in the panel, with what is heard and why', async () => {
    await sound(page, 'english-gb:ʃ').click();
    await waitForSound(page);
    const panel = page.getByRole('complementary');
    const title = panel.getByRole('heading', { level: 2 });
    await expect.poll(() => title.textContent()).toBe('Voiceless postalveolar fricative');
    await expect
      .poll(() => panel.getByRole('region', { name: 'What you hear' }).textContent())
      .toMatch(/Synthetic voice.*No human recording yet\..*Heard between vowels/);
  });

  test('Shift and Enter go to the panel, Escape comes back to the sound and to the chart’s own address', async () => {
    const chart = page.url();
    await sound(page, 'english-gb:k').focus();
    await leads(page, 'Shift+Enter', 'details-title');
    expect(new URL(page.url()).searchParams.get('sound')).toBe('k');
    await sound(page, 'english-gb:k').focus();
    await leads(page, 'Shift+Enter', 'details-title');
    await leads(page, 'Escape', 'english-gb:k');
    await page.waitForURL(chart);
  });

  test('a sound is named by what it is, an example word in its own language, and never by its headings', async () => {
    const name = sound(page, 'english-gb:p').locator('.visually-hidden');
    await expect.poll(() => name.textContent()).toMatch(/^voiceless bilabial plosive, as in \w+$/);
    expect(await name.locator('[lang]').getAttribute('lang')).toBe('en-GB');
    expect(await page.locator('[role=gridcell][aria-label], [role=gridcell] [aria-label]').count()).toBe(0);
  });
});

describe('fingers, on a phone', () => {
  let browser: RealBrowser;
  let page: Page;
  beforeAll(async () => {
    browser = await RealBrowser.open({ before: deviceVoices([{ lang: 'en-GB' }]) });
    page = await browser.page(`${server.url}/english-gb`);
    await chartIsThere(page);
  });
  afterAll(() => browser?.dispose());
  afterEach(() => expect(browser.errors).toEqual([]));

  test('a long press opens the details and plays nothing; closing gives the focus back', async () => {
    await forgetHeard(page);
    // Once it is where it stays.
    await sound(page, 'english-gb:k').tap({ trial: true });
    const box = (await sound(page, 'english-gb:k').boundingBox())!;
    const touch = await page.context().newCDPSession(page);
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
    await sheet(page).waitFor();
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect.poll(() => focused(page)).toBe('details-title');
    expect(await heardPeak(page)).toBe(0);
    await closeSheet(page);
    await expect.poll(() => focused(page)).toBe('english-gb:k');
  });

  test('a right click opens the details too, and Escape closes them', async () => {
    await sound(page, 'english-gb:m').click({ button: 'right' });
    const title = sheet(page).getByRole('heading', { level: 2 });
    await expect.poll(() => title.textContent()).toBe('Voiced bilabial nasal');
    await page.keyboard.press('Escape');
    await sheet(page).waitFor({ state: 'detached' });
    await sound(page, 'english-gb:m').tap();
    await waitForSound(page);
  });

  test('the sheet has an address, and Back closes it first', async () => {
    const chart = page.url();
    await page.getByRole('button', { name: 'Open details' }).tap();
    await sheet(page).waitFor();
    expect(new URL(page.url()).searchParams.get('sound')).toBe('m');
    await page.goBack();
    await sheet(page).waitFor({ state: 'detached' });
    expect(page.url()).toBe(chart);
  });

  test('a deep link opens tab, notation and sheet', async () => {
    await page.goto(`${server.url}/english-gb/vowels?mode=phonetic&sound=${encodeURIComponent('æ')}`);
    const title = sheet(page).getByRole('heading', { level: 2 });
    await expect.poll(() => title.textContent()).toMatch(/unrounded vowel$/);
    await closeSheet(page);
    await page.getByRole('radio', { name: /^Phonetic/, checked: true }).waitFor({ state: 'attached' });
    await page.locator('.chart-tabs [aria-current]', { hasText: 'Vowels' }).waitFor();
    await page.locator('.sound.variant').first().waitFor();
  });

  test('the list view shows the same sounds, and stays for the next chart', async () => {
    await page.goto(`${server.url}/english-gb`);
    await chartIsThere(page);
    const shown = () =>
      page.evaluate('[...document.querySelectorAll("[data-sound]")].map((button) => button.dataset.sound).sort()');
    const sounds = (await server.phonemesOf('english-gb')).sort();
    await expect.poll(shown).toEqual(sounds);
    await page.getByRole('button', { name: 'More', exact: true }).tap();
    await page.getByRole('button', { name: 'Show as list' }).tap();
    await page.locator('.consonant-list').waitFor();
    await expect.poll(shown).toEqual(sounds);
    await page.getByRole('link', { name: 'Languages' }).tap();
    await page
      .locator('.language-row')
      .getByRole('link', { name: /Arabic/ })
      .tap();
    await sound(page, 'arabic-msa:b').waitFor();
    await page.locator('.consonant-list').waitFor();
  });
});
