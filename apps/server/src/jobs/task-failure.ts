// Why a task did not succeed, as a typed code, and whether trying again could help.
import { StorageError, type StorageErrorCode } from '../audio/storage-error.ts';
import { SpeechError, type SpeechErrorCode } from '../speech/engine.ts';
import { StoreError, type StoreErrorCode } from '../store/store-error.ts';

export class TaskFailure extends Error {
  readonly code: string;
  readonly canPass: boolean;
  /** Milliseconds that whoever refused asked us to wait at least. */
  readonly afterMs: number | undefined;

  /**
   * @param code kebab-case, what counts and filters go by
   * @param message for the people who will read it: no paths, no secrets
   */
  constructor(code: string, message: string, more: { canPass: boolean; afterMs?: number; cause?: unknown }) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'TaskFailure';
    this.code = code;
    this.canPass = more.canPass;
    this.afterMs = more.afterMs;
  }
}

const passing: ReadonlySet<StoreErrorCode> = new Set(['busy', 'full', 'closed', 'conflict']);

/** A bucket that denies us may be mended while the task waits. */
const passingStorage: ReadonlySet<StorageErrorCode> = new Set(['unreachable', 'denied', 'no-bucket', 'full', 'failed']);

/** What a voice cannot do now it cannot do later; that its process broke can pass. */
const lastingSpeech: ReadonlySet<SpeechErrorCode> = new Set(['unknown-voice', 'silent', 'refused', 'denied']);

/** What nobody foresaw may pass, and its message stays out of what people read: it could name anything. */
export function asTaskFailure(error: unknown): TaskFailure {
  if (error instanceof TaskFailure) return error;
  if (error instanceof StoreError)
    return new TaskFailure(error.code, error.message, { canPass: passing.has(error.code), cause: error });
  if (error instanceof StorageError) {
    const canPass = passingStorage.has(error.code);
    return new TaskFailure(`storage-${error.code}`, 'the place of the sound files is in trouble', {
      canPass,
      cause: error,
    });
  }
  if (error instanceof SpeechError) {
    const canPass = !lastingSpeech.has(error.code);
    return new TaskFailure(`speech-${error.code}`, error.message, { canPass, cause: error });
  }
  return new TaskFailure('unexpected', 'something went wrong that nobody foresaw', { canPass: true, cause: error });
}
