// Says how to make a sound, in a teacher's plain words.
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import { describeFeatures } from './description.ts';
import type { SegmentFeatures } from './segment-features.ts';

export function articulateFeatures(found: SegmentFeatures | undefined, lang: InterfaceLanguage): string {
  return describeFeatures(found, lang);
}
