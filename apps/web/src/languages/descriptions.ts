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

/** A line of a list: one description, or those of one language to learn from with the others behind them. */
export type DescribedLanguage<L> = { /** At least one. */ readonly shown: readonly L[]; readonly others: readonly L[] };

/** A description ready to be grouped: what follows from it is worked out once, not with every letter that is typed. */
export type Description<L> = {
  readonly language: L;
  readonly isFull: boolean;
  readonly alone: DescribedLanguage<L>;
  readonly together: Together<L>;
};

/** The descriptions of one language that a grouping under way has met. */
type Together<L> = { round: number; members: Description<L>[]; isFull: boolean };

/** Makes descriptions; those of one maker can be grouped. */
export function describer<L extends Described>(): (language: L) => Description<L> {
  const languages = new Map<string, Together<L>>();
  return (language) => {
    const key = sameLanguage(language);
    const together = languages.get(key) ?? { round: 0, members: [], isFull: false };
    languages.set(key, together);
    return { language, isFull: isFull(language), alone: { shown: [language], others: [] }, together };
  };
}

export type ByLanguage<L> = {
  readonly lines: readonly DescribedLanguage<L>[] /** Languages. */;
  readonly count: number;
};

let rounds = 0;

/** Lines in the order of the first description that is shown of each language: those to learn from, else the first alone. */
export function byLanguage<L>(descriptions: readonly Description<L>[]): ByLanguage<L> {
  rounds += 1;
  let count = 0;
  for (const each of descriptions) {
    const { together } = each;
    if (together.round !== rounds) {
      count += 1;
      together.round = rounds;
      together.members.length = 0;
      together.isFull = false;
    }
    together.members.push(each);
    together.isFull ||= each.isFull;
  }
  const lines: DescribedLanguage<L>[] = [];
  for (const each of descriptions) {
    const { members, isFull } = each.together;
    if (members.length === 1) lines.push(each.alone);
    else if (each === (isFull ? members.find((member) => member.isFull) : members[0])) {
      const isShown = (member: Description<L>) => (isFull ? member.isFull : member === each);
      const shown = members.filter(isShown);
      if (shown.length === members.length) lines.push(...members.map(({ alone }) => alone));
      else {
        const others = members.filter((member) => !isShown(member));
        lines.push({ shown: shown.map(({ language }) => language), others: others.map(({ language }) => language) });
      }
    }
  }
  return { lines, count };
}
