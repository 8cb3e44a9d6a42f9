// Takes one segment apart: its letters, what precedes and follows each, and which are tied.
import { combiningMarks, type Diacritic, following, isTie, preceding, slide } from './diacritics.ts';
import { type Letter, letters } from './letters.ts';

/** One letter with its diacritics, by name; `tied` to the next one by a tie bar, or `sliding` into it. */
export type Unit = { letter: Letter; before: string[]; after: string[]; tied: boolean; sliding?: boolean };

const rhotic: Record<string, string> = { ɚ: 'ə', ɝ: 'ɜ' };

/**
 * The letters of a canonical text (see normalise.ts) with their diacritics, or undefined where it holds anything that
 * is no letter and no diacritic. A spacing modifier precedes a letter where it stands first or can only precede.
 */
export function unitsOf(text: string): Unit[] | undefined {
  const units: Unit[] = [];
  let before: string[] = [];
  let last: Unit | undefined;
  for (let at = 0; at < text.length; ) {
    const width = text.codePointAt(at)! > 0xffff ? 2 : 1;
    const character = width === 1 ? text[at]! : text.slice(at, at + 2);
    at += width;
    const letter = letters.get(character);
    if (letter) {
      last = { letter, before, after: [], tied: false };
      before = [];
      units.push(last);
      continue;
    }
    const plain = rhotic[character];
    if (plain !== undefined || character === 'ɫ') {
      const after = plain === undefined ? ['velarised-or-pharyngealised'] : ['rhotic'];
      last = { letter: letters.get(plain ?? 'l')!, before, after, tied: false };
      before = [];
      units.push(last);
      continue;
    }
    if (isTie(character)) {
      if (!last) return undefined;
      last.tied = true;
      if (character === slide) last.sliding = true;
      continue;
    }
    const follows: Diacritic | undefined = last && following.get(character);
    const precedes = preceding.get(character);
    // A mark under a superscript (ᵗ̪n̪) repeats what the letter says.
    if (before.length > 0 && combiningMarks.has(character)) continue;
    if (precedes && (!follows || (before.length > 0 && !follows.mark) || opensNext(text, at, last!, character))) {
      before.push(precedes.name);
    } else if (follows) last!.after.push(follows.name);
    else return undefined;
  }
  return before.length > 0 || units.length === 0 ? undefined : units;
}

// After a vowel, ʰ ˀ ⁿ before a consonant open that consonant (aʰp, aⁿd); after a consonant they close it.
function opensNext(text: string, at: number, last: Unit, character: string): boolean {
  if (last.letter.type !== 'vowel' || character === 'ˀ') return false;
  const next = letters.get(String.fromCodePoint(text.codePointAt(at) ?? 0));
  return next?.type === 'consonant';
}
