// Finds the sounds of an inventory by whatever a person knows of them: symbol, keyboard letters, words, spelling, example.
import { fold } from '@phonochart/catalog/fold.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Phoneme } from '@phonochart/catalog/phoneme.ts';
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import { ipaKey } from './normalise.ts';
import { answers, bareLetters, describedAs, soundQuery, soundType } from './sound-type.ts';
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
  const text = soundQuery(query);
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
    if (soundType(phone).key === key) for (const id of phonemes) variants.set(id, phone);
  }
  return [
    ({ ipa }) => (soundType(ipa).key === key ? { by: 'symbol' } : undefined),
    // A letter without its marks finds every sound that is written with it.
    ({ ipa }) => (bare !== '' && soundType(ipa).bare === bare ? { by: 'symbol' } : undefined),
    ({ ipa }) => (soundType(ipa).key === typedKey ? { by: 'x-sampa' } : undefined),
    ({ id }) => (variants.has(id) ? { by: 'variant', shown: variants.get(id)! } : undefined),
  ];
}

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
  const queries = describedAs(text, lang);
  return ({ ipa }) => {
    for (const query of queries) {
      const words = answers(soundType(ipa), query);
      if (words !== undefined) return { by: 'description', finer: Math.min(9, words) };
    }
    return undefined;
  };
}

function byWord({ words }: Inventory, wanted: string): Matcher {
  if ([...wanted].length < 2 && !/\p{Lo}/u.test(wanted)) return () => undefined;
  const matching = new Map<string, string>();
  for (const { id, form, begins, means } of foldedWords(words))
    if (begins.some((text) => text.startsWith(wanted)) || means.includes(wanted)) matching.set(id, form);
  if (matching.size === 0) return () => undefined;
  return (phoneme) => {
    const at = phoneme.words.findIndex(({ word }) => matching.has(word));
    return at < 0 ? undefined : { by: 'word', shown: matching.get(phoneme.words[at]!.word)!, finer: at };
  };
}

type FoldedWord = { id: string; form: string; begins: string[]; means: string[] };
const folded = new WeakMap<Inventory['words'], FoldedWord[]>();

/** Folding takes longer than looking, and a search looks with every letter that is typed. */
function foldedWords(words: Inventory['words']): FoldedWord[] {
  let known = folded.get(words);
  if (!known) {
    known = words.map(({ id, form, reading, gloss }) => ({
      id,
      form,
      begins: [form, ...(reading ? [reading.text] : [])].map(fold),
      means: Object.values(gloss).map((text) => fold(text)),
    }));
    folded.set(words, known);
  }
  return known;
}
