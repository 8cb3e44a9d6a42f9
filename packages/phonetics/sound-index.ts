// Which languages have which sounds: an index from a line of symbols each, asked by symbol, X-SAMPA or description.
import { type InterfaceLanguage, interfaceLanguages } from '@phonochart/catalog/terms.ts';
import { ipaKey } from './normalise.ts';
import {
  answers,
  bareLetters,
  type DescriptionQuery,
  describedAs,
  type SoundType,
  soundQuery,
  soundType,
} from './sound-type.ts';
import { canonicalSymbol } from './spell.ts';
import { fromXSampa } from './xsampa.ts';

export type IndexedSound<Holder> = {
  /** In its canonical spelling (see spell.ts): one sound, however a language's source writes it. */
  readonly symbol: string;
  /** Who has it, each with its own spelling of it. */
  readonly holders: ReadonlyMap<Holder, string>;
};

/** `by`: what the query was taken for; see FoundBy. */
export type FoundType<Holder> = IndexedSound<Holder> & { by: 'symbol' | 'x-sampa' | 'description' };

export type SoundIndex<Holder> = {
  /** `sounds` are symbols joined by one space each, as a language's summary has them. */
  set(holder: Holder, sounds: string): void;
  /** Works out what is new among such sounds, one a step, so that `set` need not. */
  meet(sounds: string): Generator<undefined, void>;
  delete(holder: Holder): void;
  /** Works out what a description asks for, a sound a step, so that the first one that is typed need not. */
  prepare(lang: InterfaceLanguage): Generator<undefined, void>;
  /**
   * The sounds that match, best first, of equals the commonest: the very symbol (look-alikes folded), what is written
   * with the same letters, X-SAMPA, all words of the description in either language. Nothing for an empty query.
   */
  find(query: string, lang: InterfaceLanguage): FoundType<Holder>[];
  /** The sounds of a question such as "ɬ and tʼ" or "languages with ɬ": all of them known symbols. Undefined for any other. */
  named(query: string): IndexedSound<Holder>[] | undefined;
};

const MAX_ANSWERED = 50;

/** `byWord`: whose description says it. `done`: those whose words are in there. */
type Described<Holder> = { done: Set<Entry<Holder>>; byWord: Map<string, Entry<Holder>[]> };
type Entry<Holder> = { symbol: string; type: SoundType; holders: Map<Holder, string> };

export function soundIndex<Holder>(): SoundIndex<Holder> {
  /** By every spelling that was met. */
  const bySpelling = new Map<string, Entry<Holder>>();
  const bySymbol = new Map<string, Entry<Holder>>();
  const byKey = new Map<string, Entry<Holder>>();
  const byLetters = new Map<string, Set<Entry<Holder>>>();
  const soundsOf = new Map<Holder, string>();
  /** What descriptions were asked for, since each letter of a word under way asks for the words before it again. */
  const answered = new Map<string, readonly Entry<Holder>[]>();
  const described = Object.fromEntries(
    interfaceLanguages.map((lang) => [lang, { done: new Set(), byWord: new Map() }]),
  ) as unknown as Record<InterfaceLanguage, Described<Holder>>;

  const entryOf = (spelling: string): Entry<Holder> => {
    const known = bySpelling.get(spelling);
    if (known) return known;
    const symbol = canonicalSymbol(spelling);
    const entry = bySymbol.get(symbol) ?? { symbol, type: soundType(symbol), holders: new Map<Holder, string>() };
    bySymbol.set(symbol, entry);
    bySpelling.set(spelling, entry);
    for (const { key, bare } of [entry.type, soundType(spelling)]) {
      byKey.set(key, entry);
      const written = byLetters.get(bare);
      if (written) written.add(entry);
      else byLetters.set(bare, new Set([entry]));
    }
    return entry;
  };
  const remove = (holder: Holder) => {
    answered.clear();
    for (const spelling of spellingsIn(soundsOf.get(holder) ?? '')) bySpelling.get(spelling)?.holders.delete(holder);
    soundsOf.delete(holder);
  };
  function* describeAll(lang: InterfaceLanguage): Generator<undefined, void> {
    const { done, byWord } = described[lang];
    if (done.size === bySymbol.size) return;
    for (const entry of bySymbol.values()) {
      if (done.has(entry)) continue;
      done.add(entry);
      for (const word of entry.type.features ? entry.type.words(lang) : []) {
        const saying = byWord.get(word);
        if (saying) saying.push(entry);
        else byWord.set(word, [entry]);
      }
      yield;
    }
  }
  const beginning = (begun: string, lang: InterfaceLanguage): Entry<Holder>[] => {
    // What was not described ahead is described now.
    for (const _ of describeAll(lang));
    return [...described[lang].byWord].flatMap(([word, saying]) => (word.startsWith(begun) ? saying : []));
  };
  /** The sounds whose descriptions answer: what says least besides first, of equals the commonest. */
  const saying = (query: DescriptionQuery): readonly Entry<Holder>[] => {
    const key = JSON.stringify(query);
    const known = answered.get(key);
    if (known) return known;
    const found: { entry: Entry<Holder>; words: number }[] = [];
    for (const entry of query.whole ? bySymbol.values() : beginning(query.begun, query.lang)) {
      const words = entry.holders.size > 0 ? answers(entry.type, query) : undefined;
      if (words !== undefined) found.push({ entry, words });
    }
    const sorted = found
      .sort((a, b) => a.words - b.words || b.entry.holders.size - a.entry.holders.size)
      .map(({ entry }) => entry);
    if (answered.size >= MAX_ANSWERED) answered.clear();
    answered.set(key, sorted);
    return sorted;
  };
  const written = (text: string): Entry<Holder> | undefined => {
    const entry = byKey.get(ipaKey(text)) ?? bySymbol.get(canonicalSymbol(text));
    return entry && entry.holders.size > 0 ? entry : undefined;
  };

  return {
    set(holder, sounds) {
      if (soundsOf.get(holder) === sounds) return;
      remove(holder);
      soundsOf.set(holder, sounds);
      for (const spelling of spellingsIn(sounds)) {
        const { holders } = entryOf(spelling);
        if (!holders.has(holder)) holders.set(holder, spelling);
      }
    },
    *meet(sounds) {
      for (const spelling of spellingsIn(sounds)) {
        if (bySpelling.has(spelling)) continue;
        entryOf(spelling);
        yield;
      }
    },
    delete: remove,
    prepare: describeAll,
    find(query, lang) {
      const text = soundQuery(query);
      if (text === '') return [];
      const found = new Map<Entry<Holder>, { by: FoundType<Holder>['by']; rank: number }>();
      const add = (entry: Entry<Holder> | undefined, by: FoundType<Holder>['by'], rank: number) => {
        if (entry && entry.holders.size > 0 && !found.has(entry)) found.set(entry, { by, rank });
      };
      add(written(text), 'symbol', 0);
      const bare = bareLetters(ipaKey(text));
      if (bare !== '') for (const entry of byLetters.get(bare) ?? []) add(entry, 'symbol', 1);
      const typed = fromXSampa(text);
      if (typed !== text) add(written(typed), 'x-sampa', 2);
      const said = describedAs(text, lang).map(saying);
      const bySign = [...found].sort(
        ([a, first], [b, second]) => first.rank - second.rank || b.holders.size - a.holders.size,
      );
      const byDescription = [...new Set(said.flat())].filter((entry) => !found.has(entry));
      return [
        ...bySign.map(([{ symbol, holders }, { by }]) => ({ symbol, holders, by })),
        ...byDescription.map(({ symbol, holders }) => ({ symbol, holders, by: 'description' as const })),
      ];
    },
    named(query) {
      const words = query
        .trim()
        .split(/[\s,;+&]+/u)
        .map((word) => soundQuery(word));
      const symbols = words.filter((word) => word !== '' && !joining.has(word.toLowerCase()));
      // One sound by itself is found as a sound; with "languages with" before it its languages are meant.
      if (symbols.length === 0 || (symbols.length === 1 && words.length < 3)) return undefined;
      const entries = new Set<Entry<Holder>>();
      for (const symbol of symbols) {
        const entry = written(symbol) ?? written(fromXSampa(symbol));
        if (!entry) return undefined;
        entries.add(entry);
      }
      return [...entries];
    },
  };
}

const spellingsIn = (sounds: string): string[] => (sounds === '' ? [] : sounds.split(' '));

/** Words that stand around the sounds of a question, in English and Vietnamese. */
const joining = new Set(
  'all the languages language that which what have has having with both and ngôn ngữ các những nào có và cả với'.split(
    ' ',
  ),
);
