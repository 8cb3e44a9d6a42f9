// Brings IPA text into one canonical form and reports each change: letters, look-alikes and the order of diacritics.
import { combiningMarks, following, isTie } from './diacritics.ts';
import { letters } from './letters.ts';
import { contextualLookAlikes, lookAlikes, lookAlikeTest } from './look-alikes.ts';

/** One replacement. `at` is the index, in UTF-16 code units of the canonical decomposition of the text that was given. */
export type Change = { at: number; from: string; to: string; why: string };
export type Normalised = { text: string; changes: Change[] };

/**
 * The canonical form of IPA text: Unicode NFD with ç as one letter, look-alikes folded by their context, the marks of
 * a letter in canonical order and none twice. Idempotent; never throws. What it does not know it leaves as it is.
 * Decomposition alone is not reported as a change. Never NFKC, which would turn tʰ into th.
 *
 * Sources: Moran & Cysouw, The Unicode Cookbook for Linguists, ch. 5 (pitfalls, look-alikes, order of diacritics);
 * the IPA chart (2020) for the letters.
 */
export function normalise(text: string): Normalised {
  if (isPlain(text)) return { text, changes: [] };
  const decomposed = decompose(text);
  if (!lookAlikeTest.test(decomposed) && isOrdered(decomposed)) return { text: decomposed, changes: [] };
  const changes: Change[] = [];
  let current = decomposed;
  // A look-alike may be the context of another ('|a); a second pass sees it as what it has become.
  for (let pass = 0; pass < 8; pass++) {
    const folded = decompose(fold(current, changes));
    const ordered = isOrdered(folded) ? folded : order(folded, changes);
    if (ordered === current) break;
    current = ordered;
  }
  return { text: current, changes };
}

/**
 * The key under which two spellings of one symbol are equal: the canonical form without tie bars (t͡ʃ, t͜ʃ and tʃ are
 * one affricate), with ɚ ɝ ɫ written as letter and mark, and with the rings, strokes and breves that stand above a letter
 * with a descender written below (ŋ̊ is ŋ̥). For whole symbols, not for running text.
 */
export function ipaKey(text: string): string {
  const canonical = normalise(text).text;
  const key = canonical.replace(
    /\u0361|\u035C|ɚ|ɝ|ɫ|\u030A|\u030D|\u0311/g,
    (character) => keySpelling[character] ?? '',
  );
  return key === canonical ? key : normalise(key).text;
}

const keySpelling: Record<string, string> = {
  ɚ: 'ə˞',
  ɝ: 'ɜ˞',
  ɫ: 'l\u0334',
  '\u030A': '\u0325',
  '\u030D': '\u0329',
  '\u0311': '\u032F',
};

// NFD splits ç, which is a letter of the IPA and not c with a mark.
const decompose = (text: string): string => {
  const nfd = text.normalize('NFD');
  return nfd.includes('\u0327') ? nfd.replace(/c([\u0334-\u0338]*)\u0327/g, 'ç$1') : nfd;
};

const spacing = [...following.keys()]
  .filter((character) => !combiningMarks.has(character))
  .join('')
  .replace('\\', '\\\\');

function fold(text: string, changes: Change[]): string {
  let out = '';
  for (let at = 0; at < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(at)!);
    const found = contextualLookAlikes(text, at, out) ?? lookAlikes.get(character);
    if (found === undefined) {
      out += character;
      at += character.length;
      continue;
    }
    const from = typeof found === 'string' ? character : found.from;
    const to = typeof found === 'string' ? found : found.to;
    if (from !== to) changes.push({ at, from, to, why: 'look-alike' });
    out += to;
    at += from.length;
  }
  return out;
}

// Nearly all text is in order already, and is only looked at: `order` would find nothing to change.
const isOrdered = (text: string): boolean => walk(text, false);

/** Of letters and diacritics alone, each in its place, no two marks on one letter: nothing to decompose, fold or order. */
const isPlain = (text: string): boolean => walk(text, true);

function walk(text: string, strict: boolean): boolean {
  let isVowel = false;
  let kind = '';
  let rank = -1;
  let afterMark = false;
  for (let at = 0; at < text.length; at++) {
    const known = orderOf.get(text[at]!);
    if (known === undefined || known.rank < 0) {
      if (strict && known === undefined) return false;
      isVowel = known?.isVowel ?? false;
      kind = '';
      afterMark = false;
      continue;
    }
    if (strict && known.isMark && afterMark) return false;
    afterMark = known.isMark;
    const here = isVowel ? known.afterVowel : known.kind;
    if (here !== '' && here === kind && (known.rank < rank || (known.rank === rank && here !== 'spacing')))
      return false;
    kind = here;
    rank = known.rank;
  }
  return true;
}

const clusters = new RegExp(`[\\p{M}${spacing}]{2,}`, 'gu');

function order(text: string, changes: Change[]): string {
  const folds = [...changes];
  let seen = 0;
  let shift = 0;
  return text.replace(clusters, (run: string, at: number) => {
    const base = letters.get(text[at - 1] ?? '') ?? letters.get(text.slice(at - 2, at));
    const sorted = sortRun(run, base?.type === 'vowel');
    if (sorted === run) return run;
    for (; seen < folds.length && folds[seen]!.at + shift < at; seen++) {
      shift += folds[seen]!.to.length - folds[seen]!.from.length;
    }
    changes.push({ at: at - shift, from: run, to: sorted, why: 'order of diacritics' });
    return sorted;
  });
}

// Marks of different Unicode classes are already in order (NFD), so only neighbours of one class are sorted. After a
// vowel, ʰ may belong to the next consonant (preaspiration): there it is left where it stands.
function sortRun(run: string, afterVowel: boolean): string {
  const groups: { kind: string; members: string[] }[] = [];
  for (const character of run) {
    const kind = classOf(character, afterVowel);
    const last = groups.at(-1);
    if (last && last.kind === kind && kind !== '') last.members.push(character);
    else groups.push({ kind, members: [character] });
  }
  let out = '';
  for (const { kind, members } of groups) {
    if (kind !== '' && members.length > 1) members.sort((a, b) => following.get(a)!.rank - following.get(b)!.rank);
    members.forEach((character, index) => {
      if (kind !== 'spacing' && character === members[index - 1]) return;
      out += character;
    });
  }
  return out;
}

const above = /[\u0300-\u0314\u033D-\u0344\u0346\u034A-\u034C\u1ABB\u1AC1\u1AC2\u1DC4-\u1DC9]/;

function classOf(character: string, afterVowel: boolean): string {
  if (isTie(character)) return '';
  const known = following.get(character);
  if (!known) return '';
  if (!known.mark) {
    if (afterVowel && !'˞ˠˤʷʲːˑ'.includes(character)) return '';
    return barriers.has(character) ? '' : 'spacing';
  }
  if (character === '\u0334') return 'overlay';
  if (character === '\u0321' || character === '\u0322') return 'hook';
  if (character === '\u031A') return 'corner';
  return above.test(character) ? 'above' : 'below';
}

// These may also open the next segment in running text, so nothing moves across them.
const barriers = new Set('ⁿᵐᵑˢᶴʳˀˬ↓↑₎\\');

type Order = { rank: number; kind: string; afterVowel: string; isMark: boolean; isVowel: boolean };
// Letters have the rank -1. A letter that Unicode takes apart, or that stands for another, is none of these.
const orderOf = new Map<string, Order>();
for (const [character, { type }] of letters) {
  if (lookAlikes.has(character) || (character.normalize('NFD') !== character && character !== 'ç')) continue;
  orderOf.set(character, { rank: -1, kind: '', afterVowel: '', isMark: false, isVowel: type === 'vowel' });
}
for (const [character, { rank, mark }] of following) {
  const kinds = { kind: classOf(character, false), afterVowel: classOf(character, true) };
  orderOf.set(character, { rank, ...kinds, isMark: mark, isVowel: false });
}
