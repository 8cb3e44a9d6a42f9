// A group of languages under its heading, the descriptions of one language together.
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import type { ComponentChildren } from 'preact';
import { lang, t, written } from '../i18n/i18n.ts';
import { InfoIcon } from '../ui/screen-icons.tsx';
import type { ByLanguage, DescribedLanguage } from './descriptions.ts';
import { LongList, type RowPlace } from './long-list.tsx';

export type LanguageGroupProps = LanguageLinesProps & {
  heading: ComponentChildren;
  note?: string;
  count: number;
};

type LanguageLinesProps = {
  lines: ByLanguage<LanguageSummary>['lines'];
  row(language: LanguageSummary, place?: RowPlace): ComponentChildren;
  /** Whether all descriptions of a language stand open: whoever searches wants to see what there is. */
  open: boolean;
};

export function LanguageGroup({ heading, note, count, ...lines }: LanguageGroupProps) {
  if (count === 0) return null;
  return (
    <section>
      <div class="group-heading">
        <h2>{heading}</h2>
        <span>{written(count, lang.value)}</span>
      </div>
      {note && (
        <p class="group-note">
          <InfoIcon />
          {note}
        </p>
      )}
      <LanguageLines {...lines} />
    </section>
  );
}

/** Those to learn from as rows, the others of the same language behind a line that counts them. */
export function LanguageLines({ lines, row, open }: LanguageLinesProps) {
  const line = ({ shown, others }: DescribedLanguage<LanguageSummary>, place: RowPlace) =>
    others.length === 0 ? (
      row(shown[0]!, place)
    ) : (
      <li key={shown[0]!.code} class="descriptions" {...place}>
        <ul class="language-list">{shown.map((language) => row(language))}</ul>
        <details open={open}>
          <summary>{t('languages.descriptions', { n: others.length })}</summary>
          <ul class="language-list">{others.map((language) => row(language))}</ul>
        </details>
      </li>
    );
  return <LongList all={lines} row={line} />;
}
