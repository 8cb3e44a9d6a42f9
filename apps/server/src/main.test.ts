import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
  const setup = new Promise<string>((resolve) => {
    child.stdout.on('data', () => {
      const [, link] = /^It has no admin yet\. .* at (\S+)$/m.exec(stdout) ?? [];
      if (link) resolve(link);
    });
  });
  return { child, said, setup, ended: once(child, 'close').then(([code]) => ({ code, stdout, stderr })) };
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

test('it prints a link that makes the first admin, outside its log, and a session outlives its restart', async () => {
  const data = join(place, 'data');
  const first = run({ CONTENT_DIR: contentDir(), LOG_LEVEL: 'debug' });
  const [address, link] = [await first.said, await first.setup];
  const [, token] = link.split('/setup#');
  const made = await fetch(`${address}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ token, email: 'ada@example.org', name: 'Ada', password: 'a long enough password' }),
  });
  expect(made.status).toBe(201);
  const cookie = made.headers.getSetCookie()[0]!.split(';', 1)[0]!;
  first.child.kill('SIGTERM');
  const { stdout } = await first.ended;
  const logged = stdout.split('\n').filter((line) => line.startsWith('{'));
  expect(logged.filter((line) => line.includes(token!))).toEqual([]);
  expect(statSync(join(data, 'auth-secret')).mode & 0o777).toBe(0o600);

  const second = run({ CONTENT_DIR: join(place, 'languages') });
  const session = await fetch(`${await second.said}/api/auth/session`, { headers: { cookie } });
  expect(await session.json()).toMatchObject({ account: { email: 'ada@example.org', role: 'admin' } });
  second.child.kill('SIGTERM');
  expect((await second.ended).stdout).not.toContain('/setup#');
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
