// How large a request's body may be: little everywhere, and more where a route says so itself.
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { AppEnv } from './env.ts';
import { ProblemError } from './problem.ts';

/** Bytes of a body where its route says nothing else. */
export const USUAL_BODY_BYTES = 64 * 1024;

/**
 * For the middleware of a route, after its guard: a length that is too large is refused before a byte is read, and a body
 * without a length is cut off as it comes. The path must be among those of `usualBodyLimit`.
 */
export const bodyLimitOf = (bytes: number): MiddlewareHandler<AppEnv> =>
  bodyLimit({
    maxSize: bytes,
    onError: () => {
      throw new ProblemError('body-too-large', { detail: `at most ${bytes.toLocaleString('en')} bytes` });
    },
  });

/** For the whole map. `own`: addresses whose routes, and those below them, set a limit of their own. */
export function usualBodyLimit(own: readonly string[]): MiddlewareHandler<AppEnv> {
  const usual = bodyLimitOf(USUAL_BODY_BYTES);
  return (c, next) => {
    const { path } = c.req;
    return own.some((address) => path === address || path.startsWith(`${address}/`)) ? next() : usual(c, next);
  };
}
