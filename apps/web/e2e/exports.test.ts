// A person takes a chart along: from the menu to files that hold what they promise, offline too.
import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { chartIsThere } from './chart-page.ts';
import { until } from './ears.ts';
import { RealBrowser } from './real-browser.ts';
import { RealServer } from './real-server.ts';

let server: RealServer;
let browser: RealBrowser;

beforeAll(async () => {
  server = await RealServer.start();
  browser = await RealBrowser.open({ screen: 'desk' });
});
afterEach(() => expect(browser.errors).toEqual([]));
afterAll(async () => {
  await browser?.dispose();
  await server?.dispose();
});

async function saved(page: Page, button: string | RegExp): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return readFile(await download.path());
}

const previewIsDrawn = (page: Page) => until(page, "document.querySelector('.exports-preview')?.naturalWidth > 0");

test('the menu leads to the page; the files hold the chart, the sounds, the words and the clips', async () => {
  const page = await browser.page(`${server.url}/english-gb`);
  await chartIsThere(page);
  await page.locator('.chart-menu > button').click();
  await page.getByRole('button', { name: 'Print and export' }).click();
  await page.locator('.exports-preview').waitFor();
  await previewIsDrawn(page);

  const svg = (await saved(page, 'Save as SVG')).toString('utf8');
  expect(svg).toMatch(/^<svg /);
  expect(svg).toContain('>Received Pronunciation<');
  expect(svg).toContain('data:font/woff2');

  const csv = (await saved(page, /CSV/)).toString('utf8');
  expect(csv).toContain('\r\nʃ,consonant,[sh]');

  const dataset = unzipSync(await saved(page, /CLDF/));
  expect(Object.keys(dataset)).toContain('english-gb/StructureDataset-metadata.json');

  const deck = unzipSync(await saved(page, 'Anki deck'));
  const media = JSON.parse(new TextDecoder().decode(deck.media)) as Record<string, string>;
  // One clip a sound and one a word, where it has one.
  expect(Object.keys(media).length).toBeGreaterThan(190);
  expect(new TextDecoder().decode(deck['collection.anki2']!.slice(0, 15))).toBe('SQLite format 3');

  await page.getByRole('link', { name: 'Back' }).click();
  await chartIsThere(page);
});

test('on paper the chart is one page, without the app around it', async () => {
  const page = await browser.page(`${server.url}/vietnamese-hanoi/export`);
  await page.locator('.exports-preview').waitFor();
  await previewIsDrawn(page);
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await page.emulateMedia({ media: 'print' });
  await page.locator('.exports-choices').waitFor({ state: 'hidden' });
  await page.locator('.exports-preview').waitFor();
});
