// Takes the text of a cell: symbols as they are or refused, words freed of what no screen should be given.
import { longestSymbol, longestText } from './import-limits.ts';

/** Control characters, and marks that turn the direction of the text around them. */
const unseen = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/u;
const unseenRuns = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]+/gu;

/** Why a cell cannot be a symbol, or undefined where it can. Markup and formulas can: they are only letters here. */
export function symbolTrouble(cell: string): string | undefined {
  if (cell.length > longestSymbol) {
    return `a symbol of ${cell.length.toLocaleString('en')} characters, and ${longestSymbol} are the most: is the column the right one?`;
  }
  const found = unseen.exec(cell);
  if (found) {
    const point = found[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    return `the control character U+${point} stands in "${plain(cell)}": take it out`;
  }
  return cell.isWellFormed() ? undefined : 'half of a character (a lone surrogate): type the symbol again';
}

/** Words for the screen: one line, no control characters, at most `longestText` long. Empty where nothing is left. */
export function words(cell: string): string {
  const text = plain(cell.toWellFormed());
  return text.length > longestText ? `${text.slice(0, longestText - 1).trimEnd()}…`.toWellFormed() : text;
}

const plain = (cell: string): string => cell.replace(unseenRuns, ' ').replace(/\s+/gu, ' ').trim();
