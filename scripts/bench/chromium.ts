// A Chromium on a profile of its own: the phone-sized window in which every page of the bench is measured.
import { cpSync, globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { browserFlags, findBrowser } from '../browser.mjs';
import { root } from './processes.ts';
import type { Bench } from './row.ts';

export type Profile = {
  context: BrowserContext;
  page: Page;
  /** Epoch time in ms just before the browser's process was started. */
  startedAt: number;
  close(): Promise<void>;
};

/** `scripts` are names of files in pages/ that run in every page before its own. */
export async function openProfile(bench: Bench, folder: string, scripts: readonly string[] = []): Promise<Profile> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('no Chromium: `npm run bench` finds or installs one');
  const startedAt = Date.now();
  const context = await chromium.launchPersistentContext(folder, {
    executablePath,
    args: browserFlags,
    headless: true,
    // The bench cleans up by itself, the folders too.
    handleSIGINT: false,
    handleSIGTERM: false,
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    // An address that the page's policy forbids is the probe's own: see pages/sound-probe.js.
    bypassCSP: true,
    locale: 'en-GB',
  });
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= context.close();
    return closed;
  };
  bench.atEnd(close);
  for (const name of scripts) await context.addInitScript(pageScript(name));
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(30_000);
  return { context, page, startedAt, close };
}

/** The text of a file in pages/. */
export const pageScript = (name: string): string => readFileSync(join(root, 'scripts/bench/pages', name), 'utf8');

/** A browser must have closed the profile; its lock is not copied. */
export function copyProfile(from: string, to: string): void {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  for (const lock of globSync('Singleton*', { cwd: to })) rmSync(join(to, lock), { force: true });
}

/** Waits until an expression is truthy in the page, and gives it. */
export async function waitFor<T>(page: Page, expression: string, what: string, timeout = 30_000): Promise<T> {
  try {
    return (await (await page.waitForFunction(expression, undefined, { polling: 50, timeout })).jsonValue()) as T;
  } catch (cause) {
    throw new Error(`${what}: ${expression} stays false at ${page.url()}`, { cause });
  }
}
