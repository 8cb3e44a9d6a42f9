// Measures in a real browser how late an MP3 plays, and that it is whole.
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DELAY_SAMPLES, encodeMp3, leadIn } from './mp3.ts';

const rates = [22_050, 44_100];
const rate = 22_050;
let browser: Browser;

beforeAll(async () => {
  // Plain JavaScript, for the Node that a newcomer has: it has no types.
  const found = (await import('../../../../scripts/browser.mjs' as string)) as {
    findBrowser(): string;
    browserFlags: string[];
  };
  browser = await chromium.launch({ executablePath: found.findBrowser(), args: found.browserFlags });
}, 60_000);
afterAll(() => browser?.close());

/** Mono samples as a browser hears them. */
async function decoded(mp3: Uint8Array, at_rate: number): Promise<number[]> {
  const page = await browser.newPage();
  const decode = `async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
    const context = new OfflineAudioContext(1, 1, ${at_rate});
    return [...(await context.decodeAudioData(bytes.buffer)).getChannelData(0)];
  }`;
  const samples = await page.evaluate(`(${decode})(${JSON.stringify(Buffer.from(mp3).toString('base64'))})`);
  await page.close();
  return samples as number[];
}

describe('MP3', () => {
  const clicks = rates.flatMap((hz) => [500, 2205, 7777].map((click) => [click, hz] as const));
  it.each(clicks)('comes out of a browser 1105 samples late, and whole: a click at %d, %d Hz', async (click, hz) => {
    const pcm = new Float32Array(11_025);
    const shape = Array.from({ length: 40 }, (_, at) => 0.8 * Math.sin(0.9 * at) * Math.exp(-at / 8));
    pcm.set(shape, click);
    const heard = await decoded(await encodeMp3(pcm, hz), hz);
    const likeness = heard.map((_, at) => shape.reduce((sum, sample, tap) => sum + sample * (heard[at + tap] ?? 0), 0));
    expect(likeness.indexOf(Math.max(...likeness)) - click).toBe(DELAY_SAMPLES);
    expect(heard.length).toBeGreaterThanOrEqual(pcm.length + DELAY_SAMPLES);
  });

  it('begins play just before the sound: delay and kept silence, less 5 ms', () => {
    expect(leadIn(30, rate)).toBe(75);
  });

  it('gives the same bytes for the same sound', async () => {
    const pcm = Float32Array.from({ length: 8000 }, (_, at) => 0.5 * Math.sin(at / 20));
    expect(await encodeMp3(pcm, rate)).toEqual(await encodeMp3(pcm, rate));
  });
});
