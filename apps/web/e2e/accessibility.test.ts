// WCAG 2.2 AA by axe on every screen: phone and desk, light and dark in English; its words once more in Vietnamese.
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

const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 800 };

const all = { type: 'tag', values: tags };
/** In the dark only the colours are others, and in another language all but they. */
const colours = ['color-contrast', 'link-in-text-block'];
const schemes = [
  ['light', { runOnly: all }],
  ['dark', { runOnly: { type: 'rule', values: colours } }],
] as const;
const words = { runOnly: all, rules: Object.fromEntries(colours.map((rule) => [rule, { enabled: false }])) };

type Screen = { path: string; signedIn?: boolean; ready(page: Page): Promise<unknown> };
const chart = (path: string): Screen => ({ path, ready: chartIsThere });
const part = (path: string, selector: string): Screen => ({ path, ready: (page) => page.locator(selector).waitFor() });

const screens: Readonly<Record<string, Screen>> = {
  'the chart of English': chart('/english-gb'),
  'the chart of Vietnamese, with tones': chart('/vietnamese-hanoi'),
  'the chart of Arabic': chart('/arabic-msa'),
  'the chart of the IPA, with clicks': chart('/ipa'),
  'a chart with clicks, four series, a tray and six trapezoids': part(`/${hardChart}`, '.click-grid'),
  'the details of a sound with no recording': part(`/${hardChart}?sound=t`, '.details .word-list'),
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
  'the details of a sound': part('/english-gb?sound=t', '.details .realisations'),
  'the details of a tone': part('/vietnamese-hanoi?sound=˧˥', '.details .word-list'),
  'printing and exports': part('/english-gb/export', '.exports-preview'),
  'the languages': part('/languages', '.language-row >> nth=0'),
  'a search that finds nothing': part('/languages?q=zzz', '.nothing-found'),
  'the downloads': part('/downloads', '.pack-badges >> nth=0'),
  'the starred sounds': part('/starred', '.starred-list'),
  'the settings': part('/settings', '.settings .meter'),
  'the licences': part('/settings/licences', '.settings .parts'),
  'an unknown chart': part('/klingon', 'main button, main a'),
  'signing in with nothing filled in': {
    path: '/sign-in',
    async ready(page) {
      await page.locator('form [type=submit]').click();
      await page.locator('.field-error').first().waitFor();
    },
  },
  'a one-time link without its secret': part('/setup', '.settings-link'),
  'the account of an admin, with a new token': {
    path: '/account',
    signedIn: true,
    async ready(page) {
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
      // Asked for once; at the size after it the app has remembered, though its list may come a moment after the chart.
      if (page.viewportSize()?.width === phone.width) {
        await page.locator('.chart-menu > button').click();
        await page.locator('.chart-menu-list button').first().click();
      }
      await page.locator('.consonant-list').waitFor();
    },
  },
};

let server: RealServer;
let session: { name: string; value: string };
beforeAll(async () => {
  server = await RealServer.start();
  await importHardChart(server);
  session = await firstAdmin();
});
afterAll(() => server?.dispose());

/** Opens a browser for some tests, with a star set. */
function browserIn(locale: 'en' | 'vi') {
  let browser: RealBrowser;
  let page: Page;
  beforeAll(async () => {
    browser = await RealBrowser.open({ screen: 'narrow', locale, still: true });
    page = await browser.page(`${server.url}/english-gb?sound=ʃ`);
    await sheet(page).locator('.star').click();
    await sheet(page).locator('.star[aria-pressed=true]').waitFor();
  });
  afterEach(() => expect(browser.errors).toEqual([]));
  afterAll(() => browser?.dispose());
  return {
    async show({ path, signedIn = false, ready }: Screen, size: typeof phone): Promise<Page> {
      if (signedIn) await browser.context.addCookies([{ ...session, url: server.url }]);
      else await browser.context.clearCookies();
      await page.setViewportSize(size);
      await page.goto(server.url + path);
      await ready(page);
      await expect.poll(() => page.evaluate('document.documentElement.lang')).toBe(locale);
      await page.evaluate(axe);
      return page;
    },
  };
}

describe('in English', () => {
  const browser = browserIn('en');

  test('a fault that is planted is found, by day and by night', async () => {
    const page = await browser.show(part('/languages', '.language-row >> nth=0'), phone);
    await page.evaluate(`document.querySelector('h1').style.color = 'var(--stripe)'`);
    for (const [colorScheme, options] of schemes) {
      await page.emulateMedia({ colorScheme });
      expect(await violations(page, options)).toEqual([expect.stringMatching(/^color-contrast: h1/)]);
    }
  });

  test.each(Object.entries(screens))('%s', async (_, screen) => {
    for (const size of [phone, desk]) {
      const page = await browser.show(screen, size);
      for (const [colorScheme, options] of schemes) {
        await page.emulateMedia({ colorScheme });
        expect(await violations(page, options), `${size.width} px, ${colorScheme}`).toEqual([]);
      }
    }
  });
});

describe('in Vietnamese', () => {
  const browser = browserIn('vi');

  test('a word that is missing is found', async () => {
    const page = await browser.show(part('/languages', '.language-row >> nth=0'), phone);
    await page.evaluate(`document.querySelector('search label').remove()`);
    await page.evaluate(`document.querySelector('search input').removeAttribute('placeholder')`);
    expect(await violations(page, words)).toEqual([expect.stringMatching(/^label: /)]);
  });

  test.each(Object.entries(screens))('%s', async (_, screen) => {
    expect(await violations(await browser.show(screen, phone), words)).toEqual([]);
  });
});

/** Makes the first admin by the one-time link, and gives the cookie of their session. */
async function firstAdmin(): Promise<{ name: string; value: string }> {
  const token = new URL(await server.setupLink).hash.slice(1);
  const answer = await fetch(`${server.url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ token, name: 'Mai', email: 'mai@example.org', password: 'four words in a row' }),
  });
  const [, name, value] = /^([^=]+)=([^;]+)/.exec(answer.headers.getSetCookie()[0] ?? '') ?? [];
  if (!name || !value) throw new Error(`no session: ${answer.status}`);
  return { name, value };
}

/** What axe finds, one line for each element. */
async function violations(page: Page, options: object): Promise<string[]> {
  const run = `axe.run(document, { ...${JSON.stringify(options)}, resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
      id + ': ' + target.join(' ') + ' ' + failureSummary.replaceAll(/\\s+/g, ' '))))`;
  return (await page.evaluate(run)) as string[];
}
