// Folds text for search and order: case, diacritics and apostrophes aside, whatever the script.

/** "Tiếng Việt" gives "tieng viet"; "ʻŌlelo" gives "olelo". Letters that Unicode does not decompose are named below. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\p{M}'’‘ʻʼʽ`´]/gu, '')
    .replace(/[đøłıßæœ]/g, (letter) => letters[letter]!)
    .replace(/\s+/gu, ' ')
    .trim();
}

const letters: Record<string, string> = { đ: 'd', ø: 'o', ł: 'l', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe' };

/** Words that a search must all find. */
export const searchWords = (q: string): string[] => fold(q).split(' ').filter(Boolean).slice(0, 8);
