// Who may write: lets a request through to its handler only from an account of the role that the route asks for.
import { type Role, roles } from '@phonochart/catalog/account.ts';
import type { Context, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from './env.ts';
import type { WhoIs } from './person.ts';
import { ProblemError } from './problem.ts';

export type Guard = Record<Role, MiddlewareHandler<AppEnv>> & {
  /** Lets anybody through but the pages of others: for signing in and the like, where there is no account yet. */
  ownPages: MiddlewareHandler<AppEnv>;
};

const reading = new Set(['GET', 'HEAD']);

/**
 * @param origins origins whose pages may write with a session besides the request’s own, such as the public address behind a proxy
 */
export function guardOf(whoIs: WhoIs, origins: readonly string[] = []): Guard {
  const ask = (role: Role) =>
    createMiddleware<AppEnv>(async (c, next) => {
      const person = await whoIs(c.req.raw.headers);
      if (!person) {
        throw new ProblemError('not-signed-in', {
          detail: 'sign in, or send an API token: Authorization: Bearer TOKEN',
          headers: { 'www-authenticate': 'Bearer' },
        });
      }
      if (person.by === 'session' && !reading.has(c.req.method)) refuseForeign(c, origins);
      if (roles.indexOf(person.role) < roles.indexOf(role)) {
        throw new ProblemError('not-allowed', { detail: `this asks for the role ${role}; yours is ${person.role}` });
      }
      c.set('person', person);
      await next();
    });
  const ownPages = createMiddleware<AppEnv>(async (c, next) => {
    // Programs send neither; a browser sends its Origin with every request that writes.
    if (c.req.header('origin') !== undefined || c.req.header('cookie') !== undefined) refuseForeign(c, origins);
    await next();
  });
  return { editor: ask('editor'), admin: ask('admin'), ownPages };
}

/** Behind the guard, where a token must not do: whoever finds one could make himself more of them. */
export const bySession: MiddlewareHandler<AppEnv> = createMiddleware<AppEnv>(async (c, next) => {
  if (c.get('person')?.by !== 'session') {
    throw new ProblemError('not-allowed', {
      detail: 'accounts and tokens are managed signed in, not with an API token',
    });
  }
  await next();
});

/** A cookie goes along with whatever page asks; without an Origin nobody knows which page that was. */
function refuseForeign(c: Context<AppEnv>, origins: readonly string[]): void {
  const origin = c.req.header('origin');
  if (origin !== undefined && (origin === new URL(c.req.url).origin || origins.includes(origin))) return;
  const detail = origin === undefined ? 'the request has no Origin' : `the page is of ${origin}`;
  throw new ProblemError('foreign-origin', { detail: `${detail}; use an API token from elsewhere` });
}
