// What can go wrong with the place where sounds lie, apart from there being no such file.

/**
 * `unreachable`: no answer, it may pass. `denied`: it answers, and not to us. `no-bucket`: there is no such place.
 * `full`: no room for one more file. `bad-key`: a name that cannot be one. `failed`: anything else.
 */
export type StorageErrorCode = 'unreachable' | 'denied' | 'no-bucket' | 'full' | 'bad-key' | 'failed';

/** Carries a code and words only: the errors of clients hold requests, and with them what signs them. */
export class StorageError extends Error {
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string) {
    super(message);
    this.name = 'StorageError';
    this.code = code;
  }
}

/** No block left, no inode left, a quota that is used up, or a limit on the size of files. */
const noRoom = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** What a disk says where it has no room, in our words; any other error as it is. `place`: the folder or file meant. */
export const fullOr = (error: unknown, place: string): unknown =>
  error instanceof Error && 'code' in error && noRoom.has(String(error.code))
    ? new StorageError('full', `${place} has no room left (${error.code})`)
    : error;
