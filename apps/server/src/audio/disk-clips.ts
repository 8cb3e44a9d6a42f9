// Clips on a disk: ROOT/CODE/NAME.HASH8.mp3, in one or several roots; nothing else in them can be read.
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { ClipFile } from '@phonochart/catalog/audio.ts';
import { Code } from '@phonochart/catalog/text.ts';
import type { ClipStorage } from './clip-storage.ts';

/** Half a minute of MP3 at the highest rate is 1.2 MB: what is larger is no clip. */
const MAX_BYTES = 4 * 1024 * 1024;

const absent = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EISDIR', 'ENAMETOOLONG', 'EINVAL']);

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
      const path = await insideOf(root, code, file);
      const bytes = path && (await readWhole(path));
      if (!bytes) continue;
      // Served for a year under this name, so wrong bytes must never go out under it.
      const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
      if (file.endsWith(`.${hash}.mp3`)) return bytes;
      this.#onDamaged(path);
    }
    return undefined;
  }
}

/** The clip's path, unless the folder or the file is a link or leads out of the root. */
async function insideOf(root: string, code: string, file: string): Promise<string | undefined> {
  try {
    const path = join(await realpath(root), code, file);
    return (await realpath(path)) === path ? path : undefined;
  } catch (error) {
    if (absent.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

async function readWhole(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const { size } = await handle.stat();
    const isFile = (await handle.stat()).isFile();
    if (!isFile || size > MAX_BYTES) return undefined;
    return await handle.readFile();
  } catch (error) {
    if (absent.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  } finally {
    await handle?.close();
  }
}
