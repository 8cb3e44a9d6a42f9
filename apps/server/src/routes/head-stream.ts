// The event stream that says only that the head moved, to many readers, none of whom can hold the server up.
import { createRoute } from '@hono/zod-openapi';
import { STREAM_BUSY_S, STREAM_HEARTBEAT_MS } from '@phonochart/sync/limits.ts';
import { HeadEvent } from '@phonochart/sync/protocol.ts';
import type { CatalogueStore, SyncState } from '../store/store.ts';
import type { Sent } from './http/answers.ts';
import { problemAnswer } from './http/declare.ts';
import type { Api } from './http/env.ts';
import { ProblemError } from './http/problem.ts';

export type StreamLimits = {
  /** Readers at one time; the next one is told to come back. */
  maxReaders: number;
  heartbeatMs: number;
  /** A reader that took nothing for so long is cut off at the next heartbeat. */
  stallMs: number;
  /** Then the reader must connect anew: one that stalls without ever filling its buffers holds its place no longer. */
  maxAgeMs: number;
};

export const streamDefaults: StreamLimits = {
  maxReaders: 1000,
  heartbeatMs: STREAM_HEARTBEAT_MS,
  stallMs: 45_000,
  maxAgeMs: 3_600_000,
};

const encoder = new TextEncoder();
type Told = Pick<SyncState, 'epoch' | 'head'>;
const idOf = ({ epoch, head }: Told): string => `${epoch}-${head}`;
const eventOf = (state: Told): Uint8Array =>
  encoder.encode(`id: ${idOf(state)}\ndata: ${JSON.stringify({ epoch: state.epoch, head: state.head })}\n\n`);
const heartbeat = encoder.encode(': still here\n\n');
/** Each reader another wait: all of them lose their connection together when the server or a proxy starts anew. */
const retry = (): Uint8Array => encoder.encode(`retry: ${Math.round(2000 + Math.random() * 4000)}\n`);
const nothingNew = encoder.encode(': nothing new\n\n');

type Reader = {
  controller: ReadableStreamDefaultController<Uint8Array>;
  /** The latest event that waits for the reader; earlier ones need not be told [STREAM5]. */
  waiting: Uint8Array | undefined;
  /** Since when the reader has taken nothing; undefined while it keeps up. */
  blockedSince: number | undefined;
  since: number;
  cut: () => void;
};

export class HeadStream {
  readonly #limits: StreamLimits;
  readonly #readers = new Set<Reader>();
  readonly #timer: NodeJS.Timeout;
  #closed = false;

  constructor(limits: Partial<StreamLimits> = {}) {
    this.#limits = { ...streamDefaults, ...limits };
    this.#timer = setInterval(() => this.#beat(), this.#limits.heartbeatMs).unref();
  }

  get readers(): number {
    return this.#readers.size;
  }

  /** Whether one more may come. */
  get open(): boolean {
    return !this.#closed && this.#readers.size < this.#limits.maxReaders;
  }

  /**
   * A body for one reader, which begins with the present state [STREAM2], or with a comment where `lastEventId` says that
   * the reader was told of it [STREAM7]. `cut` ends a connection that no longer reads.
   */
  connect(state: SyncState, cut: () => void, lastEventId?: string): ReadableStream<Uint8Array> {
    let reader: Reader;
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        const since = performance.now();
        reader = { controller, waiting: undefined, blockedSince: since, since, cut };
        this.#readers.add(reader);
        const begin = lastEventId === idOf(state) ? nothingNew : eventOf(state);
        controller.enqueue(Buffer.concat([retry(), begin]));
      },
      pull: (controller) => {
        reader.blockedSince = undefined;
        if (!reader.waiting) return;
        controller.enqueue(reader.waiting);
        reader.waiting = undefined;
        reader.blockedSince = performance.now();
      },
      cancel: () => {
        this.#readers.delete(reader);
      },
    });
  }

  announce(state: SyncState): void {
    const event = eventOf(state);
    for (const reader of this.#readers) this.#send(reader, event);
  }

  /** Ends every stream and takes no more. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    for (const reader of this.#readers) this.#end(reader);
  }

  #send(reader: Reader, chunk: Uint8Array): void {
    if ((reader.controller.desiredSize ?? 0) > 0) {
      reader.controller.enqueue(chunk);
      if ((reader.controller.desiredSize ?? 0) <= 0) reader.blockedSince ??= performance.now();
    } else if (chunk !== heartbeat) {
      reader.waiting = chunk;
    }
  }

  #beat(): void {
    const now = performance.now();
    for (const reader of this.#readers) {
      if (reader.blockedSince !== undefined && now - reader.blockedSince >= this.#limits.stallMs) {
        this.#readers.delete(reader);
        reader.cut();
      } else if (now - reader.since >= this.#limits.maxAgeMs) {
        this.#end(reader);
      } else {
        this.#send(reader, heartbeat);
      }
    }
  }

  #end(reader: Reader): void {
    this.#readers.delete(reader);
    reader.controller.close();
  }
}

export function openStream(
  api: Api,
  path: string,
  { store, stream }: { store: CatalogueStore; stream: HeadStream },
): void {
  const route = createRoute({
    method: 'get',
    path,
    summary: 'Server-sent events: the head moved; the pull carries the data',
    tags: ['sync'],
    responses: {
      200: {
        description:
          'Events whose data is `{ epoch, head }`; one at once unless Last-Event-ID is its id, then one after each change',
        content: { 'text/event-stream': { schema: HeadEvent.meta({ id: 'HeadEvent' }) } },
      },
      503: problemAnswer('Too many readers; Retry-After says when to come back'),
    },
  });
  const headers = {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  };
  api.openapi(route, async (c) => {
    if (c.req.method === 'HEAD') return new Response(null, { headers }) as Sent;
    const state = await store.syncState();
    if (!stream.open) {
      throw new ProblemError('busy', {
        detail: 'too many open streams',
        headers: { 'retry-after': `${STREAM_BUSY_S}` },
      });
    }
    const { outgoing } = c.env ?? {};
    return new Response(
      stream.connect(state, () => outgoing?.destroy(), c.req.header('last-event-id')),
      { headers },
    ) as Sent;
  });
}
