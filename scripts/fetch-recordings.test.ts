// The command fetches from a server like Commons, and what it writes goes into the catalogue by the import command.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exampleCommons } from '@phonochart/imports/example-commons.ts';
import { folderWith } from '@phonochart/imports/example-dataset.ts';
import { afterEach, expect, test } from 'vitest';
import { spokenSound, wavOf } from '../apps/server/src/audio/example-sounds.ts';

const closings: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).toReversed()) await close();
});

const run = (script: string, args: string[], env: Record<string, string> = {}) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const path = fileURLToPath(new URL(`./${script}.ts`, import.meta.url));
    execFile(process.execPath, [path, ...args], { env: { ...process.env, ...env } }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });

test('from titles to clips of the IPA, with one left out for its licence', async () => {
  const titles = 'symbol,title\np,Voiceless p.wav\nʃ,Not free.wav\n';
  const { folder, remove } = folderWith({ 'titles.csv': titles });
  const sound = { content: wavOf(spokenSound()), mime: 'audio/wav' };
  const server = await exampleCommons({
    'Voiceless p.wav': sound,
    'Not free.wav': { ...sound, about: { License: 'cc-by-nd-4.0', LicenseShortName: 'CC BY-ND 4.0' } },
  });
  closings.push(remove, server.close);
  const target = join(folder, 'ipa');
  const args = [target, '--titles', join(folder, 'titles.csv'), '--api', server.api, '--pause', '0'];
  const first = await run('fetch-recordings', [...args, '--contact', 'ann@example.org']);
  expect(first.stdout).toContain('Not free.wav: its licence, "CC BY-ND 4.0", is not a free one');
  expect(first.stdout).toContain('fetched 1 · there already 0 · left out 1');
  expect(first.code).toBe(1);
  expect(server.requests[0]!.agent).toMatch(/^Phonochart\/[\d.]+ \(ann@example\.org\) node\//);
  expect((await run('fetch-recordings', args)).stdout).toContain('fetched 0 · there already 1 · left out 1');

  const brought = await run('import', ['recordings', target, '--language', 'ipa'], { DATA_DIR: join(folder, 'data') });
  expect(brought.stderr).toBe('');
  expect(brought.stdout).toContain('clips added 1 · changed 0 · unchanged 0 · refused 0');
  expect(brought.code).toBe(0);
  expect((await run('fetch-recordings', [])).code).toBe(2);
}, 60_000);
