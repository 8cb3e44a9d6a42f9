// One answer as bytes: plain and compressed, each with its strong ETag and its headers ready to send.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, gzip, constants as zlib } from 'node:zlib';
import type { Encoding } from './negotiate.ts';

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

export type Bytes = Uint8Array<ArrayBuffer>;
export type Headers = Readonly<Record<string, string>>;

export type Content = {
  bytes: Bytes;
  type: string;
  cacheControl: string;
  /** Further headers, such as Link. */
  headers?: Headers;
  /** Made elsewhere already; without them text is compressed here. */
  br?: Bytes | undefined;
  gzip?: Bytes | undefined;
};

type Variant = { bytes: Bytes; etag: string; headers: Headers; notModified: Headers };

/** Below this a compressed answer saves less than a packet. */
const WORTH_COMPRESSING = 1024;
const compressible = /^(text\/|application\/(?:[a-z.+-]*\+)?(?:json|xml|javascript|wasm)|image\/svg|font\/(?:ttf|otf))/;

/** Strong tag of some bytes, without quotes: 132 bits of their SHA-256. */
export const tagOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64url').slice(0, 22);

export class Representation {
  /** Differs wherever bytes or headers do. */
  readonly key: string;
  readonly identity: Variant;
  readonly #content: Content;
  readonly #common: Headers;
  readonly #tag: string;
  readonly #compressed: boolean;
  #br: Variant | undefined;
  #gzip: Variant | undefined;
  readonly #making = new Map<Encoding, Promise<Variant>>();

  /** `common` are the headers that every answer bears. */
  constructor(content: Content, common: Headers) {
    this.#content = content;
    this.#common = common;
    this.#tag = tagOf(content.bytes);
    this.#compressed = compressible.test(content.type) && content.bytes.length >= WORTH_COMPRESSING;
    this.key = [this.#tag, content.type, content.cacheControl, content.headers?.link].join(' ');
    this.identity = this.#variant('identity', content.bytes);
    if (content.br) this.#br = this.#variant('br', content.br);
    if (content.gzip) this.#gzip = this.#variant('gzip', content.gzip);
  }

  /** Its weight in memory, compressed forms included. */
  get size(): number {
    return this.#compressed ? this.#content.bytes.length * 1.5 : this.#content.bytes.length;
  }

  /** The variant if it is at hand. */
  ready(encoding: Encoding): Variant | undefined {
    if (encoding === 'br') return this.#br ?? (this.#compressed ? undefined : this.identity);
    if (encoding === 'gzip') return this.#gzip ?? (this.#compressed ? undefined : this.identity);
    return this.identity;
  }

  /** The variant, made now where need be, and once however many ask for it. */
  async make(encoding: Encoding): Promise<Variant> {
    const ready = this.ready(encoding);
    if (ready) return ready;
    const underWay = this.#making.get(encoding) ?? this.#compress(encoding);
    this.#making.set(encoding, underWay);
    try {
      return await underWay;
    } finally {
      this.#making.delete(encoding);
    }
  }

  async #compress(encoding: Encoding): Promise<Variant> {
    const { bytes } = this.#content;
    if (encoding === 'gzip') {
      this.#gzip = this.#variant('gzip', (await deflate(bytes, { level: 8 })) as Bytes);
      return this.#gzip;
    }
    // Quality 9 costs a big file a second; up to 256 kB it is a few milliseconds, paid once.
    const quality = bytes.length > 262_144 ? 5 : 9;
    const parameters = { [zlib.BROTLI_PARAM_QUALITY]: quality, [zlib.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    this.#br = this.#variant('br', (await brotli(bytes, { params: parameters })) as Bytes);
    return this.#br;
  }

  #variant(encoding: Encoding, bytes: Bytes): Variant {
    const etag = `"${this.#tag}${encoding === 'identity' ? '' : `-${encoding}`}"`;
    const varies = this.#compressed || this.#content.br || this.#content.gzip;
    const always = {
      ...this.#common,
      ...this.#content.headers,
      etag,
      'cache-control': this.#content.cacheControl,
      ...(varies ? { vary: 'Accept-Encoding' } : {}),
    };
    const headers = {
      ...always,
      'content-type': this.#content.type,
      'content-length': String(bytes.length),
      ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
    };
    return { bytes, etag, headers, notModified: always };
  }
}
