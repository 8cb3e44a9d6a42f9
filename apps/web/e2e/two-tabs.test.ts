// Two tabs at once: one of them replicates, both show what it brings, and the other takes over.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chartIsThere, sheet } from './chart-page.ts';
import { RealBrowser } from './real-browser.ts';
import { RealServer } from './real-server.ts';

describe('two tabs', () => {
  let server: RealServer;
  let browser: RealBrowser;
  let first: Page;
  let second: Page;

  beforeAll(async () => {
    server = await RealServer.start();
    browser = await RealBrowser.open();
    // Together, so that both meet an empty mirror.
    [first, second] = await Promise.all([
      browser.page(`${server.url}/english-gb?sound=ʃ`),
      browser.page(`${server.url}/english-gb?sound=ʃ`),
    ]);
  });
  afterAll(async () => {
    await browser?.dispose();
    await server?.dispose();
  });
  afterEach(() => expect(browser.errors).toEqual([]));

  test('both show the chart, and one of them replicates', async () => {
    await Promise.all([first, second].map(chartIsThere));
    await expect.poll(() => first.evaluate(holders)).toBe(1);
  });

  test('both receive an edit', async () => {
    await Promise.all([first, second].map((page) => sheet(page).waitFor()));
    await server.describe('english-gb:ʃ', 'An edit for two.');
    await Promise.all([first, second].map((page) => sheet(page).getByText('An edit for two.').waitFor()));
  });

  test('when the tab that replicates is closed, the other goes on', async () => {
    const leads = (page: Page) => page.evaluate(leading) as Promise<boolean>;
    await expect.poll(async () => [await leads(first), await leads(second)].sort()).toEqual([false, true]);
    const [leader, follower] = (await leads(first)) ? [first, second] : [second, first];
    await leader.close();
    await server.describe('english-gb:ʃ', 'An edit for the one that is left.');
    await sheet(follower).getByText('An edit for the one that is left.').waitFor();
  });
});

/** How many tabs hold a lock. */
const holders = 'navigator.locks.query().then(({ held }) => held.length)';

/** Only who replicates reads the manifest; the browser lists each request that a page has made. */
const leading = `performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/api/sync/manifest'))`;
