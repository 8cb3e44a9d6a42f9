// The SQLite tables of accounts: four in the form that better-auth reads and writes, and beside them one-time links and API tokens.
import type { Role } from '@phonochart/catalog/account.ts';
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

// Properties are named as better-auth's fields: it finds the columns by them.
const moment = (name: string) => integer(name, { mode: 'timestamp_ms' });

/** better-auth's `user`. */
export const accounts = sqliteTable(
  'accounts',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    /** In lower case. */
    email: text('email').notNull(),
    emailVerified: integer('email_verified', { mode: 'boolean' }).notNull().default(false),
    image: text('image'),
    role: text('role').$type<Role>().notNull(),
    disabled: integer('disabled', { mode: 'boolean' }).notNull().default(false),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('accounts_email').on(table.email),
    check('accounts_role', sql`${table.role} in ('editor', 'admin')`),
    check('accounts_email_lower', sql`${table.email} = lower(${table.email})`),
  ],
);

const ofAccount = (name: string) =>
  text(name)
    .notNull()
    .references(() => accounts.id, { onDelete: 'cascade' });

/** better-auth's `session`. Neither address nor browser is kept. */
export const accountSessions = sqliteTable(
  'account_sessions',
  {
    id: text('id').primaryKey(),
    userId: ofAccount('account'),
    token: text('token').notNull(),
    expiresAt: moment('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('account_sessions_token').on(table.token),
    index('account_sessions_account').on(table.userId),
    index('account_sessions_expiry').on(table.expiresAt),
  ],
);

/** better-auth's `account`: what somebody signs in with; here one password each, as its scrypt hash. */
export const accountPasswords = sqliteTable(
  'account_passwords',
  {
    id: text('id').primaryKey(),
    userId: ofAccount('account'),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    password: text('password'),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: moment('access_token_expires_at'),
    refreshTokenExpiresAt: moment('refresh_token_expires_at'),
    scope: text('scope'),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [uniqueIndex('account_passwords_one').on(table.userId, table.providerId)],
);

/** better-auth's `verification`. It is asked for, and stays empty: no mail is sent. */
export const accountVerifications = sqliteTable(
  'account_verifications',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: moment('expires_at').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [index('account_verifications_identifier').on(table.identifier)],
);

/** Links that set a password once. Only their SHA-256 is here. */
export const accountLinks = sqliteTable('account_links', {
  hash: text('hash').primaryKey(),
  /** Null: whoever holds the link becomes the first admin. */
  account: text('account').references(() => accounts.id, { onDelete: 'cascade' }),
  expires_at: text('expires_at').notNull(),
});

/** What a script signs its requests with. Only the SHA-256 is here. */
export const apiTokens = sqliteTable(
  'api_tokens',
  {
    id: text('id').primaryKey(),
    account: ofAccount('account'),
    name: text('name').notNull(),
    hash: text('hash').notNull(),
    /** Its first characters, for people to know it by. */
    prefix: text('prefix').notNull(),
    created_at: text('created_at').notNull(),
    /** A day such as 2026-11-21, so that use costs one write a day. */
    last_used_on: text('last_used_on'),
    expires_at: text('expires_at'),
    revoked_at: text('revoked_at'),
  },
  (table) => [uniqueIndex('api_tokens_hash').on(table.hash), index('api_tokens_account').on(table.account)],
);
