// Takes shards from a thread of their own, which lives while there is something to take; else from this one.
import type { SyncDocument } from '@phonochart/sync/protocol.ts';
import type { FillTarget } from './filling-store.ts';
import type { Filled } from './fills.ts';
import { type FileEntry, readShards, type ShardReader } from './shards.ts';
import { createWire, WireError, type WireErrorCode } from './wire.ts';

/** `into`: to be written by the thread. */
export type TakeRequest = {
  request: number;
  entry: FileEntry;
  from: number;
  count: number;
  ahead: FileEntry | undefined;
  into?: FillTarget;
};
type Taken = { filled: readonly Filled[]; documents: SyncDocument[] };
export type TakeAnswer = { request: number } & (Taken | { code: WireErrorCode; wait: number });

type Waiting = { resolve(taken: Taken): void; reject(error: unknown): void };

/** Documents that the page writes itself at once, where the thread cannot be had. */
const FILLED_HERE = 20;

export function workerShards(): ShardReader {
  let thread: Worker | undefined;
  let here: ShardReader | undefined;
  let requests = 0;
  const waiting = new Map<number, Waiting>();

  const end = () => {
    thread?.terminate();
    thread = undefined;
    for (const { reject } of waiting.values()) reject(new WireError('offline', 'the thread was ended'));
    waiting.clear();
  };

  const begin = (): Worker => {
    const begun = new Worker(new URL('./shard-worker.ts', import.meta.url), { type: 'module' });
    begun.addEventListener('message', ({ data }: MessageEvent<TakeAnswer>) => {
      const asked = waiting.get(data.request);
      waiting.delete(data.request);
      if ('documents' in data) asked?.resolve(data);
      else asked?.reject(new WireError(data.code, 'in the thread', data.wait));
    });
    // Its script cannot be had: what it would do is done here.
    begun.addEventListener('error', (event) => {
      event.preventDefault();
      here = readShards(createWire());
      end();
    });
    return begun;
  };

  const ask = (asked: Omit<TakeRequest, 'request'>): Promise<Taken> => {
    thread ??= begin();
    const request = ++requests;
    return new Promise((resolve, reject) => {
      waiting.set(request, { resolve, reject });
      thread?.postMessage({ request, ...asked } satisfies TakeRequest);
    });
  };

  return {
    async take(entry, from, count, ahead) {
      if (here) return here.take(entry, from, count, ahead);
      return (await ask({ entry, from, count, ahead })).documents;
    },
    async fill(entry, from, ahead, into) {
      if (here) return { filled: [], documents: await here.take(entry, from, FILLED_HERE, ahead) };
      return ask({ entry, from, count: FILLED_HERE, ahead, into });
    },
    rest() {
      here?.rest();
      end();
    },
  };
}
