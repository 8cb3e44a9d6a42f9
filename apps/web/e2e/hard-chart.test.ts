// A chart that is hard to draw, as it truly stands on the screen: nothing hidden, nothing out of reach, no promise of a sound that is not there.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chartIsThere, sheet } from './chart-page.ts';
import { hardChart, importHardChart } from './hard-chart.ts';
import { RealBrowser } from './real-browser.ts';
import { RealServer } from './real-server.ts';

let server: RealServer;
let browser: RealBrowser;
let page: Page;
beforeAll(async () => {
  server = await RealServer.start();
  await importHardChart(server);
  browser = await RealBrowser.open({ screen: 'narrow', locale: 'en', still: true });
  page = await browser.page(`${server.url}/${hardChart}`);
});
afterEach(() => expect(browser.errors).toEqual([]));
afterAll(async () => {
  await browser?.dispose();
  await server?.dispose();
});

const allAreDrawn = (more: number) => expect.poll(() => page.locator('[data-sound]').count()).toBeGreaterThan(more);
const pageWidth = () => page.evaluate('document.documentElement.scrollWidth');

/** Sounds of each group with one tab stop, as far as they are shown, and what is wrong with their buttons. */
const groups = `[...document.querySelectorAll('[data-roving]')].map((group) =>
  [...group.querySelectorAll('[data-sound]')].filter((button) => button.checkVisibility()))`;
const faults = `${groups}.flatMap((buttons) => buttons.flatMap((button, index) => {
  const box = (element) => element.getBoundingClientRect();
  const symbol = button.querySelector('.sound-symbol');
  const wide = symbol && box(symbol).width > box(button).width ? ['too wide: ' + button.dataset.sound] : [];
  const round = button.classList.contains('round');
  const [a, hidden] = [box(button), []];
  for (const other of buttons.slice(index + 1)) {
    const b = box(other);
    const [x, y] = [Math.abs(a.x + a.width / 2 - b.x - b.width / 2), Math.abs(a.y + a.height / 2 - b.y - b.height / 2)];
    if (round ? Math.hypot(x, y) < 43 : x < (a.width + b.width) / 2 - 1 && y < (a.height + b.height) / 2 - 1)
      hidden.push(button.dataset.sound + ' and ' + other.dataset.sound + ' overlap');
  }
  return [...wide, ...hidden];
}))`;
/** Presses every arrow on every sound that arrows have led to, and tells which they never reached. */
const unreached = `${groups}.flatMap((buttons) => {
  const reached = new Set(buttons.slice(0, 1));
  for (const button of reached)
    for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) {
      button.focus({ preventScroll: true });
      button.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      reached.add(document.activeElement);
    }
  return buttons.filter((button) => !reached.has(button)).map((button) => button.dataset.sound);
})`;

describe.each([
  ['a phone', 360, 740],
  ['the narrowest phone', 320, 640],
  ['a desk', 1280, 800],
])('on %s', (_, width, height) => {
  test.each(['', '?mode=phonetic'])(
    'every sound of /hard-chart%s is whole, bare and within reach of the arrows',
    async (query) => {
      await page.setViewportSize({ width, height });
      await page.goto(`${server.url}/${hardChart}${query}`);
      await page.locator('.click-grid').waitFor();
      await allAreDrawn(90);
      await expect.poll(() => page.evaluate(faults)).toEqual([]);
      await expect.poll(() => page.evaluate(unreached)).toEqual([]);
      await expect.poll(pageWidth).toBeLessThanOrEqual(width);
    },
  );
});

describe('on a phone', () => {
  beforeAll(() => page.setViewportSize({ width: 360, height: 740 }));

  test('text of twice the size makes lists of all charts, clicks under their names', async () => {
    await page.goto(`${server.url}/${hardChart}`);
    await chartIsThere(page);
    await page.evaluate(`document.documentElement.style.fontSize = '200%'`);
    await page.locator('.consonant-list').waitFor();
    await page.locator('.clicks h3', { hasText: 'Nasal: Plain' }).waitFor();
    await allAreDrawn(90);
    await expect.poll(pageWidth).toBeLessThanOrEqual(360);
  });

  test('a word that nobody can say has no button that promises it', async () => {
    await page.goto(`${server.url}/${hardChart}?sound=t`);
    const words = sheet(page).locator('.word-list');
    await words.getByText('tapa').waitFor();
    expect(await words.getByRole('button').count()).toBe(0);
    await page.goto(`${server.url}/english-gb?sound=t`);
    await words.getByRole('button').first().waitFor();
  });

  test('a chart names the other descriptions of its language, and leads there', async () => {
    await page.goto(`${server.url}/english-gb`);
    const others = page.locator('.about-others');
    await others.getByText('General American · 4').waitFor();
    await others.getByRole('link').first().click();
    await page.waitForURL('**/english-us');
  });
});
