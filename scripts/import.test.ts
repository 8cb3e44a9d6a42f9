// The import command: what it prints, and how it ends.
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exampleCldf, folderWith } from '@phonochart/imports/example-dataset.ts';
import { afterEach, expect, test } from 'vitest';
import { spokenSound, wavOf } from '../apps/server/src/audio/example-sounds.ts';
import { progressBar } from './progress-bar.ts';

const script = fileURLToPath(new URL('./import.ts', import.meta.url));
const languages = fileURLToPath(new URL('../packages/content/languages/', import.meta.url));
const removals: (() => void)[] = [];
afterEach(() => {
  for (const remove of removals.splice(0)) remove();
});
function dataset(changes: Record<string, string | Uint8Array> = {}): string {
  const { folder, remove } = folderWith({ ...exampleCldf, ...changes });
  removals.push(remove);
  return folder;
}
type Ended = { code: number; stdout: string; stderr: string };
const run = (folder: string, ...args: string[]) =>
  new Promise<Ended>((resolve) => {
    // Two of the shipped languages stand for all: to read them all takes most of a run's time.
    const content = join(folder, 'content');
    mkdirSync(content, { recursive: true });
    for (const file of ['english-gb.json', 'ipa.json']) copyFileSync(join(languages, file), join(content, file));
    const places = { DATA_DIR: join(folder, 'data'), CONTENT_DIR: content };
    const env = { ...process.env, ...places, NODE_OPTIONS: '--max-old-space-size=128' };
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

test('two gigabytes are refused within a small heap, and a refused source leaves no catalogue of halves behind', async () => {
  const folder = dataset({ 'phoible.csv': '"InventoryID"\n' });
  const path = join(folder, 'phoible.csv');
  truncateSync(path, 2 ** 31);
  const refused = await run(folder, 'phoible', path);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('phoible.csv, row 1, column Glottocode: the column is missing');
  const wrong = exampleCldf['sounds.csv']!.replace('7,bb,p', '7,bb,\u0001');
  const late = dataset({ 'sounds.csv': wrong });
  expect((await run(late, 'cldf', late)).code).toBe(1);
  expect((await run(late, 'cldf', late, '--code', 'aa-north-made-aa1')).code).toBe(1);
}, 60_000);

test('recordings: clips in, a second run says nothing changed, a broken file ends it with 1 and is named', async () => {
  const folder = dataset({
    'manifest.csv': 'symbol,file,speaker,licence\np,p.wav,Ann,CC0-1.0\nqqq,p.wav,Ann,CC0-1.0\n',
    'p.wav': wavOf(spokenSound()),
  });
  const dry = await run(folder, 'recordings', folder, '--language', 'ipa', '--dry-run');
  expect([dry.code, dry.stderr]).toEqual([0, '']);
  expect(dry.stdout).toContain('Would be: clips added 1');
  expect(existsSync(join(folder, 'data'))).toBe(false);
  const first = await run(folder, 'recordings', folder, '--language', 'ipa');
  expect(first.stdout).toContain('row 3, p.wav: [qqq]');
  expect(first.stdout).toContain('clips added 1 · changed 0 · unchanged 0 · refused 0');
  expect((await run(folder, 'recordings', folder, '--language', 'ipa')).stdout).toContain('Nothing changed');
  writeFileSync(join(folder, 'p.wav'), 'RIFF0000WAVE');
  const broken = await run(folder, 'recordings', folder, '--language', 'ipa');
  expect(broken.stdout).toMatch(/row 2, p\.wav: the file is damaged/);
  expect(broken.code).toBe(1);
  expect((await run(folder, 'recordings', folder)).code).toBe(2);
  expect((await run(folder, 'recordings', folder, '--language', 'nowhere')).stderr).toContain(
    'no language of the code',
  );
}, 60_000);

test('a code of a shipped language is refused with the way out; an import is renamed, its clips with it', async () => {
  const folder = dataset({
    'english-gb.csv': 'symbol\np\n',
    'grid.json': JSON.stringify({ village: { consonants: [[{ symbol: 'p', audio: 'p.wav' }]] } }),
    'p.wav': wavOf(spokenSound()),
  });
  const taken = await run(folder, 'csv', join(folder, 'english-gb.csv'));
  expect(taken.code).toBe(1);
  expect(taken.stdout).toContain('a language that ships with the program has this code; another one (--code)');
  expect((await run(folder, 'csv', join(folder, 'english-gb.csv'), '--code', 'my-english')).code).toBe(0);
  expect((await run(folder, 'grid', join(folder, 'grid.json'))).stdout).toContain('clips added 1');
  expect((await run(folder, 'rename', 'village', 'my-village')).stdout).toContain('"village" is now "my-village"');
  const clips = (code: string) => readdirSync(join(folder, 'data', 'audio', code));
  expect(clips('my-village')).toEqual(clips('village'));
  const refused = await run(folder, 'rename', 'my-village', 'english-gb');
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('ships with the program')]);
  expect((await run(folder, 'rename', 'nowhere', 'somewhere')).code).toBe(1);
}, 60_000);
