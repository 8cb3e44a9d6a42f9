// The commands `speech` and `process` as people call them, over a catalogue of their own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LANGUAGES_DIR } from '@phonochart/content/load.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { spokenSound, wavOf } from '../apps/server/src/audio/example-sounds.ts';
import { openSqliteStore } from '../apps/server/src/store/sqlite-store.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
let place: string;
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'phonochart-commands-'));
  for (const name of ['clips', 'content', 'takes', 'spoken']) mkdirSync(join(place, name));
  const language = 'spanish-castilian.json';
  copyFileSync(join(LANGUAGES_DIR, language), join(place, 'content', language));
});
afterAll(() => rmSync(place, { recursive: true }));

function start(script: string, ...args: string[]) {
  const child = spawn(process.execPath, [join(root, 'scripts', script), ...args], {
    env: {
      PATH: process.env.PATH,
      DATA_DIR: join(place, 'data'),
      AUDIO_DIR: join(place, 'clips'),
      CONTENT_DIR: join(place, 'content'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (text) => {
      said[name] += text;
    });
  return { child, said, ended: once(child, 'close').then(([code]) => ({ code: code as number, ...said })) };
}

const withStore = async <Answer>(use: (store: Awaited<ReturnType<typeof openSqliteStore>>) => Promise<Answer>) => {
  const store = await openSqliteStore({ file: join(place, 'data', 'catalogue.sqlite') });
  return use(store).finally(() => store.close());
};

test('what a language lacks is said, under any of its names, and then nothing is missing', async () => {
  const args = ['--language', 'spa', '--missing', '--kinds', 'phoneme'];
  const first = await start('speech.ts', ...args).ended;
  expect([first.code, first.stdout]).toEqual([0, expect.stringMatching(/^(\d+) of \1 sounds and words were said/)]);
  // Devices have them: the clips are in the language's document.
  const clips = await withStore(async (store) => (await store.getInventory('spanish-castilian'))!.value.audio);
  expect(clips.length).toBeGreaterThan(15);
  for (const { file } of clips) expect(existsSync(join(place, 'data/audio/spanish-castilian', file))).toBe(true);
  const again = await start('speech.ts', ...args).ended;
  expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('Nothing is missing')]);
});

test('Ctrl-C ends what is at work and leaves the rest undone, with nothing half', async () => {
  const { child, said, ended } = start('speech.ts', '--all', '--missing');
  await new Promise<void>((resolve) => {
    child.stderr.on('data', () => {
      if (/^Job \S+: /m.test(said.stderr)) resolve();
    });
  });
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 130, stdout: expect.stringContaining('The same call does what is left') });
  const [, id] = /^Job (\S+): /m.exec(said.stderr)!;
  const job = (await withStore((store) => store.jobs.getJob(id!)))!;
  expect(job).toMatchObject({ state: 'cancelled', counts: { leased: 0, waiting: 0, dead: 0 } });
  expect(job.counts.done + job.counts.cancelled + job.counts.failed).toBe(job.counts.total);
});

test('without a language every sound of a folder becomes a file beside it, and a bad one is told of by its name', async () => {
  writeFileSync(join(place, 'takes/a.wav'), wavOf(spokenSound(300)));
  writeFileSync(join(place, 'takes/silent.wav'), wavOf(new Float32Array(44_100)));
  writeFileSync(join(place, 'takes/page.wav'), '<html>');
  writeFileSync(join(place, 'takes/notes.txt'), 'no sound at all');
  const { code, stdout, stderr } = await start('process.ts', join(place, 'takes')).ended;
  expect([code, stdout]).toEqual([1, expect.stringContaining('1 of 2 files were processed')]);
  expect(stdout).toContain('too-quiet 1, such as silent.wav');
  expect(stderr).toContain('page.wav: ');
  expect(readdirSync(join(place, 'takes/processed'))).toEqual(['a.mp3']);
});

test('with a language and a manifest every recording becomes a source', async () => {
  writeFileSync(join(place, 'spoken/a.wav'), wavOf(spokenSound(300)));
  writeFileSync(join(place, 'spoken/manifest.csv'), 'file,symbol,speaker\na.wav,a,Ana\n');
  const args = [
    join(place, 'spoken'),
    '--language',
    'spanish-castilian',
    '--source-type',
    'native',
    '--licence',
    'CC0-1.0',
  ];
  expect(await start('process.ts', ...args).ended).toMatchObject({ code: 0 });
  const clips = await withStore((store) => store.clipsOf('spanish-castilian', 'spanish-castilian:a'));
  expect(clips.filter(({ source_type }) => source_type === 'native')).toMatchObject([
    { speaker: 'Ana', licence: 'CC0-1.0' },
  ]);
});

test.each([
  ['speech.ts', ['--language', 'atlantean', '--missing']],
  ['speech.ts', ['--language', 'spa', '--missing', '--rate', 'fast']],
  ['process.ts', ['nowhere', '--language', 'atlantean']],
])('%s %j is a wrong call', async (script, args) => {
  expect(await start(script, ...args).ended).toMatchObject({ code: 2, stderr: expect.stringContaining('npm run') });
});
