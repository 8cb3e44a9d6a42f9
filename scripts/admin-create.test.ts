// The command as people run it: in a process of its own, beside a server that has the database open.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodyOf, type ExampleServer, exampleServer } from '../apps/server/src/example-server.ts';
import { askPassword } from './ask-password.ts';

const command = fileURLToPath(new URL('./admin-create.ts', import.meta.url));
let server: ExampleServer;
beforeAll(async () => {
  server = await exampleServer();
});
afterAll(() => server.close());

async function run(args: string[], input: string) {
  const env = { PATH: process.env.PATH, DATA_DIR: server.place };
  const child = spawn(process.execPath, [command, ...args], { env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk;
    });
  }
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  return { code, said };
}

const signIn = (email: string, password: string) =>
  server.app.request('/api/auth/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });

test('an admin is made by a piped password beside a running server, which lets that admin in at once', async () => {
  const made = await run(['--email', 'Ada@example.org', '--name', 'Ada'], 'a long enough password\n');
  expect(made).toMatchObject({ code: 0, said: expect.stringContaining('Ada <ada@example.org> is an admin') });
  expect(made.said).not.toContain('a long enough password');
  const answer = await signIn('ada@example.org', 'a long enough password');
  expect(await bodyOf(answer)).toMatchObject({ account: { role: 'admin' } });
});

test('who has an account is not overwritten unless that is asked for; a forgotten password is set anew', async () => {
  const taken = await run(['--email', 'ada@example.org'], 'another long password\n');
  expect(taken).toMatchObject({ code: 1, said: expect.stringContaining('--reset') });
  const reset = await run(['--email', 'ada@example.org', '--reset'], 'another long password\n');
  expect(reset).toMatchObject({ code: 0, said: expect.stringContaining('Ada <ada@example.org>') });
  expect((await signIn('ada@example.org', 'another long password')).status).toBe(200);
});

test.each([
  [['--email', 'bo@example.org', '--password', 'a long enough password'], '', 2, '--password'],
  [['--email', 'bo@example.org'], 'short\n', 1, '10 to 128 characters'],
  [['--email', 'bo@example.org'], '', 1, 'no password came in'],
])('%s is refused in words', async (args, input, code, words) => {
  expect(await run(args, input)).toMatchObject({ code, said: expect.stringContaining(words) });
  expect(await server.store.accounts.byEmail('bo@example.org')).toBeUndefined();
});

describe('on a terminal', () => {
  /** Types each line once its question stands there. */
  async function typing(...lines: string[]) {
    const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
    const output = new PassThrough({ encoding: 'utf8' });
    let shown = '';
    const asked = askPassword({ input, output });
    output.on('data', (text: string) => {
      shown += text;
      if (text.endsWith(': ')) setImmediate(() => input.write(lines.shift()));
    });
    return { answer: await asked.catch((error: Error) => error.message), shown };
  }

  test('the password is asked for twice, can be corrected, and is shown at no time', async () => {
    expect(await typing('a long enogh\u007f\u007fugh password\r', 'a long enough password\r')).toEqual({
      answer: 'a long enough password',
      shown: 'Password: \nThe same again: \n',
    });
  });

  test('two that differ are refused, and so is none', async () => {
    expect((await typing('one password\r', 'other password\r')).answer).toBe('the two differ');
    expect((await typing('\u0003')).answer).toBe('no password was given');
  });
});

test('npm knows the command', () => {
  const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  expect(scripts['admin:create']).toBe('node scripts/admin-create.ts');
});
