// Takes one segment apart: its letters, what precedes and follows each, and which are tied.
import { type Diacritic, following, preceding, slide, tieAbove, tieBelow } from './diacritics.ts';
import { type Letter, letters } from './letters.ts';

/** One letter with its diacritics, by name; `tied` to the next one by a tie bar, or `sliding` into it. */
export type Unit = { letter: Letter; before: string[]; after: string[]; tied: boolean; sliding?: boolean };

/** All that a character can be; `marks` are names of diacritics that a letter brings along. */
type Character = { letter?: Letter; marks?: string[]; isTie?: boolean; follows?: Diacritic; precedes?: Diacritic };

// One table for all, so that each character is looked up once.
const characters = new Map<string, Character>();
for (const [character, letter] of letters) characters.set(character, { letter });
characters.set('ɚ', { letter: letters.get('ə')!, marks: ['rhotic'] });
characters.set('ɝ', { letter: letters.get('ɜ')!, marks: ['rhotic'] });
characters.set('ɫ', { letter: letters.get('l')!, marks: ['velarised-or-pharyngealised'] });
for (const character of [tieAbove, tieBelow, slide]) characters.set(character, { isTie: true });
for (const [character, follows] of following) characters.set(character, { follows });
for (const [character, precedes] of preceding) characters.set(character, { ...characters.get(character), precedes });

/**
 * The letters of a canonical text (see normalise.ts) with their diacritics, or undefined where it holds anything that
 * is no letter and no diacritic. A spacing modifier precedes a letter where it stands first or can only precede.
 */
export function unitsOf(text: string): Unit[] | undefined {
  const units: Unit[] = [];
  let before: string[] = [];
  let last: Unit | undefined;
  for (let at = 0; at < text.length; ) {
    const character = characterAt(text, at);
    at += character.length;
    const found = characters.get(character);
    if (found === undefined) return undefined;
    if (found.letter) {
      last = { letter: found.letter, before, after: found.marks ? [...found.marks] : [], tied: false };
      before = [];
      units.push(last);
      continue;
    }
    if (found.isTie) {
      if (!last) return undefined;
      last.tied = true;
      if (character === slide) last.sliding = true;
      continue;
    }
    const follows = last && found.follows;
    const { precedes } = found;
    // A mark under a superscript (ᵗ̪n̪) repeats what the letter says.
    if (before.length > 0 && found.follows?.mark) continue;
    if (precedes && (!follows || (before.length > 0 && !follows.mark) || opensNext(text, at, last!, character))) {
      before.push(precedes.name);
    } else if (follows) last!.after.push(follows.name);
    else return undefined;
  }
  return before.length > 0 || units.length === 0 ? undefined : units;
}

const characterAt = (text: string, at: number): string =>
  text.codePointAt(at)! > 0xffff ? text.slice(at, at + 2) : text[at]!;

// After a vowel, ʰ ˀ ⁿ before a consonant open that consonant (aʰp, aⁿd); after a consonant they close it.
function opensNext(text: string, at: number, last: Unit, character: string): boolean {
  if (last.letter.type !== 'vowel' || character === 'ˀ') return false;
  const next = letters.get(at < text.length ? characterAt(text, at) : '');
  return next?.type === 'consonant';
}
