// The storage check as a command: what it prints and how it ends, for a folder and for a bucket.
import { execFile } from 'node:child_process';
import { readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderWith } from '@phonochart/imports/example-dataset.ts';
import S3rver from 's3rver';
import { afterEach, expect, test } from 'vitest';
import { spokenSound, wavOf } from '../apps/server/src/audio/example-sounds.ts';

const closings: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).toReversed()) await close();
});

type Ended = { code: number; stdout: string; stderr: string };
const run = (script: string, environment: Record<string, string>, ...args: string[]) =>
  new Promise<Ended>((resolve) => {
    const path = fileURLToPath(new URL(script, import.meta.url));
    execFile(process.execPath, [path, ...args], { env: { ...process.env, ...environment } }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });

/** A recording that waits to be imported into a grid of one language. */
function prepared() {
  const { folder, remove } = folderWith({
    'sounds.csv': 'symbol,example\np,pa\n',
    'manifest.csv': 'symbol,file,licence\np,p.wav,CC0-1.0\n',
    'p.wav': wavOf(spokenSound()),
  });
  closings.push(remove);
  const environment = { DATA_DIR: join(folder, 'data') };
  const bring = async (more: Record<string, string> = {}) => {
    const named = ['--code', 'made-up', '--name', 'Made up', '--licence', 'CC0-1.0'];
    const language = await run('./import.ts', environment, 'csv', join(folder, 'sounds.csv'), ...named);
    expect(language).toMatchObject({ code: 0, stderr: '' });
    const into = { ...environment, ...more };
    const sounds = await run('./import.ts', into, 'recordings', folder, '--language', 'made-up');
    expect(sounds).toMatchObject({ code: 0, stderr: '' });
  };
  return { folder, environment, bring };
}

test('0 where all is well, 1 while a fault is open, 0 once it is repaired, 2 where there is nothing to check', async () => {
  const { folder, environment, bring } = prepared();
  const check = (...args: string[]) => run('./storage-check.ts', environment, ...args);
  expect(await check('--repair')).toMatchObject({ code: 2, stderr: expect.stringContaining('there is no catalogue') });
  expect(await check('--mend')).toMatchObject({ code: 2, stderr: expect.stringContaining('npm run storage:check') });
  await bring();
  const well = await check();
  expect(well).toMatchObject({ code: 0, stdout: expect.stringContaining('1 clip and 1 recording expected') });
  expect(well.stdout).toContain('Nothing is wrong.');
  const [clip] = readdirSync(join(folder, 'data', 'audio', 'made-up'));
  truncateSync(join(folder, 'data', 'audio', 'made-up', clip!), 100);
  const wrong = await check();
  expect(wrong).toMatchObject({ code: 1, stdout: expect.stringContaining('1 fault, 0 repaired, 1 open') });
  expect(wrong.stdout).toContain(`audio/made-up/${clip}`);
  expect(await check('--repair')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('made again from its rec'),
  });
  expect(await check()).toMatchObject({ code: 0 });
}, 120_000);

test('an import into a bucket leaves its sounds there, where the check finds them; a bucket out of reach ends it with 2', async () => {
  const { folder, environment, bring } = prepared();
  const configureBuckets = [{ name: 'sounds' }];
  const directory = join(folder, 's3');
  const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory, configureBuckets });
  const { port } = await server.run();
  closings.push(() => server.close());
  const bucket = {
    AUDIO_STORE: 's3',
    S3_BUCKET: 'sounds',
    S3_ENDPOINT: `http://127.0.0.1:${port}`,
    S3_FORCE_PATH_STYLE: 'true',
    AWS_ACCESS_KEY_ID: 'S3RVER',
    AWS_SECRET_ACCESS_KEY: 'S3RVER',
  };
  await bring(bucket);
  expect(readdirSync(join(folder, 'data')).filter((name) => !name.startsWith('catalogue.'))).toEqual([]);
  const checked = await run('./storage-check.ts', { ...environment, ...bucket });
  expect(checked).toMatchObject({ code: 0, stdout: expect.stringContaining('the bucket sounds at http://127.0.0.1') });
  expect(checked.stdout).toContain('1 clip and 1 recording expected');
  const nowhere = await run('./storage-check.ts', { ...environment, ...bucket, S3_BUCKET: 'nowhere' });
  expect(nowhere).toMatchObject({ code: 2, stderr: expect.stringContaining('no-bucket') });
}, 120_000);
