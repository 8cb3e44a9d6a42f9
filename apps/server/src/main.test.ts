import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exampleInventory } from './store/example-inventory.ts';
import { openSqliteStore } from './store/sqlite-store.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
let place: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'main-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(place, { recursive: true });
});

function run(environment: Record<string, string>) {
  const env = { PATH: process.env.PATH, DATA_DIR: join(place, 'data'), PORT: '0', ...environment };
  const child = spawn(process.execPath, [main], { env });
  children.push(child);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const said = new Promise<string>((resolve) => {
    child.stdout.on('data', () => {
      const [, address] = /^Phonochart is at (\S+)$/m.exec(stdout) ?? [];
      if (address) resolve(address);
    });
  });
  return { child, said, ended: once(child, 'close').then(([code]) => ({ code, stdout, stderr })) };
}

const contentDir = (): string => {
  const folder = join(place, 'languages');
  mkdirSync(folder);
  return folder;
};

test('it says where it is, answers there, and ends on SIGTERM with its streams and its log whole', async () => {
  const { child, said, ended } = run({ CONTENT_DIR: contentDir() });
  const address = await said;
  expect((await fetch(`${address}/api/ready`)).status).toBe(200);
  const stream = await fetch(`${address}/api/sync/stream`);
  child.kill('SIGTERM');
  for await (const _ of stream.body!);
  const { code, stdout, stderr } = await ended;
  expect(code).toBe(0);
  expect(stderr).toBe('');
  expect(stdout).toContain('"msg":"stopped"');
});

test('an import that holds the code of a shipped language stops no start: the log names it and the way out', async () => {
  const store = await openSqliteStore({ file: join(place, 'data', 'catalogue.sqlite') });
  await store.importContent([exampleInventory('english-gb', { name: 'Theirs' })], { source: 'csv', hash: 'a' });
  await store.close();
  const { child, said, ended } = run({});
  const address = await said;
  expect((await fetch(`${address}/api/languages/ipa`)).status).toBe(200);
  expect(await (await fetch(`${address}/api/languages/english-gb`)).json()).toMatchObject({ name: 'Theirs' });
  child.kill('SIGTERM');
  const { stdout } = await ended;
  const warning = stdout.split('\n').find((line) => line.includes('is left out'));
  expect(JSON.parse(warning!)).toMatchObject({
    level: 40,
    by: 'csv',
    remedy: 'npm run import -- rename english-gb NEW-CODE, then start again',
  });
});

test('wrong content stops the start with file, line and what is wrong, before a database is made', async () => {
  const folder = contentDir();
  writeFileSync(join(folder, 'wrong.json'), '{\n  "code": "wrong",\n  "kind": "dialect"\n}\n');
  const { code, stderr } = await run({ CONTENT_DIR: folder }).ended;
  expect(code).toBe(1);
  expect(stderr).toContain(`${join(folder, 'wrong.json')}:3 kind: `);
  expect(stderr).not.toContain(' at ');
});

test('a wrong setting stops the start by its name', async () => {
  const { code, stderr } = await run({ PORT: 'eighty' }).ended;
  expect(code).toBe(1);
  expect(stderr).toBe('A setting is not valid:\nPORT: it must be a number (it is "eighty")\n');
});

test('a port that is taken is said plainly', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as { port: number };
  const { code, stderr } = await run({ CONTENT_DIR: contentDir(), PORT: String(port) }).ended;
  taken.close();
  expect(code).toBe(1);
  expect(stderr).toMatch(/^The port is taken: .*Set PORT to another one\.\n$/);
});
