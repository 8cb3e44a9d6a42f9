// Keeps clips and their originals on a disk: under a name made of their content, whole or not at all.
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ClipFile } from '@phonochart/catalog/audio.ts';
import { Code } from '@phonochart/catalog/text.ts';
import type { ClipKeeper } from './clip-storage.ts';

/** `ROOT/audio/CODE/NAME.HASH8.mp3`, which DiskClips reads, and `ROOT/originals/HH/SHA256.ENDING`. */
export class DiskKeeper implements ClipKeeper {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async keepClip(code: string, name: string, mp3: Uint8Array): Promise<string> {
    const file = `${name}.${sha256Of(mp3).slice(0, 8)}.mp3`;
    await this.#keep(this.#clipPath(code, file), mp3);
    return file;
  }

  async hasClip(code: string, file: string, sha256: string): Promise<boolean> {
    return (await hashOfFile(this.#clipPath(code, file))) === sha256;
  }

  async keepOriginal(bytes: Uint8Array, ending: string): Promise<string> {
    const sha256 = sha256Of(bytes);
    await this.#keep(join(this.#root, 'originals', sha256.slice(0, 2), `${sha256}.${ending}`), bytes);
    return sha256;
  }

  async copyClips(from: string, to: string, files: readonly string[]): Promise<void> {
    for (const file of files) {
      const bytes = await readFile(this.#clipPath(from, file)).catch(ifThere);
      if (bytes) await this.#keep(this.#clipPath(to, file), bytes);
    }
  }

  #clipPath(code: string, file: string): string {
    return join(this.#root, 'audio', Code.parse(code), ClipFile.parse(file));
  }

  async #keep(path: string, bytes: Uint8Array): Promise<void> {
    if ((await hashOfFile(path)) === sha256Of(bytes)) return;
    const folder = dirname(path);
    await mkdir(folder, { recursive: true });
    const unfinished = `${path}.${process.pid}.unfinished`;
    try {
      const handle = await open(unfinished, 'w');
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(unfinished, path);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    // The name is on the disk only when its folder is.
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  }
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function hashOfFile(path: string): Promise<string | undefined> {
  const bytes = await readFile(path).catch(ifThere);
  return bytes && sha256Of(bytes);
}

function ifThere(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
