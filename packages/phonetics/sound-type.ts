// What a search asks of a sound whatever language it is in: its key, its letters, features, and words of its description.
import { fold } from '@phonochart/catalog/fold.ts';
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import { describe } from './describe.ts';
import { matchesQuery, parseFeatureQuery } from './feature-query.ts';
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

/** Whether a description answers a text in a language, and how many words it has: what says least besides is nearest. */
export type DescriptionMatch = (type: SoundType) => number | undefined;

/**
 * All words of the text must be said by a sound's description, in the interface language or in English, synonyms and
 * classes (sibilant, labial) included; the last word may still be under way ("voiced lat"). Undefined where the text
 * describes nothing.
 */
export function describedAs(text: string, lang: InterfaceLanguage): DescriptionMatch | undefined {
  const both = lang === 'en' ? [lang] : [lang, 'en' as const];
  const matches = both.flatMap((language) => describedIn(text, language) ?? []);
  if (matches.length === 0) return undefined;
  return (type) => {
    for (const match of matches) {
      const words = match(type);
      if (words !== undefined) return words;
    }
    return undefined;
  };
}

function describedIn(text: string, lang: InterfaceLanguage): DescriptionMatch | undefined {
  const whole = parseFeatureQuery(text, lang);
  const [, before = '', last = ''] = /^(.*?)([^\s,]*)$/su.exec(text) ?? [];
  const begun = fold(last);
  const known = parseFeatureQuery(before, lang);
  const isWhole = whole.unknown.length === 0 && whole.keys.length > 0;
  const isBegun = begun.length > 2 && known.unknown.length === 0;
  if (!isWhole && !isBegun) return undefined;
  return (type) => {
    const found = type.features;
    if (!found) return undefined;
    const matches = isWhole
      ? matchesQuery(found, whole)
      : (known.keys.length === 0 || matchesQuery(found, known)) &&
        type.words(lang).some((word) => word.startsWith(begun));
    return matches ? type.words(lang).length : undefined;
  };
}
