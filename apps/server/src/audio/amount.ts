// Numbers as an editor reads them in the words of a refusal.

/** Bytes in the unit that fits them. */
export function amountOf(bytes: number): string {
  if (bytes < 10_000) return `${whole(bytes)} bytes`;
  if (bytes < 10_000_000) return `${whole(bytes / 1000)} kB`;
  return bytes < 1e12 ? `${whole(bytes / 1e6)} MB` : 'more than 1,000 GB';
}

export const whole = (count: number): string => Math.round(count).toLocaleString('en');
