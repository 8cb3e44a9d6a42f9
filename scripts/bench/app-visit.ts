// A first visit to the app as a person makes it, until everything that it keeps for offline use is kept.
import type { Page } from 'playwright-core';
import { waitFor } from './chromium.ts';

/**
 * Opens the app and stays until service worker, mirror and the first language's clips are on the device; the page needs
 * mirror-probe.js. Returns the code of the language that the app opened.
 */
export async function visitUntilKept(page: Page, origin: string): Promise<{ code: string; clips: number }> {
  await page.goto(`${origin}/`);
  await waitFor(page, 'window.__mirror.complete', 'the mirror');
  const sound = await waitFor<string>(page, 'document.querySelector("[data-sound]")?.dataset.sound', 'the chart');
  await waitFor(page, 'navigator.serviceWorker.controller?.state === "activated"', 'the service worker');
  const code = sound.slice(0, sound.indexOf(':'));
  const answer = await fetch(`${origin}/api/languages/${code}`);
  const { counts } = (await answer.json()) as { counts: { clips: Record<string, number> } };
  const clips = Object.values(counts.clips).reduce((sum, count) => sum + count, 0);
  if (clips > 0) {
    const kept = `(async () => (await (await caches.open('phonochart-audio-v1')).keys()).length >= ${clips})()`;
    await waitFor(page, kept, `the ${clips} clips of ${code}`);
  }
  return { code, clips };
}
