// How large a request's body may be: little everywhere, and more where a route says so itself.
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { AppEnv } from './env.ts';
import { ProblemError } from './problem.ts';

/** Bytes of a body where its route says nothing else. */
export const USUAL_BODY_BYTES = 64 * 1024;
/** Bytes that all large bodies may have together: each lies in memory as a whole. */
const MOST_TOGETHER = 128 * 2 ** 20;
let together = 0;

/**
 * For the middleware of a route, after its guard: a length that is too large is refused before a byte is read, and a body
 * without a length is cut off as it comes. The path must be among those of `usualBodyLimit`.
 */
export function bodyLimitOf(bytes: number): MiddlewareHandler<AppEnv> {
  const limit = limited(bytes);
  return async (c, next) => {
    const claimed = claimedBy(c, bytes);
    if (claimed <= bytes && together + claimed > MOST_TOGETHER) {
      throw new ProblemError('busy', { detail: 'too many large requests at once', headers: { 'retry-after': '5' } });
    }
    together += claimed;
    try {
      return await limit(c, next);
    } finally {
      together -= claimed;
    }
  };
}

/** For the whole map. `own`: addresses whose routes, and those below them, set a limit of their own. */
export function usualBodyLimit(own: readonly string[]): MiddlewareHandler<AppEnv> {
  const usual = limited(USUAL_BODY_BYTES);
  return (c, next) => {
    const { path } = c.req;
    return own.some((address) => path === address || path.startsWith(`${address}/`)) ? next() : usual(c, next);
  };
}

const limited = (bytes: number): MiddlewareHandler<AppEnv> =>
  bodyLimit({
    maxSize: bytes,
    onError: () => {
      throw new ProblemError('body-too-large', { detail: `at most ${bytes.toLocaleString('en')} bytes` });
    },
  });

/** The length that the request states; without one it may come to the limit. */
function claimedBy(c: Context<AppEnv>, most: number): number {
  if (c.req.header('transfer-encoding') !== undefined) return most;
  return Number.parseInt(c.req.header('content-length') ?? '0', 10);
}
