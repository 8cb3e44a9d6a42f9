// Folds text for search and order: case, marks, apostrophes and hyphens aside, in any script; one rule for server and app.

/** Letters of their own and not a letter with a mark, so that no decomposition reaches them. */
const plain: Readonly<Record<string, string>> = {
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
};

/** "Tiếng Việt" gives "tieng viet", "ʻŌlelo" gives "olelo", "english-gb" gives "english gb". */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\p{M}'’‘ʻʼʽ`´]/gu, '')
    .toLowerCase()
    .replace(/[đðøłħıßæœ]/g, (letter) => plain[letter]!)
    .replace(/[-–_/\s]+/gu, ' ')
    .trim();
