// HTTP: the API's hot reads at 50 connections, against a static Buffer of the same bytes on bare node:http.
import { CONNECTIONS, cpuParts, load } from '../load.ts';
import { startApp, startBare } from '../processes.ts';
import { rawAnswer } from '../raw-answer.ts';
import { alternate, type Bench, type Floor, type Measurement, type Row, rowOf } from '../row.ts';

const SECONDS = 2;
const floor: Floor = { on: 'ratio', sense: 'least', at: 0.6 };

/** A program asks without compression, a browser with it: the second moves fewer bytes, so it shows more of our work. */
const encodings = [
  { encoding: 'identity', as: '' },
  { encoding: 'br', as: ', br' },
];
const addresses = ['/api/languages/english-gb/phonemes', '/api/languages/english-gb/phonemic', '/api/languages'];

type Case = { name: string; path: string; peerPath: string; encoding: string };

export const measurement: Measurement = {
  name: 'http',
  says: `requests a second at ${CONNECTIONS} connections, through the production server`,
  run,
};

async function run(bench: Bench): Promise<Row[]> {
  const app = await startApp(bench);
  const clip = await firstClip(app.origin);
  if (!clip) bench.say('no clip is shipped, so there is no row for one');
  const cases: Case[] = [
    ...addresses.flatMap((path) =>
      encodings.map(({ encoding, as }) => ({ name: `${short(path)}${as}`, path, encoding })),
    ),
    ...(clip ? [{ name: 'a clip', path: clip, encoding: 'identity' }] : []),
  ].map((each, index) => ({ ...each, peerPath: `/${index}` }));

  const bare = await startBare(
    bench,
    await Promise.all(
      cases.map(async ({ path, peerPath, encoding }) => ({
        ...(await rawAnswer(app.origin, path, encoding)),
        path: peerPath,
      })),
    ),
  );

  const rows: Row[] = [];
  for (const { name, path, peerPath, encoding } of cases) {
    bench.say(name);
    const rounds = await alternate(
      bench.rounds,
      () => load(app, path, encoding, SECONDS),
      () => load(bare, peerPath, encoding, SECONDS),
    );
    rows.push(
      rowOf(
        {
          name: `HTTP ${name}`,
          against: 'static Buffer, bare node:http',
          unit: 'req/s',
          better: 'higher',
          floor,
          parts: cpuParts(rounds),
        },
        rounds.map(({ ours, peer }) => ({ ours: ours.perSecond, peer: peer.perSecond })),
      ),
    );
  }
  await Promise.all([app.stop(), bare.stop()]);
  return rows;
}

const short = (path: string): string => path.replace('/api/languages/english-gb', '').replace('/api', '');

async function firstClip(origin: string): Promise<string | undefined> {
  const answer = await fetch(`${origin}/api/languages/english-gb/phonemes`);
  const phonemes = (await answer.json()) as { audio_file: string | null }[];
  return phonemes.find(({ audio_file }) => audio_file)?.audio_file ?? undefined;
}
