// The one small interface of the places where sounds lie: files under keys, on a disk or in an object store.
import { ClipFile } from '@phonochart/catalog/audio.ts';
import { Code, Sha256 } from '@phonochart/catalog/text.ts';
import { StorageError } from './storage-error.ts';

export type FoundFile = {
  key: string;
  bytes: number;
  /** When it was last written, ms since 1970. */
  changed: number;
};

/** Keys are segments joined by `/`. Every method may throw StorageError; `bad-key` for a key that climbs. */
export interface SoundFiles {
  /** Said to people: a folder, or a bucket and where it is. */
  readonly place: string;
  /** The whole file; undefined where there is none, or one larger than `mostFileBytes`. */
  read(key: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Safe when it resolves, whole or not at all; what lay there is replaced. */
  write(key: string, bytes: Uint8Array): Promise<void>;
  /** Everything below a folder, links and unfinished files too, in no set order. */
  list(folder: string): AsyncIterable<FoundFile>;
  move(from: string, to: string): Promise<void>;
  /** Removes what a process that is gone was writing below a folder; answers how many. */
  sweep(folder: string): Promise<number>;
  /** Of a file that is not there too. */
  remove(key: string): Promise<void>;
}

/** A recording has 10 MB at most, a clip 1.2 MB: what is larger is neither. */
export const mostFileBytes = 16 * 2 ** 20;

/** Where a clip lies; undefined where the two texts name none. */
export function clipKey(code: string, file: string): string | undefined {
  return Code.safeParse(code).success && ClipFile.safeParse(file).success ? `audio/${code}/${file}` : undefined;
}

/** Where a recording lies as it came. Throws where `sha256` is none. */
export const originalKey = (sha256: string, ending: string): string =>
  `originals/${Sha256.parse(sha256).slice(0, 2)}/${sha256}.${ending}`;

/** Whether every segment names something below the one before it, on any system. */
export const isKey = (key: string): boolean =>
  key.length <= 900 &&
  !/[\0\\]/.test(key) &&
  key.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..');

/** Throws StorageError `bad-key`. */
export function asKey(key: string): string {
  if (!isKey(key)) throw new StorageError('bad-key', `${JSON.stringify(key)} is no name of a file`);
  return key;
}
