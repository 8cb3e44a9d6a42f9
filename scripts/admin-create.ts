// `npm run admin:create -- --email E [--name N] [--reset]`: makes an admin, also beside a running server.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { hashPassword, longestPassword, shortestPassword } from '../apps/server/src/accounts/password.ts';
import { ConfigError, readConfig } from '../apps/server/src/config.ts';
import { openSqliteStore } from '../apps/server/src/store/sqlite-store.ts';
import { StoreError } from '../apps/server/src/store/store-error.ts';
import { askPassword, PasswordError } from './ask-password.ts';

const usage = `npm run admin:create -- --email ADDRESS [--name NAME] [--reset]
  asks for the password on the terminal, or takes it from the first line of its input
  --name   as others see the admin; the address up to its @ where it is not given
  --reset  the address has an account: make it an admin with this password, and end its sessions`;

class WrongCall extends Error {}

process.exitCode = await run().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  return error instanceof WrongCall ? 2 : 1;
});

async function run(): Promise<number> {
  const { email, name, reset, help } = readCall();
  if (help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const file = join(resolve(readConfig(process.env).dataDir), 'catalogue.sqlite');
  const store = await openSqliteStore({ file });
  try {
    const there = await store.accounts.byEmail(email);
    if (there && !reset) {
      process.stderr.write(
        `${email} has an account (${there.role}): add --reset to make it an admin with a new password\n`,
      );
      return 1;
    }
    const password = await askPassword({ input: process.stdin, output: process.stderr });
    if (password.length < shortestPassword || password.length > longestPassword) {
      throw new PasswordError(`the password must have ${shortestPassword} to ${longestPassword} characters`);
    }
    const account = await store.accounts.makeAdmin({
      email,
      name: name ?? there?.name ?? email.slice(0, email.indexOf('@')),
      passwordHash: await hashPassword(password),
    });
    process.stdout.write(`${account.name} <${account.email}> is an admin in ${file}\n`);
    return 0;
  } finally {
    await store.close();
  }
}

function readCall() {
  const options = {
    email: { type: 'string' },
    name: { type: 'string' },
    reset: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    const { email = '', name, reset, help } = parseArgs({ options }).values;
    if (!help && !z.email().safeParse(email).success) throw new Error(`--email: "${email}" is no e-mail address`);
    if (name?.trim() === '') throw new Error('--name: it is empty');
    return { email: email.toLowerCase(), name: name?.trim(), reset, help };
  } catch (error) {
    throw new WrongCall(`${(error as Error).message}\n${usage}`);
  }
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return `A setting is not valid:\n${error.message}`;
  if (error instanceof StoreError) return `The catalogue cannot be opened (${error.code}): ${error.message}`;
  if (error instanceof WrongCall || error instanceof PasswordError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
