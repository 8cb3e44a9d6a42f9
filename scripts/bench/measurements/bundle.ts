// JavaScript before the first chart: what a fresh visit asks for until the chart is there, by chunk and by package.
import { brotliCompressSync } from 'node:zlib';
import { openProfile } from '../chromium.ts';
import { type Running, startApp } from '../processes.ts';
import { rawAnswer } from '../raw-answer.ts';
import { type Bench, type Measurement, type Part, type Row, rowOf } from '../row.ts';
import { type SourceOwners, sourceOwners, UNKNOWN } from '../source-owners.ts';

export const measurement: Measurement = {
  name: 'bundle',
  says: 'kB of JavaScript asked for before a fresh visit has a chart, as the server sends it to a browser',
  run,
};

const LIMIT_KB = 120;

/** In bytes; `best` is what the slowest brotli makes of it. */
type Chunk = { path: string; raw: number; sent: number; best: number };

async function run(bench: Bench): Promise<Row[]> {
  const web = await bench.web();
  const owners = await sourceOwners(bench);
  const app = await startApp(bench, web);
  const visits: Chunk[][] = [];
  // What loads lazily may race the chart, so that one visit does not tell.
  for (let round = 0; round < bench.rounds; round++) visits.push(await chunksBeforeChart(bench, app));
  await app.stop();
  const total = (chunks: Chunk[]) => chunks.reduce((sum, { sent }) => sum + sent, 0) / 1000;
  const [heaviest] = [...visits].sort((a, b) => total(b) - total(a));
  return [
    rowOf(
      {
        name: 'JavaScript before the first chart, brotli',
        against: `the limit of ${LIMIT_KB} kB; below, the heaviest of ${visits.length} visits`,
        unit: 'kB',
        better: 'lower',
        floor: { on: 'ours', sense: 'most', at: LIMIT_KB },
        parts: [...chunkParts(heaviest!), ...ownerParts(heaviest!, owners)],
      },
      visits.map((chunks) => ({ ours: total(chunks), peer: LIMIT_KB })),
    ),
  ];
}

/** Everything asked for before the chart answers a tap, also where it came only after. */
async function chunksBeforeChart(bench: Bench, app: Running): Promise<Chunk[]> {
  const { page, close } = await openProfile(bench, bench.folder('profile'), ['tap-probe.js', 'worker-probe.js']);
  await page.goto(app.origin);
  const seen = (await page.evaluate(`(async () => {
    const { ready } = await window.__chartAnswered;
    const paths = performance
      .getEntriesByType('resource')
      .filter(({ name, startTime }) => name.startsWith(location.origin) && /\\.m?js$/.test(name) && startTime < ready)
      .map(({ name }) => new URL(name).pathname);
    if (window.__registered?.at < ready) paths.push(window.__registered.path);
    return { paths: [...new Set(paths)], html: await (await fetch(location.href)).text() };
  })()`)) as { paths: string[]; html: string };
  await close();
  const chunks = await Promise.all(seen.paths.map((path) => chunkOf(app.origin, path)));
  return [...chunks, ...inlineScripts(seen.html)];
}

async function chunkOf(origin: string, path: string): Promise<Chunk> {
  const [plain, packed] = await Promise.all([rawAnswer(origin, path, 'identity'), rawAnswer(origin, path, 'br')]);
  const best = brotliCompressSync(plain.body).length;
  return { path, raw: plain.body.length, sent: packed.body.length, best };
}

function inlineScripts(html: string): Chunk[] {
  const scripts = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, text]) => text ?? '');
  const text = scripts.join('');
  const best = brotliCompressSync(text).length;
  return text === '' ? [] : [{ path: 'inline', raw: text.length, sent: best, best }];
}

function chunkParts(chunks: Chunk[]): Part[] {
  const best = chunks.reduce((sum, chunk) => sum + chunk.best, 0);
  return [
    { name: 'of it all, packed as well as brotli can (quality 11)', value: best / 1000, unit: 'kB' },
    ...[...chunks]
      .sort((a, b) => b.sent - a.sent)
      .map(({ path, raw, sent }) => ({
        name: path,
        value: sent / 1000,
        unit: 'kB',
        note: `${(raw / 1000).toFixed(1)} kB unpacked`,
      })),
  ];
}

/** A chunk is packed as one: its packed bytes are shared out by unpacked ones. */
function ownerParts(chunks: Chunk[], owners: SourceOwners): Part[] {
  const sums = new Map<string, { raw: number; sent: number }>();
  const add = (owner: string, raw: number, sent: number) => {
    const sum = sums.get(owner) ?? { raw: 0, sent: 0 };
    sums.set(owner, { raw: sum.raw + raw, sent: sum.sent + sent });
  };
  for (const { path, raw, sent } of chunks) {
    const bytes = path.startsWith('/assets/') ? owners.bytesOf(path.slice(1)) : undefined;
    if (bytes) for (const [owner, count] of bytes) add(owner, count, (sent * count) / raw);
    else add(path.startsWith('/assets/') ? UNKNOWN : `our ${path}`, raw, sent);
  }
  return [...sums]
    .sort(([, a], [, b]) => b.sent - a.sent)
    .map(([owner, { raw, sent }]) => ({
      name: `· ${owner}`,
      value: sent / 1000,
      unit: 'kB',
      note: `${(raw / 1000).toFixed(1)} kB unpacked`,
    }));
}
