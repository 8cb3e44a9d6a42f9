// The store's refusals as typed codes; nothing matches on their messages.

/**
 * - `not-found`: no such language or record.
 * - `invalid`: the change would leave a record that the catalogue's shapes or its links forbid; `problems` names each.
 * - `conflict`: the document has moved past the `expected` seq.
 * - `busy`: another process kept the write lock past the time-out; try again.
 * - `full`: the disk is full; reads go on.
 * - `corrupt`: the database file is damaged or not a database.
 * - `newer-database`: a later program has migrated this file; this program must not touch it.
 * - `migration-mismatch`: the file's migrations are not the program's own.
 * - `closed`: the store was closed.
 */
export type StoreErrorCode =
  | 'not-found'
  | 'invalid'
  | 'conflict'
  | 'busy'
  | 'full'
  | 'corrupt'
  | 'newer-database'
  | 'migration-mismatch'
  | 'closed';

/** One thing wrong: which record, which field (a path such as `words.0.at`), and what to do about it. */
export type Problem = { record: string; field: string; message: string };

export class StoreError extends Error {
  readonly code: StoreErrorCode;
  readonly problems: readonly Problem[];

  constructor(code: StoreErrorCode, message: string, options: { problems?: readonly Problem[]; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'StoreError';
    this.code = code;
    this.problems = options.problems ?? [];
  }
}
