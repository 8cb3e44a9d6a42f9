// What can go wrong with the place where sounds lie, apart from there being no such file.

/**
 * `unreachable`: no answer, it may pass. `denied`: it answers, and not to us. `no-bucket`: there is no such place.
 * `bad-key`: a name that cannot be one. `failed`: anything else.
 */
export type StorageErrorCode = 'unreachable' | 'denied' | 'no-bucket' | 'bad-key' | 'failed';

/** Carries a code and words only: the errors of clients hold requests, and with them what signs them. */
export class StorageError extends Error {
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string) {
    super(message);
    this.name = 'StorageError';
    this.code = code;
  }
}
