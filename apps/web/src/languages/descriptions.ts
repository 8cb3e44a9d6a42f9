// Several published inventories may describe one language: they stand together, the fullest first.
import type { LanguageSummary } from '@phonochart/catalog/language.ts';

export type Described = Pick<LanguageSummary, 'code' | 'kind' | 'iso639_3' | 'glottocode' | 'counts'>;

/** What descriptions of one language have in common; a language without a code of its own stands alone. */
export const sameLanguage = ({ code, kind, iso639_3, glottocode }: Described): string =>
  kind === 'alphabet' ? code : (iso639_3 ?? glottocode ?? code);

/** As many words as a description has that was written to learn from, not only to list sounds. */
const wordsToLearnFrom = 40;

const isFull = ({ counts }: Described): boolean =>
  counts.words >= wordsToLearnFrom || Object.values(counts.clips).some((clips) => clips > 0);

export type DescribedLanguage<L> = { /** At least one. */ shown: L[]; others: L[] };

/** Languages in the order of the first description that is shown: those to learn from, else the first alone. */
export function byLanguage<L extends Described>(descriptions: readonly L[]): DescribedLanguage<L>[] {
  const together = new Map<string, L[]>();
  for (const each of descriptions) {
    const key = sameLanguage(each);
    const members = together.get(key);
    if (members) members.push(each);
    else together.set(key, [each]);
  }
  // Whose first member is shown first stands where it should already; few others have to move.
  let place: Map<L, number> | undefined;
  const groups = [...together.values()].map((members) => {
    if (members.length === 1) return { shown: members, others: [] };
    const full = members.filter(isFull);
    const shown = full.length > 0 ? full : members.slice(0, 1);
    if (shown[0] !== members[0]) place ??= new Map(descriptions.map((each, at) => [each, at]));
    return { shown, others: members.filter((each) => !shown.includes(each)) };
  });
  const moved = place;
  return moved ? groups.sort((a, b) => moved.get(a.shown[0]!)! - moved.get(b.shown[0]!)!) : groups;
}
