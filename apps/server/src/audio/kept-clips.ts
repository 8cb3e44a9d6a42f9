// Clips and their originals, under names made of their content, wherever the files lie.
import { createHash } from 'node:crypto';
import type { ClipKeeper, ClipStorage } from './clip-storage.ts';
import { clipKey, originalKey, type SoundFiles } from './sound-files.ts';
import { StorageError } from './storage-error.ts';

/** `audio/CODE/NAME.HASH8.mp3` and `originals/HH/SHA256.ENDING`. */
export class KeptClips implements ClipStorage, ClipKeeper {
  readonly files: SoundFiles;
  readonly #onDamaged: (key: string) => void;

  /** `onDamaged` is told of files whose bytes are not those that the name promises. */
  constructor(files: SoundFiles, onDamaged: (key: string) => void = () => {}) {
    this.files = files;
    this.#onDamaged = onDamaged;
  }

  async read(code: string, file: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const key = clipKey(code, file);
    const bytes = key === undefined ? undefined : await this.files.read(key);
    if (key === undefined || bytes === undefined) return undefined;
    // Served for a year under this name, so wrong bytes must never go out under it.
    if (file.endsWith(`.${sha256Of(bytes).slice(0, 8)}.mp3`)) return bytes;
    this.#onDamaged(key);
    return undefined;
  }

  async keepClip(code: string, name: string, mp3: Uint8Array): Promise<string> {
    const file = `${name}.${sha256Of(mp3).slice(0, 8)}.mp3`;
    await this.#keep(keyOf(code, file), mp3);
    return file;
  }

  async hasClip(code: string, file: string, sha256: string): Promise<boolean> {
    const bytes = await this.files.read(keyOf(code, file));
    return bytes !== undefined && sha256Of(bytes) === sha256;
  }

  async keepOriginal(bytes: Uint8Array, ending: string): Promise<string> {
    const sha256 = sha256Of(bytes);
    await this.#keep(originalKey(sha256, ending), bytes);
    return sha256;
  }

  async copyClips(from: string, to: string, files: readonly string[]): Promise<void> {
    for (const file of files) {
      const bytes = await this.files.read(keyOf(from, file));
      if (bytes) await this.#keep(keyOf(to, file), bytes);
    }
  }

  /** A file that is there but damaged is written again. */
  async #keep(key: string, bytes: Uint8Array): Promise<void> {
    const there = await this.files.read(key);
    if (there === undefined || sha256Of(there) !== sha256Of(bytes)) await this.files.write(key, bytes);
  }
}

/** Clips that may lie in several places: the first that has one wins. */
export const clipsOf = (places: readonly ClipStorage[]): ClipStorage => ({
  async read(code, file) {
    for (const place of places) {
      const bytes = await place.read(code, file);
      if (bytes) return bytes;
    }
    return undefined;
  },
});

/** Content's own name. */
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function keyOf(code: string, file: string): string {
  const key = clipKey(code, file);
  if (key === undefined) throw new StorageError('bad-key', `${JSON.stringify(`${code}/${file}`)} is no name of a clip`);
  return key;
}
