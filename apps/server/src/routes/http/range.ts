// One byte range of a request (RFC 9110, section 14); several in one request are refused.

/** `whole`: there is none that counts. Bounds are inclusive. */
export type RangeWanted = { type: 'whole' } | { type: 'part'; first: number; last: number } | { type: 'refused' };

/**
 * Reads Range and If-Range against a representation of `length` bytes with the strong tag `etag`. A unit or syntax
 * that is not understood is ignored, as the RFC asks.
 */
export function rangeWanted(
  { range, ifRange }: { range: string | undefined; ifRange: string | undefined },
  length: number,
  etag: string,
): RangeWanted {
  // Clips bear no date, so a date in If-Range never matches, nor does a weak tag.
  if (range === undefined || (ifRange !== undefined && ifRange.trim() !== etag)) return { type: 'whole' };
  const set = /^\s*bytes\s*=(.*)$/i.exec(range)?.[1];
  if (set === undefined) return { type: 'whole' };
  const specs = set.split(',').map((spec) => spec.trim());
  const parsed = specs.map((spec) => /^(\d{0,15})-(\d{0,15})$/.exec(spec));
  if (parsed.some((spec) => !spec || (spec[1] === '' && spec[2] === ''))) return { type: 'whole' };
  if (parsed.length > 1) return { type: 'refused' };
  const [, from = '', to = ''] = parsed[0]!;
  if (from === '') {
    const suffix = Math.min(Number(to), length);
    return suffix === 0 ? { type: 'refused' } : { type: 'part', first: length - suffix, last: length - 1 };
  }
  const first = Number(from);
  const last = to === '' ? length - 1 : Math.min(Number(to), length - 1);
  if (to !== '' && Number(to) < first) return { type: 'whole' };
  return first >= length ? { type: 'refused' } : { type: 'part', first, last };
}
