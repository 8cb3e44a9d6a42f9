// The listening server: its time-outs, the request targets that it refuses, and how it ends.
import {
  createServer,
  type IncomingMessage,
  maxHeaderSize,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
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
const usualTimeouts = { headers: 10_000, request: 60_000, keepAlive: 30_000, checkMs: 5_000 };

/**
 * No honest client sends dot segments or backslashes: browsers resolve them first. A URL parser would resolve them too
 * and so hide an attempt to climb, so they are refused as they come.
 */
const climbing = /\\|%5c|(?:^|[/]|%2f)(?:\.|%2e){1,2}(?:$|[/?#]|%2f)/i;

export function listen(
  app: App,
  { port, host }: { port: number; host: string },
  timeouts = usualTimeouts,
): Promise<Listening> {
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
  const underWay = new WeakMap<Duplex, UnderWay>();
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
      underWay.set(incoming.socket, { incoming, outgoing });
      const path = target.includes('?') ? target.slice(0, target.indexOf('?')) : target;
      if (!climbing.test(path)) return void answer(incoming, outgoing);
      incoming.url = '/';
      return void refused(incoming, outgoing);
    },
  );
  server.on('clientError', (error, socket) => endBroken(error, socket, underWay.get(socket), timeouts.request));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve({ server, port: (server.address() as AddressInfo).port, close: (graceMs) => end(server, app, graceMs) });
    });
  });
}

/** The last request that a connection brought. */
type UnderWay = { incoming: IncomingMessage; outgoing: ServerResponse };

const statuses: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
};

/** Ends a connection whose request is no HTTP, or does not end; who sent too slowly hears of the other way, and who sent too much before a body, how much it may be. */
function endBroken(
  { code = '' }: NodeJS.ErrnoException,
  socket: Duplex,
  last: UnderWay | undefined,
  requestMs: number,
): void {
  const asked = last && !(last.outgoing.writableEnded && last.incoming.complete) ? last : undefined;
  // An upload that can go on where it broke off does so by itself after a break; after an answer it would not.
  const resumes = asked?.incoming.headers['tus-resumable'] !== undefined;
  if (code === 'ECONNRESET' || !socket.writable || asked?.outgoing.headersSent || resumes) return void socket.destroy();
  const status = statuses[code] ?? 400;
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, 'Connection: close'];
  const send = (body: string): void => {
    socket.end([...head, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n'), () => socket.destroy());
  };
  if (status !== 408 && status !== 431) return void send('');
  const within = `a request must arrive within ${requestMs / 1000} seconds`;
  const problem =
    status === 431
      ? problemResponse('head-too-large', '/', { detail: `they may have ${maxHeaderSize} bytes together` })
      : problemResponse('too-slow', asked?.incoming.url?.split('?', 1)[0] ?? '/', {
          detail: `${within}; send a large file piece by piece instead, by tus (see /api/docs)`,
        });
  for (const [name, value] of problem.headers) head.push(`${name}: ${value}`);
  void problem.text().then(send);
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
