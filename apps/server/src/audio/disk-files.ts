// Sounds on a disk: a file is written beside its name, synced and renamed, so that it is there whole or not at all.
import { constants, type Dirent } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { asKey, type FoundFile, mostFileBytes, type SoundFiles } from './sound-files.ts';
import { fullOr, StorageError } from './storage-error.ts';
import { isAbandoned, unfinishedName } from './unfinished-name.ts';

const absent = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EISDIR', 'ENAMETOOLONG', 'EINVAL']);

/**
 * Below ROOT, which may be a link itself; no link inside it is followed. A write without room is StorageError `full`; the
 * other errors of the disk pass as they are.
 */
export class DiskFiles implements SoundFiles {
  readonly place: string;

  constructor(root: string) {
    this.place = root;
  }

  read(key: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return readInside(this.place, asKey(key), mostFileBytes);
  }

  async write(key: string, bytes: Uint8Array): Promise<void> {
    const path = join(this.place, asKey(key));
    const unfinished = unfinishedName(path);
    let fresh: string | undefined;
    try {
      fresh = await this.#folderOf(path);
      const handle = await open(unfinished, 'wx');
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(unfinished, path);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw fullOr(error, this.place);
    }
    await syncFolders(dirname(path), fresh);
  }

  async *list(folder: string): AsyncIterable<FoundFile> {
    const below = join(this.place, asKey(folder));
    for (const entry of (await readdir(below, { withFileTypes: true }).catch(ifAbsent)) ?? ([] as Dirent[])) {
      const key = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        yield* this.list(key);
        continue;
      }
      const found = await lstat(join(below, entry.name)).catch(ifAbsent);
      if (found) yield { key, bytes: found.size, changed: found.mtimeMs };
    }
  }

  async move(from: string, to: string): Promise<void> {
    const [source, target] = [join(this.place, asKey(from)), join(this.place, asKey(to))];
    const fresh = await this.#folderOf(target);
    await rename(source, target);
    await syncFolders(dirname(target), fresh);
    await syncFolders(dirname(source), undefined);
  }

  async sweep(folder: string): Promise<number> {
    let swept = 0;
    for await (const { key, changed } of this.list(folder)) {
      if (!isAbandoned(key, changed, Date.now())) continue;
      await this.remove(key);
      swept++;
    }
    return swept;
  }

  async remove(key: string): Promise<void> {
    await rm(join(this.place, asKey(key))).catch(ifAbsent);
  }

  /** Makes the folder; answers the first one of the way to it that was not there. */
  async #folderOf(path: string): Promise<string | undefined> {
    const folder = dirname(path);
    const fresh = await mkdir(folder, { recursive: true });
    // What is written through a link could not be read again: links are not followed there.
    if ((await realpath(folder)) !== join(await realpath(this.place), folder.slice(join(this.place).length))) {
      throw new StorageError('failed', `${folder} leads out of ${this.place}: a link stands in the way`);
    }
    return fresh;
  }
}

/** A name is on the disk only when its folder is, and that of a new folder only when the one above it is. */
async function syncFolders(folder: string, fresh: string | undefined): Promise<void> {
  const last = fresh === undefined ? folder : dirname(fresh);
  for (let at = folder; ; at = dirname(at)) {
    const handle = await open(at, 'r');
    await handle.sync().finally(() => handle.close());
    if (at === last || at === dirname(at)) return;
  }
}

/** The whole file; undefined where it, or a folder on the way below `root`, is a link, no file, too large, or not there. */
export async function readInside(
  root: string,
  inside: string,
  mostBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  let handle: FileHandle | undefined;
  try {
    const path = join(await realpath(root), inside);
    if ((await realpath(path)) !== path) return undefined;
    handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const found = await handle.stat();
    if (!found.isFile() || found.size > mostBytes) return undefined;
    return await handle.readFile();
  } catch (error) {
    return ifAbsent(error as NodeJS.ErrnoException);
  } finally {
    await handle?.close();
  }
}

function ifAbsent(error: NodeJS.ErrnoException): undefined {
  if (!absent.has(error.code ?? '')) throw error;
}
