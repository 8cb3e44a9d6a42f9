// Tap to sound: from the finger's event to the first sample rendered, clip decoded and not, against a bare Web Audio page.
import type { BrowserContext, Page } from 'playwright-core';
import { visitUntilKept } from '../app-visit.ts';
import { openProfile, pageScript, waitFor } from '../chromium.ts';
import { type BareFile, type Running, startApp, startBare } from '../processes.ts';
import { rawAnswer } from '../raw-answer.ts';
import { alternate, type Bench, type Measurement, medianOf, type Part, type Row, rowOf } from '../row.ts';

export const measurement: Measurement = {
  name: 'tap-to-sound',
  says: 'ms from a tap to the first sample that the audio graph renders, clip decoded and not yet',
  run,
};

/** Taps a round and side. */
const TAPS = 10;
/** ms, of the median. */
const limits = { warm: 20, cold: 60 };

type Clip = { id: string; url: string; leadIn: number };
/** ms after the tap: rendered by the graph; at the loudspeaker, as far as the browser knows its latency. */
type Tap = { rendered: number; heard: number };

async function run(bench: Bench): Promise<Row[]> {
  const app = await startApp(bench, await bench.web());
  const scripts = ['mirror-probe.js', 'sound-probe.js'];
  const { context, page, close } = await openProfile(bench, bench.folder('profile'), scripts);
  const { code } = await visitUntilKept(page, app.origin);
  const clips = await clipsOnScreen(page, app, code);
  if (clips.length === 0) {
    bench.say('no clip is shipped, so there is nothing to hear');
    await Promise.all([close(), app.stop()]);
    return [];
  }
  const bare = await startBare(bench, await bareFiles(app.origin, clips));
  const peer = await context.newPage();
  await peer.goto(bare.origin);
  await waitFor(peer, 'window.__decoded', 'the decoded clips');
  for (const side of [page, peer]) await warmUp(side, clips[0]!);
  const rounds = await alternate(
    bench.rounds,
    () => tapAll(page, clips),
    () => tapAll(peer, clips),
  );
  bench.say('clips that are not decoded yet');
  const cold = await alternate(
    bench.rounds,
    () => coldTaps(context, `${app.origin}/${code}`, clips),
    () => coldTaps(context, `${bare.origin}/?cold`, clips),
  );
  await Promise.all([close(), app.stop(), bare.stop()]);
  return [
    tapRow('Tap to the rendered start of the clip', 'a bare Web Audio page with the same clips', limits.warm, rounds),
    tapRow(
      'the same, the clip on the device and not yet decoded',
      'the bare page, which fetches and decodes at the tap too',
      limits.cold,
      cold,
    ),
  ];
}

function tapRow(name: string, against: string, limit: number, rounds: { ours: Tap[]; peer: Tap[] }[]): Row {
  const median = (taps: Tap[]) => medianOf(taps.map(({ rendered }) => rendered));
  const taps = (side: 'ours' | 'peer') => rounds.flatMap((round) => round[side]);
  return rowOf(
    {
      name,
      against,
      unit: 'ms',
      better: 'lower',
      floor: { on: 'ours', sense: 'most', at: limit },
      parts: [...spreadParts('ours', taps('ours')), ...spreadParts('peer', taps('peer'))],
    },
    rounds.map(({ ours, peer }) => ({ ours: median(ours), peer: median(peer) })),
  );
}

/** A page that decodes nothing of its own accord, as where a person saves data; each clip is tapped once. */
async function coldTaps(context: BrowserContext, url: string, clips: readonly Clip[]): Promise<Tap[]> {
  const page = await context.newPage();
  try {
    await page.addInitScript(`Object.defineProperty(navigator, 'connection', { value: { saveData: true } })`);
    await page.goto(url);
    await waitFor(page, 'document.querySelector("[data-sound]")', 'the chart');
    const [first, ...others] = clips;
    await warmUp(page, first!);
    return await tapAll(page, others);
  } finally {
    await page.close();
  }
}

/** Clips of the first sounds on the screen, with the lead-in that the player skips. */
async function clipsOnScreen(page: Page, app: Running, code: string): Promise<Clip[]> {
  const ids = (await page.evaluate(
    '[...document.querySelectorAll("[data-sound]")].map(({ dataset }) => dataset.sound)',
  )) as string[];
  const clips: Clip[] = [];
  for (const id of ids) {
    const answer = await fetch(`${app.origin}/api/languages/${code}/phonemes/${encodeURIComponent(id)}`);
    if (!answer.ok) continue;
    type Phoneme = { audio_file: string | null; audio: { url: string; lead_in_ms: number }[] };
    const { audio_file, audio } = (await answer.json()) as Phoneme;
    const clip = audio.find(({ url }) => url === audio_file);
    if (clip) clips.push({ id, url: clip.url, leadIn: clip.lead_in_ms / 1000 });
    if (clips.length === TAPS) break;
  }
  return clips;
}

async function bareFiles(origin: string, clips: readonly Clip[]): Promise<BareFile[]> {
  const page = { body: pageScript('bare-audio.html'), headers: { 'content-type': 'text/html' } };
  return [
    { ...page, path: '/' },
    { ...page, path: '/?cold' },
    { path: '/clips.json', body: JSON.stringify(clips), headers: { 'content-type': 'application/json' } },
    ...(await Promise.all(clips.map(({ url }) => rawAnswer(origin, url, 'identity')))),
  ];
}

/** Opens the audio and sets the probe beside it. The bench's round that counts for nothing then decodes every clip. */
async function warmUp(page: Page, clip: Clip): Promise<void> {
  await page.bringToFront();
  await tap(page, clip.id);
  await waitFor(page, 'window.__sound.probed', 'the probe on the audio graph');
  // The probe came in the middle of that sound: the next one is told apart only after it.
  await page.waitForTimeout(2_000);
}

async function tapAll(page: Page, clips: readonly Clip[]): Promise<Tap[]> {
  await page.bringToFront();
  const taps: Tap[] = [];
  for (const { id } of clips) {
    await waitFor(page, 'window.__sound.silent', 'silence before the tap');
    await page.evaluate('Object.assign(window.__sound, { taps: [], starts: [] })');
    await tap(page, id);
    await waitFor(page, 'window.__sound.starts.length', `the sound of ${id}`);
    taps.push(
      (await page.evaluate(`(() => {
        const { taps, starts } = window.__sound;
        return { rendered: starts[0].rendered - taps[0], heard: starts[0].heard - taps[0] };
      })()`)) as Tap,
    );
  }
  return taps;
}

async function tap(page: Page, id: string): Promise<void> {
  const button = page.locator(`[data-sound="${id}"]`).first();
  await button.scrollIntoViewIfNeeded();
  const box = (await button.boundingBox())!;
  // Nothing between: a locator's own tap waits and looks first.
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
}

function spreadParts(side: string, taps: Tap[]): Part[] {
  const rendered = taps.map((each) => each.rendered).sort((a, b) => a - b);
  const tail = rendered[Math.ceil(rendered.length * 0.95) - 1]!;
  return [
    { name: `${side}, 95 of 100 taps are faster`, value: tail, unit: 'ms' },
    {
      name: `${side}, heard: with the output latency that the browser tells`,
      value: medianOf(taps.map((each) => each.heard)),
      unit: 'ms',
    },
  ];
}
