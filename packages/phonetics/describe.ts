// Says what a sound is and how to make it: "voiceless bilabial plosive"; "Close both lips, hold the air, then let go."
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import { articulateFeatures } from './articulation.ts';
import { describeFeatures } from './description.ts';
import { features } from './features.ts';

/**
 * The description of one segment in the order of the IPA (phonation, modifiers, place, manner; for vowels height,
 * backness, rounding), with every diacritic: "voiceless aspirated postalveolar affricate", "mid rising tone". Text that
 * is no IPA is described as just that; never empty, never throws. Source: IPA chart (2020).
 */
export const describe = (ipa: string, lang: InterfaceLanguage): string => describeFeatures(features(ipa), lang);

/**
 * How to make one segment, in one to three plain sentences: "Close both lips, hold the air, then let go. No voice."
 * Never throws; where nothing can be said of the text, the answer is its description.
 */
export const articulate = (ipa: string, lang: InterfaceLanguage): string => articulateFeatures(features(ipa), lang);
