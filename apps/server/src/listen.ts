// The listening server: its time-outs, the request targets that it refuses, and how it ends.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, RequestError } from '@hono/node-server';
import type { App } from './app.ts';
import { problemResponse } from './routes/http/problem.ts';

export type Listening = {
  server: Server;
  /** The port in use, also where 0 asked for any. */
  port: number;
  /** Takes no more requests, lets those under way end, and cuts what is left after `graceMs`. */
  close: (graceMs: number) => Promise<void>;
};

/** Time-outs in milliseconds; the two that guard against slow senders are checked every `checkMs`. */
const timeouts = { headers: 10_000, request: 60_000, keepAlive: 30_000, checkMs: 5_000 };

/**
 * No honest client sends dot segments or backslashes: browsers resolve them first. A URL parser would resolve them too
 * and so hide an attempt to climb, so they are refused as they come.
 */
const climbing = /\\|%5c|(?:^|[/]|%2f)(?:\.|%2e){1,2}(?:$|[/?#]|%2f)/i;

export function listen(app: App, { port, host }: { port: number; host: string }): Promise<Listening> {
  const answer = getRequestListener((request, env) => app.fetch(request, env as never), {
    errorHandler: (error) => {
      // The target or the Host header made no URL: nothing was asked that could be answered.
      if (error instanceof RequestError) {
        return problemResponse('invalid-parameter', '/', { detail: 'the request target or Host is not valid' });
      }
      return problemResponse('internal', '/');
    },
  });
  const refused = getRequestListener((request) => problemResponse('not-found', new URL(request.url).pathname));
  const server = createServer(
    {
      headersTimeout: timeouts.headers,
      requestTimeout: timeouts.request,
      keepAliveTimeout: timeouts.keepAlive,
      connectionsCheckingInterval: timeouts.checkMs,
    },
    (incoming, outgoing) => {
      const target = incoming.url ?? '';
      const kept = app.replay(incoming.method ?? '', target, (name) => incoming.headers[name] as string | undefined);
      if (kept) {
        outgoing.writeHead(kept.status, kept.headers);
        return void outgoing.end(kept.body);
      }
      const path = target.includes('?') ? target.slice(0, target.indexOf('?')) : target;
      if (!climbing.test(path)) return void answer(incoming, outgoing);
      incoming.url = '/';
      return void refused(incoming, outgoing);
    },
  );
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve({ server, port: (server.address() as AddressInfo).port, close: (graceMs) => end(server, app, graceMs) });
    });
  });
}

function end(server: Server, app: App, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    // A connection turns idle only when its last answer is through, and would then be kept alive for later requests.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(sweep);
      resolve();
    });
    app.close();
  });
}
