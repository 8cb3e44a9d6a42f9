// A mirror that is damaged on the disk, lost, or outdated by a new epoch: it is made anew, and the person's stars stay.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  chartIsThere,
  closeSheet,
  isMarked,
  markPage,
  mirrorIsCurrent,
  openSheet,
  sheet,
  sound,
  star,
} from './chart-page.ts';
import { RealBrowser } from './real-browser.ts';
import { RealServer } from './real-server.ts';

describe('the mirror', () => {
  let server: RealServer;
  let browser: RealBrowser;
  let page: Page;
  const rebuilt = () => page.getByText('The charts on this device were damaged and have been fetched anew.');

  beforeAll(async () => {
    server = await RealServer.start();
    browser = await RealBrowser.open();
    // Whole before it is damaged: what comes afterwards would mend it.
    page = await browser.page(`${server.url}/settings`);
    await mirrorIsCurrent(page);
    await page.goto(`${server.url}/english-gb`);
    await sound(page, 'english-gb:ʃ').tap();
    await openSheet(page);
    await star(page, false).tap();
    await star(page, true).waitFor();
    await closeSheet(page);
  });
  afterAll(async () => {
    await browser?.dispose();
    await server?.dispose();
  });
  afterEach(() => expect(browser.errors).toEqual([]));

  async function starsAreKept(): Promise<void> {
    await page.getByRole('link', { name: 'Starred' }).tap();
    await page.getByRole('button', { name: 'Play /ʃ/' }).waitFor();
    await page.goBack();
  }

  test('documents overwritten with rubbish: the app says so, fetches its charts anew and keeps the stars', async () => {
    const before = await generation(page);
    expect(await page.evaluate(overwriteDocuments)).toBeGreaterThan(0);
    await page.reload();
    await chartIsThere(page);
    await rebuilt().waitFor();
    expect(await generation(page)).not.toBe(before);
    await starsAreKept();
  });

  test('a database whose stores are gone: the same', async () => {
    const before = await generation(page);
    // From a page that is not the app, which would hold its databases open; such a page has no icon.
    browser.expectErrors(/favicon\.ico/);
    await page.goto(`${server.url}/manifest.webmanifest`);
    expect(await page.evaluate(emptyDatabases)).toBeGreaterThan(0);
    await page.goto(`${server.url}/english-gb`);
    await chartIsThere(page);
    await rebuilt().waitFor();
    expect(await generation(page)).not.toBe(before);
    await starsAreKept();
  });

  test('the browser’s own database files turned to garbage: the charts come back, and so do the stars', async () => {
    await browser.quit();
    const folder = join(
      browser.profile,
      'Default/IndexedDB',
      `http_localhost_${new URL(server.url).port}.indexeddb.leveldb`,
    );
    const files = readdirSync(folder).filter((name) => name !== 'LOCK');
    expect(files.length).toBeGreaterThan(0);
    for (const name of files) writeFileSync(join(folder, name), Buffer.alloc(4096, 0x5a));
    await browser.launch();
    page = await browser.page(`${server.url}/english-gb`);
    await chartIsThere(page);
    await rebuilt().waitFor();
    await starsAreKept();
  });

  test('[CLIENT5] a new epoch: the open page begins anew without a reload, and its stars stay', async () => {
    await page.goto(`${server.url}/english-gb?sound=ʃ`);
    await sheet(page).waitFor();
    await markPage(page);
    const before = await generation(page);
    browser.expectErrors(/410 \(Gone\) \(.*\/api\/sync\/pull/);
    await server.edit((store) => store.newEpoch());
    await server.describe('english-gb:ʃ', 'An edit of the new epoch.');
    await sheet(page).getByText('An edit of the new epoch.').waitFor();
    expect(await generation(page)).not.toBe(before);
    expect(await isMarked(page)).toBe(true);
    await star(page, true).waitFor();
  });
});

const generation = (page: Page) => page.evaluate(`JSON.parse(localStorage.getItem('phonochart-mirror')).name`);

/** Does `change` to every database of the mirror, and answers how many there were. */
const toEachDatabase = (change: string) => `(async () => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    // Blocked while the page before it is on its way out: that is waited for.
    request.onerror = () => reject(request.error);
  });
  const names = (await indexedDB.databases()).map(({ name }) => name).filter((name) => name.startsWith('rxdb-dexie-phonochart-mirror-'));
  for (const name of names) { ${change} }
  return names.length;
})()`;

const overwriteDocuments = toEachDatabase(`
  const database = await done(indexedDB.open(name));
  const stores = [...database.objectStoreNames].filter((store) => store === 'docs');
  if (stores.length > 0) {
    const store = database.transaction(stores, 'readwrite').objectStore('docs');
    for (const key of await done(store.getAllKeys())) {
      const { id, _deleted, _meta, _rev, _attachments } = await done(store.get(key));
      await done(store.put({ id, _deleted, _meta, _rev, _attachments }));
    }
  }
  database.close();`);

const emptyDatabases = toEachDatabase(`
  const { version } = await done(indexedDB.open(name)).then((database) => (database.close(), database));
  await done(indexedDB.deleteDatabase(name));
  (await done(indexedDB.open(name, version))).close();`);
