// What every answer of the map gets: a request id, the security headers, and a line in the log.
import { createMiddleware } from 'hono/factory';
import type { Logger } from 'pino';
import type { AppEnv } from './env.ts';
import type { Headers } from './representation.ts';
import { requestId } from './request-id.ts';
import { senderOf } from './sender.ts';

type Options = { log: Logger; headers: Headers; trustProxy: boolean };

/** Answered requests are logged at `debug`: kept answers, the bulk of the traffic, never come here. */
export const traced = ({ log, headers, trustProxy }: Options) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const id = requestId(c.req.header('x-request-id'));
    c.set('requestId', id);
    const started = performance.now();
    await next();
    const sent = c.res.headers;
    for (const [name, value] of Object.entries(headers)) if (!sent.has(name)) sent.set(name, value);
    for (const [name, value] of Object.entries(c.get('rate') ?? {})) sent.set(name, value);
    sent.set('x-request-id', id);
    if (!log.isLevelEnabled('debug')) return;
    log.debug(
      {
        request: id,
        method: c.req.method,
        path: c.req.path,
        status: c.res.status,
        ms: Math.round((performance.now() - started) * 10) / 10,
        from: senderOf(c, trustProxy),
      },
      'answered',
    );
  });
