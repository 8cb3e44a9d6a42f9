// Characters that look like IPA letters but are not, and what each stands for, some only in a certain context.
import { combiningMarks, following, preceding } from './diacritics.ts';
import { letters } from './letters.ts';

const list: readonly (readonly [string, string])[] = [
  // ASCII, Latin and withdrawn letters.
  ['g', 'ɡ'],
  ['ǝ', 'ə'],
  ['ɩ', 'ɪ'],
  ['ɷ', 'ʊ'],
  ['ß', 'β'],
  ['ꞵ', 'β'],
  ['ꭓ', 'χ'],
  ['ᴧ', 'ʌ'],
  ['∧', 'ʌ'],
  ['∫', 'ʃ'],
  ['ȣ', 'ɤ'],
  // Sinology's mid front vowel.
  ['ᴇ', 'e\u031E'],
  ['ʇ', 'ǀ'],
  ['ʗ', 'ǃ'],
  ['ʖ', 'ǁ'],
  ['‡', 'ǂ'],
  ['ƾ', 't\u0361s'],
  ['⊙', 'ʘ'],
  ['☉', 'ʘ'],
  // Greek and Cyrillic twins; β θ χ themselves are the IPA letters.
  ['ε', 'ɛ'],
  ['α', 'ɑ'],
  ['γ', 'ɣ'],
  ['φ', 'ɸ'],
  ['ι', 'ɪ'],
  ['υ', 'ʋ'],
  ['ϕ', 'ɸ'],
  ['ϑ', 'θ'],
  ['Λ', 'ʌ'],
  ['а', 'a'],
  ['е', 'e'],
  ['і', 'i'],
  ['о', 'o'],
  ['р', 'p'],
  ['с', 'c'],
  ['у', 'y'],
  ['х', 'x'],
  ['ј', 'j'],
  ['ѕ', 's'],
  ['ә', 'ə'],
  ['ӕ', 'æ'],
  ['ө', 'ɵ'],
  ['ӡ', 'ʒ'],
  ['һ', 'h'],
  // Ligatures, withdrawn from the IPA.
  ['ʦ', 't\u0361s'],
  ['ʣ', 'd\u0361z'],
  ['ʧ', 't\u0361ʃ'],
  ['ʤ', 'd\u0361ʒ'],
  ['ʨ', 't\u0361ɕ'],
  ['ʥ', 'd\u0361ʑ'],
  ['ƛ', 't\u0361ɬ'],
  // Marks and modifier letters.
  ['ˁ', 'ˤ'],
  ['∶', 'ː'],
  ['꞉', 'ː'],
  ['ʻ', 'ʼ'],
  ['\u0331', '\u0320'],
  ['\u0342', '\u0303'],
];

/** Characters folded wherever they stand. Source: The Unicode Cookbook for Linguists, ch. 5. */
export const lookAlikes: ReadonlyMap<string, string> = new Map(list);

/** True when a text may hold a look-alike; a cheap first question. */
export const lookAlikeTest = new RegExp(`[:!|'’${[...lookAlikes.keys()].join('')}]`, 'u');

/**
 * Folds what only its context decides. `before` is the text already folded.
 *  - `:` is length after a letter or its diacritics;
 *  - `!` and `|` are click letters, but `|` never between two segments, where it parts unresolved places (`n̪|n`), and
 *    between spaces or dotted circles it is the mark of a minor group;
 *  - an apostrophe is ejective after a voiceless obstruent, stress before a segment elsewhere.
 */
export function contextualLookAlikes(
  text: string,
  at: number,
  before: string,
): { from: string; to: string } | undefined {
  const character = text[at]!;
  switch (character) {
    case ':':
      return hostOf(before) ? { from: ':', to: 'ː' } : undefined;
    case '!':
      return { from: '!', to: 'ǃ' };
    case '|': {
      const from = text[at + 1] === '|' ? '||' : '|';
      const next = text[at + from.length];
      const space = (beside: string | undefined) => beside !== undefined && /\s/.test(beside);
      if (space(before.at(-1)) || space(next)) return { from, to: from };
      if (before.at(-1) === '\u25CC' && next === '\u25CC') return { from, to: from };
      const host = hostOf(before);
      if (host && startsSegment(next)) return { from, to: from };
      // ˀt̪|ˀt: between two of one letter, whatever precedes the second.
      if (host && preceding.has(next ?? '') && text[at + from.length + 1] === host.letter) return { from, to: from };
      return { from, to: from === '|' ? 'ǀ' : 'ǁ' };
    }
    case "'":
    case '’': {
      const host = hostOf(before);
      const isEjective =
        host?.type === 'click' ||
        (host?.type === 'consonant' && !host.voiced && host.manner !== 'percussive' && host.letter !== 'ʔ');
      if (isEjective) return { from: character, to: 'ʼ' };
      return startsSegment(text[at + 1]) ? { from: character, to: 'ˈ' } : undefined;
    }
  }
  return undefined;
}

const startsSegment = (character: string | undefined): boolean =>
  character !== undefined &&
  (letters.has(character) || letters.has(lookAlikes.get(character)?.[0] ?? '') || 'ɚɝɫ'.includes(character));

/** The letter that the last diacritics of a text belong to; undefined where something else stands in between. */
function hostOf(text: string): ReturnType<typeof letters.get> {
  // No letter carries forty diacritics; the bound keeps hostile text from costing the square of its length.
  for (let at = text.length - 1; at >= 0 && at > text.length - 40; at--) {
    const character = text[at]!;
    const found = letters.get(character === 'ɫ' ? 'l' : character) ?? letters.get(text.slice(at - 1, at + 1));
    if (found) return found;
    if (!following.has(character) && !combiningMarks.has(character)) return undefined;
  }
  return undefined;
}
