// What a search asks of a sound whatever language it is in: its key, its letters, features, and words of its description.
import { fold } from '@phonochart/catalog/fold.ts';
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import { describe } from './describe.ts';
import { type FeatureQuery, matchesQuery, parseFeatureQuery } from './feature-query.ts';
import { features, type SegmentFeatures } from './features.ts';
import { ipaKey } from './normalise.ts';

/** Everything in it is worked out when it is first asked for, and then kept. */
export type SoundType = {
  readonly ipa: string;
  /** See ipaKey. */
  readonly key: string;
  /** Base letters only: diacritics, ties, length and superscripts aside. */
  readonly bare: string;
  readonly features: SegmentFeatures | undefined;
  /** Of its description, folded. */
  words(lang: InterfaceLanguage): readonly string[];
};

/** Twice the 3,168 that PHOIBLE has, and room for those that other sources add. */
const MOST_KEPT = 8_000;
const kept = new Map<string, SoundType>();

/** One object for one spelling, so that what it costs to know a sound is paid once and not once a language. */
export function soundType(ipa: string): SoundType {
  let type = kept.get(ipa);
  if (!type) {
    if (kept.size >= MOST_KEPT) kept.clear();
    type = new LazyType(ipa);
    kept.set(ipa, type);
  }
  return type;
}

class LazyType implements SoundType {
  readonly ipa: string;
  #key: string | undefined;
  #bare: string | undefined;
  /** Null: not asked for yet. */
  #features: SegmentFeatures | undefined | null = null;
  readonly #words: { [lang in InterfaceLanguage]?: readonly string[] } = {};

  constructor(ipa: string) {
    this.ipa = ipa;
  }
  get key(): string {
    this.#key ??= ipaKey(this.ipa);
    return this.#key;
  }
  get bare(): string {
    this.#bare ??= bareLetters(this.key);
    return this.#bare;
  }
  get features(): SegmentFeatures | undefined {
    if (this.#features === null) this.#features = features(this.ipa);
    return this.#features;
  }
  words(lang: InterfaceLanguage): readonly string[] {
    this.#words[lang] ??= fold(describe(this.ipa, lang)).split(/[\s,]+/);
    return this.#words[lang];
  }
}

export const bareLetters = (key: string): string => key.replaceAll(/[\p{M}\p{Lm}]/gu, '');

/** What a person typed, without the slashes or brackets around a sound; at most 60 characters of it. */
export const soundQuery = (typed: string): string =>
  typed
    .trim()
    .replace(/^[/[]\s*(.*?)\s*[/\]]$/su, '$1')
    .slice(0, 60);

/** What a text asks of a description in one language: all of `whole`; or of `known`, and a word that begins as `begun` does. */
export type DescriptionQuery = { lang: InterfaceLanguage } & (
  | { whole: FeatureQuery }
  | { whole?: undefined; known: FeatureQuery; begun: string }
);

/**
 * A text as a question for descriptions in the interface language, and in English: all its words must be said, synonyms
 * and classes (sibilant, labial) included; the last one may still be under way ("voiced lat"). None where the text
 * describes nothing.
 */
export function describedAs(text: string, lang: InterfaceLanguage): DescriptionQuery[] {
  const both = lang === 'en' ? [lang] : [lang, 'en' as const];
  return both.flatMap((language) => describedIn(text, language) ?? []);
}

function describedIn(text: string, lang: InterfaceLanguage): DescriptionQuery | undefined {
  const whole = parseFeatureQuery(text, lang);
  if (whole.unknown.length === 0 && whole.keys.length > 0) return { lang, whole };
  const [, before = '', last = ''] = /^(.*?)([^\s,]*)$/su.exec(text) ?? [];
  const begun = fold(last);
  const known = parseFeatureQuery(before, lang);
  return begun.length > 2 && known.unknown.length === 0 ? { lang, known, begun } : undefined;
}

/** How many words the description has that answers, since what says least besides is nearest; undefined where it does not. */
export function answers(type: SoundType, query: DescriptionQuery): number | undefined {
  const found = type.features;
  if (!found) return undefined;
  const words = () => type.words(query.lang);
  const matches = query.whole
    ? matchesQuery(found, query.whole)
    : (query.known.keys.length === 0 || matchesQuery(found, query.known)) &&
      words().some((word) => word.startsWith(query.begun));
  return matches ? words().length : undefined;
}
