// From one build to the next: the new version waits until the person says so, and takes nothing from their hands.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chartIsThere, isMarked, markPage, mirrorIsCurrent } from './chart-page.ts';
import { deployNextBuild } from './next-build.ts';
import { RealBrowser } from './real-browser.ts';
import { RealServer } from './real-server.ts';

describe('an update of the app', () => {
  let server: RealServer;
  let browser: RealBrowser;
  let page: Page;
  let other: Page;

  beforeAll(async () => {
    server = await RealServer.start();
    browser = await RealBrowser.open();
    page = await browser.page(`${server.url}/settings`);
    await mirrorIsCurrent(page);
    await page.goto(server.url);
    await chartIsThere(page);
    await page.evaluate('navigator.serviceWorker.ready');
    other = await browser.page(server.url);
    await chartIsThere(other);
    await Promise.all([page, other].map(markPage));
    deployNextBuild(server);
  });
  afterAll(async () => {
    await browser?.dispose();
    await server?.dispose();
  });
  afterEach(() => expect(browser.errors).toEqual([]));

  const prompt = (on: Page) => on.getByText('New version ready.');

  test('a page that is looked at again offers the new version and does not reload by itself', async () => {
    // As often as it takes: a page listens for it once its worker is registered.
    await expect
      .poll(async () => {
        await page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
        return prompt(page).isVisible();
      })
      .toBe(true);
    await prompt(other).waitFor();
    expect(await build(page)).toBe('this');
    expect(await isMarked(page)).toBe(true);
  });

  test('[Later] leaves the old version at work, and the next visit offers again', async () => {
    await page.getByRole('button', { name: 'Later', exact: true }).click();
    await prompt(page).waitFor({ state: 'detached' });
    expect(await isMarked(page)).toBe(true);
    await page.reload();
    await chartIsThere(page);
    expect(await build(page)).toBe('this');
    await prompt(page).waitFor();
  });

  test('[Restart] brings the new version, in this tab alone', async () => {
    await page.getByRole('button', { name: 'Restart' }).click();
    await page.locator('html[data-build=next]').waitFor();
    await chartIsThere(page);
    expect(await prompt(page).count()).toBe(0);
    expect(await isMarked(other)).toBe(true);
  });

  test('a tab of the old version still gets the files that it has not yet loaded', async () => {
    const loaded = (await other.evaluate(scripts)) as string[];
    await other.getByRole('link', { name: 'Languages' }).click();
    await other.getByRole('heading', { name: 'Languages', exact: true }).waitFor();
    const lately = ((await other.evaluate(scripts)) as string[]).filter((name) => !loaded.includes(name));
    expect(lately.length).toBeGreaterThan(0);
    expect(await build(other)).toBe('this');
    expect(await isMarked(other)).toBe(true);
  });

  test('the new version works without the server', async () => {
    browser.expectErrors(/net::ERR_\w+ \(http:\/\/localhost:\d+\/(api\/|sw\.js)/);
    await server.kill();
    await page.goto(`${server.url}/english-gb`);
    await chartIsThere(page);
    expect(await build(page)).toBe('next');
  });
});

const build = (page: Page) => page.evaluate(`document.documentElement.dataset.build ?? 'this'`);

const scripts = `performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js'))`;
