// The mirror's requests to the sync wire: manifest, shards checked against their names, pages of the tail; errors as typed codes.
import { DEFAULT_PULL_LIMIT, PROTOCOL_VERSION } from '@phonochart/sync/limits.ts';
import type { CollectionName, Manifest, PullAnswer, SyncDocument } from '@phonochart/sync/protocol.ts';
import { sha256 } from './hash.ts';

/**
 * `offline`: no answer came. `http`: an answer that should not be. `hash`: a file that is not what its name says.
 * `protocol`: the server speaks a later version. `gone`: 410, the mirror's checkpoint means nothing any more.
 * `missing`: 404 of a shard, the manifest is to be read again.
 */
export type WireErrorCode = 'offline' | 'http' | 'hash' | 'protocol' | 'gone' | 'missing';

export class WireError extends Error {
  readonly code: WireErrorCode;
  /** Milliseconds for which the server wants to be left in peace; 0 where it named none. */
  readonly wait: number;
  constructor(code: WireErrorCode, detail: string, wait = 0) {
    super(`${code}: ${detail}`);
    this.name = 'WireError';
    this.code = code;
    this.wait = wait;
  }
}

export type Wire = {
  /** @throws WireError */
  manifest(): Promise<Manifest>;
  /** One shard's documents in the order of `seq`. @throws WireError */
  shard(hash: string): Promise<SyncDocument[]>;
  /** The documents after a `seq`; `ended` where the page was shorter than its limit. `known`: [CLIENT12]. @throws WireError */
  pull(
    collection: CollectionName,
    epoch: string,
    after: number,
    known?: number,
  ): Promise<PullAnswer & { ended: boolean }>;
  /** Any other address under `/api/sync/`, as JSON that nobody has looked at. @throws WireError */
  ask(path: string): Promise<unknown>;
};

/** `origin` is empty in the app, whose server is its own origin. `limit`: documents a page of the tail. */
export function createWire(origin = '', fetcher: typeof fetch = fetch, limit = DEFAULT_PULL_LIMIT): Wire {
  const get = async (path: string, cache: RequestCache): Promise<Response> => {
    let response: Response;
    try {
      response = await fetcher(origin + path, { cache });
    } catch {
      throw new WireError('offline', path);
    }
    if (response.status === 410) throw new WireError('gone', path);
    if (response.status === 404) throw new WireError('missing', path);
    if (!response.ok) throw new WireError('http', `${response.status} ${path}`, waitOf(response));
    return response;
  };

  return {
    async manifest() {
      const response = await get('/api/sync/manifest', 'no-cache');
      const manifest = (await parsed(response)) as Manifest;
      if (!(manifest?.protocol <= PROTOCOL_VERSION)) throw new WireError('protocol', String(manifest?.protocol));
      if (!isWhole(manifest)) throw new WireError('http', 'manifest');
      return manifest;
    },

    async shard(hash) {
      const response = await get(`/api/sync/shards/${hash}.json`, 'default');
      const bytes = await read(() => response.arrayBuffer());
      if ((await sha256(bytes)) !== hash) throw new WireError('hash', hash);
      // Only whoever takes shards needs it: a first chart does without.
      const { unpack } = await read(() => import('@phonochart/sync/unpack.ts'));
      try {
        return documentsOf({ documents: [...unpack(JSON.parse(new TextDecoder().decode(bytes)))] });
      } catch {
        throw new WireError('http', 'documents');
      }
    },

    async pull(collection, epoch, after, known) {
      const query = new URLSearchParams({ epoch, collection, after: `${after}`, limit: `${limit}` });
      if (known !== undefined) query.set('known', `${known}`);
      const answer = (await parsed(await get(`/api/sync/pull?${query}`, 'no-store'))) as PullAnswer;
      const documents = documentsOf(answer);
      if (answer.checkpoint?.epoch !== epoch) throw new WireError('gone', 'epoch');
      // [PULL4]: kept, a wrong one would step over documents, or be refused for ever.
      if (answer.checkpoint.seq !== (documents.at(-1)?.seq ?? after)) throw new WireError('http', 'checkpoint');
      return { documents, checkpoint: answer.checkpoint, ended: documents.length < limit };
    },

    ask: async (path) => parsed(await get(`/api/sync/${path}`, 'no-cache')),
  };
}

/** A header that is wrong must not silence a device for a day. */
const LONGEST_WAIT_MS = 10 * 60_000;

/** `Retry-After` is in seconds or names a moment, which is by the server's clock as `Date` is. */
function waitOf({ status, headers }: Response): number {
  const said = headers.get('retry-after') ?? '';
  if (status !== 429 && status !== 503) return 0;
  const sent = Date.parse(headers.get('date') ?? '') || Date.now();
  const wait = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - sent;
  return wait > 0 ? Math.min(wait, LONGEST_WAIT_MS) : 0;
}

/**
 * A checkpoint is made from what stands here: one that no server takes would be asked for again and again, and a shard
 * that is none, or counts nothing, would be passed over and the mirror thought whole.
 */
function isWhole({ epoch, head, floor, snapshot, shards, pages }: Manifest): boolean {
  const places = [head, floor, snapshot];
  const ordered = places.every(isPlace) && floor <= head && snapshot <= head;
  if (!ordered || !/^[0-9a-z]{8,32}$/.test(epoch) || !Array.isArray(shards) || !Array.isArray(pages)) return false;
  return (
    shards.every((entry) => isFile(entry) && isPlace(entry.bytes)) &&
    pages.every((page) => isFile(page) && isPlace(page.after) && isPlace(page.to) && page.after < page.to)
  );
}

/** What is no code might be no key of the database either. */
const isCode = (id: unknown): boolean => typeof id === 'string' && /^[a-z0-9-]{1,100}$/.test(id);

const isPlace = (number: unknown): boolean => Number.isSafeInteger(number) && Number(number) >= 0;

const isFile = (entry: { hash: string; collection: string; count: number } | null): boolean =>
  /^[0-9a-f]{64}$/.test(`${entry?.hash}`) &&
  /^(languages|inventories)$/.test(`${entry?.collection}`) &&
  isPlace(entry?.count);

/** A connection may break in the middle of a body as well. */
async function read<T>(body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch {
    throw new WireError('offline', 'body');
  }
}

async function parsed(response: Response): Promise<unknown> {
  const text = await read(() => response.text());
  try {
    return JSON.parse(text);
  } catch {
    throw new WireError('http', 'not JSON');
  }
}

function documentsOf(answer: unknown): SyncDocument[] {
  const { documents } = (answer ?? {}) as { documents?: SyncDocument[] };
  const whole = Array.isArray(documents) && documents.every((each) => isCode(each?.id) && isPlace(each.seq));
  if (!whole) throw new WireError('http', 'documents');
  return documents;
}
