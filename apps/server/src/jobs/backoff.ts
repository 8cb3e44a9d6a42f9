// How long to wait before the next attempt: exponential, with full jitter.

export type Backoff = { firstMs: number; longestMs: number };

/**
 * Anything from 0 to first * 2^(attempt - 1), at most the longest: spread evenly, so that tasks which failed together do
 * not come back together.
 * @param attempt the one that failed, from 1
 * @param random 0 to 1
 */
export function waitAfter(attempt: number, { firstMs, longestMs }: Backoff, random: () => number): number {
  return Math.round(random() * Math.min(longestMs, firstMs * 2 ** (attempt - 1)));
}
