// The way around: every view has an address, keys reach everything, and Back and Escape close what lies on top first.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chartIsThere, focused, mirrorIsCurrent, sheet, sound } from './chart-page.ts';
import { RealBrowser } from './real-browser.ts';
import { RealServer } from './real-server.ts';

describe('the screens', () => {
  let server: RealServer;
  let browser: RealBrowser;
  let page: Page;
  const search = () => page.getByRole('searchbox', { name: 'Search languages and sounds' });
  const title = () => page.getByRole('heading', { level: 1 });
  const open = (path: string) => page.goto(server.url + path);
  const focusIsOn = (name: string) => expect.poll(() => focused(page)).toBe(name);
  const address = () => {
    const { pathname, search } = new URL(page.url());
    return pathname + search;
  };

  beforeAll(async () => {
    server = await RealServer.start();
    browser = await RealBrowser.open({ screen: 'narrow' });
    page = await browser.page(`${server.url}/english-gb`);
    await chartIsThere(page);
  });
  afterAll(async () => {
    await browser?.dispose();
    await server?.dispose();
  });
  afterEach(() => expect(browser.errors).toEqual([]));

  test('Shift+Enter opens the details, their heading has the focus, Escape closes them and gives it back', async () => {
    await sound(page, 'english-gb:t').focus();
    await page.keyboard.press('Shift+Enter');
    await sheet(page).waitFor();
    await focusIsOn('Voiceless alveolar plosive');
    expect(new URL(page.url()).searchParams.get('sound')).toBe('t');
    await page.keyboard.press('Escape');
    await sheet(page).waitFor({ state: 'detached' });
    await focusIsOn('english-gb:t');
    await expect.poll(address).toBe('/english-gb');
  });

  test('/ leads from a chart to the search, and is a letter there', async () => {
    await page.keyboard.press('/');
    await page.locator('#language-search:focus').waitFor();
    await page.keyboard.type('x/x');
    await page.getByText('No language matches “x/x”.').waitFor();
    await search().fill('VIET');
    await page.getByRole('link', { name: /^Tiếng Việt/ }).waitFor();
    await expect.poll(() => page.locator('.language-row').count()).toBe(1);
    // The address follows once the typing rests.
    await expect.poll(address).toBe('/languages?q=VIET');
  });

  test('a sound is found by symbol, look-alike, X-SAMPA, words, spelling and example, and opens its details', async () => {
    const result = (name: RegExp) => page.locator('a.sound-result', { hasText: name }).first();
    for (const [typed, name] of [
      ['ʃ', /Voiceless postalveolar fricative/i],
      ['g', /Voiced velar plosive/i],
      ['D', /Voiced dental fricative/i],
      ['voiced lateral', /Voiced alveolar lateral approximant/i],
      ['sh', /Spelled sh/],
      ['shi', /As in ship/],
    ] as const) {
      await search().fill(typed);
      await result(name).waitFor();
    }
    await search().fill('ʃ');
    // A click on a row of the search before would be lost with it.
    await result(/As in ship/).waitFor({ state: 'detached' });
    await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('ʃ');
    await result(/postalveolar/i).click();
    await sheet(page).waitFor();
    expect(new URL(page.url()).searchParams.get('sound')).toBe('ʃ');
    await page.goBack();
    await search().waitFor();
  });

  test('a sound of any language tells who has it, leads to it in a chart, and Back leads to the same list', async () => {
    await search().fill('voiceless retroflex plosive');
    const retroflex = page.getByRole('button', { name: /^Voiceless retroflex plosive \d+ languages/i });
    await retroflex.click();
    await page.getByRole('link', { name: /^हिन्दी/ }).click();
    await sheet(page).waitFor();
    expect(new URL(page.url()).pathname).toBe('/hindi-standard');
    expect(new URL(page.url()).searchParams.get('sound')).toBe('ʈ');
    await page.goBack();
    await page.getByRole('link', { name: /^हिन्दी/ }).waitFor();
    expect(await retroflex.getAttribute('aria-expanded')).toBe('true');
    await search().fill('languages with ʈ and ɡ');
    await page.getByRole('heading', { name: 'Languages with ʈ and ɡ' }).waitFor();
    await search().fill('');
  });

  test('Back leads from the search to the chart, and where the way began', async () => {
    await page.goBack();
    await chartIsThere(page);
    expect(new URL(page.url()).pathname).toBe('/english-gb');
  });

  test('a change of screen moves the focus to its heading', async () => {
    await page.getByRole('link', { name: 'Starred' }).click();
    await page.getByText('No starred sounds yet.').waitFor();
    await focusIsOn('Starred');
    await expect.poll(() => page.title()).toBe('Starred · Phonochart');
  });

  test('a single-key shortcut can be turned off', async () => {
    await open('/settings');
    await mirrorIsCurrent(page);
    await page.getByRole('switch', { name: 'Single-key shortcuts' }).uncheck();
    // Within the page: a setting may still be on its way to the disk.
    await page.getByRole('link', { name: 'Chart', exact: true }).click();
    await sound(page, 'english-gb:t').focus();
    await page.keyboard.press('/');
    await page.keyboard.press('Shift+Enter');
    await sheet(page).waitFor();
    expect(new URL(page.url()).pathname).toBe('/english-gb');
  });

  test.each([
    ['/languages?q=arab', () => page.getByRole('link', { name: /^العربية/ })],
    ['/languages?filter=tonal', () => page.getByRole('button', { name: 'Has tones', pressed: true })],
    ['/starred', () => page.getByText('No starred sounds yet.')],
    ['/downloads', () => page.getByRole('heading', { name: 'Storage on this device' })],
    ['/settings', () => page.getByRole('radio', { name: 'Automatic' }).first()],
    ['/settings/licences', () => page.getByText('SIL Open Font License').first()],
    ['/vietnamese-hanoi/tones', () => page.locator('.chart-tabs [aria-current]', { hasText: 'Tones' })],
    ['/english-gb?mode=phonetic', () => page.getByRole('radio', { name: /^Phonetic/, checked: true })],
    ['/arabic-msa?sound=tˤ', () => page.getByRole('dialog').getByText('/tˤ/')],
    ['/ENGLISH-GB', () => page.getByRole('heading', { name: /^English/ })],
    ['/klingon', () => page.getByText('There is no chart here.')],
  ])('the address %s opens its view by itself, and after a reload', async (path, shown) => {
    await open(path);
    await shown().waitFor({ state: 'attached' });
    await page.reload();
    await shown().waitFor({ state: 'attached' });
  });

  test('details opened by their address close onto their chart', async () => {
    await open('/english-gb?sound=ʃ');
    await sheet(page).waitFor();
    await page.keyboard.press('Escape');
    await sheet(page).waitFor({ state: 'detached' });
    await expect.poll(() => title().textContent()).toContain('English');
    await expect.poll(address).toBe('/english-gb');
  });
});
