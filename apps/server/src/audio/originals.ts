// Uploaded recordings, kept as they came: found by their content's hash alone, and refused before anything is written.
import { Sha256 } from '@phonochart/catalog/text.ts';
import { frameFault } from './frame-fault.ts';
import { type KeptClips, sha256Of } from './kept-clips.ts';
import { originalKey } from './sound-files.ts';
import { refusedSound, type SoundRefusal } from './sound-refusal.ts';
import { type SoundType, soundTypeOf, soundTypes } from './sound-type.ts';

export type FoundOriginal = { bytes: Uint8Array<ArrayBuffer>; type: SoundType };

export type KeptUpload = {
  sha256: string;
  /** How many. */
  bytes: number;
  type: SoundType;
  /** Whether it was not there before. */
  fresh: boolean;
};

/**
 * The original of this SHA-256, in hexadecimal; undefined where there is none, where the text is no hash, and where the
 * file is damaged: to upload it again mends it. May throw StorageError.
 */
export async function findOriginal(kept: KeptClips, sha256: string): Promise<FoundOriginal | undefined> {
  if (!Sha256.safeParse(sha256).success) return undefined;
  // A few names to try, instead of a list of everything that was ever uploaded.
  for (const { ending } of Object.values(soundTypes)) {
    const bytes = await kept.files.read(originalKey(sha256, ending));
    const type = bytes && sha256Of(bytes) === sha256 ? soundTypeOf(bytes) : undefined;
    if (bytes && type) return { bytes, type };
  }
  return undefined;
}

/**
 * Keeps a recording as it came; it is safe in its place when this resolves, and the same bytes a second time are no
 * write. Type and frame alone are looked at here: whether it can be decoded, and lasts 30 s at most, comes out when it is
 * made a clip of. May throw StorageError.
 */
export async function keepUpload(kept: KeptClips, bytes: Uint8Array<ArrayBuffer>): Promise<KeptUpload | SoundRefusal> {
  if (bytes.length === 0) return refusedSound('empty');
  const type = soundTypeOf(bytes);
  if (!type) return refusedSound('unknown-type');
  const fault = frameFault(bytes, type);
  if (fault) return refusedSound('damaged', fault);
  const known = await findOriginal(kept, sha256Of(bytes));
  const sha256 = await kept.keepOriginal(bytes, soundTypes[type].ending);
  return { sha256, bytes: bytes.length, type, fresh: known === undefined };
}

/** Takes an upload back that was refused after all. The caller knows that nobody counts on it. May throw StorageError. */
export async function removeUpload(kept: KeptClips, sha256: string): Promise<void> {
  const found = await findOriginal(kept, sha256);
  if (found) await kept.files.remove(originalKey(sha256, soundTypes[found.type].ending));
}
