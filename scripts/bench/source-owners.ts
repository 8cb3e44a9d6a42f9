// Whose code a built chunk is made of: bytes and functions given to packages by the build's source maps.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodedMappings, originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { buildWithMaps } from './app-build.ts';
import type { Bench } from './row.ts';

export type SourceOwners = {
  /** Bytes of a chunk (`assets/NAME.js`) by owner; undefined where the build with maps made no such chunk. */
  bytesOf(chunk: string): Map<string, number> | undefined;
  /** The owner of a place in a chunk, line and column from 0. */
  ownerAt(chunk: string, line: number, column: number): string;
};

/** What belongs to no source: imports and exports between chunks, and constants that the build puts in. */
export const UNKNOWN = 'bundler and build constants';

let built: Promise<SourceOwners> | undefined;

/**
 * Builds the app once more, with maps, once in a run. A chunk is known only if it is the very same as the one that is
 * served: ask early, before somebody changes the sources.
 */
export function sourceOwners(bench: Bench): Promise<SourceOwners> {
  built ??= buildAndRead(bench);
  return built;
}

async function buildAndRead(bench: Bench): Promise<SourceOwners> {
  const folder = bench.folder('maps');
  const web = await bench.web();
  await buildWithMaps(folder);
  const chunks = new Map<string, { code: string; map: TraceMap } | undefined>();
  const chunkOf = (name: string) => {
    if (!chunks.has(name)) chunks.set(name, read(name));
    return chunks.get(name);
  };
  const read = (name: string) => {
    const path = join(folder, name);
    if (!existsSync(`${path}.map`)) return undefined;
    const code = readFileSync(path, 'utf8');
    if (code !== readFileSync(join(web, name), 'utf8')) {
      bench.say(`${name} changed while the bench ran: its bytes and functions have no owner`);
      return undefined;
    }
    return { code, map: new TraceMap(JSON.parse(readFileSync(`${path}.map`, 'utf8'))) };
  };
  return {
    bytesOf: (name) => {
      const chunk = chunkOf(name);
      return chunk && bytesByOwner(chunk.code, chunk.map);
    },
    ownerAt: (name, line, column) => {
      const chunk = chunkOf(name);
      const source = chunk && originalPositionFor(chunk.map, { line: line + 1, column }).source;
      return source ? ownerOf(source) : UNKNOWN;
    },
  };
}

/** Each stretch between two mappings belongs to the source of the first. */
function bytesByOwner(code: string, map: TraceMap): Map<string, number> {
  const bytes = new Map<string, number>();
  const add = (owner: string, text: string) => bytes.set(owner, (bytes.get(owner) ?? 0) + Buffer.byteLength(text));
  const mappings = decodedMappings(map);
  let owner = UNKNOWN;
  for (const [index, line] of code.split('\n').entries()) {
    const segments = mappings[index] ?? [];
    // A line may begin inside the text that the line before began.
    add(owner, `${line.slice(0, segments[0]?.[0])}\n`);
    for (const [at, [column, source]] of segments.entries()) {
      const path = source === undefined ? undefined : map.sources[source];
      owner = path ? ownerOf(path) : UNKNOWN;
      add(owner, line.slice(column, segments[at + 1]?.[0]));
    }
  }
  return bytes;
}

/** A package of npm by its name; ours by its room. */
export function ownerOf(source: string): string {
  const library = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1];
  if (library) return library;
  const ours = /packages\/([^/]+)\/|apps\/web\/src\/([^/]+)(?=\/)|apps\/web\/src\//.exec(source);
  if (ours) return `our ${ours[1] ?? ours[2] ?? 'app'}`;
  return /vite|rolldown/.test(source) ? 'vite' : UNKNOWN;
}

export const isOurs = (owner: string): boolean => owner.startsWith('our ');
