// The search over everything that is mirrored: names and sounds of all languages, followed by difference, in slices.
import { languageIndex } from '@phonochart/catalog/find-languages.ts';
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import { type FoundType, type IndexedSound, soundIndex } from '@phonochart/phonetics/sound-index.ts';
import { type ReadonlySignal, signal } from '@preact/signals';
import { type Description, describer } from './descriptions.ts';
import { inSlices } from './in-slices.ts';

/** A summary as it is mirrored: `seq` tells whether it is another than before. */
export type Followed = LanguageSummary & { readonly seq: number };
export type FollowedDescription = Description<Followed>;
/** A sound and the languages that have it, by their codes, each with its own spelling of it. */
export type SoundOfMany = IndexedSound<string>;
export type FoundSoundOfMany = FoundType<string>;

export type CatalogueSearch = {
  /** The same object for a language as long as it stays the same. */
  descriptions(languages: readonly Followed[]): FollowedDescription[];
  /** Brings both indexes to these languages. Resolves when they are there, or when others have been given meanwhile. */
  follow(languages: readonly Followed[], shown: InterfaceLanguage): Promise<void>;
  /** Moves whenever a question may have another answer. Read it where an answer is shown. */
  readonly version: ReadonlySignal<number>;
  /** Whether every language given last can be found by its names, and by its sounds. */
  readonly ready: { readonly names: boolean; readonly sounds: boolean };
  languages(query: string, shown: InterfaceLanguage): FollowedDescription[];
  sounds(query: string, shown: InterfaceLanguage): FoundSoundOfMany[];
  /** The sounds that the languages asked for must all have ("ɬ and tʼ"); undefined where the query is no such question. */
  together(query: string): readonly SoundOfMany[] | undefined;
  /** How many languages have it, several descriptions of one counted once. */
  count(sound: SoundOfMany): number;
};

/** `names` and `sounds`: whether the indexes have it. */
type Known = FollowedDescription & { names: boolean; sounds: boolean };

export function createCatalogueSearch(): CatalogueSearch {
  const describe = describer<Followed>();
  const known = new Map<string, Known>();
  const names = languageIndex<Followed & { found: Known }>();
  const sounds = soundIndex<string>();
  const version = signal(0);
  const ready = { names: false, sounds: false };
  const counts = new Map<string, number>();
  let following = new AbortController();

  const changed = () => {
    counts.clear();
    version.value += 1;
  };
  // A language whose sounds are all new would take longer than a slice.
  function* hear(languages: readonly Known[]): Generator<undefined, void> {
    for (const each of languages) {
      yield* sounds.meet(each.language.sounds);
      sounds.set(each.language.code, each.language.sounds);
      each.sounds = true;
      yield;
    }
  }
  const knownAs = (language: Followed): Known => {
    const before = known.get(language.code);
    if (before?.language.seq === language.seq) return before;
    const now = { ...describe(language), names: false, sounds: false };
    known.set(language.code, now);
    return now;
  };

  return {
    version,
    ready,
    descriptions: (languages) => languages.map(knownAs),
    async follow(languages, shown) {
      following.abort();
      following = new AbortController();
      const { signal: given } = following;
      const living = new Set(languages.map(({ code }) => code));
      const gone = [...known.keys()].filter((code) => !living.has(code));
      for (const code of gone) {
        known.delete(code);
        names.delete(code);
        sounds.delete(code);
      }
      if (gone.length > 0) changed();
      const all = languages.map(knownAs);
      // Names first: they are what most people type, and they take the shorter time.
      const unnamed = all.filter((each) => !each.names);
      const named = steps(unnamed, (each) => {
        names.set({ ...each.language, found: each });
        each.names = true;
      });
      if (!(await inSlices(named, given))) return;
      if (unnamed.length > 0 || !ready.names) {
        if (
          !(await inSlices(
            steps([names], (each) => each.prepare()),
            given,
          ))
        )
          return;
        ready.names = true;
        changed();
      }
      const unheard = all.filter((each) => !each.sounds);
      if (!(await inSlices(hear(unheard), given))) return;
      if (unheard.length > 0 || !ready.sounds) {
        ready.sounds = true;
        changed();
      }
      await inSlices(sounds.prepare(shown), given);
    },
    languages(query, shown) {
      const found = names.find(query, shown);
      return Array.from({ length: found.length }, (_, at) => found.language(at).found);
    },
    sounds: (query, shown) => sounds.find(query, shown),
    together: (query) => sounds.named(query),
    count({ symbol, holders }) {
      let count = counts.get(symbol);
      if (count === undefined) {
        count = new Set([...holders.keys()].map((code) => known.get(code)?.together)).size;
        counts.set(symbol, count);
      }
      return count;
    },
  };
}

function* steps<One>(all: readonly One[], step: (one: One) => void): Generator<undefined, void> {
  for (const one of all) {
    step(one);
    yield;
  }
}

/** One for the whole visit: who comes back to the list finds it ready. */
export const catalogueSearch = createCatalogueSearch();
