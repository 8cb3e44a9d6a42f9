// Ears on a page's audio graph: what truly reaches the loudspeakers, and not whether somebody called play().
import type { Page } from 'playwright-core';
import { vi } from 'vitest';

/** `now` is the peak of the latest window, `peak` the highest since the last wait. */
export type Heard = { now: number; peak: number; soundingMs: number };

/**
 * Runs before the page's own scripts: puts an analyser between whatever the page plays and the loudspeakers. Looked at
 * every 10 ms in windows of 2,048 samples (43 ms), so nothing falls between two looks.
 */
export const ears = `(() => {
  const heard = { now: 0, peak: 0, soundingMs: 0 };
  window.__heard = heard;
  const connect = AudioNode.prototype.connect;
  const probes = new WeakMap();
  AudioNode.prototype.connect = function (to, ...rest) {
    if (!(to instanceof AudioDestinationNode)) return connect.call(this, to, ...rest);
    let probe = probes.get(to);
    if (!probe) {
      probe = new AnalyserNode(to.context, { fftSize: 2048 });
      probes.set(to, probe);
      connect.call(probe, to);
      const samples = new Float32Array(2048);
      let last = performance.now();
      setInterval(() => {
        probe.getFloatTimeDomainData(samples);
        let peak = 0;
        for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
        const now = performance.now();
        if (peak > 0.01) heard.soundingMs += now - last;
        last = now;
        heard.now = peak;
        heard.peak = Math.max(heard.peak, peak);
      }, 10);
    }
    return connect.call(this, probe, ...rest);
  };
})();`;

/** Waits until something has sounded that is loud enough to be a clip, tells of all of it, and forgets it, so that the next wait is for the next sound. */
export async function waitForSound(page: Page): Promise<Heard> {
  await until(page, 'window.__heard.peak > 0.05 && window.__heard.soundingMs > 40');
  await until(page, 'window.__heard.now < 0.001');
  const heard = (await page.evaluate('({ ...window.__heard })')) as Heard;
  await forgetHeard(page);
  return heard;
}

/** The highest sample since the last wait; 0 where nothing has sounded. */
export const heardPeak = (page: Page): Promise<number> => page.evaluate('window.__heard.peak') as Promise<number>;

export async function forgetHeard(page: Page): Promise<void> {
  await page.evaluate('Object.assign(window.__heard, { peak: 0, soundingMs: 0 })');
}

/** Asks again and again: the page's policy forbids what playwright's own waitForFunction would evaluate there. */
export const until = (page: Page, expression: string): Promise<unknown> =>
  vi.waitUntil(() => page.evaluate(expression), { timeout: 20_000, interval: 20 });
