// Says how to make a sound: "Close both lips, hold the air, then let go."
//
// Apart from describe.ts, so that an app may load the phrases only with the sheet that shows them.
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import { articulateFeatures } from './articulation.ts';
import { features } from './features.ts';

/**
 * How to make one segment, in one to three plain sentences: "Close both lips, hold the air, then let go. No voice."
 * Never throws; where nothing can be said of the text, the answer is its description.
 */
export const articulate = (ipa: string, lang: InterfaceLanguage): string => articulateFeatures(features(ipa), lang);
