// The two commands that hold the letters against others' data: what they print, and how they end.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderWith } from '@phonochart/imports/example-dataset.ts';
import { phoibleExample } from '@phonochart/imports/phoible-example.ts';
import { afterEach, expect, test } from 'vitest';

const removals: (() => void)[] = [];
afterEach(() => {
  for (const remove of removals.splice(0)) remove();
});
function fileWith(name: string, text: string): string {
  const { folder, remove } = folderWith({});
  removals.push(remove);
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}
type Ended = { code: number; stdout: string; stderr: string };
const run = (script: string, ...args: string[]) =>
  new Promise<Ended>((resolve) => {
    const file = fileURLToPath(new URL(script, import.meta.url));
    execFile(process.execPath, [file, ...args], (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });

test('phoible:check counts every row and ends with 0; a row that says something else has no class, and ends it with 1', async () => {
  const text = [...phoibleExample({ inventories: 30, rows: 1000 })].join('');
  const good = await run('./phoible-check.ts', fileWith('phoible.csv', text));
  expect([good.code, good.stderr]).toEqual([0, '']);
  expect(good.stdout).toMatch(/one token +1000 +100\.00 %/);
  expect(good.stdout).toContain('a-central: PHOIBLE codes a as central');
  // A /k/ with the columns of /t/: coronal, anterior, not dorsal.
  const [heading, ...rows] = text.split('\n');
  const isOf = (symbol: string) => (row: string) => row.includes(`,"${symbol}",`);
  const columnsFrom = (row: string) => row.split(',').slice(-37).join(',');
  const k = rows.findIndex(isOf('k'));
  rows[k] = rows[k]!.replace(columnsFrom(rows[k]!), columnsFrom(rows.find(isOf('t'))!));
  const bad = await run('./phoible-check.ts', fileWith('phoible.csv', [heading, rows[k], ''].join('\n')));
  expect(bad.code).toBe(1);
  expect(bad.stderr).toContain('no class of exceptions explains the place of k: velar, not alveolar');
  const cut = await run('./phoible-check.ts', fileWith('phoible.csv', text.slice(0, 5000)));
  expect([cut.code, cut.stdout]).toEqual([1, '']);
  expect((await run('./phoible-check.ts')).code).toBe(2);
}, 60_000);

test('clts:check ends with 0 where names agree or a reason is known, with 1 for a difference without one', async () => {
  const rows = [
    'ID,Name,CLTS_Name',
    '1,p,voiceless_bilabial_stop_consonant',
    '2,ts,from_voiceless_x_to_y_cluster',
    '3,??,',
  ];
  const good = await run('./clts-check.ts', fileWith('parameters.csv', `${rows.join('\n')}\n`));
  expect([good.code, good.stderr]).toEqual([0, '']);
  expect(good.stdout).toContain('1 of 1 names agree (100.00 %); 1 names of clusters set aside');
  const bad = await run(
    './clts-check.ts',
    fileWith('parameters.csv', `${rows[0]}\n1,b,voiceless_bilabial_stop_consonant\n`),
  );
  expect(bad.code).toBe(1);
  expect(bad.stderr).toContain('b: voiced here, voiceless in CLTS');
}, 60_000);
