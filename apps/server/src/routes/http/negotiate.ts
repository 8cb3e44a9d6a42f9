// What a request's headers ask for: encodings (RFC 9110 12.5.3) and entity tags (RFC 9110 13.1.2).

export type Encoding = 'br' | 'gzip' | 'identity';

const remembered = new Map<string, Encoding>();

/** The best encoding that the client takes; brotli before gzip before none where it has no preference. */
export function preferredEncoding(accepts: string | null): Encoding {
  if (accepts === null) return 'identity';
  const known = remembered.get(accepts);
  if (known) return known;
  const encoding = chooseEncoding(accepts);
  // A few dozen spellings cover every browser; anybody may send others, so the memory is bounded.
  if (remembered.size < 200 && accepts.length < 200) remembered.set(accepts, encoding);
  return encoding;
}

function chooseEncoding(accepts: string): Encoding {
  const weights = new Map<string, number>();
  for (const part of accepts.split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
    weights.set(name, Number(weight) || 0);
  }
  const weightOf = (name: string): number => weights.get(name) ?? weights.get('*') ?? 0;
  const br = weightOf('br');
  const gzip = weightOf('gzip');
  const identity = weights.get('identity') ?? 0;
  if (br > 0 && br >= gzip && br >= identity) return 'br';
  if (gzip > 0 && gzip >= identity) return 'gzip';
  return 'identity';
}

/** Whether an If-None-Match list names the tag, weak comparison. */
export function namesTag(list: string | null, etag: string): boolean {
  if (list === null) return false;
  if (list === etag || list.trim() === '*') return true;
  for (const [, tag] of list.matchAll(/(?:W\/)?("[^"]*")/g)) if (tag === etag) return true;
  return false;
}
