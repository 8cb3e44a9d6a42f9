// Devices that keep nothing, or no more: the app says so plainly and goes on online.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chartIsThere, closeSheet, mirrorIsCurrent, openSheet, sheet, sound, star } from './chart-page.ts';
import { waitForSound } from './ears.ts';
import { RealBrowser } from './real-browser.ts';
import { RealServer } from './real-server.ts';

let server: RealServer;
beforeAll(async () => {
  server = await RealServer.start();
});
afterAll(() => server?.dispose());

const refusal = (page: Page) => page.getByText('This device refuses to store charts.');

describe('a browser that lets no site keep anything', () => {
  let browser: RealBrowser;
  let page: Page;
  beforeAll(async () => {
    browser = await RealBrowser.open({ storage: 'refused' });
    page = await browser.page(`${server.url}/english-gb`);
  });
  afterEach(() => expect(browser.errors).toEqual([]));
  afterAll(() => browser?.dispose());

  test('the refusal is real: no database, no cache, no local storage', async () => {
    expect(await page.evaluate(whatIsRefused)).toEqual(['localStorage', 'indexedDB', 'caches', 'serviceWorker']);
  });

  test('the app says so, and shows and plays its charts online', async () => {
    await chartIsThere(page);
    await refusal(page).waitFor();
    await page.getByRole('button', { name: 'Close', exact: true }).tap();
    await sound(page, 'english-gb:ʃ').tap();
    await waitForSound(page);
    await openSheet(page);
    await closeSheet(page);
  });

  test('edits arrive, stars and settings hold for the visit', async () => {
    await sound(page, 'english-gb:ʃ').tap();
    const details = await openSheet(page);
    await star(page, false).tap();
    await star(page, true).waitFor();
    await server.describe('english-gb:ʃ', 'An edit for a device that keeps nothing.');
    await details.getByText('An edit for a device that keeps nothing.').waitFor();
    await closeSheet(page);
    await page.getByRole('link', { name: 'Starred' }).tap();
    await page.getByRole('button', { name: 'Play /ʃ/' }).waitFor();
  });
});

describe('a device whose disk is full', () => {
  let browser: RealBrowser;
  let page: Page;
  beforeAll(async () => {
    browser = await RealBrowser.open();
    page = await browser.page(`${server.url}/settings`);
    await mirrorIsCurrent(page);
    await page.goto(`${server.url}/languages`);
    await page.getByRole('link', { name: /^Tiếng Việt/ }).waitFor();
    await page.evaluate('navigator.serviceWorker.ready');
    const protocol = await page.context().newCDPSession(page);
    const { usage } = (await page.evaluate('navigator.storage.estimate()')) as { usage: number };
    await protocol.send('Storage.overrideQuotaForOrigin', { origin: server.url, quotaSize: usage + 50_000 });
  });
  afterEach(() => expect(browser.errors).toEqual([]));
  afterAll(() => browser?.dispose());

  test('a pack that does not fit is said, and its language is heard online', async () => {
    await page.getByRole('link', { name: /^Tiếng Việt/ }).tap();
    await sound(page, 'vietnamese-hanoi:˧˥').tap();
    await waitForSound(page);
    await page.getByRole('link', { name: 'Languages' }).tap();
    await page.getByRole('link', { name: 'Not enough space for Vietnamese' }).waitFor();
  });

  test('an edit arrives even so', async () => {
    await page.goto(`${server.url}/english-gb?sound=s`);
    await sheet(page).waitFor();
    await server.describe('english-gb:s', 'An edit for a full disk.');
    await sheet(page).getByText('An edit for a full disk.').waitFor();
  });
});

const whatIsRefused = `(async () => {
  const tries = {
    localStorage: () => localStorage.setItem('try', '1'),
    indexedDB: () => new Promise((resolve, reject) => {
      const request = indexedDB.open('try');
      request.onsuccess = resolve;
      request.onerror = reject;
    }),
    caches: () => caches.open('try'),
    serviceWorker: () => navigator.serviceWorker.register('/sw.js'),
  };
  const refused = [];
  for (const [name, attempt] of Object.entries(tries)) try { await attempt(); } catch { refused.push(name); }
  return refused;
})()`;
