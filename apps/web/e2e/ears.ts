// Ears on a page's audio graph: what truly reaches the loudspeakers, and not whether somebody called play().
import type { Page } from 'playwright-core';
import { vi } from 'vitest';

/** `now` is the peak of the latest 43 ms, `peak` the highest since the last wait; `sources` are those that have not ended. */
export type Heard = { now: number; peak: number; soundingMs: number; sources: number };

/**
 * Runs before the page's own scripts: puts an analyser between whatever the page plays and the loudspeakers. What is
 * sounding is counted in samples and not by the clock: a page that is held up hears afterwards what it missed, up to
 * 0.7 s of it.
 */
export const ears = `(() => {
  const heard = { now: 0, peak: 0, soundingMs: 0, sources: 0 };
  window.__heard = heard;
  const block = 256;
  const loudest = (samples, from, to) => {
    let peak = 0;
    for (let at = Math.max(0, from); at < to; at++) peak = Math.max(peak, Math.abs(samples[at]));
    return peak;
  };
  const playing = new Set();
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (...rest) {
    playing.add(this);
    this.addEventListener('ended', () => playing.delete(this));
    return start.apply(this, rest);
  };
  const connect = AudioNode.prototype.connect;
  const probes = new WeakMap();
  AudioNode.prototype.connect = function (to, ...rest) {
    if (!(to instanceof AudioDestinationNode)) return connect.call(this, to, ...rest);
    let probe = probes.get(to);
    if (!probe) {
      probe = new AnalyserNode(to.context, { fftSize: 32768 });
      probes.set(to, probe);
      connect.call(probe, to);
      const samples = new Float32Array(probe.fftSize);
      let looked = 0;
      setInterval(() => {
        const frame = Math.round(to.context.currentTime * to.context.sampleRate);
        const blocks = Math.min(samples.length / block, Math.floor((frame - looked) / block));
        // A context that is closed has nothing more to say.
        heard.sources = [...playing].filter(({ context }) => context.state === 'running').length;
        if (blocks === 0) return;
        looked = frame;
        probe.getFloatTimeDomainData(samples);
        for (let at = samples.length - blocks * block; at < samples.length; at += block) {
          const peak = loudest(samples, at, at + block);
          if (peak > 0.01) heard.soundingMs += (1000 * block) / to.context.sampleRate;
          heard.peak = Math.max(heard.peak, peak);
        }
        heard.now = loudest(samples, samples.length - 2048, samples.length);
      }, 20);
    }
    return connect.call(this, probe, ...rest);
  };
})();`;

/**
 * Waits until something has sounded that is loud enough to be a clip, and is over (a silence within it is not its end);
 * tells of all of it, and forgets it, so that the next wait is for the next sound.
 */
export async function waitForSound(page: Page): Promise<Heard> {
  await until(page, 'window.__heard.peak > 0.05 && window.__heard.soundingMs > 40');
  await until(page, 'window.__heard.sources === 0 && window.__heard.now < 0.001');
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
  vi.waitUntil(() => page.evaluate(expression), { timeout: 40_000, interval: 20 });
