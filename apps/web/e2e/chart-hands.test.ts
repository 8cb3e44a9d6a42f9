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

async function press(page: Page, ...keys: string[]): Promise<string | undefined> {
  for (const key of keys) await page.keyboard.press(key);
  return focused(page);
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
    const stops = await page.evaluate(
      '[...document.querySelectorAll("[data-roving]")].map((grid) => grid.querySelectorAll("[data-sound][tabindex=\'0\']").length)',
    );
    expect(stops).toEqual([1, 1, 1]);
    await sound(page, 'english-gb:t').focus();
    await press(page, 'Tab');
    expect(await press(page, 'Shift+Tab')).toBe('english-gb:t');
  });

  test('arrows go to the nearest sound, Home and End along the row, with Ctrl to the first and last', async () => {
    await sound(page, 'english-gb:p').focus();
    expect(await press(page, 'ArrowRight')).toBe('english-gb:b');
    expect(await press(page, 'ArrowRight')).toBe('english-gb:t');
    expect(await press(page, 'ArrowDown')).toBe('english-gb:n');
    await sound(page, 'english-gb:t').focus();
    expect(await press(page, 'End')).toBe('english-gb:ɡ');
    expect(await press(page, 'Home')).toBe('english-gb:p');
    expect(await press(page, 'Control+End')).toBe('english-gb:w');
    expect(await press(page, 'Control+Home')).toBe('english-gb:p');
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
    expect(await panel.getByRole('heading', { level: 2 }).textContent()).toBe('Voiceless postalveolar fricative');
    expect(await panel.getByRole('region', { name: 'What you hear' }).textContent()).toMatch(
      /Synthetic voice.*No human recording yet\..*Heard between vowels/,
    );
  });

  test('Shift and Enter go to the panel, Escape comes back to the sound and to the chart’s own address', async () => {
    const chart = page.url();
    await sound(page, 'english-gb:k').focus();
    expect(await press(page, 'Shift+Enter')).toBe('details-title');
    expect(new URL(page.url()).searchParams.get('sound')).toBe('k');
    await sound(page, 'english-gb:k').focus();
    expect(await press(page, 'Shift+Enter')).toBe('details-title');
    expect(await press(page, 'Escape')).toBe('english-gb:k');
    await page.waitForURL(chart);
  });

  test('a sound is named by what it is, an example word in its own language, and never by its headings', async () => {
    const name = sound(page, 'english-gb:p').locator('.visually-hidden');
    expect(await name.textContent()).toMatch(/^voiceless bilabial plosive, as in \w+$/);
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
    const box = (await sound(page, 'english-gb:k').boundingBox())!;
    const touch = await page.context().newCDPSession(page);
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
    await sheet(page).waitFor();
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    expect(await focused(page)).toBe('details-title');
    expect(await heardPeak(page)).toBe(0);
    await closeSheet(page);
    expect(await focused(page)).toBe('english-gb:k');
  });

  test('a right click opens the details too, and Escape closes them', async () => {
    await sound(page, 'english-gb:m').click({ button: 'right' });
    expect(await sheet(page).getByRole('heading', { level: 2 }).textContent()).toBe('Voiced bilabial nasal');
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
    expect(await sheet(page).getByRole('heading', { level: 2 }).textContent()).toMatch(/unrounded vowel$/);
    await closeSheet(page);
    expect(await page.getByRole('radio', { name: /^Phonetic/ }).isChecked()).toBe(true);
    await page.locator('.chart-tabs [aria-current]', { hasText: 'Vowels' }).waitFor();
    expect(await page.locator('.sound.variant').count()).toBeGreaterThan(0);
  });

  test('the list view shows the same sounds, and stays for the next chart', async () => {
    await page.goto(`${server.url}/english-gb`);
    await chartIsThere(page);
    const ids = () =>
      page.evaluate('[...document.querySelectorAll("[data-sound]")].map((b) => b.dataset.sound).sort()');
    const inChart = await ids();
    await page.getByRole('button', { name: 'More', exact: true }).tap();
    await page.getByRole('button', { name: 'Show as list' }).tap();
    await page.locator('.consonant-list').waitFor();
    expect(await ids()).toEqual(inChart);
    await page.getByRole('link', { name: 'Languages' }).tap();
    await page
      .locator('.language-row')
      .getByRole('link', { name: /Arabic/ })
      .tap();
    await sound(page, 'arabic-msa:b').waitFor();
    await page.locator('.consonant-list').waitFor();
  });
});
