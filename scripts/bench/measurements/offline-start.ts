// Offline cold start: an installed profile, the server dead, a new browser process; against a static page so installed.
import { visitUntilKept } from '../app-visit.ts';
import { copyProfile, openProfile, pageScript, waitFor } from '../chromium.ts';
import { cpuShares } from '../cpu-shares.ts';
import { type BareFile, type Running, startApp, startBare } from '../processes.ts';
import { rawAnswer } from '../raw-answer.ts';
import { alternate, type Bench, type Measurement, medianOf, type Part, type Row, rowOf } from '../row.ts';
import { isOurs, type SourceOwners, sourceOwners } from '../source-owners.ts';

export const measurement: Measurement = {
  name: 'offline-start',
  says: 'ms to a chart that answers a tap, offline, in a browser just started',
  run,
};

const PROFILED_STARTS = 3;
const START = '/';

/** In ms; all but `process` count from the beginning of the navigation. */
type Start = {
  ready: number;
  handled: number;
  process: number;
  firstByte: number;
  scripts: number;
  firstPaint: number;
};
type Installed = { origin: string; profile: string };

async function run(bench: Bench): Promise<Row[]> {
  const web = await bench.web();
  const owners = await sourceOwners(bench);
  const app = await startApp(bench, web);
  const { installed, snapshot } = await install(bench, app);
  const bare = await startBare(bench, await staticFiles(app.origin, snapshot));
  const peer = await installPeer(bench, bare);
  await Promise.all([app.stop(), bare.stop()]);

  const rounds = await alternate(
    bench.rounds,
    () => coldStart(bench, installed),
    () => coldStart(bench, peer),
  );
  const shares: Map<string, number>[] = [];
  for (let round = 0; round < PROFILED_STARTS; round++) shares.push(await profiledStart(bench, installed, owners));

  const against = 'the same chart as a static page, a bare service worker';
  const about = { against, unit: 'ms', better: 'lower' as const };
  const starts = rounds.map(({ ours }) => ours);
  return [
    rowOf(
      {
        ...about,
        name: 'Offline cold start, from navigation',
        floor: { on: 'ours', sense: 'most', at: 600 },
        parts: [...stageParts(starts), ...shareParts(shares)],
      },
      rounds.map(({ ours, peer }) => ({ ours: ours.ready, peer: peer.ready })),
    ),
    rowOf(
      { ...about, name: 'Offline cold start, from the browser’s process' },
      rounds.map(({ ours, peer }) => ({ ours: ours.process, peer: peer.process })),
    ),
  ];
}

/** Visits the app as a person does, and stays until worker, mirror and the language's clips are on the device. */
async function install(bench: Bench, app: Running): Promise<{ installed: Installed; snapshot: Snapshot }> {
  const profile = bench.folder('installed');
  const { page, close } = await openProfile(bench, profile, ['mirror-probe.js']);
  const { code, clips } = await visitUntilKept(page, app.origin);
  bench.say(`installed with ${code} and ${clips} clips`);
  const snapshot = (await page.evaluate(pageScript('snapshot.js'))) as Snapshot;
  await close();
  return { installed: { origin: app.origin, profile }, snapshot };
}

type Snapshot = { html: string; fonts: string[] };

async function staticFiles(origin: string, { html, fonts }: Snapshot): Promise<BareFile[]> {
  const files = await Promise.all(fonts.map((font) => rawAnswer(origin, font, 'identity')));
  const worker = pageScript('bare-worker.js').replace('FILES', JSON.stringify([START, ...fonts]));
  return [
    { path: START, body: html, headers: { 'content-type': 'text/html; charset=utf-8' } },
    { path: '/sw.js', body: worker, headers: { 'content-type': 'text/javascript' } },
    ...files,
  ];
}

async function installPeer(bench: Bench, bare: Running): Promise<Installed> {
  const profile = bench.folder('installed-peer');
  const { page, close } = await openProfile(bench, profile);
  await page.goto(bare.origin + START);
  await waitFor(page, 'navigator.serviceWorker.controller?.state === "activated"', 'the bare service worker');
  await close();
  return { origin: bare.origin, profile };
}

async function coldStart(bench: Bench, { origin, profile }: Installed): Promise<Start> {
  const copy = bench.folder('start');
  copyProfile(profile, copy);
  const { page, startedAt, close } = await openProfile(bench, copy, ['tap-probe.js']);
  await page.goto(origin + START, { waitUntil: 'commit' });
  const start = (await page.evaluate(`(async () => {
    const { ready, handled } = await window.__chartAnswered;
    const scripts = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'));
    return {
      ready,
      handled,
      process: performance.timeOrigin + ready - ${startedAt},
      firstByte: performance.getEntriesByType('navigation')[0].responseStart,
      scripts: Math.max(0, ...scripts.filter((each) => each.responseEnd <= ready).map((each) => each.responseEnd)),
      firstPaint: performance.getEntriesByType('paint')[0]?.startTime ?? ready,
    };
  })()`)) as Start;
  await close();
  return start;
}

async function profiledStart(bench: Bench, { origin, profile }: Installed, owners: SourceOwners) {
  const copy = bench.folder('start');
  copyProfile(profile, copy);
  const { page, close } = await openProfile(bench, copy, ['tap-probe.js']);
  const shares = await cpuShares(page, owners, async () => {
    await page.goto(origin + START, { waitUntil: 'commit' });
    return (await page.evaluate('window.__chartAnswered.then(({ ready }) => ready)')) as number;
  });
  await close();
  return shares;
}

function stageParts(starts: Start[]): Part[] {
  const at = (name: keyof Start) => medianOf(starts.map((start) => start[name]));
  return [
    { name: 'until the page’s first byte: renderer and service worker started', value: at('firstByte'), unit: 'ms' },
    { name: 'until the last script before the chart is read', value: at('scripts'), unit: 'ms' },
    { name: 'until the first paint', value: at('firstPaint'), unit: 'ms' },
    { name: 'until the tap is heard', value: at('ready'), unit: 'ms' },
    { name: 'until that first tap is done with: it opens the audio', value: at('handled'), unit: 'ms' },
  ];
}

/** Of profiled starts, which are slower than the measured ones: the shares count, not their milliseconds. */
function shareParts(profiles: Map<string, number>[]): Part[] {
  const owners = [...new Set(profiles.flatMap((shares) => [...shares.keys()]))];
  const total = medianOf(profiles.map((shares) => [...shares.values()].reduce((sum, ms) => sum + ms, 0)));
  const part = (name: string, mine: (owner: string) => boolean): Part => {
    const value = medianOf(
      profiles.map((shares) => [...shares].reduce((sum, [owner, ms]) => sum + (mine(owner) ? ms : 0), 0)),
    );
    return { name, value, unit: 'ms', note: `${((value / total) * 100).toFixed(1)}%` };
  };
  const single = owners
    .map((owner) => part(owner, (other) => other === owner))
    .filter(({ value }) => value >= 0.5)
    .sort((a, b) => b.value - a.value);
  const all = part('in our own code, all of it', isOurs);
  return [
    { ...all, name: `in our own code, of ${total.toFixed(0)} ms profiled to the same moment` },
    ...single.map((each) => ({ ...each, name: `· ${each.name}` })),
  ];
}
