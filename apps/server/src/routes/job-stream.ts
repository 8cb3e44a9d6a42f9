// The event stream of a job: what ended since the reader's last event, a few times a second, until the job is over.
import { createRoute, z } from '@hono/zod-openapi';
import type { Job, JobEvent, JobStore } from '../store/job-store.ts';
import type { Sent } from './http/answers.ts';
import { problemAnswer } from './http/declare.ts';
import type { Api } from './http/env.ts';
import { ProblemError, unknown } from './http/problem.ts';
import { TaskStateName } from './job-answer.ts';
import { guarded, IdParameter, type JobDeps } from './jobs.ts';

export type JobStreamLimits = {
  maxReaders: number;
  /** Events of the queue in one message, at most. */
  eventsAtOnce: number;
  /** Between two messages, at least. */
  paceMs: number;
  /** How often to look for what another process did to the job. */
  lookMs: number;
  heartbeatMs: number;
  /** A reader that took nothing for so long is cut off. */
  stallMs: number;
  /** Then the reader must connect anew. */
  maxAgeMs: number;
};

const defaults: JobStreamLimits = {
  maxReaders: 200,
  eventsAtOnce: 500,
  paceMs: 300,
  lookMs: 1_000,
  heartbeatMs: 15_000,
  stallMs: 45_000,
  maxAgeMs: 3_600_000,
};

const encoder = new TextEncoder();

type Reader = { job: string; wake: () => void; blockedSince: number | undefined; cut: () => void; ended: boolean };

export class JobStreams {
  readonly #jobs: JobStore;
  readonly #limits: JobStreamLimits;
  readonly #readers = new Set<Reader>();
  readonly #ignore: () => void;
  readonly #timer: NodeJS.Timeout;
  #closed = false;

  constructor(jobs: JobStore, limits: Partial<JobStreamLimits> = {}) {
    this.#jobs = jobs;
    this.#limits = { ...defaults, ...limits };
    this.#ignore = jobs.onChange(({ job }) => {
      for (const reader of this.#readers) if (reader.job === job) reader.wake();
    });
    this.#timer = setInterval(() => this.#cutStalled(), Math.ceil(this.#limits.stallMs / 3)).unref();
  }

  get readers(): number {
    return this.#readers.size;
  }

  get open(): boolean {
    return !this.#closed && this.#readers.size < this.#limits.maxReaders;
  }

  /**
   * A body for one reader, from the event after `after` on. `cut` ends a connection that no longer reads; `stillLet` is
   * asked at every heartbeat, and its no ends the stream: an account may be disabled meanwhile.
   */
  connect(
    job: string,
    after: number,
    cut: () => void,
    stillLet: () => Promise<boolean> = async () => true,
  ): ReadableStream<Uint8Array> {
    const reader: Reader = { job, wake: () => {}, blockedSince: undefined, cut, ended: false };
    this.#readers.add(reader);
    const messages = this.#messages(reader, after, stillLet);
    return new ReadableStream<Uint8Array>(
      {
        // Asked for only when the reader has taken what it was sent: a slow one gets fewer and longer messages.
        pull: async (controller) => {
          reader.blockedSince = undefined;
          const { value, done } = await messages.next().catch((error: unknown) => {
            this.#end(reader);
            throw error;
          });
          if (done) {
            this.#readers.delete(reader);
            controller.close();
            return;
          }
          controller.enqueue(encoder.encode(value));
          reader.blockedSince = performance.now();
        },
        cancel: () => this.#end(reader),
      },
      { highWaterMark: 0 },
    );
  }

  close(): void {
    this.#closed = true;
    this.#ignore();
    clearInterval(this.#timer);
    for (const reader of this.#readers) this.#end(reader);
  }

  async *#messages(reader: Reader, from: number, stillLet: () => Promise<boolean>): AsyncGenerator<string, void> {
    const { eventsAtOnce, paceMs, lookMs, heartbeatMs, maxAgeMs } = this.#limits;
    const began = performance.now();
    let after = from;
    let said = began;
    let asked = began;
    let first = true;
    while (!reader.ended && performance.now() - began < maxAgeMs) {
      if (performance.now() - asked >= heartbeatMs) {
        if (!(await stillLet())) return;
        asked = performance.now();
      }
      // Before the look, so that nothing that happens meanwhile is slept through.
      const changed = new Promise<void>((resolve) => {
        reader.wake = resolve;
      });
      const events = await this.#jobs.events(reader.job, { limit: eventsAtOnce, after });
      const job = events.length > 0 || first ? await this.#jobs.getJob(reader.job) : undefined;
      if (job) {
        after = events.at(-1)?.id ?? after;
        const whole = events.length < eventsAtOnce;
        yield `${first ? 'retry: 3000\n' : ''}id: ${after}\n${messageOf(job, events)}`;
        said = performance.now();
        first = false;
        if (whole && isOver(job)) return;
        if (whole) await waited(paceMs);
        continue;
      }
      if (performance.now() - said >= heartbeatMs) {
        yield ': still here\n\n';
        said = performance.now();
      }
      await Promise.race([changed, waited(lookMs)]);
    }
  }

  #cutStalled(): void {
    const now = performance.now();
    for (const reader of this.#readers) {
      if (reader.blockedSince === undefined || now - reader.blockedSince < this.#limits.stallMs) continue;
      this.#end(reader);
      reader.cut();
    }
  }

  #end(reader: Reader): void {
    reader.ended = true;
    reader.wake();
    this.#readers.delete(reader);
  }
}

const isOver = ({ state }: Job): boolean => state === 'ended' || state === 'cancelled';

const waited = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

const Progress = z
  .object({
    state: z.string(),
    counts: z.record(z.string(), z.int()),
    progress: z.number(),
    rate: z.number().optional(),
    time_left: z.number().optional(),
    tasks: z.array(z.tuple([z.int(), TaskStateName])).meta({
      description: 'Position and state of each task that ended since the event before',
    }),
  })
  .meta({ id: 'JobProgress' });

function messageOf(job: Job, events: readonly JobEvent[]): string {
  const { state, counts, progress, rate, time_left } = job;
  const tasks = events.flatMap((event) =>
    event.position === undefined || event.state === undefined ? [] : [[event.position, event.state]],
  );
  return `event: progress\ndata: ${JSON.stringify({ state, counts, progress, rate, time_left, tasks })}\n\n`;
}

const headers = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

export function followJob(api: Api, path: string, { jobs, guard, streams }: JobDeps & { streams: JobStreams }): void {
  const route = createRoute({
    method: 'get',
    path,
    summary: 'Server-sent events: how a job gets on, until it is over',
    tags: ['jobs'],
    middleware: [guard.editor] as const,
    request: {
      params: IdParameter,
      headers: z.object({ 'last-event-id': z.coerce.number().int().min(0).optional() }),
    },
    responses: {
      200: {
        description: 'Events named `progress`, one at once; Last-Event-ID goes on after the one it names',
        content: { 'text/event-stream': { schema: Progress } },
      },
      204: { description: 'The job is over, and Last-Event-ID names its last event: there will be no more' },
      404: problemAnswer('No such job'),
      503: problemAnswer('Too many readers; Retry-After says when to come back'),
      ...guarded,
    },
  });
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    const after = c.req.valid('header')['last-event-id'];
    const job = await jobs.getJob(id);
    if (!job) throw unknown('unknown-job', 'id', id);
    if (c.req.method === 'HEAD') return new Response(null, { headers }) as Sent;
    if (after !== undefined && isOver(job) && (await jobs.events(id, { limit: 1, after })).length === 0) {
      return c.body(null, 204) as Sent;
    }
    if (!streams.open) {
      throw new ProblemError('busy', { detail: 'too many open streams', headers: { 'retry-after': '30' } });
    }
    const { outgoing } = c.env ?? {};
    return new Response(
      streams.connect(
        id,
        after ?? 0,
        () => outgoing?.destroy(),
        async () => {
          try {
            await guard.editor(c, async () => {});
            return true;
          } catch {
            return false;
          }
        },
      ),
      { headers },
    ) as Sent;
  });
}
