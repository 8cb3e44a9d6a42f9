// What Node takes from the true world, its threads, its chance and its stop-watch, taken from the made-up one: loaded before server and mirror.
import nodeCrypto, { createHash } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import zlib from 'node:zlib';
import { currentWorld, inProcess, replaceTime, worldNow } from './virtual-time.ts';

replaceTime();

crypto.subtle.digest = async (algorithm: AlgorithmIdentifier, bytes: BufferSource) => {
  const name = typeof algorithm === 'string' ? algorithm : algorithm.name;
  const digest = createHash(name)
    .update(ArrayBuffer.isView(bytes) ? (bytes as Uint8Array) : new Uint8Array(bytes))
    .digest();
  return new Uint8Array(digest).buffer;
};

type Done = (error: Error | null, bytes?: Buffer) => void;

/** A snapshot takes its time, so that edits and crashes fall into it; nobody here unpacks it, so the least effort does. */
const inTheWorld =
  (compress: (bytes: Buffer) => Buffer) =>
  (bytes: Buffer, ...rest: unknown[]): void => {
    const done = rest.at(-1) as Done;
    const world = currentWorld();
    // In nobody's name: a dead server's snapshot ends in a file that nobody reads, and frees its handle.
    inProcess(undefined, () => world.timer(() => done(null, compress(bytes)), 1 + world.random.below(400)));
  };

Object.assign(zlib, {
  brotliCompress: inTheWorld((bytes) =>
    zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 0 } }),
  ),
  gzip: inTheWorld((bytes) => zlib.gzipSync(bytes, { level: 1 })),
});

const inAWorld = () => worldNow() !== undefined;
const filled = <Bytes extends Uint8Array>(bytes: Bytes): Bytes => {
  const { random } = currentWorld();
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = random.below(256);
  return bytes;
};
const uuid = () => {
  const hex = Buffer.from(filled(new Uint8Array(16))).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join('-');
};
const { randomInt, randomBytes, randomUUID } = nodeCrypto;
Object.assign(nodeCrypto, {
  randomInt: (...given: [number, number]) => {
    if (!inAWorld()) return randomInt(...given);
    const [least, above] = given.length > 1 ? given : [0, given[0]];
    return least + currentWorld().random.below(above - least);
  },
  randomBytes: (size: number) => (inAWorld() ? Buffer.from(filled(new Uint8Array(size))) : randomBytes(size)),
  randomUUID: () => (inAWorld() ? uuid() : randomUUID()),
});
syncBuiltinESMExports();
const getRandomValues = crypto.getRandomValues.bind(crypto);
Object.assign(crypto, {
  randomUUID: () => (inAWorld() ? uuid() : randomUUID()),
  getRandomValues: (numbers: Uint32Array<ArrayBuffer>) => {
    if (!inAWorld()) return getRandomValues(numbers);
    filled(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
    return numbers;
  },
});

const realElapsed = performance.now.bind(performance);
performance.now = () => (worldNow() === undefined ? realElapsed() : currentWorld().elapsed());

// RxDB's channel between tabs takes the platform's BroadcastChannel where it sees itself in a browser.
Object.assign(globalThis, { self: globalThis });
