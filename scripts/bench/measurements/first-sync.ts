// First sync of 3,000 languages on a fresh profile: to the first chart, to the whole mirror, and what the screen feels of it meanwhile.
import type { Page } from 'playwright-core';
import { catalogueOf, copyOf, startOn } from '../catalogues.ts';
import { openProfile, waitFor } from '../chromium.ts';
import { startPeerPages } from '../peer-pages.ts';
import { documentFiles } from '../raw-documents.ts';
import { type Bench, inTurn, type Measurement, medianOf, type Part, type Row, rowOf, spreadOf } from '../row.ts';

export const measurement: Measurement = {
  name: 'first-sync',
  says: 'ms from navigation to a chart and to a mirror of 3,000 languages, each round a new profile; and its long tasks',
  run,
};

const limits = { times: 3, chartMs: 1500, taskMs: 50 };
const TAP_EVERY_MS = 250;

/** In ms since the navigation began. */
type Visit = { chart: number; complete: number };
type Felt = { tasks: number[]; gaps: number[]; taps: number; complete: number };

async function run(bench: Bench): Promise<Row[]> {
  const catalogue = copyOf(bench, await catalogueOf(bench, 3000));
  const app = await startOn(bench, catalogue, await bench.web());
  const { files, documents } = await documentFiles(catalogue);
  const { raw, dexie } = await startPeerPages(bench, files);
  bench.say(`${documents} documents`);
  const rounds = await inTurn<Visit, 'ours' | 'raw' | 'dexie'>(bench.rounds, {
    ours: () => firstVisit(bench, app.origin, documents),
    raw: () => peerVisit(bench, raw.origin),
    dexie: () => peerVisit(bench, dexie.origin),
  });
  bench.say('again, while a person taps');
  const felt: Felt[] = [];
  for (let round = 0; round < bench.rounds; round++) felt.push(await usedVisit(bench, app.origin));
  await Promise.all([app.stop(), raw.stop(), dexie.stop()]);

  const about = { unit: 'ms', better: 'lower' as const };
  const most = (on: 'ratio' | 'ours', at: number) => ({ on, sense: 'most', at }) as const;
  const against = (store: string) => `a page that fetches, parses and writes the same documents with ${store}`;
  return [
    rowOf(
      {
        ...about,
        name: 'First sync of 3,000 languages, beside raw IndexedDB',
        against: against('raw IndexedDB'),
        floor: most('ratio', limits.times),
      },
      rounds.map(({ ours, raw }) => ({ ours: ours.complete, peer: raw.complete })),
    ),
    rowOf(
      { ...about, name: 'First sync of 3,000 languages, beside raw Dexie', against: against('Dexie') },
      rounds.map(({ ours, dexie }) => ({ ours: ours.complete, peer: dexie.complete })),
    ),
    rowOf(
      {
        ...about,
        name: 'The first chart on a fresh profile, 3,000 languages on their way',
        against: `the limit of ${limits.chartMs} ms`,
        floor: most('ours', limits.chartMs),
      },
      rounds.map(({ ours }) => ({ ours: ours.chart, peer: limits.chartMs })),
    ),
    rowOf(
      {
        ...about,
        name: 'The longest task of the main thread meanwhile, while a person taps',
        against: `the limit of ${limits.taskMs} ms; browsers tell of longer ones only`,
        floor: most('ours', limits.taskMs),
        parts: feltParts(felt),
      },
      felt.map(({ tasks }) => ({ ours: Math.max(limits.taskMs, ...tasks), peer: limits.taskMs })),
    ),
  ];
}

async function firstVisit(bench: Bench, origin: string, documents: number): Promise<Visit> {
  const scripts = ['mirror-probe.js', 'tap-probe.js'];
  const { page, close } = await openProfile(bench, bench.folder('profile'), scripts);
  await page.goto(origin);
  const complete = await waitFor<number>(page, 'window.__mirror.complete', 'the mirror', WAIT_MS);
  const chart = (await page.evaluate('window.__chartAnswered.then(({ ready }) => ready)')) as number;
  await proveMirrored(page, documents);
  await close();
  return { chart, complete };
}

async function peerVisit(bench: Bench, origin: string): Promise<Visit> {
  const { page, close } = await openProfile(bench, bench.folder('profile'));
  await page.goto(origin);
  const complete = await waitFor<number>(page, 'window.__mirror?.complete', 'the mirror', WAIT_MS);
  await close();
  return { chart: Number.NaN, complete };
}

const WAIT_MS = 120_000;

/** Taps sound after sound and scrolls from the first chart on until the mirror is whole. */
async function usedVisit(bench: Bench, origin: string): Promise<Felt> {
  const scripts = ['mirror-probe.js', 'tap-probe.js', 'frame-probe.js'];
  const { page, close } = await openProfile(bench, bench.folder('profile'), scripts);
  await page.goto(origin, { waitUntil: 'commit' });
  // The tap that asks whether the chart answers opens the audio, which is no matter of the sync.
  const from = (await page.evaluate('window.__chartAnswered.then(({ handled }) => handled)')) as number;
  let taps = 0;
  for (let complete: unknown; !complete; complete = await page.evaluate('window.__mirror.complete')) {
    const buttons = page.locator('[data-sound]');
    const box = await buttons.nth(taps++ % 20).boundingBox();
    if (box) await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(0, taps % 2 ? 120 : -120);
    await page.waitForTimeout(TAP_EVERY_MS);
  }
  const felt = (await page.evaluate(`(() => {
    const { tasks, gaps } = window.__frames;
    const meanwhile = ({ at }) => at >= ${from} && at < window.__mirror.complete;
    const ms = (list) => list.filter(meanwhile).map((each) => each.ms);
    return { tasks: ms(tasks), gaps: ms(gaps), complete: window.__mirror.complete };
  })()`)) as Omit<Felt, 'taps'>;
  await close();
  return { ...felt, taps };
}

function feltParts(felt: Felt[]): Part[] {
  const middle = (of: (each: Felt) => number) => medianOf(felt.map(of));
  return [
    { name: 'tasks longer than 50 ms', value: middle(({ tasks }) => tasks.length), unit: '', note: 'a visit' },
    {
      name: 'the longest gap between two frames',
      value: middle(({ gaps }) => Math.max(16.7, ...gaps)),
      unit: 'ms',
      note: `at worst ${Math.round(spreadOf(felt.map(({ gaps }) => Math.max(16.7, ...gaps))).max)}`,
    },
    { name: 'gaps of more than two frames', value: middle(({ gaps }) => gaps.length), unit: '', note: 'a visit' },
    { name: 'taps', value: middle(({ taps }) => taps), unit: '', note: 'a visit' },
    { name: 'until the mirror is whole, tapped all the while', value: middle(({ complete }) => complete), unit: 'ms' },
  ];
}

/** The app's word is not enough: the documents are counted where they lie. */
async function proveMirrored(page: Page, documents: number): Promise<void> {
  const counted = (await page.evaluate(`(async () => {
    let counted = 0;
    for (const { name } of await indexedDB.databases()) {
      if (!/phonochart-mirror.*--(languages|inventories)$/.test(name)) continue;
      const database = await new Promise((resolve) => {
        indexedDB.open(name).onsuccess = ({ target }) => resolve(target.result);
      });
      counted += await new Promise((resolve) => {
        const request = database.transaction('docs').objectStore('docs').count();
        request.onsuccess = () => resolve(request.result);
      });
      database.close();
    }
    return counted;
  })()`)) as number;
  if (counted !== documents) throw new Error(`the mirror holds ${counted} documents where there are ${documents}`);
}
