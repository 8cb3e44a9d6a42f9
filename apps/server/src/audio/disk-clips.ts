// Clips on a disk: ROOT/CODE/NAME.HASH8.mp3, in one or several roots; nothing else in them can be read.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ClipFile } from '@phonochart/catalog/audio.ts';
import { Code } from '@phonochart/catalog/text.ts';
import type { ClipStorage } from './clip-storage.ts';
import { readInside } from './disk-files.ts';

/** Half a minute of MP3 at the highest rate is 1.2 MB: what is larger is no clip. */
const MAX_BYTES = 4 * 1024 * 1024;

export class DiskClips implements ClipStorage {
  readonly #roots: readonly string[];
  readonly #onDamaged: (path: string) => void;

  /** The first root that has a clip wins. `onDamaged` is told of files whose bytes are not those that the name promises. */
  constructor(roots: readonly string[], onDamaged: (path: string) => void = () => {}) {
    this.#roots = roots;
    this.#onDamaged = onDamaged;
  }

  async read(code: string, file: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if (!Code.safeParse(code).success || !ClipFile.safeParse(file).success) return undefined;
    for (const root of this.#roots) {
      const bytes = await readInside(root, join(code, file), MAX_BYTES);
      if (!bytes) continue;
      // Served for a year under this name, so wrong bytes must never go out under it.
      const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
      if (file.endsWith(`.${hash}.mp3`)) return bytes;
      this.#onDamaged(join(root, code, file));
    }
    return undefined;
  }
}
