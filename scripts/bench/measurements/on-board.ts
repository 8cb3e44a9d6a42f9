// The app offline with 20, 300 and 3,000 languages on board: its warm start, also on a slow processor, and the keystroke of its search.
import type { BrowserContext, Page } from 'playwright-core';
import { visitUntilKept } from '../app-visit.ts';
import { catalogueOf, copyOf, SIZES, startOn } from '../catalogues.ts';
import { openProfile, waitFor } from '../chromium.ts';
import { startPeerPages } from '../peer-pages.ts';
import { documentFiles } from '../raw-documents.ts';
import { type Bench, inTurn, type Measurement, medianOf, type Part, type Row, rowOf } from '../row.ts';

export const measurement: Measurement = {
  name: 'on-board',
  says: 'ms offline, with 20, 300 and 3,000 languages on board: to a chart that answers, and from a key to what it finds',
  run,
};

const limits = { startMs: 500, slowStartMs: 1500, keyMs: 50, growth: 1.3 };
const SLOWER = 4;
/** A name, a description of a sound, a sound and two, and nothing at all: each finds in every catalogue what fills a screen, or nothing. */
const TYPED = ['vietnamese', 'voiced velar fric', 'ʃ', 'tʼ', 'qqq'];
const KEY_EVERY_MS = 120;

type Places = { small: string; middling: string; whole: string; raw: string; dexie: string };

async function run(bench: Bench): Promise<Row[]> {
  const { context, page, close } = await openProfile(bench, bench.folder('profile'), [
    'mirror-probe.js',
    'tap-probe.js',
    'key-probe.js',
  ]);
  const places = await installAll(bench, page);
  const started = (url: string, slower = 1) => warmStart(context, url, slower);
  bench.say('starting');
  const starts = await inTurn(bench.rounds, {
    small: () => started(places.small),
    middling: () => started(places.middling),
    whole: () => started(places.whole),
    raw: () => started(places.raw),
    dexie: () => started(places.dexie),
    slowWhole: () => started(places.whole, SLOWER),
    slowRaw: () => started(places.raw, SLOWER),
  });
  bench.say('typing');
  const searches = {
    small: await openSearch(context, places.small),
    middling: await openSearch(context, places.middling),
    whole: await openSearch(context, places.whole),
  };
  const keys = await inTurn(bench.rounds, {
    small: () => typeAll(searches.small),
    middling: () => typeAll(searches.middling),
    whole: () => typeAll(searches.whole),
  });
  await close();

  const about = { unit: 'ms', better: 'lower' as const };
  const most = (on: 'ratio' | 'ours', at: number) => ({ on, sense: 'most', at }) as const;
  const middle = (all: number[][]) => all.map(medianOf);
  const whole = keys.flatMap(({ whole }) => whole);
  return [
    rowOf(
      {
        ...about,
        name: 'Warm start offline with 3,000 languages, beside raw IndexedDB',
        against: 'a page that reads the list and one language with raw IndexedDB and shows buttons',
        floor: most('ours', limits.startMs),
      },
      starts.map(({ whole, raw }) => ({ ours: whole, peer: raw })),
    ),
    rowOf(
      {
        ...about,
        name: 'Warm start offline with 3,000 languages, beside raw Dexie',
        against: 'the same page with Dexie',
        floor: most('ours', limits.startMs),
      },
      starts.map(({ whole, dexie }) => ({ ours: whole, peer: dexie })),
    ),
    rowOf(
      {
        ...about,
        name: `the same on a processor ${SLOWER} times slower`,
        against: `the page with raw IndexedDB, ${SLOWER} times slower too`,
        floor: most('ours', limits.slowStartMs),
      },
      starts.map(({ slowWhole, slowRaw }) => ({ ours: slowWhole, peer: slowRaw })),
    ),
    rowOf(
      {
        ...about,
        name: 'Warm start, 3,000 languages on board',
        against: 'the same with 20',
        parts: [{ name: 'with 300', value: medianOf(starts.map(({ middling }) => middling)), unit: 'ms' }],
      },
      starts.map(({ whole, small }) => ({ ours: whole, peer: small })),
    ),
    rowOf(
      {
        ...about,
        name: 'A key in the search of 3,000 languages until its answer is painted',
        against: `the limit of ${limits.keyMs} ms`,
        floor: most('ours', limits.keyMs),
        parts: tailParts(whole),
      },
      middle(keys.map(({ whole }) => whole)).map((ours) => ({ ours, peer: limits.keyMs })),
    ),
    rowOf(
      {
        ...about,
        name: 'A key in the search of 3,000 languages',
        against: 'the same with 20',
        floor: most('ratio', limits.growth),
        parts: [{ name: 'with 300', value: medianOf(keys.flatMap(({ middling }) => middling)), unit: 'ms' }],
      },
      keys.map(({ whole, small }) => ({ ours: medianOf(whole), peer: medianOf(small) })),
    ),
  ];
}

/** Every page of the measurement into one profile, each with all that it keeps; then their servers end. */
async function installAll(bench: Bench, page: Page): Promise<Places> {
  const web = await bench.web();
  const catalogues = [];
  for (const size of SIZES) catalogues.push(copyOf(bench, await catalogueOf(bench, size)));
  const { files } = await documentFiles(catalogues.at(-1)!);
  const apps = [];
  for (const catalogue of catalogues) apps.push(await startOn(bench, catalogue, web));
  const { raw, dexie } = await startPeerPages(bench, files);
  for (const [nth, app] of apps.entries()) {
    bench.say(`installing ${SIZES[nth]} languages`);
    await visitUntilKept(page, app.origin);
  }
  for (const peer of [raw, dexie]) {
    await page.goto(peer.origin);
    await waitFor(page, 'window.__mirror?.complete', 'the mirror of a peer', 60_000);
    await page.goto(`${peer.origin}/start?install`);
    await waitFor(page, 'navigator.serviceWorker.controller?.state === "activated"', 'the bare service worker');
  }
  await page.goto('about:blank');
  await Promise.all([...apps, raw, dexie].map((server) => server.stop()));
  const [small, middling, whole] = apps.map(({ origin }) => `${origin}/`) as [string, string, string];
  return { small, middling, whole, raw: `${raw.origin}/start`, dexie: `${dexie.origin}/start` };
}

/** ms from the navigation of a new tab to a chart that answers a tap; the browser runs already. */
async function warmStart(context: BrowserContext, url: string, slower: number): Promise<number> {
  const page = await context.newPage();
  try {
    if (slower > 1) {
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
    }
    await page.goto(url, { waitUntil: 'commit' });
    return (await page.evaluate('window.__chartAnswered.then(({ ready }) => ready)')) as number;
  } finally {
    await page.close();
  }
}

async function openSearch(context: BrowserContext, origin: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${origin}languages`);
  await waitFor(page, 'document.querySelectorAll(".language-list li").length > 9', 'the list of languages');
  return page;
}

/** ms of each key. */
async function typeAll(page: Page): Promise<number[]> {
  await page.bringToFront();
  const search = page.locator('#language-search');
  const times: number[] = [];
  for (const text of TYPED) {
    await search.fill('');
    await search.focus();
    await page.waitForTimeout(KEY_EVERY_MS);
    await page.evaluate('window.__keys.length = 0');
    await page.keyboard.type(text, { delay: KEY_EVERY_MS });
    await page.waitForTimeout(KEY_EVERY_MS);
    const keys = (await page.evaluate('window.__keys')) as { pressed: number; painted: number }[];
    if (keys.length !== [...text].length || keys.some(({ painted }) => painted === undefined))
      throw new Error(`of ${text.length} keys only ${keys.filter(({ painted }) => painted).length} were answered`);
    times.push(...keys.map(({ pressed, painted }) => painted - pressed));
  }
  return times;
}

function tailParts(times: number[]): Part[] {
  const sorted = [...times].sort((a, b) => a - b);
  return [
    { name: '95 of 100 keys are faster', value: sorted[Math.ceil(sorted.length * 0.95) - 1]!, unit: 'ms' },
    { name: 'the slowest', value: sorted.at(-1)!, unit: 'ms' },
  ];
}
