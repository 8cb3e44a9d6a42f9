// The filters of the list: each is offered only while it would leave some languages and hide others.
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import type { PackState } from '../packs/pack-state.ts';

export const filterNames = ['onDevice', 'native', 'tonal'] as const;
export type FilterName = (typeof filterNames)[number];
type Filtered = Pick<LanguageSummary, 'code' | 'counts' | 'tones'>;

export function passes(filter: FilterName, language: Filtered, packs: ReadonlyMap<string, PackState>): boolean {
  if (filter === 'onDevice') return (packs.get(language.code)?.done ?? 0) > 0;
  if (filter === 'native') return (language.counts.clips.native ?? 0) > 0;
  return language.tones === 'listed';
}

export function usefulFilters(languages: readonly Filtered[], packs: ReadonlyMap<string, PackState>): FilterName[] {
  return filterNames.filter((filter) => {
    const passing = languages.filter((language) => passes(filter, language, packs)).length;
    return passing > 0 && passing < languages.length;
  });
}
