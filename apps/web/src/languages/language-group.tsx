// A group of languages under its heading, the descriptions of one language together.
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { lang, t } from '../i18n/i18n.ts';
import { InfoIcon } from '../ui/screen-icons.tsx';
import { byLanguage, type DescribedLanguage } from './descriptions.ts';
import { LongList, type RowPlace } from './long-list.tsx';

export type LanguageGroupProps<L> = {
  heading: ComponentChildren;
  note?: string;
  languages: readonly L[];
  row(language: L, place?: RowPlace): ComponentChildren;
  /** Whether all descriptions of a language stand open: whoever searches wants to see what there is. */
  open: boolean;
};

export function LanguageGroup<L extends LanguageSummary>({
  heading,
  note,
  languages,
  row,
  open,
}: LanguageGroupProps<L>) {
  const described = useMemo(() => byLanguage(languages), [languages]);
  if (languages.length === 0) return null;
  return (
    <section>
      <div class="group-heading">
        <h2>{heading}</h2>
        <span>{new Intl.NumberFormat(lang.value).format(described.length)}</span>
      </div>
      {note && (
        <p class="group-note">
          <InfoIcon />
          {note}
        </p>
      )}
      <DescribedLanguages described={described} row={row} open={open} />
    </section>
  );
}

type DescribedLanguagesProps<L> = Pick<LanguageGroupProps<L>, 'row' | 'open'> & {
  described: readonly DescribedLanguage<L>[];
};

/** Those to learn from as rows, the others of the same language behind a line that counts them. */
export function DescribedLanguages<L extends LanguageSummary>({ described, row, open }: DescribedLanguagesProps<L>) {
  const all = useMemo(
    () => described.flatMap((each) => (each.others.length > 0 ? [each] : each.shown.map(alone))),
    [described],
  );
  return (
    <LongList
      all={all}
      row={(each, place) =>
        each.others.length > 0 ? (
          <li key={each.shown[0]!.code} class="descriptions" {...place}>
            <ul class="language-list">{each.shown.map((language) => row(language))}</ul>
            <details open={open}>
              <summary>{t('languages.descriptions', { n: each.others.length })}</summary>
              <ul class="language-list">{each.others.map((language) => row(language))}</ul>
            </details>
          </li>
        ) : (
          row(each.shown[0]!, place)
        )
      }
    />
  );
}

const alone = <L,>(language: L): DescribedLanguage<L> => ({ shown: [language], others: [] });
