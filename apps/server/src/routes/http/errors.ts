// Every failure as a problem document: ours by their type, the store's by their code, and the rest without a word of their insides.
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import { StorageError } from '../../audio/storage-error.ts';
import { StoreError, type StoreErrorCode } from '../../store/store-error.ts';
import type { AppEnv } from './env.ts';
import { ProblemError, type ProblemType, problemResponse } from './problem.ts';

const ofStore: Partial<Record<StoreErrorCode, ProblemType>> = {
  busy: 'busy',
  full: 'storage-full',
  corrupt: 'not-ready',
  closed: 'not-ready',
};

/** What the framework says of a body before it is held against its schema. */
const ofBody: Record<number, { type: ProblemType; detail: string } | undefined> = {
  400: {
    type: 'invalid-parameter',
    detail: 'the body is not what its Content-Type says, such as JSON that is cut off',
  },
  415: { type: 'unsupported-type', detail: 'the Content-Type is missing, or is none that this address takes' },
};

/** Whoever sends can wait for room; the administrator finds the place in the log. */
const details: Partial<Record<ProblemType, string>> = {
  'storage-full': 'nothing of the request was kept; the administrator must make room, then send it again',
};

export const answerError =
  (log: Logger) =>
  (error: Error, c: Context<AppEnv>): Response => {
    const instance = new URL(c.req.url).pathname;
    if (error instanceof ProblemError) return problemResponse(error.type, instance, error.parts);
    const refused = error instanceof HTTPException ? ofBody[error.status] : undefined;
    if (refused) return problemResponse(refused.type, instance, { detail: refused.detail });
    log.error({ request: c.get('requestId'), method: c.req.method, path: c.req.path, err: error }, 'request failed');
    const type = typeOf(error);
    const detail = details[type];
    return problemResponse(type, instance, {
      ...(detail === undefined ? {} : { detail }),
      ...(type === 'busy' ? { headers: { 'retry-after': '5' } } : {}),
    });
  };

function typeOf(error: Error): ProblemType {
  if (error instanceof StoreError) return ofStore[error.code] ?? 'internal';
  if (error instanceof StorageError) return error.code === 'full' ? 'storage-full' : 'not-ready';
  return 'internal';
}
