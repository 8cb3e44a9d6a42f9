// First visit: a fresh profile's time to a mirrored catalogue, against the same documents fetched and written raw.
import type { Page } from 'playwright-core';
import { openProfile, pageScript, waitFor } from '../chromium.ts';
import { type BareFile, startApp, startBare } from '../processes.ts';
import { rawAnswer } from '../raw-answer.ts';
import { alternate, type Bench, type Measurement, medianOf, type Part, type Row, rowOf } from '../row.ts';

export const measurement: Measurement = {
  name: 'first-visit',
  says: 'ms from navigation to a mirrored catalogue, each round a new profile',
  run,
};

type Manifest = { shards: { hash: string; collection: string; count: number }[] };
/** In ms since the navigation began. */
type Visit = { opening: number; manifest: number; fetched: number; committed: number; complete: number; chart: number };

async function run(bench: Bench): Promise<Row[]> {
  const app = await startApp(bench, await bench.web());
  const manifest = (await (await fetch(`${app.origin}/api/sync/manifest`)).json()) as Manifest;
  const bare = await startBare(bench, await rawFiles(app.origin, manifest));
  const documents = manifest.shards.reduce((sum, { count }) => sum + count, 0);
  bench.say(`${documents} documents in ${manifest.shards.length} shards`);

  const rounds = await alternate<Pick<Visit, 'committed'>>(
    bench.rounds,
    () => firstVisit(bench, app.origin, manifest),
    async () => {
      const { page, close } = await openProfile(bench, bench.folder('profile'));
      await page.goto(bare.origin);
      const stamps = await waitFor<{ committed: number }>(page, 'window.__mirror', 'the raw mirror');
      await close();
      return stamps;
    },
  );
  await Promise.all([app.stop(), bare.stop()]);

  const visits = rounds.map(({ ours }) => ours as Visit);
  const against = 'a page that fetches and writes the same with raw IndexedDB';
  const about = { against, unit: 'ms', better: 'lower' as const };
  return [
    rowOf(
      { ...about, name: 'First visit, every document stored', parts: partsOf(visits) },
      rounds.map(({ ours, peer }) => ({ ours: ours.committed, peer: peer.committed })),
    ),
    rowOf(
      { ...about, name: 'First visit, the app calls its mirror whole' },
      rounds.map(({ peer }, round) => ({ ours: visits[round]!.complete, peer: peer.committed })),
    ),
  ];
}

async function firstVisit(bench: Bench, origin: string, manifest: Manifest): Promise<Visit> {
  const { page, close } = await openProfile(bench, bench.folder('profile'), ['mirror-probe.js', 'tap-probe.js']);
  await page.goto(origin);
  await waitFor(page, 'window.__mirror.complete', 'the mirror');
  const visit = (await page.evaluate(`(async () => {
    const { ready: chart } = await window.__chartAnswered;
    const entries = performance.getEntriesByType('resource');
    const shards = entries.filter(({ name }) => name.includes('/api/sync/shards/'));
    return {
      ...window.__mirror,
      chart,
      manifest: entries.find(({ name }) => name.endsWith('/api/sync/manifest')).startTime,
      fetched: Math.max(...shards.map(({ responseEnd }) => responseEnd)),
    };
  })()`)) as Visit;
  await proveMirrored(page, manifest);
  await close();
  return visit;
}

/** The app's word is not enough: the documents are counted where they lie. */
async function proveMirrored(page: Page, { shards }: Manifest): Promise<void> {
  const counts = (await page.evaluate(`(async () => {
    const counts = {};
    for (const { name } of await indexedDB.databases()) {
      const collection = /phonochart-mirror.*--(languages|inventories)$/.exec(name)?.[1];
      if (!collection) continue;
      const database = await new Promise((resolve) => {
        indexedDB.open(name).onsuccess = ({ target }) => resolve(target.result);
      });
      counts[collection] = await new Promise((resolve) => {
        const request = database.transaction('docs').objectStore('docs').count();
        request.onsuccess = () => resolve(request.result);
      });
      database.close();
    }
    return counts;
  })()`)) as Record<string, number>;
  for (const collection of ['languages', 'inventories']) {
    const wanted = shards.filter((shard) => shard.collection === collection).reduce((sum, { count }) => sum + count, 0);
    if (counts[collection] !== wanted) {
      throw new Error(`the mirror holds ${counts[collection] ?? 'no'} ${collection} where there are ${wanted}`);
    }
  }
}

function partsOf(visits: Visit[]): Part[] {
  const at = (name: keyof Visit) => medianOf(visits.map((visit) => visit[name]));
  const until = (name: keyof Visit, what: string): Part => ({ name: `until ${what}`, value: at(name), unit: 'ms' });
  return [
    until('opening', 'the mirror’s database is asked for: page and scripts loaded and evaluated'),
    until('manifest', 'the manifest is asked for: RxDB open'),
    until('fetched', 'the last shard is here'),
    until('committed', 'the last document is committed'),
    until('complete', 'the app has heard that there is no more'),
    until('chart', 'a chart answers a tap'),
  ];
}

/** The raw page, with manifest and shards as the app's server sends them. */
async function rawFiles(origin: string, { shards }: Manifest): Promise<BareFile[]> {
  const paths = ['/api/sync/manifest', ...shards.map(({ hash }) => `/api/sync/shards/${hash}.json`)];
  const page = { path: '/', body: pageScript('raw-mirror.html'), headers: { 'content-type': 'text/html' } };
  return [page, ...(await Promise.all(paths.map((path) => rawAnswer(origin, path, 'br'))))];
}
