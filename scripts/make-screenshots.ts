// `node scripts/make-screenshots.ts`: takes the pictures of the README and of the installation prompt from the built app on the real server.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { RealServer } from '../apps/web/e2e/real-server.ts';
import { browserFlags, findBrowser } from './browser.mjs';
import { buildIfStale } from './build.ts';

const folder = join(fileURLToPath(new URL('..', import.meta.url)), 'apps/web/public/screenshots');
/** Tapping the sound gives the picture its peek bar, or its details on a wide screen. */
const pictures = [
  {
    name: 'english-phone-light',
    path: '/english-gb',
    tap: 'ʃ',
    width: 360,
    height: 740,
    scale: 2,
    colorScheme: 'light',
  },
  {
    name: 'vietnamese-phone-dark',
    path: '/vietnamese-hanoi/tones',
    tap: 'má',
    width: 360,
    height: 740,
    scale: 2,
    colorScheme: 'dark',
  },
  {
    name: 'vietnamese-desktop-light',
    path: '/vietnamese-hanoi',
    tap: 'x',
    width: 1280,
    height: 800,
    scale: 1,
    colorScheme: 'light',
  },
] as const;

await buildIfStale();
mkdirSync(folder, { recursive: true });
const server = await RealServer.start();
const browser = await chromium.launch({ executablePath: findBrowser()!, args: browserFlags });
try {
  for (const { name, path, tap, width, height, scale, colorScheme } of pictures) {
    const context = await browser.newContext({
      viewport: { width, height },
      deviceScaleFactor: scale,
      colorScheme,
      locale: 'en-GB',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await page.goto(`${server.url}${path}`);
    const button = page
      .locator('[role=gridcell] button, main button')
      .filter({ has: page.getByText(tap, { exact: true }) })
      .first();
    await button.click();
    // The playing mark is gone once the clip has ended.
    await page.waitForTimeout(2500);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await context.close();
    console.log(`${name}.png`);
  }
} finally {
  await browser.close();
  await server.dispose();
}
