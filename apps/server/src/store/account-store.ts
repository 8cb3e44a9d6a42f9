// What the store of accounts can do, as whole use cases; every store (SQLite now, PostgreSQL later) keeps this contract.
import type { Account, ApiToken, Role } from '@phonochart/catalog/account.ts';
import type { BetterAuthOptions } from 'better-auth';

/** At most so many tokens that are not revoked, an account. */
export const maxTokens = 50;

/** Errors are StoreErrors. Every method may fail with `busy`, `full`, `corrupt` or `closed`. */
export interface AccountStore {
  /** The tables of people, sessions and passwords, as better-auth wants them handed over. */
  readonly authDatabase: NonNullable<BetterAuthOptions['database']>;

  /** Oldest first. */
  list(): Promise<Account[]>;
  get(id: string): Promise<Account | undefined>;
  byEmail(email: string): Promise<Account | undefined>;
  /** Whether any admin can sign in: one who is not disabled and has a password. */
  hasAdmin(): Promise<boolean>;
  /** An account without a password, which nobody can sign in to yet. Throws `conflict` where the address has one. */
  create(account: { email: string; name: string; role: Role }): Promise<Account>;
  /** Makes the account, or the one that has the address, an admin with this password. Earlier sessions end. */
  makeAdmin(account: { email: string; name: string; passwordHash: string }): Promise<Account>;
  /**
   * Sessions, tokens and links of whoever is disabled end for good. Throws `not-found`, and `conflict` where no admin
   * would be left who can sign in.
   */
  change(id: string, patch: { name?: string; role?: Role; disabled?: boolean }): Promise<Account>;
  /** Throws as `change` does. */
  remove(id: string): Promise<void>;

  /** A new link ends the earlier ones of the same account, or of the first admin where none is named. Throws `not-found`. */
  putLink(link: { hash: string; account?: string; expires_at: string }): Promise<void>;
  /** Whether a link for the first admin is open: it has not expired, and there is no admin. */
  setupIsOpen(): Promise<boolean>;
  /** Whether the link of this hash would do, before a password is hashed for it. */
  linkIsGood(link: { hash: string; for: 'setup' | 'account' }): Promise<boolean>;
  /** Uses up the link for the first admin. Throws `not-found` where it is of no use. */
  useSetupLink(use: { hash: string; email: string; name: string; passwordHash: string }): Promise<Account>;
  /** Sets the password and uses up the link; earlier sessions end. Throws `not-found` where the link is of no use. */
  useLink(use: { hash: string; passwordHash: string }): Promise<Account>;

  /** Newest first, without the revoked ones. */
  tokens(account: string): Promise<ApiToken[]>;
  /** Throws `conflict` where there are too many, `not-found` where the account is gone or disabled. */
  addToken(token: {
    account: string;
    name: string;
    hash: string;
    prefix: string;
    expires_at: string | null;
  }): Promise<ApiToken>;
  /** Throws `not-found`. */
  revokeToken(account: string, id: string): Promise<void>;
  /** Whose token it is; undefined where it is unknown, revoked or expired, or the account is disabled. Notes the day. */
  whoseToken(hash: string): Promise<Account | undefined>;

  /** Forgets sessions and links that have expired. */
  forgetExpired(): Promise<void>;
}
