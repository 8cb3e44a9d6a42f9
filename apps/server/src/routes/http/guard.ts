// Who may write: lets a request through to its handler only from an account of the role that the route asks for.
import type { Context, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from './env.ts';
import { type Role, roles, type WhoIs } from './person.ts';
import { ProblemError } from './problem.ts';

export type Guard = Record<Role, MiddlewareHandler<AppEnv>>;

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
  return { editor: ask('editor'), admin: ask('admin') };
}

/** A cookie goes along with whatever page asks; without an Origin nobody knows which page that was. */
function refuseForeign(c: Context<AppEnv>, origins: readonly string[]): void {
  const origin = c.req.header('origin');
  if (origin !== undefined && (origin === new URL(c.req.url).origin || origins.includes(origin))) return;
  const detail = origin === undefined ? 'the request has no Origin' : `the page is of ${origin}`;
  throw new ProblemError('foreign-origin', { detail: `${detail}; use an API token from elsewhere` });
}
