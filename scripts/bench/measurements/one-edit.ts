// One edit, a thousand devices at the bell: until the last has heard, until the last has the edit, and what it costs the server.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openSqliteStore } from '../../../apps/server/src/store/sqlite-store.ts';
import { cpuOf, memoryOf, type Running, root, startApp } from '../processes.ts';
import { type Bench, type Measurement, medianOf, type Row, rowOf, spreadOf } from '../row.ts';

export const measurement: Measurement = {
  name: 'one-edit',
  says: 'one edit by another process reaches 1,000 connected devices: ms until all have heard and have it, CPU and memory',
  run,
};

const DEVICES = 1000;
/** More edits than rounds: memory that grows shows only over many. */
const EDITS = 25;
const limits = { heardMs: 2000, hadMs: 15_000, cpu: 50, growth: 1.1 };

type Reached = { heard: number; heardMiddle: number; had: number; hadMiddle: number; cpu: number; memory: number };

async function run(bench: Bench): Promise<Row[]> {
  const folder = bench.folder('catalogue');
  const app = await startApp(bench, undefined, { DATA_DIR: folder, SSE_MAX_CONNECTIONS: `${DEVICES + 10}` });
  if (cpuOf(app.pid) === undefined) {
    bench.say('this system does not tell what a process uses');
    return [];
  }
  const empty = memoryOf(app.pid)!;
  const store = await openSqliteStore({ file: join(folder, 'catalogue.sqlite') });
  const devices = await ring(bench, app);
  const connected = memoryOf(app.pid)!;
  const edits: Reached[] = [];
  try {
    for (let n = 0; n < EDITS; n++) {
      const patch = { description: { en: `Edit ${n} of the bench.` } };
      const cpu = cpuOf(app.pid)!;
      const began = performance.timeOrigin + performance.now();
      const { seq } = await store.editPhoneme({ id: 'english-gb:p', patch, author: 'bench' });
      const { head, heard, had } = await devices.next();
      if (head !== seq) throw new Error(`the devices have ${head} where the edit is ${seq}`);
      const last = Math.max(...had) - began;
      edits.push({
        heard: Math.max(...heard) - began,
        heardMiddle: medianOf(heard) - began,
        had: last,
        hadMiddle: medianOf(had) - began,
        cpu: ((cpuOf(app.pid)! - cpu) / last) * 100,
        memory: memoryOf(app.pid)!,
      });
    }
  } finally {
    devices.stop();
    await store.close();
    await app.stop();
  }
  return rowsOf(edits, empty, connected);
}

function rowsOf(edits: Reached[], empty: number, connected: number): Row[] {
  const against = (limit: string) => ({ against: `the limit of ${limit}`, better: 'lower' as const });
  const most = (at: number) => ({ on: 'ours', sense: 'most', at }) as const;
  const rounds = (of: keyof Reached, peer: number) => edits.map((edit) => ({ ours: edit[of], peer }));
  const worst = (of: keyof Reached) => spreadOf(edits.map((edit) => edit[of])).max;
  const middle = (of: keyof Reached) => medianOf(edits.map((edit) => edit[of]));
  const third = Math.floor(edits.length / 3);
  const [early, late] = [edits.slice(0, third), edits.slice(-third)].map((some) =>
    medianOf(some.map(({ memory }) => memory)),
  );
  return [
    rowOf(
      {
        name: `One edit, until the last of ${DEVICES} streams has the event`,
        ...against(`${limits.heardMs} ms`),
        unit: 'ms',
        floor: most(limits.heardMs),
        parts: [
          { name: 'the device in the middle', value: middle('heardMiddle'), unit: 'ms' },
          { name: 'the slowest of all edits', value: worst('heard'), unit: 'ms' },
        ],
      },
      rounds('heard', limits.heardMs),
    ),
    rowOf(
      {
        name: 'and until the last one has the edit by pull',
        ...against(`${limits.hadMs} ms`),
        unit: 'ms',
        floor: most(limits.hadMs),
        parts: [
          { name: 'the device in the middle', value: middle('hadMiddle'), unit: 'ms', note: 'each waits 0 to 1.5 s' },
          { name: 'the slowest of all edits', value: worst('had'), unit: 'ms' },
        ],
      },
      rounds('had', limits.hadMs),
    ),
    rowOf(
      {
        name: 'the server’s CPU meanwhile',
        ...against('half a core'),
        unit: '% of a core',
        floor: most(limits.cpu),
        parts: [
          {
            name: 'CPU a device and edit',
            value: (middle('cpu') / 100) * middle('had') * (1000 / DEVICES),
            unit: 'µs',
            note: 'one event, two pulls',
          },
        ],
      },
      rounds('cpu', limits.cpu),
    ),
    rowOf(
      {
        name: `its memory after ${edits.length} such edits`,
        against: 'its memory after the first ones',
        better: 'lower',
        unit: 'MB',
        floor: { on: 'ratio', sense: 'most', at: limits.growth },
        parts: [
          { name: 'before anybody came', value: empty, unit: 'MB' },
          { name: `with ${DEVICES} streams`, value: connected, unit: 'MB' },
          { name: 'a stream', value: ((connected - empty) / DEVICES) * 1000, unit: 'kB' },
        ],
      },
      [{ ours: late!, peer: early! }],
    ),
  ];
}

type Line = { head: number; heard: number[]; had: number[] };

/** The devices, all connected. */
async function ring(bench: Bench, app: Running): Promise<{ next: () => Promise<Line>; stop: () => void }> {
  const child = spawn(process.execPath, [join(root, 'scripts/bench/peers/bell-readers.ts'), app.origin, `${DEVICES}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = () => void child.kill('SIGKILL');
  bench.atEnd(stop);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error('the devices gave up');
    return value;
  };
  await next();
  return { next: async () => JSON.parse(await next()) as Line, stop };
}
