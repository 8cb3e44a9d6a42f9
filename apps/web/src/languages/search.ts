// Finding a language by any of its names or codes, marks and case aside.
import { fold } from '@phonochart/catalog/fold.ts';
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';

export type Searched = Pick<
  LanguageSummary,
  'code' | 'name' | 'names' | 'autonym' | 'aliases' | 'iso639_3' | 'glottocode' | 'family' | 'variety'
>;

/** Fewer letters than these stand inside too many names to mean anything there. */
const LETTERS_INSIDE = 4;

/** Scripts that do not part words: there the inside of a name is where words begin. */
const unparted =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;

/** 0 for the whole, 1 for the start, 2 for the start of a word, 3 for anywhere inside; else nothing. */
function matchOf(query: string, name: string): number | undefined {
  const at = name.indexOf(query);
  if (at < 0) return undefined;
  if (at === 0) return name === query ? 0 : 1;
  if (name.includes(` ${query}`)) return 2;
  return query.length >= LETTERS_INSIDE || unparted.test(query) ? 3 : undefined;
}

/**
 * The better the match the smaller. Between equals a language's own name goes before what the interface calls it, and
 * that before every other name: "tieng" means Tiếng Việt, though in Vietnamese all languages are called tiếng. Varieties
 * and families come last. Several words may match several names: "english received".
 */
function rankOf(query: string, language: Searched, shown: InterfaceLanguage): number | undefined {
  const {
    code,
    name,
    names = {},
    autonym,
    aliases,
    iso639_3 = '',
    glottocode = '',
    family = '',
    variety = {},
  } = language;
  const byWeight = [
    [autonym, code, iso639_3, glottocode],
    [names[shown] ?? name],
    [name, ...Object.values(names), ...aliases],
    [family, ...Object.values<string>(variety)],
  ].map((written) => written.map(fold));
  const best = (wanted: string): number =>
    Math.min(
      ...byWeight.flatMap((written, weight) =>
        written.map((text) => (matchOf(wanted, text) ?? Number.POSITIVE_INFINITY) * byWeight.length + weight),
      ),
    );
  const whole = best(query);
  if (Number.isFinite(whole)) return whole;
  const words = query.split(' ');
  // Single letters begin some word of nearly every name.
  const rank = words.some((word) => word.length < 2) ? whole : manyWords + Math.max(...words.map(best));
  return Number.isFinite(rank) ? rank : undefined;
}

/** Worse than any match of the whole. */
const manyWords = 100;

/** The languages that match, best first and otherwise in the order given; all of them for an empty query. */
export function searchLanguages<L extends Searched>(
  languages: readonly L[],
  query: string,
  shown: InterfaceLanguage,
): L[] {
  const wanted = fold(query);
  if (wanted === '') return [...languages];
  return languages
    .map((language, at) => ({ language, at, rank: rankOf(wanted, language, shown) }))
    .filter(({ rank }) => rank !== undefined)
    .sort((a, b) => a.rank! - b.rank! || a.at - b.at)
    .map(({ language }) => language);
}
