// What Node does in threads of its own, hashing and compressing, done at once or in the world's time: loaded before the server and the mirror.
import { createHash } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import zlib from 'node:zlib';
import { currentWorld, inProcess, replaceTime } from './virtual-time.ts';

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
syncBuiltinESMExports();

// RxDB's channel between tabs takes the platform's BroadcastChannel where it sees itself in a browser.
Object.assign(globalThis, { self: globalThis });
