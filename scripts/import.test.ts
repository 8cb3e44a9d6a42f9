// The import command: what it prints, and how it ends.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exampleCldf, folderWith } from '@phonochart/imports/example-dataset.ts';
import { afterEach, expect, test } from 'vitest';
import { progressBar } from './progress-bar.ts';

const script = fileURLToPath(new URL('./import.ts', import.meta.url));
const removals: (() => void)[] = [];
afterEach(() => {
  for (const remove of removals.splice(0)) remove();
});
function dataset(changes: Record<string, string> = {}): string {
  const { folder, remove } = folderWith({ ...exampleCldf, ...changes });
  removals.push(remove);
  return folder;
}
type Ended = { code: number; stdout: string; stderr: string };
const run = (folder: string, ...args: string[]) =>
  new Promise<Ended>((resolve) => {
    const env = { ...process.env, DATA_DIR: join(folder, 'data') };
    execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });

test('it reports what went in and what did not; a dry run leaves no catalogue behind; a second run says so', async () => {
  const folder = dataset();
  const dry = await run(folder, 'cldf', folder, '--dry-run');
  expect([dry.code, dry.stderr]).toEqual([0, '']);
  expect(dry.stdout).toContain('Would be: added 2');
  expect(existsSync(join(folder, 'data'))).toBe(false);
  const first = await run(folder, 'cldf', folder, '--report', join(folder, 'report.json'));
  expect(first.stdout).toContain('cldf:made: 2 inventories, 6 phonemes, 1 realisation');
  expect(first.stdout).toContain('abb-made-bb2, row 8, Sound: /p/ is listed twice');
  expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')).report.added).toHaveLength(2);
  const second = await run(folder, 'cldf', folder);
  expect(second.code).toBe(0);
  expect(second.stdout).toContain('Nothing changed');
}, 60_000);

test('what is refused ends it with 1 and names file, row and column; a wrong call ends it with 2', async () => {
  const folder = dataset({ 'sounds.csv': exampleCldf['sounds.csv']!.replace('7,bb,p', '7,bb,\u0001') });
  const refused = await run(folder, 'cldf', folder);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('sounds.csv, row 8, column Sound: the control character U+0001');
  expect((await run(folder, 'cldf')).code).toBe(2);
  expect((await run(folder, 'pdf', folder)).code).toBe(2);
  expect((await run(folder, 'cldf', folder, '--nonsense')).code).toBe(2);
}, 60_000);

test('the bar draws over itself on a terminal, not too often, and is silent elsewhere', () => {
  const drawn: string[] = [];
  let now = 0;
  const terminal = { isTTY: true, columns: 60, write: (text: string) => drawn.push(text) > 0 };
  const bar = progressBar(terminal as never, () => now);
  bar.show('reading', 1, 4);
  bar.show('reading', 2, 4);
  now = 200;
  bar.show('reading', 3, 4);
  bar.show('reading', 4, 4);
  bar.clear();
  expect(drawn.map((line) => /\d+(?= %)/.exec(line)?.[0])).toEqual(['25', '75', '100', undefined]);
  expect(drawn.every((line) => line.startsWith('\r'))).toBe(true);
  drawn.length = 0;
  progressBar({ ...terminal, isTTY: false } as never).show('reading', 4, 4);
  expect(drawn).toEqual([]);
});
