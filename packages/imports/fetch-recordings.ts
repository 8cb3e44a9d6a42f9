// Fetches recordings from Wikimedia Commons into a folder that `import recordings` takes: each verified, none twice.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { words } from './cell-text.ts';
import { type CommonsFile, describeFiles } from './commons-api.ts';
import { readCsv } from './csv-rows.ts';
import { FetchError, Later, type Polite } from './polite-fetch.ts';
import { refusal } from './problem.ts';

export const commonsApi = 'https://commons.wikimedia.org/w/api.php';
/** Where Commons keeps its files. */
const commonsFiles = 'https://upload.wikimedia.org';
/** Bytes: a recording that import would refuse is not worth the server's trouble. */
const mostBytes = 10 * 2 ** 20;

/** A title to fetch, and what it is a recording of. */
export type WantedTitle = { title: string; symbol: string; word: string };

export type FetchReport = {
  fetched: string[];
  /** Files that were there, with the hash that Commons has. */
  kept: string[];
  refused: { title: string; code: string; message: string }[];
};

export type FetchOptions = {
  /** Made where it is missing. */
  folder: string;
  polite: Polite;
  api?: string;
  onProgress?: (done: number, all: number) => void;
};

/** Reads a list of titles: a CSV file with the columns `title` and `symbol` or `word`. Throws ImportError. */
export async function readTitles(path: string): Promise<WantedTitle[]> {
  const wanted: WantedTitle[] = [];
  for await (const { row, cell } of readCsv(path, {
    required: ['title'],
    hash: createHash('sha256'),
    delimiter: 'any',
    named: (heading) => heading.trim().toLowerCase(),
  })) {
    const title = words(cell('title'))
      .replace(/^File:/i, '')
      .trim();
    if (title === '') continue;
    if (/[|#<>[\]{}]/.test(title)) throw refusal('cell', path, `"${title}" cannot be a title`, row, 'title');
    wanted.push({ title, symbol: words(cell('symbol')), word: words(cell('word')) });
  }
  if (wanted.length === 0) throw refusal('nothing', path, 'no row has a title', 2, 'title');
  return wanted;
}

/**
 * One file after another. A run that was stopped is gone on with by the next: what is there with the right hash is not
 * fetched again. The manifest is written at the end, whatever ended it, and names only what is there. Throws FetchError
 * where the API cannot be asked or the server wants its peace.
 */
export async function fetchRecordings(wanted: readonly WantedTitle[], options: FetchOptions): Promise<FetchReport> {
  const { folder, polite, api = commonsApi, onProgress = () => {} } = options;
  mkdirSync(folder, { recursive: true });
  const report: FetchReport = { fetched: [], kept: [], refused: [] };
  const rows: string[][] = [];
  const names = new Set(['manifest.csv']);
  const files = await describeFiles(api, [...new Set(wanted.map(({ title }) => title))], polite);
  try {
    for (const [done, { title, symbol, word }] of wanted.entries()) {
      onProgress(done, wanted.length);
      const file = files.get(title)!;
      if ('refused' in file) {
        report.refused.push({ title, code: file.refused, message: file.message });
        continue;
      }
      const name = nameOf(file, names);
      try {
        report[await have(file, join(folder, name), { polite, api })].push(name);
      } catch (error) {
        if (!(error instanceof FetchError) || error.code === 'busy') throw error;
        report.refused.push({ title, code: error.code, message: error.message });
        continue;
      }
      rows.push([symbol, word, name, '', file.licence, attributionOf(file), 'human', file.page, file.title, file.sha1]);
    }
    onProgress(wanted.length, wanted.length);
  } finally {
    writeManifest(folder, rows);
  }
  return report;
}

async function have(
  { url, sha1, bytes }: CommonsFile,
  path: string,
  { polite, api }: { polite: Polite; api: string },
): Promise<'fetched' | 'kept'> {
  if (sha1Of(path) === sha1) return 'kept';
  if (bytes > mostBytes)
    throw new FetchError('refused', `it has ${Math.round(bytes / 2 ** 20)} MB, and 10 are the most`);
  const origins = [new URL(api).origin, commonsFiles];
  if (!origins.includes(new URL(url).origin)) throw new FetchError('refused', 'it lies on another server');
  const content = await polite(url, async (response) => {
    if (!origins.includes(new URL(response.url).origin)) throw new FetchError('refused', 'it lies on another server');
    const body = await upTo(response, bytes);
    const right = createHash('sha1').update(body).digest('hex') === sha1;
    // Cut off on the way, or changed since the API was asked: once more may do.
    if (!right) throw new Later(`what came is not what Commons describes (${body.length} of ${bytes} bytes)`);
    return body;
  });
  const part = `${path}.part`;
  try {
    writeFileSync(part, content, { flush: true });
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  return 'fetched';
}

/** Never more than was promised. */
async function upTo(response: Response, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > most) throw new Later('more comes than Commons describes');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function sha1Of(path: string): string | undefined {
  try {
    return createHash('sha1').update(readFileSync(path)).digest('hex');
  } catch {
    return undefined;
  }
}

/** The title as a plain file name: no folder, nothing hidden, nothing that a system forbids. */
function nameOf({ title }: CommonsFile, taken: Set<string>): string {
  const plain = title
    .replace(/[\p{Cc}/\\:*?"<>|]+/gu, '_')
    .replace(/^\.+/, '_')
    .slice(-120);
  for (let nth = 1; ; nth++) {
    const name = nth === 1 ? plain : `${nth}-${plain}`;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}

const attributionOf = ({ author, title }: CommonsFile): string =>
  `${author.slice(0, 500)}, Wikimedia Commons, File:${title}`;

const headings = 'symbol,word,file,speaker,licence,attribution,source_type,url,commons_title,sha1';

function writeManifest(folder: string, rows: readonly string[][]): void {
  const lines = rows.map((row) => row.map(csvCell).join(','));
  const path = join(folder, 'manifest.csv');
  writeFileSync(`${path}.part`, `${[headings, ...lines].join('\n')}\n`, { flush: true });
  renameSync(`${path}.part`, path);
}

/** A space before what a spreadsheet program would take for a formula; readers of cells take it away again. */
function csvCell(text: string): string {
  const plain = /^[=+\-@]/.test(text) ? ` ${text}` : text;
  return /[",;\t\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
