// Reads what Wikimedia Commons says of a file's author and licence, which people have written as HTML.
import { words } from './cell-text.ts';

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** The text of a piece of HTML, on one line. What looks like markup after that is only text. */
export function plainText(html: string): string {
  const text = html
    .slice(0, 20_000)
    .replace(/<(style|script)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/<(?:br|p|div|li|td|tr)\b[^>]*>/gi, ' ')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (all, decimal, hex, name) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? all;
      const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ' ';
    });
  return words(text);
}

/**
 * Whether a licence lets everybody use and change the file, by Commons' short code for it: `cc-by-sa-3.0`, `pd`, `cc0`.
 * Non-commercial and no-derivatives licences are none, and silence is none.
 */
export function isFree(code: string): boolean {
  const licence = code
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  if (/(^|-)(nc|nd)(-|$)/.test(licence)) return false;
  return /^(cc0|cc-zero|cc-by(-sa)?(-\d|$)|cc-sa-\d|pd(-|$)|public-domain|gfdl|fal(-|$)|attribution|copyrighted-free-use)/.test(
    licence,
  );
}
