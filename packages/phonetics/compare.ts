// Compares two transcriptions: the same, the same but for what may be set aside, or different, and where.

import { featureDistance } from './distance.ts';
import { features } from './features.ts';
import { ipaKey, normalise } from './normalise.ts';
import type { SegmentFeatures } from './segment-features.ts';
import { canonicalSymbol } from './spell.ts';
import { type Token, tokenise } from './tokenise.ts';

/**
 * What two transcriptions differ in. `tie-bar`, `length`, `diacritic`: one segment, but for these. `spelling`: letters
 * differ, the sound does not (nd, ⁿd). `letter`: two segments. `segment`: one that the other has not. `stress`, `tone`,
 * `boundary` (breaks, linking, pauses, spaces): the marks before or after a segment.
 */
export type DifferenceKind =
  | 'tie-bar'
  | 'length'
  | 'diacritic'
  | 'spelling'
  | 'letter'
  | 'segment'
  | 'stress'
  | 'tone'
  | 'boundary';

/** A stretch of a transcription as it was given, in UTF-16 code units. */
export type Stretch = { text: string; start: number; end: number };
/** One difference; where a side has nothing, its stretch is empty and stands where the thing would be. */
export type Difference = { kind: DifferenceKind; a: Stretch; b: Stretch };

export type Comparison = {
  /** `alike`: the same segments once `setAside` is set aside; `different`: some letter or segment is not the same. */
  verdict: 'same' | 'alike' | 'different';
  /** The kinds of difference, each once, in the order of DifferenceKind; `letter` and `segment` only where different. */
  setAside: DifferenceKind[];
  differences: Difference[];
};

/**
 * Compares under the rules of `normalise`: look-alikes, the order of diacritics, rings above or below and the brackets
 * around the whole make no difference. Untied letters count as one segment where the other side ties them, or where
 * `inventory` lists them. Segments are aligned by how near they are (see distance.ts). Never throws; texts of more than
 * 2,000 segments on a side are compared place by place past what they share at either end.
 */
export function compare(a: string, b: string, options: { inventory?: Iterable<string> } = {}): Comparison {
  const listed = [...(options.inventory ?? [])];
  const left = piecesOf(a, [...listed, ...tiedIn(b)]);
  const right = piecesOf(b, [...listed, ...tiedIn(a)]);
  const differences: Difference[] = [];
  const at: Cursors = { a: 0, b: 0 };
  for (const [x, y] of align(left.pieces, right.pieces)) {
    note(x, y, at, differences);
    at.a = x?.token.end ?? at.a;
    at.b = y?.token.end ?? at.b;
  }
  noteMarks(left.rest, right.rest, at, differences);
  const kinds = new Set(differences.map(({ kind }) => kind));
  const verdict = kinds.size === 0 ? 'same' : kinds.has('letter') || kinds.has('segment') ? 'different' : 'alike';
  return { verdict, setAside: order.filter((kind) => kinds.has(kind)), differences };
}

const order: readonly DifferenceKind[] = [
  'tie-bar',
  'length',
  'diacritic',
  'spelling',
  'letter',
  'segment',
  'stress',
  'tone',
  'boundary',
];

type Marks = { stress: Token[]; boundary: Token[]; tone: Token[] };
/** A segment with the marks before it and the tone after it. */
type Piece = Marks & { token: Token; key: string; found: SegmentFeatures | undefined };
type Pieces = { pieces: Piece[]; rest: Marks };

const noMarks = (): Marks => ({ stress: [], boundary: [], tone: [] });
const isDelimiter = ({ text }: Token): boolean => /^[/[\](){}]$/u.test(text);

function piecesOf(text: string, inventory: readonly string[]): Pieces {
  const pieces: Piece[] = [];
  const cache = new Map<string, Pick<Piece, 'key' | 'found'>>();
  let marks = noMarks();
  for (const token of tokenise(text, { inventory })) {
    if (token.kind === 'segment' || token.kind === 'unknown') {
      const read = cache.get(token.text) ?? { key: ipaKey(token.text), found: features(token.text) };
      cache.set(token.text, read);
      pieces.push({ token, ...read, ...marks, tone: [] });
      marks = noMarks();
    } else if (token.kind === 'tone') (pieces.at(-1) ?? marks).tone.push(token);
    else if (token.kind === 'stress') marks.stress.push(token);
    else if (!isDelimiter(token)) marks.boundary.push(token);
  }
  return { pieces, rest: marks };
}

const ties = /[\u0361\u035C]/gu;

// What a text ties, without its ties: in the other text these letters are one segment too.
function tiedIn(text: string): string[] {
  const canonical = normalise(text).text;
  if (canonical.search(ties) < 0) return [];
  const tied = tokenise(canonical).filter((token) => token.kind === 'segment' && token.text.search(ties) >= 0);
  const untied = tied.map((token) => token.text.replaceAll(ties, ''));
  return [...new Set([...untied, ...untied.map((letters) => letters.replaceAll(marks, ''))])].slice(0, 200);
}

type Pair = [a: Piece | undefined, b: Piece | undefined];
const gap = 0.55;
const most = 2000;

function align(a: readonly Piece[], b: readonly Piece[]): Pair[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start]!.key === b[start]!.key) start++;
  let ends = 0;
  const shorter = Math.min(a.length, b.length) - start;
  while (ends < shorter && a[a.length - 1 - ends]!.key === b[b.length - 1 - ends]!.key) ends++;
  const same = (from: number, to: number, shift: number): Pair[] =>
    a.slice(from, to).map((piece, index) => [piece, b[from + index + shift]]);
  return [
    ...same(0, start, 0),
    ...middle(a.slice(start, a.length - ends), b.slice(start, b.length - ends)),
    ...same(a.length - ends, a.length, b.length - a.length),
  ];
}

function middle(a: readonly Piece[], b: readonly Piece[]): Pair[] {
  if (a.length > most || b.length > most) {
    return Array.from({ length: Math.max(a.length, b.length) }, (_, at): Pair => [a[at], b[at]]);
  }
  // The cost of what is left from each place on: one row and column more than there are segments.
  const width = b.length + 1;
  const costs = new Float32Array((a.length + 1) * width);
  const between = distances();
  for (let row = a.length; row >= 0; row--) {
    for (let column = b.length; column >= 0; column--) {
      if (row === a.length || column === b.length) {
        costs[row * width + column] = gap * (a.length - row + b.length - column);
        continue;
      }
      costs[row * width + column] = Math.min(
        between(a[row]!, b[column]!) + costs[(row + 1) * width + column + 1]!,
        gap + costs[(row + 1) * width + column]!,
        gap + costs[row * width + column + 1]!,
      );
    }
  }
  const pairs: Pair[] = [];
  for (let row = 0, column = 0; row < a.length || column < b.length; ) {
    const here = costs[row * width + column]!;
    const both = row < a.length && column < b.length;
    if (both && near(here, between(a[row]!, b[column]!) + costs[(row + 1) * width + column + 1]!)) {
      pairs.push([a[row++], b[column++]]);
    } else if (row < a.length && (column === b.length || near(here, gap + costs[(row + 1) * width + column]!))) {
      pairs.push([a[row++], undefined]);
    } else pairs.push([undefined, b[column++]]);
  }
  return pairs;
}

const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-3;

// Distances once a pair of keys: a text has few segments of different kinds.
function distances(): (a: Piece, b: Piece) => number {
  const known = new Map<string, number>();
  return (a, b) => {
    if (a.key === b.key) return 0;
    const pair = `${a.key}\u0000${b.key}`;
    let value = known.get(pair);
    if (value === undefined) {
      value = a.found && b.found ? featureDistance(a.found, b.found) : 1;
      known.set(pair, value);
    }
    return value;
  };
}

/** Where each side has come to. */
type Cursors = { a: number; b: number };

function note(a: Piece | undefined, b: Piece | undefined, at: Cursors, into: Difference[]): void {
  noteMarks(a ?? noMarks(), b ?? noMarks(), at, into, ['stress', 'boundary']);
  const kind = a && b ? kindOf(a, b) : 'segment';
  if (kind) into.push({ kind, a: stretch(a ? [a.token] : [], at.a), b: stretch(b ? [b.token] : [], at.b) });
  const ends = { a: a?.token.end ?? at.a, b: b?.token.end ?? at.b };
  noteMarks(a ?? noMarks(), b ?? noMarks(), ends, into, ['tone']);
}

const lengthMarks = /ː|ˑ|\u0306/gu;
const marks = /[\p{M}\p{Lm}]/gu;

function kindOf(a: Piece, b: Piece): DifferenceKind | undefined {
  if (a.key === b.key) return a.token.text.search(ties) >= 0 === b.token.text.search(ties) >= 0 ? undefined : 'tie-bar';
  if (a.key.replaceAll(lengthMarks, '') === b.key.replaceAll(lengthMarks, '')) return 'length';
  if (canonicalSymbol(a.token.text) === canonicalSymbol(b.token.text)) return 'spelling';
  return a.key.replaceAll(marks, '') === b.key.replaceAll(marks, '') ? 'diacritic' : 'letter';
}

function noteMarks(
  a: Marks,
  b: Marks,
  at: Cursors,
  into: Difference[],
  kinds: readonly (keyof Marks)[] = ['stress', 'boundary', 'tone'],
): void {
  for (const kind of kinds) {
    if (textOf(a[kind]) === textOf(b[kind])) continue;
    into.push({ kind, a: stretch(a[kind], at.a), b: stretch(b[kind], at.b) });
  }
}

// Digits and tone letters are one tone, an apostrophe that was read as stress is its mark; any white space is one space.
const textOf = (tokens: readonly Token[]): string =>
  tokens
    .map(({ text, kind }) =>
      kind === 'space' ? ' ' : kind === 'tone' ? canonicalSymbol(text) : normalise(text).text.replace(/['’]/u, 'ˈ'),
    )
    .join('')
    .replace(/ +/gu, ' ')
    .trim();

function stretch(tokens: readonly Token[], at: number): Stretch {
  const first = tokens[0];
  if (!first) return { text: '', start: at, end: at };
  return { text: tokens.map(({ text }) => text).join(''), start: first.start, end: tokens.at(-1)!.end };
}
