// The accounts in the catalogue's own SQLite file; whatever must not be done by halves is one transaction.
import { randomUUID } from 'node:crypto';
import type { Account, ApiToken } from '@phonochart/catalog/account.ts';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { and, count, desc, eq, exists, gt, isNotNull, isNull, lte, ne, or, sql } from 'drizzle-orm';
import {
  accountLinks,
  accountPasswords,
  accountSessions,
  accounts,
  accountVerifications,
  apiTokens,
} from './account-schema.ts';
import { type AccountStore, maxTokens } from './account-store.ts';
import type { Clock } from './clock.ts';
import { asStoreError, type Db, read, type Tx, write } from './sqlite-file.ts';
import { StoreError } from './store-error.ts';

type AccountRow = typeof accounts.$inferSelect;

export function sqliteAccounts(db: Db, { clock, open }: { clock: Clock; open: () => void }): AccountStore {
  const nowText = () => new Date(clock.now()).toISOString();
  const reading = async <Answer>(look: (tx: Tx) => Answer): Promise<Answer> => {
    open();
    return read(db, look);
  };
  const writing = async <Answer>(change: (tx: Tx) => Answer): Promise<Answer> => {
    open();
    return write(db, change);
  };
  const setPassword = (tx: Tx, account: string, password: string) => {
    const now = new Date(clock.now());
    const row = { userId: account, accountId: account, providerId: 'credential', password, updatedAt: now };
    tx.insert(accountPasswords)
      .values({ ...row, id: randomUUID(), createdAt: now })
      .onConflictDoUpdate({ target: [accountPasswords.userId, accountPasswords.providerId], set: row })
      .run();
    tx.delete(accountSessions).where(eq(accountSessions.userId, account)).run();
  };
  const makeAdmin = (tx: Tx, { email, name, passwordHash }: { email: string; name: string; passwordHash: string }) => {
    const now = new Date(clock.now());
    const made = { name, role: 'admin', disabled: false, updatedAt: now } as const;
    const row = tx
      .insert(accounts)
      .values({ ...made, id: randomUUID(), email: email.toLowerCase(), createdAt: now })
      .onConflictDoUpdate({ target: accounts.email, set: made })
      .returning()
      .get();
    setPassword(tx, row.id, passwordHash);
    return accountOf(row);
  };

  return {
    authDatabase: named(
      drizzleAdapter(db, {
        provider: 'sqlite',
        schema: {
          user: accounts,
          session: accountSessions,
          account: accountPasswords,
          verification: accountVerifications,
        },
      }),
    ),

    list: () =>
      reading((tx) => tx.select().from(accounts).orderBy(accounts.createdAt, accounts.id).all().map(accountOf)),
    get: (id) => reading((tx) => one(tx.select().from(accounts).where(eq(accounts.id, id)).get())),
    byEmail: (email) =>
      reading((tx) => one(tx.select().from(accounts).where(eq(accounts.email, email.toLowerCase())).get())),
    hasAdmin: () => reading(hasAdmin),
    create: ({ email, name, role }) =>
      writing((tx) => {
        const now = new Date(clock.now());
        const row = { id: randomUUID(), email: email.toLowerCase(), name, role, createdAt: now, updatedAt: now };
        const made = tx.insert(accounts).values(row).onConflictDoNothing().returning().get();
        if (!made) throw new StoreError('conflict', `${email} has an account already`);
        return accountOf(made);
      }),
    makeAdmin: (account) => writing((tx) => makeAdmin(tx, account)),
    change: (id, patch) =>
      writing((tx) => {
        const change = { ...patch, updatedAt: new Date(clock.now()) };
        const row = tx.update(accounts).set(change).where(eq(accounts.id, id)).returning().get();
        if (!row) throw unknownAccount(id);
        if (patch.role === 'editor' || patch.disabled) keepAnAdmin(tx);
        if (patch.disabled) {
          tx.delete(accountSessions).where(eq(accountSessions.userId, id)).run();
          tx.delete(accountLinks).where(eq(accountLinks.account, id)).run();
          tx.update(apiTokens)
            .set({ revoked_at: nowText() })
            .where(and(eq(apiTokens.account, id), isNull(apiTokens.revoked_at)))
            .run();
        }
        return accountOf(row);
      }),
    remove: (id) =>
      writing((tx) => {
        if (tx.delete(accounts).where(eq(accounts.id, id)).run().changes === 0) throw unknownAccount(id);
        keepAnAdmin(tx);
      }),

    putLink: ({ hash, account, expires_at }) =>
      writing((tx) => {
        if (account !== undefined && !tx.select().from(accounts).where(eq(accounts.id, account)).get())
          throw unknownAccount(account);
        const same = account === undefined ? isNull(accountLinks.account) : eq(accountLinks.account, account);
        tx.delete(accountLinks).where(same).run();
        tx.insert(accountLinks)
          .values({ hash, account: account ?? null, expires_at })
          .run();
      }),
    setupIsOpen: () =>
      reading((tx) => {
        const link = tx
          .select()
          .from(accountLinks)
          .where(stillOpen(isNull(accountLinks.account), nowText()))
          .get();
        return link !== undefined && !hasAdmin(tx);
      }),
    linkIsGood: (link) =>
      reading((tx) => {
        const row = tx
          .select()
          .from(accountLinks)
          .where(stillOpen(eq(accountLinks.hash, link.hash), nowText()))
          .get();
        if (!row) return false;
        return link.for === 'account' ? row.account !== null : row.account === null && !hasAdmin(tx);
      }),
    useSetupLink: ({ hash, ...account }) =>
      writing((tx) => {
        const mine = and(eq(accountLinks.hash, hash), isNull(accountLinks.account));
        const used = tx.delete(accountLinks).where(stillOpen(mine, nowText())).returning().get();
        if (!used || hasAdmin(tx)) throw new StoreError('not-found', 'the link is of no use any more');
        return makeAdmin(tx, account);
      }),
    useLink: ({ hash, passwordHash }) =>
      writing((tx) => {
        const mine = and(eq(accountLinks.hash, hash), isNotNull(accountLinks.account));
        const used = tx.delete(accountLinks).where(stillOpen(mine, nowText())).returning().get();
        const row = used && tx.select().from(accounts).where(eq(accounts.id, used.account!)).get();
        if (!row || row.disabled) throw new StoreError('not-found', 'the link is of no use any more');
        setPassword(tx, row.id, passwordHash);
        return accountOf(row);
      }),

    tokens: (account) =>
      reading((tx) =>
        tx
          .select()
          .from(apiTokens)
          .where(and(eq(apiTokens.account, account), isNull(apiTokens.revoked_at)))
          .orderBy(desc(apiTokens.created_at), desc(sql`rowid`))
          .all()
          .map(tokenOf),
      ),
    addToken: (token) =>
      writing((tx) => {
        // Disabled or removed since the guard let him in: a token would outlive that.
        const holder = tx.select().from(accounts).where(eq(accounts.id, token.account)).get();
        if (!holder || holder.disabled) throw unknownAccount(token.account);
        const mine = and(eq(apiTokens.account, token.account), isNull(apiTokens.revoked_at));
        const { held } = tx.select({ held: count() }).from(apiTokens).where(mine).get()!;
        if (held >= maxTokens)
          throw new StoreError('conflict', `an account has at most ${maxTokens} tokens: revoke one that is not used`);
        const row = { ...token, id: randomUUID(), created_at: nowText() };
        return tokenOf(tx.insert(apiTokens).values(row).returning().get());
      }),
    revokeToken: (account, id) =>
      writing((tx) => {
        const mine = and(eq(apiTokens.account, account), eq(apiTokens.id, id), isNull(apiTokens.revoked_at));
        const { changes } = tx.update(apiTokens).set({ revoked_at: nowText() }).where(mine).run();
        if (changes === 0) throw new StoreError('not-found', `no token "${id}"`);
      }),
    async whoseToken(hash) {
      const now = nowText();
      const day = now.slice(0, 10);
      const good = and(
        eq(apiTokens.hash, hash),
        isNull(apiTokens.revoked_at),
        or(isNull(apiTokens.expires_at), gt(apiTokens.expires_at, now)),
        eq(accounts.disabled, false),
      );
      const found = await reading((tx) =>
        tx.select().from(apiTokens).innerJoin(accounts, eq(accounts.id, apiTokens.account)).where(good).get(),
      );
      if (!found) return undefined;
      if (found.api_tokens.last_used_on !== day) {
        const stale = or(isNull(apiTokens.last_used_on), ne(apiTokens.last_used_on, day));
        await writing((tx) =>
          tx
            .update(apiTokens)
            .set({ last_used_on: day })
            .where(and(eq(apiTokens.hash, hash), stale))
            .run(),
        );
      }
      return accountOf(found.accounts);
    },

    forgetExpired: () =>
      writing((tx) => {
        tx.delete(accountSessions)
          .where(lte(accountSessions.expiresAt, new Date(clock.now())))
          .run();
        tx.delete(accountLinks).where(lte(accountLinks.expires_at, nowText())).run();
      }),
  };
}

type MakeAdapter = ReturnType<typeof drizzleAdapter>;

/** What the library asks of the database fails with StoreErrors as well: a full disk is to be told as one. */
const named =
  (make: MakeAdapter): MakeAdapter =>
  (options) =>
    new Proxy(make(options), {
      get: (adapter, name) => {
        const member: unknown = Reflect.get(adapter, name);
        if (typeof member !== 'function') return member;
        return async (...given: unknown[]) => {
          try {
            return await member.apply(adapter, given);
          } catch (error) {
            throw asStoreError(error);
          }
        };
      },
    });

const stillOpen = (which: ReturnType<typeof and>, now: string) => and(which, gt(accountLinks.expires_at, now));

function hasAdmin(tx: Tx): boolean {
  const password = tx.select().from(accountPasswords).where(eq(accountPasswords.userId, accounts.id));
  const able = and(eq(accounts.role, 'admin'), eq(accounts.disabled, false), exists(password));
  return tx.select().from(accounts).where(able).get() !== undefined;
}

/** Undoes the transaction where nobody could make accounts any more. */
function keepAnAdmin(tx: Tx): void {
  if (!hasAdmin(tx)) throw new StoreError('conflict', 'it is the last admin: make another account an admin first');
}

const unknownAccount = (id: string) => new StoreError('not-found', `no account "${id}"`);

const one = (row: AccountRow | undefined): Account | undefined => row && accountOf(row);

const accountOf = ({ id, email, name, role, disabled, createdAt }: AccountRow): Account => ({
  id,
  email,
  name,
  role,
  disabled,
  created_at: createdAt.toISOString(),
});

const tokenOf = (row: typeof apiTokens.$inferSelect): ApiToken => {
  const { id, name, prefix, created_at, last_used_on, expires_at } = row;
  return { id, name, prefix, created_at, last_used_on, expires_at };
};
