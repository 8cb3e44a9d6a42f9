// The wire's version and limits as plain numbers, free of any library, so that the app can carry them cheaply.

/** Rises only when an old client could not read a new server's answers. */
export const PROTOCOL_VERSION = 2;
/** The number of the form in which shards and pages are packed. */
export const PACKED = 1;
export const DEFAULT_PULL_LIMIT = 100;
export const MAX_PULL_LIMIT = 1000;
/** Inventories a snapshot shard: one immutable, content-hashed file. */
export const SHARD_SIZE = 200;
/** Documents a closed page of the tail: as many as a pull brings where it names no limit. */
export const PAGE_SIZE = 100;
/** Documents behind the snapshot that call for a new one: at most five pages that a first visit reads beside the shards. */
export const SNAPSHOT_AFTER = 500;
/** How long a cache may hand out a manifest, and how much longer while it fetches another, in seconds. */
export const MANIFEST_FRESH_S = 5;
export const MANIFEST_STALE_S = 10;
/** A comment line every so often keeps proxies from closing the stream. */
export const STREAM_HEARTBEAT_MS = 15_000;
/** When a reader for whom there was no place is to come back: what `Retry-After` says, which an EventSource tells nobody. */
export const STREAM_BUSY_S = 30;
/** Clashes that are told at once. */
export const MAX_CLASHES = 100;
/** Edits of one push. */
export const MAX_PUSH_EDITS = 100;
/** Bytes of its body, and how deep lists and objects may stand in one another in it. */
export const MAX_PUSH_BYTES = 2 ** 20;
export const MAX_PUSH_DEPTH = 64;
