// Renders the app's icons from apps/web/public/icons/icon.svg with Chromium: `node scripts/make-icons.ts [PATH/chromium]`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const folder = fileURLToPath(new URL('../apps/web/public/icons/', import.meta.url));
const drawing = readFileSync(join(folder, 'icon.svg'), 'utf8');
/** A maskable icon is cut to any shape by the device: the ground fills the square, the mark stays in the middle 80%. */
const maskable = drawing.replace('rx="116"', '').replace('<path', '<path transform="translate(51 51) scale(.8)"');

const icons: [file: string, size: number, svg: string][] = [
  ['icon-192.png', 192, drawing],
  ['icon-512.png', 512, drawing],
  ['icon-maskable-512.png', 512, maskable],
  // iOS rounds the corners itself and knows no transparency.
  ['apple-touch-icon.png', 180, maskable.replace('translate(51 51) scale(.8)', 'translate(26 26) scale(.9)')],
];

const browser = await chromium.launch({
  executablePath: process.argv[2] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
for (const [file, size, svg] of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
  writeFileSync(join(folder, file), await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
