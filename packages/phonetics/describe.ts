// Says what a sound is: "voiceless bilabial plosive".
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import { describeFeatures } from './description.ts';
import { features } from './features.ts';

/**
 * The description of one segment in the order of the IPA (phonation, modifiers, place, manner; for vowels height,
 * backness, rounding), with every diacritic: "voiceless aspirated postalveolar affricate", "mid rising tone". Text that
 * is no IPA is described as just that; never empty, never throws. Source: IPA chart (2020).
 */
export const describe = (ipa: string, lang: InterfaceLanguage): string => describeFeatures(features(ipa), lang);
