// The wire's version and limits as plain numbers, free of any library, so that the app can carry them cheaply.

/** Rises only when an old client could not read a new server's answers. */
export const PROTOCOL_VERSION = 1;
export const DEFAULT_PULL_LIMIT = 100;
export const MAX_PULL_LIMIT = 1000;
/** Inventories a snapshot shard: one immutable, content-hashed file. */
export const SHARD_SIZE = 100;
/** A comment line every so often keeps proxies from closing the stream. */
export const STREAM_HEARTBEAT_MS = 15_000;
