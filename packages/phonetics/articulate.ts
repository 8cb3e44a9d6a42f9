// Says how to make a sound: "Close both lips, hold the air, then let go."
//
// Apart from describe.ts, so that an app may load the phrases only with the sheet that shows them.
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import { articulateFeatures } from './articulation.ts';
import { features } from './features.ts';
import { markOf } from './marks.ts';
import { term } from './terms.ts';

/**
 * How to make one segment, in one to three plain sentences: "Close both lips, hold the air, then let go. No voice."
 * Of a mark without a letter it says what marks are for. Never throws; where nothing can be said of the text, the
 * answer is its description.
 */
export function articulate(ipa: string, lang: InterfaceLanguage): string {
  const found = features(ipa);
  const mark = found ? undefined : markOf(ipa);
  if (!mark) return articulateFeatures(found, lang);
  const why = term(`why-${mark.type}`, lang);
  return `${why.charAt(0).toUpperCase()}${why.slice(1)}.`;
}
