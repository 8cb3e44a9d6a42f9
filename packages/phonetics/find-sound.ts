// Finds the sounds of an inventory by whatever a person knows of them: symbol, keyboard letters, words, spelling, example.
import { fold } from '@phonochart/catalog/fold.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Phoneme } from '@phonochart/catalog/phoneme.ts';
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import { describe } from './describe.ts';
import { matchesQuery, parseFeatureQuery } from './feature-query.ts';
import { features } from './features.ts';
import { ipaKey } from './normalise.ts';
import { fromXSampa } from './xsampa.ts';

/** What the query was taken for. */
export type FoundBy = 'symbol' | 'x-sampa' | 'variant' | 'name' | 'spelling' | 'description' | 'word';
export type FoundSound = {
  phoneme: Phoneme;
  by: FoundBy;
  /** The letters, the word or the variant that matched. */
  shown?: string;
};

/**
 * The sounds that match, best first, each once: its very symbol (look-alikes folded, X-SAMPA read), a variant of it, its
 * name, its spelling, all words of its description in either language, the beginning of an example word, its reading or
 * its gloss. Nothing for an empty query.
 */
export function findSounds(inventory: Inventory, query: string, lang: InterfaceLanguage): FoundSound[] {
  const text = query
    .trim()
    .replace(/^[/[]\s*(.*?)\s*[/\]]$/su, '$1')
    .slice(0, longestQuery);
  if (text === '') return [];
  const matchers = [
    ...bySymbol(inventory, text),
    byName(fold(text)),
    bySpelling(inventory, text),
    byDescription(text, lang),
    byWord(inventory, fold(text)),
  ];
  const found: { sound: FoundSound; rank: number }[] = [];
  for (const phoneme of inventory.phonemes) {
    for (const [rank, matcher] of matchers.entries()) {
      const match = matcher(phoneme);
      if (!match) continue;
      const { finer = 0, ...how } = match;
      found.push({ sound: { phoneme, ...how }, rank: rank + Math.min(finer, 9) / 10 });
      break;
    }
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ sound }) => sound);
}

const longestQuery = 60;

type Match = Omit<FoundSound, 'phoneme'> & { /** 0 to 9, between equals of one kind. */ finer?: number };
type Matcher = (phoneme: Phoneme) => Match | undefined;

function bySymbol({ realisations }: Inventory, text: string): Matcher[] {
  const key = ipaKey(text);
  const typed = fromXSampa(text);
  const typedKey = typed === text ? undefined : ipaKey(typed);
  const bare = bareLetters(key);
  const variants = new Map<string, string>();
  for (const { output, phonemes } of realisations) {
    const phone = output.join('');
    if (ipaKey(phone) === key) for (const id of phonemes) variants.set(id, phone);
  }
  return [
    ({ ipa }) => (ipaKey(ipa) === key ? { by: 'symbol' } : undefined),
    // A letter without its marks finds every sound that is written with it.
    ({ ipa }) => (bare !== '' && bareLetters(ipaKey(ipa)) === bare ? { by: 'symbol' } : undefined),
    ({ ipa }) => (ipaKey(ipa) === typedKey ? { by: 'x-sampa' } : undefined),
    ({ id }) => (variants.has(id) ? { by: 'variant', shown: variants.get(id)! } : undefined),
  ];
}

/** Base letters only: diacritics, ties, length and superscripts aside. */
const bareLetters = (key: string): string => key.replaceAll(/[\p{M}\p{Lm}]/gu, '');

const byName =
  (wanted: string): Matcher =>
  ({ name }) =>
    name !== undefined && fold(name) === wanted ? { by: 'name', shown: name } : undefined;

function bySpelling({ language }: Inventory, text: string): Matcher {
  const wanted = text.normalize('NFC').toLowerCase();
  const best = new Map<string, { rank: number; letters: string }>();
  for (const { phoneme, letters, rank } of language.spellings) {
    if (letters.toLowerCase() !== wanted) continue;
    if (rank < (best.get(phoneme)?.rank ?? Number.POSITIVE_INFINITY)) best.set(phoneme, { rank, letters });
  }
  return ({ id }) => {
    const spelling = best.get(id);
    return spelling && { by: 'spelling', shown: spelling.letters, finer: spelling.rank - 1 };
  };
}

function byDescription(text: string, lang: InterfaceLanguage): Matcher {
  const matchers = (lang === 'en' ? [lang] : [lang, 'en' as const]).map((language) => describedAs(text, language));
  return (phoneme) => {
    for (const matcher of matchers) {
      const match = matcher(phoneme);
      if (match) return match;
    }
    return undefined;
  };
}

/** The last word may still be under way ("voiced lat"): then it need only begin a word of the description. */
function describedAs(text: string, lang: InterfaceLanguage): Matcher {
  const whole = parseFeatureQuery(text, lang);
  const [, before = '', last = ''] = /^(.*?)([^\s,]*)$/su.exec(text) ?? [];
  const begun = fold(last);
  const known = parseFeatureQuery(before, lang);
  const isWhole = whole.unknown.length === 0 && whole.keys.length > 0;
  const isBegun = begun.length > 2 && known.unknown.length === 0;
  if (!isWhole && !isBegun) return () => undefined;
  return ({ ipa }) => {
    const found = features(ipa);
    if (!found) return undefined;
    const words = fold(describe(ipa, lang)).split(/[\s,]+/);
    const match = isWhole
      ? matchesQuery(found, whole)
      : (known.keys.length === 0 || matchesQuery(found, known)) && words.some((word) => word.startsWith(begun));
    // What says least beside the query is nearest to it.
    return match ? { by: 'description', finer: Math.min(9, words.length) } : undefined;
  };
}

function byWord({ words }: Inventory, wanted: string): Matcher {
  if ([...wanted].length < 2 && !/\p{Lo}/u.test(wanted)) return () => undefined;
  const matching = new Map<string, string>();
  for (const { id, form, reading, gloss } of words) {
    const begins = (text: string | undefined) => text !== undefined && fold(text).startsWith(wanted);
    const means = Object.values(gloss).some((text) => fold(text) === wanted);
    if (begins(form) || begins(reading?.text) || means) matching.set(id, form);
  }
  if (matching.size === 0) return () => undefined;
  return (phoneme) => {
    const at = phoneme.words.findIndex(({ word }) => matching.has(word));
    return at < 0 ? undefined : { by: 'word', shown: matching.get(phoneme.words[at]!.word)!, finer: at };
  };
}
