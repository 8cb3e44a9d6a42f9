// Reads a BibTeX bibliography as far as a citation needs: authors, year, title, where it appeared.
import { texText } from './tex.ts';

export type Reference = { authors: string[]; year: number | undefined; citation: string; url: string | undefined };

/**
 * References by key. Tolerant: what is no entry is passed over, an entry that is never closed ends the reading. Written
 * here because the parsers at hand either carry a language model or have had no release for years.
 */
export function readBibliography(text: string): Map<string, Reference> {
  const references = new Map<string, Reference>();
  const head = /@(\w+)\s*[{(]\s*([^\s,{}()"]+)\s*,/g;
  for (let match = head.exec(text); match; match = head.exec(text)) {
    const [, type = '', key = ''] = match;
    if (/^(comment|preamble|string)$/i.test(type)) continue;
    const fields = readFields(text, head.lastIndex);
    head.lastIndex = fields.end;
    references.set(key, referenceOf(fields.values));
  }
  return references;
}

function readFields(text: string, start: number): { values: Map<string, string>; end: number } {
  const values = new Map<string, string>();
  const name = /[\s,]*([A-Za-z][\w:-]*)\s*=\s*/y;
  let at = start;
  for (;;) {
    name.lastIndex = at;
    const match = name.exec(text);
    if (!match) return { values, end: at };
    const value = readValue(text, name.lastIndex);
    values.set(match[1]!.toLowerCase(), value.text);
    at = value.end;
  }
}

/** A value in braces, in quotation marks, or bare; braces nest. */
function readValue(text: string, start: number): { text: string; end: number } {
  const open = text[start];
  if (open !== '{' && open !== '"') {
    const bare = /[^\s,})]*/y;
    bare.lastIndex = start;
    const found = bare.exec(text)?.[0] ?? '';
    return { text: found, end: start + found.length };
  }
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '{') depth++;
    else if (character === '}') depth--;
    const closed = open === '{' ? depth === 0 : depth === 0 && at > start && character === '"';
    if (closed) return { text: text.slice(start + 1, at), end: at + 1 };
  }
  return { text: text.slice(start + 1), end: text.length };
}

function referenceOf(fields: ReadonlyMap<string, string>): Reference {
  const field = (...names: string[]) => names.map((name) => texText(fields.get(name) ?? '')).find(Boolean) ?? '';
  const authors = namesOf(fields.get('author') ?? fields.get('editor') ?? '');
  const year = /\d{4}/.exec(field('year', 'date'))?.[0];
  const volume = field('volume') + (field('number') && `(${field('number')})`);
  const pages = field('pages').replace(/-+/g, '–');
  const whole = field('journal', 'journaltitle', 'booktitle', 'publisher', 'school', 'institution');
  const where = [whole, volume].filter(Boolean).join(' ') + (pages && `, ${pages}`);
  const parts = [authors.length > 0 ? authors.join(', ') : '', year ?? '', field('title'), where];
  const doi = field('doi').replace(/^https?:\/\/(dx\.)?doi\.org\//i, '');
  const url = doi ? `https://doi.org/${doi}` : field('url');
  return {
    authors,
    year: year === undefined ? undefined : Number(year),
    citation: `${parts
      .filter(Boolean)
      .map((part) => part.replace(/\.$/, ''))
      .join('. ')}.`,
    url: URL.canParse(url) && /^https?:/.test(url) ? url : undefined,
  };
}

/** "Hayward, Katrina and Hayward, Richard J." gives "Katrina Hayward", "Richard J. Hayward". */
export function namesOf(text: string): string[] {
  return text
    .split(/\s+and\s+/i)
    .map((name) => {
      const [family = '', ...given] = texText(name).split(/\s*,\s*/);
      return [...given, family].join(' ').trim();
    })
    .filter(Boolean);
}

/** "Hayward & Hayward 1992", for lists. */
export function shortCitation({ authors, year }: Pick<Reference, 'authors' | 'year'>): string {
  const families = authors.map((name) => name.split(' ').at(-1)!);
  const [first, second] = families;
  const who = families.length > 2 ? `${first} et al.` : [first, second].filter(Boolean).join(' & ');
  return [who, year].filter(Boolean).join(' ');
}
