// Finds languages by any of their names or codes, marks and case aside: one ranking for app and server.
import { fold } from './fold.ts';
import type { LanguageSummary } from './language.ts';
import { type InterfaceLanguage, interfaceLanguages } from './terms.ts';

export type Searched = Pick<
  LanguageSummary,
  'code' | 'name' | 'names' | 'autonym' | 'aliases' | 'iso639_3' | 'glottocode' | 'family' | 'variety'
>;

export type FoundLanguages<L> = {
  readonly length: number;
  /** The best is at 0. */
  language(at: number): L;
  /** What the order rests on; no two languages stand in one place. */
  place(at: number): SearchPlace;
};

/** How badly it matches, its folded name and its code: the smaller the better, in this order. */
export type SearchPlace = [rank: number, name: string, code: string];

export type LanguageIndex<L> = {
  /** Adds a language, or puts it in the place of the one with its code. */
  set(language: L): void;
  delete(code: string): void;
  /** Makes the index ready for the next question, which it otherwise does when asked. Milliseconds. */
  prepare(): void;
  readonly size: number;
  /**
   * The languages that match, best first, then by folded name, then by code; all of them, by name, where nothing is
   * asked for, and none where marks alone are.
   *
   * A whole name goes before the start of one, that before the start of a word, that before any place inside. Between
   * equals a language's own name and codes go before what the interface calls it, and that before every other name:
   * "tieng" means Tiếng Việt, though in Vietnamese all languages are called tiếng. Varieties and families come last.
   * Several words may match several names ("english received"): that is worse than any match of the whole.
   */
  find(query: string, shown: InterfaceLanguage): FoundLanguages<L>;
};

/** Fewer letters than these stand inside too many names to mean anything there. */
const LETTERS_INSIDE = 4;

/** Scripts that do not part words: there the inside of a name is where words begin. */
const unparted =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;

// What the interface calls a language weighs 1, in that interface language alone.
const OWN = 0;
const SHOWN = 1;
const OTHER = 2;
const REMOTE = 3;
const WEIGHTS = 4;
const NONE = 255;
/** Worse than any match of the whole. */
const MANY_WORDS = 100;
/** What everybody types first finds most and is typed most; so answers are kept, until a language changes. */
const MAX_ANSWERS = 300;

/** `shownIn`: a bit for each interface language that calls it so. */
type Line = { text: string; weight: number; shownIn: number };
type Kept<L> = { language: L; sortName: string; lines: Line[] };

/**
 * An index that is scanned from end to end: the names of three thousand languages are 0.3 MB, which takes less than a
 * millisecond, and only what matches costs more. Folding the names is what takes long, so it is done once, in `set`.
 */
export function languageIndex<L extends Searched>(): LanguageIndex<L> {
  const kept = new Map<string, Kept<L>>();
  let text: Haystack<L> | undefined;
  const answers = new Map<string, FoundLanguages<L>>();
  const changed = () => {
    text = undefined;
    answers.clear();
  };

  return {
    set(language) {
      kept.set(language.code, { language, sortName: fold(language.name), lines: linesOf(language) });
      changed();
    },
    delete(code) {
      if (kept.delete(code)) changed();
    },
    prepare() {
      text ??= haystack([...kept.values()]);
    },
    get size() {
      return kept.size;
    },
    find(query, shown) {
      const wanted = fold(query);
      const key = wanted === '' && query.trim() !== '' ? undefined : `${shown} ${wanted}`;
      const known = key && answers.get(key);
      if (known) return known;
      text ??= haystack([...kept.values()]);
      const ranks = new Uint8Array(text.languages.length).fill(key !== undefined && wanted === '' ? 0 : NONE);
      if (wanted !== '') rank(text, wanted, shown, ranks);
      const answer = answerOf(text.languages, ranks);
      if (answers.size >= MAX_ANSWERS) answers.clear();
      if (key) answers.set(key, answer);
      return answer;
    },
  };
}

function answerOf<L extends Searched>(languages: readonly Kept<L>[], ranks: Uint8Array): FoundLanguages<L> {
  const order = inOrder(ranks);
  const at = (index: number): Kept<L> => languages[order[index]!]!;
  return {
    length: order.length,
    language: (index) => at(index).language,
    place: (index) => [ranks[order[index]!]!, at(index).sortName, at(index).language.code],
  };
}

function linesOf(language: Searched): Line[] {
  const { code, name, names = {}, autonym, aliases, iso639_3, glottocode, family, variety = {} } = language;
  const bits = (isShown: (lang: InterfaceLanguage) => boolean): number =>
    interfaceLanguages.reduce((mask, lang, at) => (isShown(lang) ? mask | (1 << at) : mask), 0);
  const lines = new Map<string, Line>();
  const add = (written: string | undefined, weight: number, shownIn = 0) => {
    const text = written === undefined ? '' : fold(written);
    const before = lines.get(text);
    // A name that stands there already, and weighs no more, needs no second look.
    if (text === '' || (before && before.weight <= (shownIn ? SHOWN : weight))) return;
    if (before) before.shownIn |= shownIn;
    else lines.set(text, { text, weight, shownIn });
  };
  for (const own of [autonym, code, iso639_3, glottocode]) add(own, OWN);
  add(
    name,
    OTHER,
    bits((lang) => names[lang] === undefined),
  );
  for (const [lang, called] of Object.entries(names))
    add(
      called,
      OTHER,
      bits((each) => each === lang),
    );
  for (const alias of aliases) add(alias, OTHER);
  for (const remote of [family, ...Object.values<string>(variety)]) add(remote, REMOTE);
  return [...lines.values()];
}

/** All lines of all languages in one text, each after a line break, with whose they are by their number. */
type Haystack<L> = {
  text: string;
  /** In the order of names. */
  languages: Kept<L>[];
  /** Where each line begins in the text, its language's place, its weight and its bits. */
  starts: Uint32Array;
  whose: Uint32Array;
  weights: Uint8Array;
  shownIn: Uint8Array;
};

function haystack<L extends Searched>(languages: Kept<L>[]): Haystack<L> {
  languages.sort((a, b) => byText(a.sortName, b.sortName) || byText(a.language.code, b.language.code));
  const count = languages.reduce((sum, { lines }) => sum + lines.length, 0);
  const starts = new Uint32Array(count + 1);
  const whose = new Uint32Array(count);
  const weights = new Uint8Array(count);
  const shownIn = new Uint8Array(count);
  const texts: string[] = [];
  let at = 0;
  for (const [place, { lines }] of languages.entries())
    for (const line of lines) {
      const number = texts.push(line.text) - 1;
      starts[number] = at;
      whose[number] = place;
      weights[number] = line.weight;
      shownIn[number] = line.shownIn;
      at += line.text.length + 1;
    }
  starts[count] = at;
  return { text: `\n${texts.join('\n')}\n`, languages, starts, whose, weights, shownIn };
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Places by their rank, equals in the order in which they stand, which is that of names. */
function inOrder(ranks: Uint8Array): Uint32Array {
  const ends = new Uint32Array(NONE + 2);
  for (const rank of ranks) ends[rank + 1]! += 1;
  for (let rank = 0; rank <= NONE; rank++) ends[rank + 1]! += ends[rank]!;
  const order = new Uint32Array(ends[NONE]!);
  for (let place = 0; place < ranks.length; place++) if (ranks[place] !== NONE) order[ends[ranks[place]!]!++] = place;
  return order;
}

/** Fills `ranks`, by place of the language: the best rank of the whole query, else of its words, else NONE. */
function rank<L>(text: Haystack<L>, wanted: string, shown: InterfaceLanguage, ranks: Uint8Array): void {
  scan(text, wanted, shown, ranks);
  const words = wanted.split(' ');
  // Single letters begin some word of nearly every name.
  if (words.length < 2 || words.some((word) => word.length < 2)) return;
  const worst = new Uint8Array(ranks.length);
  for (const word of new Set(words)) {
    const own = scan(text, word, shown, new Uint8Array(ranks.length).fill(NONE));
    for (let place = 0; place < own.length; place++) if (own[place]! > worst[place]!) worst[place] = own[place]!;
  }
  for (let place = 0; place < ranks.length; place++)
    if (ranks[place] === NONE && worst[place] !== NONE) ranks[place] = MANY_WORDS + worst[place]!;
}

/** Fills `best`, by place of the language: how well one of its lines matches, times WEIGHTS, and the line's weight. */
function scan<L>(haystack: Haystack<L>, wanted: string, shown: InterfaceLanguage, best: Uint8Array): Uint8Array {
  const { text, starts, whose, weights, shownIn } = haystack;
  const bit = 1 << interfaceLanguages.indexOf(shown);
  const anywhere = wanted.length >= LETTERS_INSIDE || unparted.test(wanted);
  for (const pattern of anywhere ? [wanted] : [`\n${wanted}`, ` ${wanted}`]) {
    const lead = pattern.length - wanted.length;
    let line = 0;
    for (let found = text.indexOf(pattern); found >= 0; found = text.indexOf(pattern, found + 1)) {
      const at = found + lead;
      // The text has one line break more in front.
      while (starts[line + 1]! < at) line++;
      const before = text.charCodeAt(at - 1);
      const isWhole = before === 10 && text.charCodeAt(at + wanted.length) === 10;
      const match = isWhole ? 0 : before === 10 ? 1 : before === 32 ? 2 : 3;
      const weight = (shownIn[line]! & bit) > 0 ? SHOWN : weights[line]!;
      const rank = match * WEIGHTS + weight;
      if (rank < best[whose[line]!]!) best[whose[line]!] = rank;
    }
  }
  return best;
}
