// Accounts as the routes and the command line need them: who asks, signing in and out, passwords, links and tokens.
import type { Account, ApiToken, Role } from '@phonochart/catalog/account.ts';
import type { AccountStore } from '../store/account-store.ts';
import { StoreError } from '../store/store-error.ts';
import { hashPassword } from './password.ts';
import { hashOf, newLinkToken, newToken, tokenPrefix } from './random-secret.ts';
import { type AuthOptions, authOf, isRefusal } from './sessions.ts';

/** An account, and the cookies that its browser is to keep: values of `Set-Cookie`. */
export type Entered = { account: Account; cookies: string[] };

/** Who sends a request, and what showed it. */
export type Sender = { id: string; name: string; role: Role; by: 'session' | 'token' };

/** `secret` is in no other place: shown once, kept as its hash. */
export type NewLink = { secret: string; expires_at: string };

const hour = 3_600_000;
const setupHours = 24;
const linkHours = 72;

export class Accounts {
  readonly store: AccountStore;
  readonly #auth: ReturnType<typeof authOf>;

  constructor(options: AuthOptions) {
    this.store = options.store;
    this.#auth = authOf(options);
  }

  /** By the API token where one is sent, and then by nothing else; else by the session's cookie. */
  async whoIs(headers: Headers): Promise<Sender | undefined> {
    const authorization = headers.get('authorization');
    if (authorization !== null) {
      const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
      const account = token === undefined ? undefined : await this.store.whoseToken(hashOf(token));
      return account && senderOf(account, 'token');
    }
    const account = await this.#signedIn(headers);
    return account && senderOf(account, 'session');
  }

  /** The account of the session's cookie; the cookie is renewed where it is a day old. */
  async session(headers: Headers): Promise<Partial<Entered>> {
    const cookie = cookieOf(headers);
    if (!cookie) return {};
    const { headers: answer, response } = await this.#auth.api.getSession({ headers: cookie, returnHeaders: true });
    const account = response ? await this.store.get(response.user.id) : undefined;
    const cookies = answer.getSetCookie();
    return account && !account.disabled ? { account, cookies } : { cookies };
  }

  /** Undefined where address and password do not belong together, or the account is disabled; all take the same time. */
  async signIn(given: { email: string; password: string }, headers: Headers): Promise<Entered | undefined> {
    try {
      const { headers: answer, response } = await this.#auth.api.signInEmail({
        body: given,
        headers: new Headers(),
        returnHeaders: true,
      });
      const account = await this.store.get(response.user.id);
      if (!account) return undefined;
      // Whoever signs in anew leaves no session behind that nobody would ever end.
      await this.signOut(headers);
      return { account, cookies: answer.getSetCookie() };
    } catch (error) {
      if (isRefusal(error, 'INVALID_EMAIL_OR_PASSWORD', 'INVALID_EMAIL', 'FAILED_TO_CREATE_SESSION')) return undefined;
      throw error;
    }
  }

  /** Ends the session; the cookies to be sent forget it. */
  async signOut(headers: Headers): Promise<string[]> {
    const cookie = cookieOf(headers);
    if (!cookie) return [];
    const { headers: answer } = await this.#auth.api.signOut({ headers: cookie, returnHeaders: true });
    return answer.getSetCookie();
  }

  /** Other sessions end and this one gets a new id; undefined where the present password is another. */
  async changePassword(given: { current: string; next: string }, headers: Headers): Promise<string[] | undefined> {
    try {
      const body = { currentPassword: given.current, newPassword: given.next, revokeOtherSessions: true };
      const cookie = cookieOf(headers) ?? new Headers();
      const { headers: answer } = await this.#auth.api.changePassword({ body, headers: cookie, returnHeaders: true });
      return answer.getSetCookie();
    } catch (error) {
      if (isRefusal(error, 'INVALID_PASSWORD', 'PASSWORD_TOO_LONG')) return undefined;
      throw error;
    }
  }

  /** A link by which somebody becomes the first admin. Earlier ones end. */
  async newSetupLink(): Promise<NewLink> {
    const link = { secret: newLinkToken(), expires_at: inHours(setupHours) };
    await this.store.putLink({ hash: hashOf(link.secret), expires_at: link.expires_at });
    return link;
  }

  /** A link by which somebody sets the password of an account. Earlier ones end. Throws StoreError `not-found`. */
  async newPasswordLink(account: string): Promise<NewLink> {
    const link = { secret: newLinkToken(), expires_at: inHours(linkHours) };
    await this.store.putLink({ hash: hashOf(link.secret), account, expires_at: link.expires_at });
    return link;
  }

  /** Makes the first admin and signs in; undefined where the link is of no use. */
  async setUp(given: { token: string; email: string; name: string; password: string }): Promise<Entered | undefined> {
    const { token, email, name, password } = given;
    return this.#byLink(token, 'setup', password, (hash, passwordHash) =>
      this.store.useSetupLink({ hash, email, name, passwordHash }),
    );
  }

  /** Sets a password and signs in; undefined where the link is of no use. */
  async setPassword(given: { token: string; password: string }): Promise<Entered | undefined> {
    return this.#byLink(given.token, 'account', given.password, (hash, passwordHash) =>
      this.store.useLink({ hash, passwordHash }),
    );
  }

  /** The secret is in this answer and nowhere else. Throws as the store's `addToken`. */
  async addToken(given: {
    account: string;
    name: string;
    expiresInDays?: number;
  }): Promise<{ token: ApiToken; secret: string }> {
    const secret = newToken();
    const token = await this.store.addToken({
      account: given.account,
      name: given.name,
      hash: hashOf(secret),
      prefix: tokenPrefix(secret),
      expires_at: given.expiresInDays === undefined ? null : inHours(given.expiresInDays * 24),
    });
    return { token, secret };
  }

  async #byLink(
    token: string,
    purpose: 'setup' | 'account',
    password: string,
    use: (hash: string, passwordHash: string) => Promise<Account>,
  ): Promise<Entered | undefined> {
    const hash = hashOf(token);
    // Before the slow hash of the password, which strangers must not be able to ask for.
    if (!(await this.store.linkIsGood({ hash, for: purpose }))) return undefined;
    try {
      const { email } = await use(hash, await hashPassword(password));
      return await this.signIn({ email, password }, new Headers());
    } catch (error) {
      if (error instanceof StoreError && error.code === 'not-found') return undefined;
      throw error;
    }
  }

  async #signedIn(headers: Headers): Promise<Account | undefined> {
    const cookie = cookieOf(headers);
    if (!cookie) return undefined;
    const found = await this.#auth.api.getSession({ headers: cookie, query: { disableRefresh: true } });
    const account = found ? await this.store.get(found.user.id) : undefined;
    return account?.disabled ? undefined : account;
  }
}

const inHours = (hours: number): string => new Date(Date.now() + hours * hour).toISOString();

const senderOf = ({ id, name, role }: Account, by: Sender['by']): Sender => ({ id, name, role, by });

/** Of a request the library sees its cookies and nothing else: no address, no browser. */
function cookieOf(headers: Headers): Headers | undefined {
  const cookie = headers.get('cookie');
  return cookie === null ? undefined : new Headers({ cookie });
}
