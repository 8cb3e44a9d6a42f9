// Finds the sounds of an inventory by whatever a person knows of them: symbol, keyboard letters, words, spelling, example.
import { fold } from '@phonochart/catalog/fold.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Phoneme } from '@phonochart/catalog/phoneme.ts';
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import { describe } from './describe.ts';
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

/** Words of one meaning in the field; on the right as our descriptions have them. */
const synonyms = new Map([
  ['stop', 'plosive'],
  ['flap', 'tap'],
  ['glide', 'approximant'],
  ['unvoiced', 'voiceless'],
  ['interdental', 'dental'],
  ['high', 'close'],
  ['low', 'open'],
]);

function byDescription(text: string, lang: InterfaceLanguage): Matcher {
  const wanted = wordsOf(text);
  if (wanted.length === 0 || (wanted.length === 1 && wanted[0]!.length < 3)) return () => undefined;
  const others: InterfaceLanguage[] = lang === 'en' ? ['en'] : [lang, 'en'];
  return ({ ipa, kind }) => {
    for (const language of others) {
      const described = new Set(wordsOf(`${describe(ipa, language)} ${language === 'en' ? kind : ''}`));
      const has = (word: string) => described.has(word) || described.has(synonyms.get(word) ?? word);
      // The last word may still be under way: "voiced lat".
      const last = wanted.at(-1)!;
      const begins = last.length > 2 && [...described].some((word) => word.startsWith(last));
      if (wanted.slice(0, -1).every(has) && (has(last) || begins)) {
        return { by: 'description', finer: Math.min(9, described.size - wanted.length) };
      }
    }
    return undefined;
  };
}

const spellingVariants: readonly [RegExp, string][] = [
  [/iz(?=ed\b)/g, 'is'],
  [/\b(?:post|palato) alveolar\b/g, 'postalveolar'],
];

const wordsOf = (text: string): string[] =>
  spellingVariants
    .reduce((read, [from, to]) => read.replaceAll(from, to), fold(text))
    .split(/[\s,]+/)
    .filter(Boolean);

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
