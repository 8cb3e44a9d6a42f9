// The accounts' store on a real file: what must hold whoever asks.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { betterAuth } from 'better-auth/minimal';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AccountStore, maxTokens } from './account-store.ts';
import { openSqliteStore, type SqliteStore } from './sqlite-store.ts';

let folder: string;
let store: SqliteStore;
let accounts: AccountStore;
let now: number;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phonochart-accounts-'));
  now = Date.parse('2026-11-21T12:00:00Z');
  store = await openSqliteStore({
    file: join(folder, 'catalogue.sqlite'),
    clock: { now: () => now, ticks: () => 0 },
  });
  accounts = store.accounts;
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const inHours = (hours: number) => new Date(now + hours * 3_600_000).toISOString();
const admin = (email = 'ada@example.org') => accounts.makeAdmin({ email, name: 'Ada', passwordHash: 'x:y' });
const code = (code: string) => expect.objectContaining({ code });

describe('the last admin', () => {
  test('can be neither disabled nor demoted nor removed, and nothing of the attempt stays', async () => {
    const { id } = await admin();
    for (const attempt of [
      () => accounts.change(id, { disabled: true }),
      () => accounts.change(id, { role: 'editor', name: 'Demoted' }),
      () => accounts.remove(id),
    ])
      await expect(attempt()).rejects.toEqual(code('conflict'));
    expect(await accounts.get(id)).toMatchObject({ name: 'Ada', role: 'admin', disabled: false });
  });

  test('is not saved by an admin who has no password yet, but by one who has', async () => {
    const { id } = await admin();
    const { id: invited } = await accounts.create({ email: 'bo@example.org', name: 'Bo', role: 'admin' });
    await expect(accounts.remove(id)).rejects.toEqual(code('conflict'));
    await accounts.putLink({ hash: 'h', account: invited, expires_at: inHours(1) });
    await accounts.useLink({ hash: 'h', passwordHash: 'x:y' });
    await accounts.remove(id);
    expect(await accounts.list()).toEqual([expect.objectContaining({ email: 'bo@example.org' })]);
  });
});

test('what the library for sessions writes fails as the store does', async () => {
  const { id } = await admin();
  const other = new Database(join(folder, 'catalogue.sqlite'));
  other.exec("create trigger full before insert on account_sessions begin select raise(abort, 'no room'); end");
  other.close();
  const { adapter } = await betterAuth({ database: accounts.authDatabase, secret: 'x'.repeat(32) }).$context;
  const session = {
    userId: id,
    token: 't',
    expiresAt: new Date(now),
    createdAt: new Date(now),
    updatedAt: new Date(now),
  };
  await expect(adapter.create({ model: 'session', data: session })).rejects.toEqual(code('invalid'));
});

test('whoever is disabled or removed gets no token any more, even if asked for a moment before', async () => {
  await admin();
  const { id } = await accounts.create({ email: 'bo@example.org', name: 'Bo', role: 'editor' });
  const token = { account: id, name: 'script', hash: 'h', prefix: 'pc_', expires_at: null };
  await accounts.change(id, { disabled: true });
  await expect(accounts.addToken(token)).rejects.toEqual(code('not-found'));
  await accounts.remove(id);
  await expect(accounts.addToken(token)).rejects.toEqual(code('not-found'));
});

describe('a link', () => {
  test('for the first admin works once, until it expires, and not beside an admin', async () => {
    const person = { email: 'Ada@Example.org', name: 'Ada', passwordHash: 'x:y' };
    expect(await accounts.setupIsOpen()).toBe(false);
    await accounts.putLink({ hash: 'old', expires_at: inHours(24) });
    await accounts.putLink({ hash: 'new', expires_at: inHours(24) });
    expect(await accounts.linkIsGood({ hash: 'new', for: 'setup' })).toBe(true);
    expect(await accounts.linkIsGood({ hash: 'new', for: 'account' })).toBe(false);
    await expect(accounts.useSetupLink({ hash: 'old', ...person })).rejects.toEqual(code('not-found'));
    now += 24 * 3_600_000;
    expect(await accounts.setupIsOpen()).toBe(false);
    await expect(accounts.useSetupLink({ hash: 'new', ...person })).rejects.toEqual(code('not-found'));
    await accounts.putLink({ hash: 'newer', expires_at: inHours(24) });
    const both = await Promise.allSettled([1, 2].map(() => accounts.useSetupLink({ hash: 'newer', ...person })));
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(await accounts.list()).toMatchObject([{ email: 'ada@example.org', role: 'admin' }]);
    await accounts.putLink({ hash: 'late', expires_at: inHours(24) });
    expect(await accounts.setupIsOpen()).toBe(false);
    await expect(accounts.useSetupLink({ hash: 'late', ...person })).rejects.toEqual(code('not-found'));
  });

  test('of an account sets no password for another, nor after it was disabled', async () => {
    await admin();
    const { id } = await accounts.create({ email: 'bo@example.org', name: 'Bo', role: 'editor' });
    await accounts.putLink({ hash: 'first', account: id, expires_at: inHours(1) });
    await accounts.putLink({ hash: 'second', account: id, expires_at: inHours(1) });
    await expect(accounts.useLink({ hash: 'first', passwordHash: 'x:y' })).rejects.toEqual(code('not-found'));
    await accounts.change(id, { disabled: true });
    await accounts.change(id, { disabled: false });
    await expect(accounts.useLink({ hash: 'second', passwordHash: 'x:y' })).rejects.toEqual(code('not-found'));
  });
});

describe('a token', () => {
  test('is its account’s until it expires or is revoked, and tells the day it was last used', async () => {
    const { id } = await admin();
    const mine = { account: id, name: 'script', prefix: 'pc_abc' };
    await accounts.addToken({ ...mine, hash: 'a', expires_at: inHours(1) });
    const kept = await accounts.addToken({ ...mine, hash: 'b', expires_at: null });
    expect(await accounts.whoseToken('a')).toMatchObject({ id });
    now += 3_600_000;
    expect(await accounts.whoseToken('a')).toBeUndefined();
    now += 24 * 3_600_000;
    expect(await accounts.whoseToken('b')).toMatchObject({ id });
    expect((await accounts.tokens(id)).map((token) => token.last_used_on)).toEqual(['2026-11-22', '2026-11-21']);
    await accounts.revokeToken(id, kept.id);
    expect(await accounts.whoseToken('b')).toBeUndefined();
    await expect(accounts.revokeToken(id, kept.id)).rejects.toEqual(code('not-found'));
  });

  test('ends with its account’s disabling for good, and nobody else can revoke it', async () => {
    await admin();
    const { id } = await accounts.create({ email: 'bo@example.org', name: 'Bo', role: 'editor' });
    const other = await accounts.create({ email: 'cy@example.org', name: 'Cy', role: 'editor' });
    const token = await accounts.addToken({ account: id, name: 's', hash: 'a', prefix: 'pc_abc', expires_at: null });
    await expect(accounts.revokeToken(other.id, token.id)).rejects.toEqual(code('not-found'));
    await accounts.change(id, { disabled: true });
    expect(await accounts.whoseToken('a')).toBeUndefined();
    await accounts.change(id, { disabled: false });
    expect(await accounts.whoseToken('a')).toBeUndefined();
  });

  test('has a bound in number', async () => {
    const { id } = await admin();
    const add = (hash: string) =>
      accounts.addToken({ account: id, name: 's', hash, prefix: 'pc_abc', expires_at: null });
    for (let each = 0; each < maxTokens; each++) await add(String(each));
    await expect(add('more')).rejects.toEqual(code('conflict'));
  });
});

test('an address has one account, in any case; removing it takes all that was its own', async () => {
  await admin();
  const { id } = await accounts.create({ email: 'Bo@example.org', name: 'Bo', role: 'editor' });
  await expect(accounts.create({ email: 'bo@EXAMPLE.org', name: 'B', role: 'editor' })).rejects.toEqual(
    code('conflict'),
  );
  await accounts.addToken({ account: id, name: 's', hash: 'a', prefix: 'pc_abc', expires_at: null });
  await accounts.putLink({ hash: 'h', account: id, expires_at: inHours(1) });
  await accounts.remove(id);
  expect(await accounts.whoseToken('a')).toBeUndefined();
  expect(await accounts.linkIsGood({ hash: 'h', for: 'account' })).toBe(false);
  expect(await accounts.byEmail('bo@example.org')).toBeUndefined();
});
