// Cuts a transcription into segments, tones, stress marks, boundaries and spaces; the tokens add up to the text.
import { combiningMarks, following, isTie, preceding, toneLetters } from './diacritics.ts';
import { letters } from './letters.ts';
import { contextualLookAlikes, lookAlikes } from './look-alikes.ts';
import { normalise } from './normalise.ts';

export type TokenKind = 'segment' | 'tone' | 'stress' | 'boundary' | 'pause' | 'space' | 'unknown';
/** A piece of the text: `text` is the text from `start` to `end`, in UTF-16 code units. */
export type Token = { text: string; kind: TokenKind; start: number; end: number };

type Class = 'vowel' | 'letter' | 'mark' | 'follows' | 'either' | 'tie' | 'tone' | 'digit' | TokenKind;

/**
 * Cuts running transcription into tokens. A letter takes its diacritics and whatever a tie bar ties to it; of untied
 * letters only those become one token that `inventory` lists so: with `tʃ` in the inventory, /tʃ/ is one segment;
 * with `t͡ʃ` there, an untied t and ʃ stay two (*nutshell* is not *chat*). Diphthongs likewise. Total: what is not IPA
 * comes out as `unknown`.
 */
export function tokenise(text: string, options: { inventory?: Iterable<string> } = {}): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const [end, kind] = next(text, at);
    const last = tokens.at(-1);
    if (last && kind === 'unknown' && last.kind === 'unknown') {
      last.text += text.slice(at, end);
      last.end = end;
    } else tokens.push({ text: text.slice(at, end), kind, start: at, end });
    at = end;
  }
  return options.inventory ? joinListed(tokens, options.inventory) : tokens;
}

/** Reads one token: where it ends and what it is. */
function next(text: string, start: number): [end: number, kind: TokenKind] {
  const first = classAt(text, start);
  const width = widthAt(text, start);
  switch (first) {
    case 'vowel':
    case 'letter':
      return [segmentEnd(text, start, first), 'segment'];
    case 'either': {
      let at = start + width;
      while (at < text.length && ['either', 'mark'].includes(classAt(text, at))) at += widthAt(text, at);
      const host = at < text.length ? classAt(text, at) : 'unknown';
      if (host === 'letter' || host === 'vowel') return [segmentEnd(text, at, host), 'segment'];
      if (host === 'tone') return [toneEnd(text, at), 'tone'];
      return [start + width, 'unknown'];
    }
    case 'tone':
    case 'digit':
      return [toneEnd(text, start + width), 'tone'];
    case 'mark':
    case 'follows':
    case 'tie':
      // ↓ and ↑ after a letter say how it is breathed; alone, and among tones, they are steps.
      return arrows.has(text[start]!) ? [toneEnd(text, start + width), 'tone'] : [start + width, 'unknown'];
    case 'unknown': {
      let at = start + width;
      while (at < text.length && (classAt(text, at) === 'mark' || classAt(text, at) === 'tie')) at += widthAt(text, at);
      return [at, 'unknown'];
    }
    default:
      return [start + (text.startsWith('||', start) ? 2 : width), first];
  }
}

// From a letter on: its diacritics, then whatever is tied to it.
function segmentEnd(text: string, start: number, first: Class): number {
  let at = start + widthAt(text, start);
  let host = first;
  while (at < text.length) {
    const here = classAt(text, at);
    if (here === 'tie') {
      const after = at + 1 < text.length ? classAt(text, at + 1) : 'unknown';
      at++;
      // A tie bar may be followed by marks of the first letter before the second letter comes.
      if (after !== 'letter' && after !== 'vowel') continue;
      host = after;
      at += widthAt(text, at);
    } else if (here === 'mark' || here === 'follows') at += widthAt(text, at);
    else if (here === 'either') {
      if (host === 'vowel' && opensNext(text, at)) return at;
      at += widthAt(text, at);
    } else if (here !== 'letter' && here !== 'vowel') return at;
    else if (tiedBefore(text, at)) {
      host = here;
      at += widthAt(text, at);
    } else return at;
  }
  return at;
}

function tiedBefore(text: string, at: number): boolean {
  let back = at - 1;
  while (back > 0 && back > at - 10 && combiningMarks.has(text[back]!)) back--;
  return isTie(text[back]!);
}

// aʰp, aⁿd: after a vowel these open the next consonant. ˀ closes the vowel.
function opensNext(text: string, at: number): boolean {
  if (text[at] === 'ˀ') return false;
  const after = at + widthAt(text, at);
  return after < text.length && classAt(text, after) === 'letter';
}

function toneEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const character = text[at]!;
    const kind = classAt(text, at);
    const belongs = kind === 'tone' || kind === 'digit' || toneTails.has(character) || combiningMarks.has(character);
    if (!belongs) break;
    at += widthAt(text, at);
  }
  return at;
}

const arrows: ReadonlySet<string> = new Set('↓↑');
const toneTails: ReadonlySet<string> = new Set([...arrows, 'ˀ', 'ˤ']);

const widthAt = (text: string, at: number): number => (text.codePointAt(at)! > 0xffff ? 2 : 1);

function classAt(text: string, at: number): Class {
  const character = text[at]!;
  if ("':’!|".includes(character)) return contextual(text, at);
  const known = classes.get(character);
  if (known) return known;
  const point = text.codePointAt(at)!;
  if (point > 0xffff) return letters.has(String.fromCodePoint(point)) ? 'letter' : 'unknown';
  const found = classify(character);
  if (classes.size < 4000) classes.set(character, found);
  return found;
}

function contextual(text: string, at: number): Class {
  const from = Math.max(0, at - 12);
  const { to } = contextualLookAlikes(text.slice(0, at + 3), at, normaliseTail(text.slice(from, at))) ?? { to: '' };
  if (to === 'ː' || to === 'ʼ') return 'follows';
  if (to === 'ˈ') return 'stress';
  if (to === '|' || to === '||') return 'pause';
  return to === '' ? 'unknown' : 'letter';
}

const normaliseTail = (text: string): string => normalise(text).text;

const classes = new Map<string, Class>();
const list: [Class, string][] = [
  ['stress', 'ˈˌ'],
  ['boundary', '.‿-–+#=/[](){}'],
  ['pause', '‖'],
  ['space', ' \t\n\r\u00a0\u2009\u202f'],
  ['tone', 'ꜜꜛ↗↘'],
  ['digit', '¹²³⁴⁵012345'],
];
for (const [kind, characters] of list) for (const character of characters) classes.set(character, kind);
for (const character of toneLetters.keys()) classes.set(character, 'tone');

function classify(character: string): Class {
  const folded = lookAlikes.get(character) ?? character;
  const base = folded.normalize('NFD')[0]!;
  const letter = letters.get(base);
  if (letter) return letter.type === 'vowel' ? 'vowel' : 'letter';
  if (base === 'ɚ' || base === 'ɝ') return 'vowel';
  if (base === 'ɫ') return 'letter';
  if (isTie(folded)) return 'tie';
  if (combiningMarks.has(folded) || /\p{M}/u.test(folded)) return 'mark';
  if (preceding.has(folded)) return 'either';
  if (following.has(folded)) return 'follows';
  return /\s/.test(folded) ? 'space' : 'unknown';
}

/**
 * A cell of an inventory as one token from its first letter to its last, tied or not: `tʃ`, `ŋmkp`, `n̪|n`. Its kind is
 * `segment` or `tone`; `unknown` where the cell holds anything else. Total.
 */
export function tokeniseCell(cell: string): Token {
  const tokens = tokenise(cell);
  const isTone = tokens.length === 1 && tokens[0]!.kind === 'tone';
  const isSegment = tokens.some(({ kind }) => kind === 'segment') && tokens.every(inCell);
  return { text: cell, kind: isTone ? 'tone' : isSegment ? 'segment' : 'unknown', start: 0, end: cell.length };
}

// A bar between two segments of one cell leaves the place open between them.
const inCell = ({ kind, text }: Token): boolean => kind === 'segment' || (kind === 'pause' && text === '|');

function joinListed(tokens: Token[], inventory: Iterable<string>): Token[] {
  const listed = new Set<string>();
  let most = 1;
  for (const symbol of inventory) {
    const pieces = tokenise(symbol);
    if (pieces.length < 2 || !pieces.every(inCell)) continue;
    listed.add(normalise(symbol).text);
    most = Math.max(most, pieces.length);
  }
  if (most === 1) return tokens;
  const canonical = tokens.map((token) => {
    if (token.kind === 'segment') return normalise(token.text).text;
    return inCell(token) ? token.text : undefined;
  });
  const joined: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const size = longest(canonical, at, Math.min(most, tokens.length - at), listed);
    const first = tokens[at]!;
    const last = tokens[at + size - 1]!;
    joined.push(
      size === 1
        ? first
        : {
            text: tokens
              .slice(at, at + size)
              .map(({ text }) => text)
              .join(''),
            kind: 'segment',
            start: first.start,
            end: last.end,
          },
    );
    at += size;
  }
  return joined;
}

function longest(canonical: (string | undefined)[], at: number, most: number, listed: ReadonlySet<string>): number {
  for (let size = most; size > 1; size--) {
    const run = canonical.slice(at, at + size);
    if (run.includes(undefined)) continue;
    const text = run.join('');
    if (listed.has(text) || listed.has(withoutLastDiacritics(text))) return size;
  }
  return 1;
}

// Narrow transcription adds to a listed symbol: [tʃʰ] is still the listed tʃ.
function withoutLastDiacritics(text: string): string {
  let end = text.length;
  while (end > 1 && following.has(text[end - 1]!)) end--;
  return text.slice(0, end);
}
