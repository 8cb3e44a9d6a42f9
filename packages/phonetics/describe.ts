// Says what a sound is: "voiceless bilabial plosive".
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import { describeFeatures, describeMark } from './description.ts';
import { features } from './features.ts';
import { markOf } from './marks.ts';

/**
 * The description of one segment in the order of the IPA (phonation, modifiers, place, manner; for vowels height,
 * backness, rounding), with every diacritic: "voiceless aspirated postalveolar affricate", "mid rising tone". Text that
 * is no IPA is described as just that, a mark without a letter as the mark it is ("primary stress", "diacritic:
 * voiceless"); never empty, never throws. Sources: IPA chart (2020), extIPA (2015).
 */
export function describe(ipa: string, lang: InterfaceLanguage): string {
  const found = features(ipa);
  const mark = found ? undefined : markOf(ipa);
  return mark ? describeMark(mark, lang) : describeFeatures(found, lang);
}
