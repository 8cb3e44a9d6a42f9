// Files of a folder as answers: read when they change, compressed once, tagged by their content.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { getMimeType } from 'hono/utils/mime';
import { LRUCache } from 'lru-cache';
import { type Bytes, type Headers, Representation } from './representation.ts';

const safeSegment = /^[A-Za-z0-9_@][A-Za-z0-9_@.~-]*$/;
const absent = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG']);

export class Files {
  readonly #common: Headers;
  readonly #pageHeaders: (html: string) => Headers;
  readonly #known = new LRUCache<string, { stamp: string; representation: Representation }>({
    maxSize: 32 * 1024 * 1024,
    sizeCalculation: ({ representation }) => Math.max(1, Math.ceil(representation.size)),
  });

  /** `common`: headers of every file; `pageHeaders`: those of a page instead, which depend on what stands in it. */
  constructor(common: Headers, pageHeaders: (html: string) => Headers = () => common) {
    this.#common = common;
    this.#pageHeaders = pageHeaders;
  }

  /** The file at `path` (plain names joined by slashes) below `root`, with FILE.br and FILE.gz where a build left them. */
  async get(root: string, path: string, cacheControl: string): Promise<Representation | undefined> {
    if (!path.split('/').every((segment) => safeSegment.test(segment))) return undefined;
    const file = join(root, path);
    try {
      const { mtimeMs, size, ino } = await stat(file);
      const stamp = `${mtimeMs} ${size} ${ino}`;
      const known = this.#known.get(file);
      if (known?.stamp === stamp) return known.representation;
      const bytes = (await readFile(file)) as Bytes;
      const content = {
        bytes,
        br: await readIfThere(`${file}.br`),
        gzip: await readIfThere(`${file}.gz`),
        type: typeOf(path),
        cacheControl,
      };
      const common = path.endsWith('.html') ? this.#pageHeaders(new TextDecoder().decode(bytes)) : this.#common;
      const representation = new Representation(content, common);
      this.#known.set(file, { stamp, representation });
      return representation;
    } catch (error) {
      if (absent.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
      throw error;
    }
  }
}

const typeOf = (path: string): string =>
  path.endsWith('.webmanifest') ? 'application/manifest+json' : (getMimeType(path) ?? 'application/octet-stream');

async function readIfThere(file: string): Promise<Bytes | undefined> {
  try {
    return (await readFile(file)) as Bytes;
  } catch (error) {
    if (absent.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
