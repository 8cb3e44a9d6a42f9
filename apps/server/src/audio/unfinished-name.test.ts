// Files that a killed process was writing are told from those that somebody still writes.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DiskFiles } from './disk-files.ts';
import { isAbandoned, unfinishedName } from './unfinished-name.ts';

const now = Date.now();
/** Of a process that has ended. */
const { pid } = spawnSync(process.execPath, ['--version']);
const ours = unfinishedName('a.mp3');
const of = (process_: number, since?: string) =>
  ours.replace(/-(\d+)-([0-9a-z]+)\./, (_, __, started) => `-${process_}-${since ?? started}.`);

test.each([
  ['one that this process writes', ours, 0, false],
  ['one of an earlier process of the same number', of(process.pid, 'z'), 0, true],
  ['one of a process that is gone', of(pid), 0, true],
  ['one of a process that is there', of(process.ppid), 0, false],
  ['one of another machine', ours.replace(/\.[0-9a-f]{8}-/, '.00000000-'), 0, false],
  ['one that has lain there for two days', ours, 2 * 86_400_000, true],
  ['a finished file', 'a.0a1b2c3d.mp3', 2 * 86_400_000, false],
])('%s', (_, name, age, abandoned) => {
  expect(isAbandoned(name, now - age, now)).toBe(abandoned);
});

test('a sweep takes away what nobody finishes, and nothing else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'phonochart-sweep-'));
  try {
    const files = new DiskFiles(folder);
    await files.write('audio/x/a.mp3', new Uint8Array(3));
    for (const name of [ours, of(pid)]) writeFileSync(join(folder, 'audio/x', name), '');
    expect(await files.sweep('audio')).toBe(1);
    expect(readdirSync(join(folder, 'audio/x')).toSorted()).toEqual(['a.mp3', ours].toSorted());
    expect(await files.sweep('nowhere')).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
