// Speech on demand: a sound that has no clip, from the request to the answer whose clip is a file, against a program started for each.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadContent } from '@phonochart/content/load.ts';
import { type Running, root, startApp } from '../processes.ts';
import { alternate, type Bench, type Measurement, medianOf, type Row, rowOf } from '../row.ts';

export const measurement: Measurement = {
  name: 'speech-on-demand',
  says: 'ms from asking for a sound without a clip to the answer: said, checked, levelled, encoded, on disk, in the catalogue',
  run,
};

/** Sounds a round that are said at once; programs a round that are started. */
const SAID = 100;
const STARTED = 20;

type Answer = {
  source_type: string;
  source: { voice_id: string; metadata: Record<string, string> } | null;
};
type Said = { voice: string; rate: string; mnemonics: string };

async function run(bench: Bench): Promise<Row[]> {
  const app = await startApp(bench, undefined, {
    AUDIO_DIR: bench.folder('no-clips'),
    RATE_LIMITS: 'speech=1000000/60',
  });
  const sounds = everySound();
  const out = join(bench.folder('said'), 'said.wav');
  let last: Said[] = [];
  const kept: number[] = [];
  const rounds = await alternate(
    bench.rounds,
    async () => {
      const round = await sayNew(app, sounds, kept);
      last = round.said;
      return round.times;
    },
    () => startNew(last.slice(0, STARTED), out),
  );
  await app.stop();
  const all = rounds.flatMap(({ ours }) => ours);
  return [
    rowOf(
      {
        name: 'Speech on demand, 95 of 100 answers are faster',
        against: 'the espeak-ng program of npm started for each sound, which only writes a WAV',
        unit: 'ms',
        better: 'lower',
        floor: { on: 'ours', sense: 'most', at: 150 },
        parts: [
          { name: 'the answer in the middle', value: medianOf(all), unit: 'ms' },
          { name: 'the slowest', value: Math.max(...all), unit: 'ms' },
          { name: 'asked for again', value: medianOf(kept), unit: 'ms', note: 'then it is a kept clip' },
        ],
      },
      rounds.map(({ ours, peer }) => ({ ours: tail(ours), peer: tail(peer) })),
    ),
  ];
}

/** Ids of the curated sounds and words, languages in turn, so that a round meets many voices. */
function everySound(): string[] {
  const lists = loadContent().map(({ phonemes, words }) => [...phonemes, ...words].map(({ id }) => id));
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
}

/** Takes from the sounds until enough of them were said. */
async function sayNew(app: Running, sounds: string[], kept: number[]) {
  const times: number[] = [];
  const said: Said[] = [];
  while (times.length < SAID && sounds.length > 0) {
    const id = sounds.shift()!;
    const first = await ask(app, id);
    const { source_type, source } = first.answer;
    if (source_type !== 'generated' || !source) continue;
    times.push(first.ms);
    const { mnemonics = '', rate = '' } = source.metadata;
    said.push({ voice: source.voice_id.slice(source.voice_id.indexOf(':') + 1), rate, mnemonics });
    kept.push((await ask(app, id)).ms);
  }
  if (times.length < SAID) throw new Error(`only ${times.length} sounds were left to be said: take fewer rounds`);
  return { times, said };
}

async function ask({ origin }: Running, id: string): Promise<{ ms: number; answer: Answer }> {
  const started = performance.now();
  const answer = await fetch(`${origin}/api/phonemes/${encodeURIComponent(id)}/audio`);
  const body = (await answer.json()) as Answer;
  if (!answer.ok) throw new Error(`${id}: ${answer.status} ${JSON.stringify(body)}`);
  return { ms: performance.now() - started, answer: body };
}

const program = join(root, 'scripts/bench/peers/espeak-cli.ts');

async function startNew(said: readonly Said[], out: string): Promise<number[]> {
  const times: number[] = [];
  for (const { voice, rate, mnemonics } of said) {
    const started = performance.now();
    await promisify(execFile)(process.execPath, [program, voice, rate, mnemonics, out]);
    times.push(performance.now() - started);
  }
  return times;
}

const tail = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1]!;
