// Answers kept ready: what the URL map once answered for an address is replayed until the catalogue moves on.
import type { Context, TypedResponse } from 'hono';
import { LRUCache } from 'lru-cache';
import { namesTag, preferredEncoding } from './negotiate.ts';
import { type Bytes, type Content, type Headers, Representation } from './representation.ts';
import { requestId } from './request-id.ts';

/** `head`: good while the catalogue's head stands. `forever`: the address names its content by hash. */
type Keep = 'head' | 'forever';
type Kept = { key: string; generation: number };

/** A Response that fits every declared answer of a route; the tests hold bodies against their schemas. */
// biome-ignore lint/suspicious/noExplicitAny: a route's declared answers cannot be inferred from ready bytes.
export type Sent = Response & TypedResponse<any, any, any>;

/** Everything that is to be sent. */
export type Replay = { status: 200 | 304; headers: Record<string, string>; body: Bytes | null };

const FOREVER = -1;
/** Anybody can make up addresses: twenty thousand of these are 40 MB, and what the app asks for is far shorter. */
const LONGEST_KEPT = 2000;

/**
 * A replay does almost nothing, not even routing: it looks up the raw address, and answers with bytes and headers that
 * are ready. It knows no route by itself: only what a handler of the URL map kept can be replayed.
 */
export class Answers {
  readonly #common: Headers;
  readonly #varyOrigin: boolean;
  readonly #addresses = new LRUCache<string, Kept>({ max: 20_000 });
  readonly #bodies: LRUCache<string, Representation>;
  readonly #building = new Map<string, { generation: number; built: Promise<Representation> }>();
  readonly #made = new WeakMap<object, Representation>();
  #generation = 0;

  /** `common`: headers of every answer. `varyOrigin`: whether other origins may read, so that a shared cache must know. */
  constructor(options: { common: Headers; varyOrigin: boolean; maxBytes?: number }) {
    this.#common = options.common;
    this.#varyOrigin = options.varyOrigin;
    this.#bodies = new LRUCache({
      maxSize: options.maxBytes ?? 64 * 1024 * 1024,
      sizeCalculation: ({ size }) => Math.max(1, Math.ceil(size)),
    });
  }

  /** To be called before anybody is told of the new head, so that nobody who then asks gets the old answer. */
  headMoved(): void {
    this.#generation++;
  }

  /**
   * The kept answer, or undefined where the URL map must answer.
   * @param address path and query, as they came
   * @param header reads a header of the request by its lower-case name
   */
  replay(method: string, address: string, header: (name: string) => string | null | undefined): Replay | undefined {
    if (method !== 'GET' && method !== 'HEAD') return undefined;
    const kept = this.#at(address);
    if (!kept) return undefined;
    if (header('range') || (this.#varyOrigin && header('origin'))) return undefined;
    const variant = kept.ready(preferredEncoding(header('accept-encoding') ?? null));
    if (!variant) return undefined;
    const unchanged = namesTag(header('if-none-match') ?? null, variant.etag);
    const headers: Record<string, string> = {
      ...(unchanged ? variant.notModified : variant.headers),
      'x-request-id': requestId(header('x-request-id')),
    };
    if (this.#varyOrigin) headers.vary = headers.vary ? `${headers.vary}, Origin` : 'Origin';
    if (unchanged) return { status: 304, headers, body: null };
    return { status: 200, headers, body: method === 'HEAD' ? null : variant.bytes };
  }

  /** Answers, and keeps the answer for later requests of the same address. Failures are not kept. */
  async kept(c: Context, keep: Keep, build: () => Promise<Content>): Promise<Sent> {
    return this.send(c, await this.representation(c, keep, build));
  }

  /** Answers without keeping. */
  async once(c: Context, content: Content): Promise<Sent> {
    return this.send(c, new Representation(content, this.#common));
  }

  /** Answers what is made of an object, and keeps it for as long as the same object is given: compressed once. */
  async madeOf(c: Context, source: object, make: () => Content): Promise<Sent> {
    const made = this.#made.get(source) ?? new Representation(make(), this.#common);
    this.#made.set(source, made);
    return this.send(c, made);
  }

  /** What is kept for the request's address, built where need be. */
  async representation(c: Context, keep: Keep, build: () => Promise<Content>): Promise<Representation> {
    const address = addressOf(c.req.url);
    return this.#at(address) ?? this.#build(address, keep, build);
  }

  /** Chooses the encoding, and answers 304 where the client's copy is good. */
  async send(c: Context, representation: Representation): Promise<Sent> {
    const variant = await representation.make(preferredEncoding(c.req.header('accept-encoding') ?? null));
    if (namesTag(c.req.header('if-none-match') ?? null, variant.etag)) {
      return new Response(null, { status: 304, headers: variant.notModified }) as Sent;
    }
    return new Response(variant.bytes, { headers: variant.headers }) as Sent;
  }

  #at(address: string): Representation | undefined {
    const kept = this.#addresses.get(address);
    if (!kept || (kept.generation !== FOREVER && kept.generation !== this.#generation)) return undefined;
    return this.#bodies.get(kept.key);
  }

  /** Fifty requests that come at once after a change build the answer once. */
  #build(address: string, keep: Keep, build: () => Promise<Content>): Promise<Representation> {
    const generation = this.#generation;
    const underWay = this.#building.get(address);
    if (underWay?.generation === generation) return underWay.built;
    const built = (async () => {
      const fresh = new Representation(await build(), this.#common);
      // Most answers survive an edit elsewhere: the same bytes keep their compressed forms.
      const same = this.#bodies.get(fresh.key) ?? fresh;
      if (same === fresh) this.#bodies.set(fresh.key, fresh);
      // Built from a head that has moved meanwhile, it counts as old already.
      const good = keep === 'forever' ? FOREVER : generation;
      if (address.length <= LONGEST_KEPT) this.#addresses.set(address, { key: same.key, generation: good });
      return same;
    })();
    const entry = { generation, built };
    this.#building.set(address, entry);
    const done = () => {
      if (this.#building.get(address) === entry) this.#building.delete(address);
    };
    built.then(done, done);
    return built;
  }
}

/** Path and query as they came: `http://host/path?query` from its third slash on. */
export const addressOf = (url: string): string => url.slice(url.indexOf('/', 8));

const encoder = new TextEncoder();

/** JSON that clients check with its ETag before each use. */
export const json = (value: unknown, headers?: Headers): Content => ({
  bytes: encoder.encode(JSON.stringify(value)),
  type: 'application/json',
  cacheControl: 'no-cache',
  ...(headers ? { headers } : {}),
});
