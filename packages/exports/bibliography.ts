// The sources of inventories as a BibTeX file, each under a key of its own.
import type { Source } from '@phonochart/catalog/language.ts';

/** A key that depends on the citation alone: the first name, the year, and a checksum that tells twins apart. */
export function keyOf({ citation, year }: Source): string {
  const name =
    /\p{L}+/u
      .exec(citation)?.[0]
      .normalize('NFD')
      .replaceAll(/[^A-Za-z]/g, '') || 'source';
  return `${name}${year ?? ''}-${checksum(citation)}`;
}

/** Each source once, as `@misc` with its whole citation: a citation in prose does not say which part is which. */
export function bibliography(sources: readonly Source[]): string {
  const entries = new Map(sources.map((source) => [keyOf(source), entryOf(source)]));
  return [...entries.values()].join('\n');
}

function entryOf(source: Source): string {
  const fields = [
    ['title', source.citation],
    ['year', source.year?.toString()],
    ['url', source.url],
    ['note', [`Used for: ${source.used_for}`, source.licence].filter(Boolean).join('. Licence: ')],
  ].filter((field): field is [string, string] => field[1] !== undefined);
  return `@misc{${keyOf(source)},\n${fields.map(([name, text]) => `  ${name} = {${bare(text)}},\n`).join('')}}\n`;
}

/** Braces delimit a value, and a backslash begins a command. */
const bare = (text: string): string => text.replaceAll(/[{}\\]/g, '').replaceAll(/\s+/g, ' ');

// FNV-1a, 32 bits (Fowler, Noll, Vo), in base 36.
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}
