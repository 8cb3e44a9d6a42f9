// HTTP: the API's hot reads at 50 connections, against a static Buffer of the same bytes on bare node:http.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { cpuOf, type Running, root, startApp, startBare } from '../processes.ts';
import { rawAnswer } from '../raw-answer.ts';
import { alternate, type Bench, type Floor, type Measurement, medianOf, type Part, type Row, rowOf } from '../row.ts';

const CONNECTIONS = 50;
const SECONDS = 2;
const floor: Floor = { on: 'ratio', sense: 'least', at: 0.35, hoped: 0.6 };

/** A program asks without compression, a browser with it: the second moves fewer bytes, so it shows more of our work. */
const encodings = [
  { encoding: 'identity', as: '' },
  { encoding: 'br', as: ', br' },
];
const addresses = ['/api/languages/english-gb/phonemes', '/api/languages/english-gb/phonemic', '/api/languages'];

type Case = { name: string; path: string; peerPath: string; encoding: string };
type Load = { perSecond: number; serverCpu: number | undefined; cores: number | undefined };

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

/** Where the load's own process is the limit, requests a second flatter us; the servers' CPU time does not. */
function cpuParts(rounds: { ours: Load; peer: Load }[]): Part[] {
  const whole = rounds.filter(({ ours, peer }) => ours.serverCpu && peer.serverCpu);
  if (whole.length === 0) return [];
  const [ours, peer] = [
    medianOf(whole.map((each) => each.ours.serverCpu!)),
    medianOf(whole.map((each) => each.peer.serverCpu!)),
  ];
  const busy = medianOf(whole.map((each) => each.peer.cores!));
  return [
    { name: 'server CPU a request, ours', value: ours, unit: 'µs' },
    {
      name: 'server CPU a request, peer',
      value: peer,
      unit: 'µs',
      note: `by CPU the ratio is ${percent(peer / ours)}`,
    },
    {
      name: 'cores kept busy by the peer',
      value: busy,
      unit: '',
      note: 'well below 1: the load generator was the limit',
    },
  ];
}

const percent = (share: number): string => `${Math.round(share * 100)}%`;
const short = (path: string): string => path.replace('/api/languages/english-gb', '').replace('/api', '');

async function firstClip(origin: string): Promise<string | undefined> {
  const answer = await fetch(`${origin}/api/languages/english-gb/phonemes`);
  const phonemes = (await answer.json()) as { audio_file: string | null }[];
  return phonemes.find(({ audio_file }) => audio_file)?.audio_file ?? undefined;
}

type Report = { requests: { total: number }; duration: number; errors: number; non2xx: number };

async function load(server: Running, path: string, encoding: string, seconds: number): Promise<Load> {
  const cpuBefore = cpuOf(server.pid);
  const report = await cannon(server.origin + path, encoding, seconds);
  const cpuAfter = cpuOf(server.pid);
  if (report.errors > 0 || report.non2xx > 0) {
    throw new Error(`${path}: ${report.errors} errors, ${report.non2xx} answers that are not 2xx`);
  }
  const cpu = cpuBefore === undefined || cpuAfter === undefined ? undefined : cpuAfter - cpuBefore;
  return {
    perSecond: report.requests.total / report.duration,
    serverCpu: cpu && (cpu * 1000) / report.requests.total,
    cores: cpu && cpu / (report.duration * 1000),
  };
}

function cannon(url: string, encoding: string, seconds: number): Promise<Report> {
  return new Promise((resolve, reject) => {
    const args = ['-c', `${CONNECTIONS}`, '-d', `${seconds}`, '-j', '-H', `accept-encoding=${encoding}`, url];
    const child = spawn(process.execPath, [join(root, 'node_modules/autocannon/autocannon.js'), ...args], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      try {
        resolve(JSON.parse(output) as Report);
      } catch {
        reject(new Error(`autocannon ended with ${code}`));
      }
    });
  });
}
