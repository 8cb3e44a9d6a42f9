// Opens the files of an import: inside their folder only, as UTF-8 only, in pieces where they may be large.
import { createHash, type Hash } from 'node:crypto';
import { createReadStream, type ReadStream, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { largestWholeFile } from './import-limits.ts';
import { type ImportError, refusal } from './problem.ts';

/** Told how many bytes have been read, of how many. */
export type OnProgress = (read: number, size: number) => void;

/**
 * The path of a file that another file names. Throws ImportError `outside` where it would leave the folder: by `..`, as
 * an absolute path or an address, or through a symbolic link; `unreadable` where there is none.
 */
export function fileBeside(
  folder: string,
  name: string,
  namedIn: string,
  /** Names in a URL's writing are decoded; names of files as people type them are `literal`. */
  { literal = false }: { literal?: boolean } = {},
): string {
  const outside = () =>
    refusal('outside', basename(namedIn), `it names "${name}", which is not a file in its own folder`);
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(name) || isAbsolute(name) || name.includes('\0') || name.includes('\\')) {
    throw outside();
  }
  let path: string;
  try {
    path = literal ? name : decodeURIComponent(name);
  } catch {
    throw outside();
  }
  if (climbs(relative(folder, join(folder, path)))) throw outside();
  let real: string;
  try {
    real = realpathSync(join(folder, path));
  } catch (error) {
    throw unreadable(name, error);
  }
  if (climbs(relative(realpathSync(folder), real))) throw outside();
  return real;
}

const climbs = (path: string): boolean => path === '' || path.split(/[/\\]/)[0] === '..' || isAbsolute(path);

/** Size in bytes. Throws ImportError `unreadable` where there is no such plain file. */
export function sizeOf(path: string): number {
  let stats: ReturnType<typeof statSync>;
  try {
    stats = statSync(path);
  } catch (error) {
    throw unreadable(basename(path), error);
  }
  if (!stats.isFile()) throw refusal('unreadable', basename(path), 'it is not a file');
  return stats.size;
}

export const folderOf = (path: string): string => dirname(realpathSync(path));

/** The whole text of a small file, and its bytes into the hash. Throws ImportError. */
export async function readWhole(path: string, hash: Hash = createHash('sha256')): Promise<string> {
  const size = sizeOf(path);
  if (size > largestWholeFile) {
    const most = `${largestWholeFile >> 20} MB`;
    throw refusal(
      'too-large',
      basename(path),
      `it is ${Math.round(size / (1 << 20)).toLocaleString('en')} MB; ${most} are the most`,
    );
  }
  let text = '';
  for await (const piece of readText(path, hash)) text += piece;
  return text;
}

/**
 * The text of a file in pieces, without a byte order mark. Throws ImportError `encoding`, with the row, at the first
 * byte that is not UTF-8. Never holds more than a piece.
 */
export async function* readText(path: string, hash: Hash, onProgress: OnProgress = () => {}): AsyncGenerator<string> {
  const size = sizeOf(path);
  const file = basename(path);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const stream: ReadStream = createReadStream(path, { highWaterMark: 1 << 18 });
  let read = 0;
  let lines = 1;
  let first = true;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (first) refuseUtf16(chunk, file);
      first = false;
      hash.update(chunk);
      let text: string;
      try {
        text = decoder.decode(chunk, { stream: true });
      } catch {
        throw notUtf8(chunk, lines, file);
      }
      for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
      read += chunk.length;
      onProgress(read, size);
      if (text !== '') yield text;
    }
    decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw refusal('damaged', file, 'it ends in the middle of a character', lines);
    throw error instanceof Error && 'syscall' in error ? unreadable(file, error) : error;
  } finally {
    stream.destroy();
  }
}

function refuseUtf16(chunk: Buffer, file: string): void {
  const [a, b, c, d] = chunk;
  const marked = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
  // Without a mark: ASCII letters with a zero byte before or after each.
  const bare = (a === 0 && b !== 0 && c === 0) || (a !== 0 && b === 0 && c !== 0 && d === 0);
  if (marked || bare) throw refusal('encoding', file, 'it is UTF-16: save it again as "CSV UTF-8"', 1);
}

/** Finds the line of the first wrong byte; a piece that began inside a character is told by its first line. */
function notUtf8(chunk: Buffer, before: number, file: string): ImportError {
  let end = 0;
  let line = before;
  while (end < chunk.length) {
    const next = chunk.indexOf(10, end);
    const stop = next === -1 ? chunk.length : next + 1;
    const text = chunk.subarray(end, stop).toString('utf8');
    if (text.includes('\uFFFD')) {
      const near = text
        .slice(Math.max(0, text.indexOf('\uFFFD') - 20), text.indexOf('\uFFFD'))
        .replace(/\p{Cc}/gu, ' ');
      return refusal('encoding', file, `it is not UTF-8 (after "${near}"): save it again as "CSV UTF-8"`, line);
    }
    end = stop;
    line++;
  }
  return refusal('encoding', file, 'it is not UTF-8: save it again as "CSV UTF-8"', before);
}

function unreadable(file: string, cause: unknown): ImportError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : 'it cannot be read';
  return refusal('unreadable', file, why);
}
