// Opening RxDB: the fixed cost before any document, on a new profile and on one that has been used, against IndexedDB.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPage } from '../app-build.ts';
import { openProfile, pageScript, waitFor } from '../chromium.ts';
import { type BareFile, startBare } from '../processes.ts';
import { alternate, type Bench, type Measurement, medianOf, type Row, rowOf } from '../row.ts';

export const measurement: Measurement = {
  name: 'open-rxdb',
  says: 'ms to open the mirror’s empty database and read from it, without the app around it',
  run,
};

type Opened = { load: number; open: number };
type Openings = { fresh: Opened; used: Opened };

async function run(bench: Bench): Promise<Row[]> {
  const built = bench.folder('page');
  await buildPage('open-rxdb.js', built);
  const bare = await startBare(bench, [
    ...builtFiles(built),
    htmlFile('/rxdb', page),
    htmlFile('/raw', pageScript('open-raw.html')),
  ]);
  const rounds = await alternate(
    bench.rounds,
    () => openings(bench, `${bare.origin}/rxdb`),
    () => openings(bench, `${bare.origin}/raw`),
  );
  await bare.stop();
  return (['fresh', 'used'] as const).map((state) =>
    rowOf(
      {
        name: `Opening RxDB, ${state === 'fresh' ? 'a new profile' : 'after a browser restart'}`,
        against: 'opening and reading raw IndexedDB',
        unit: 'ms',
        better: 'lower',
        parts: [
          {
            name: 'fetching, compiling and evaluating RxDB and Dexie before it',
            value: medianOf(rounds.map(({ ours }) => ours[state].load)),
            unit: 'ms',
          },
        ],
      },
      rounds.map(({ ours, peer }) => ({ ours: ours[state].open, peer: peer[state].open })),
    ),
  );
}

async function openings(bench: Bench, url: string): Promise<Openings> {
  const folder = bench.folder('profile');
  const opened = async (): Promise<Opened> => {
    const { page, close } = await openProfile(bench, folder);
    await page.goto(url);
    const times = await waitFor<Opened>(page, 'window.__opened', 'the opened database');
    await close();
    return times;
  };
  return { fresh: await opened(), used: await opened() };
}

const page = '<!doctype html><title>RxDB opened</title><script type="module" src="/entry.js"></script>';

const htmlFile = (path: string, body: string): BareFile => ({ path, body, headers: { 'content-type': 'text/html' } });

const builtFiles = (folder: string): BareFile[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({
      path: `/${name}`,
      body: readFileSync(join(folder, name)),
      headers: { 'content-type': 'text/javascript' },
    }));
