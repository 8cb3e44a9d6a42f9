// WCAG 2.2 AA by axe on every screen: phone and desk, light and dark, English and Vietnamese.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chartIsThere, sheet, sound } from './chart-page.ts';
import { hardChart, importHardChart } from './hard-chart.ts';
import { RealBrowser } from './real-browser.ts';
import { RealServer } from './real-server.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const sizes = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
];
/** In the dark only the colours are others. */
const schemes = [
  ['light', { type: 'tag', values: tags }],
  ['dark', { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }],
] as const;

/** Of the one-time link that makes the first admin. */
let setupToken = '';

type Screen = { path: string; ready(page: Page): Promise<unknown> };
const chart = (path: string): Screen => ({ path, ready: chartIsThere });
const words = (path: string, selector: string): Screen => ({ path, ready: (page) => page.locator(selector).waitFor() });

const screens: Readonly<Record<string, Screen>> = {
  'the chart of English': chart('/english-gb'),
  'the chart of Vietnamese, with tones': chart('/vietnamese-hanoi'),
  'the chart of Arabic': chart('/arabic-msa'),
  'the chart of the IPA, with clicks': chart('/ipa'),
  'a chart with clicks, four series, a tray and six trapezoids': words(`/${hardChart}`, '.click-grid'),
  'the details of a sound with no recording': words(`/${hardChart}?sound=t`, '.details .word-list'),
  'a chart with a sound heard': {
    path: '/english-gb',
    async ready(page) {
      await sound(page, 'english-gb:ʃ').click();
      await page.locator('.sound.current, .sound.playing').waitFor();
    },
  },
  'a phonetic chart': chart('/english-gb?mode=phonetic'),
  'the open menu': {
    path: '/english-gb',
    async ready(page) {
      await page.locator('.chart-menu > button').click();
      await page.locator('.chart-menu-list').waitFor();
    },
  },
  'the details of a sound': words('/english-gb?sound=t', '.details .realisations'),
  'the details of a tone': words('/vietnamese-hanoi?sound=˧˥', '.details .word-list'),
  'printing and exports': words('/english-gb/export', '.exports-preview'),
  'the languages': words('/languages', '.language-row >> nth=0'),
  'a search that finds nothing': words('/languages?q=zzz', '.nothing-found'),
  'the downloads': words('/downloads', '.pack-badges >> nth=0'),
  'the starred sounds': words('/starred', '.starred-list'),
  'the settings': words('/settings', '.settings .meter'),
  'the licences': words('/settings/licences', '.settings .parts'),
  'an unknown chart': words('/klingon', 'main button, main a'),
  'signing in with nothing filled in': {
    path: '/sign-in',
    async ready(page) {
      await page.locator('form [type=submit]').click();
      await page.locator('.field-error').first().waitFor();
    },
  },
  'a one-time link without its secret': words('/setup', '.settings-link'),
  'the account of an admin, with a new token': {
    path: '/account',
    async ready(page) {
      await page.locator('form').first().waitFor();
      if ((await page.locator('.studio.wide').count()) === 0) {
        const body = { token: setupToken, name: 'Mai', email: 'mai@example.org', password: 'four words in a row' };
        await page.evaluate(`fetch('/api/setup', {
          method: 'POST', headers: { 'content-type': 'application/json' }, body: ${JSON.stringify(JSON.stringify(body))},
        })`);
        await page.reload();
      }
      await page.locator('form [name=name]').first().fill('Recordings');
      await page.locator('form [type=submit]').first().click();
      await page.locator('.shown-once').waitFor();
      await page.locator('.rows li').nth(1).waitFor();
    },
  },
  // Last, since the app may remember it.
  'the list view': {
    path: '/english-gb',
    async ready(page) {
      await chartIsThere(page);
      // Asked for once; at the sizes after it the app has remembered, though its list may come a moment after the chart.
      if (page.viewportSize()?.width === sizes[0]?.width) {
        await page.locator('.chart-menu > button').click();
        await page.locator('.chart-menu-list button').first().click();
      }
      await page.locator('.consonant-list').waitFor();
    },
  },
};

describe.each(['en', 'vi'] as const)('in the interface language %s', (language) => {
  let server: RealServer;
  let browser: RealBrowser;
  let page: Page;
  beforeAll(async () => {
    server = await RealServer.start();
    await importHardChart(server);
    setupToken = new URL(await server.setupLink).hash.slice(1);
    browser = await RealBrowser.open({ screen: 'narrow', locale: language, still: true });
    page = await browser.page(`${server.url}/english-gb?sound=ʃ`);
    await sheet(page).locator('.star').click();
    await sheet(page).locator('.star[aria-pressed=true]').waitFor();
  });
  afterEach(() => expect(browser.errors).toEqual([]));
  afterAll(async () => {
    await browser?.dispose();
    await server?.dispose();
  });

  test('a fault that is planted is found, by day and by night', async () => {
    await page.goto(`${server.url}/languages`);
    await page.locator('.language-row').first().waitFor();
    await page.evaluate(axe);
    await page.evaluate(`document.querySelector('h1').style.color = 'var(--stripe)'`);
    for (const [colorScheme, runOnly] of schemes) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page, runOnly)).toEqual([expect.stringMatching(/^color-contrast: h1/)]);
    }
  });

  test.each(Object.entries(screens))('%s', async (_, { path, ready }) => {
    for (const size of sizes) {
      await page.setViewportSize(size);
      await page.goto(server.url + path);
      await ready(page);
      expect(await page.evaluate('document.documentElement.lang')).toBe(language);
      await page.evaluate(axe);
      for (const [colorScheme, runOnly] of schemes) {
        await page.emulateMedia({ colorScheme });
        expect(await violations(page, runOnly), `${size.width} px, ${colorScheme}`).toEqual([]);
      }
    }
  });
});

/** What axe finds, one line for each element. */
async function violations(page: Page, runOnly: object): Promise<string[]> {
  const run = `axe.run(document, { runOnly: ${JSON.stringify(runOnly)}, resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
      id + ': ' + target.join(' ') + ' ' + failureSummary.replaceAll(/\\s+/g, ' '))))`;
  return (await page.evaluate(run)) as string[];
}
