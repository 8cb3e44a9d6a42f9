// Headings of rows and columns: the field's terms, cut where a narrow column may break them.

import type { Manner, Series } from '@phonochart/catalog/placement.ts';
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import { term } from '@phonochart/phonetics/terms.ts';
import { lang, t } from '../i18n/i18n.ts';
import type { Column } from './layout/columns.ts';
import { capitalised } from './sound-name.tsx';

const breaks: { readonly [language in InterfaceLanguage]?: RegExp } = {
  en: /(labio|linguo|dento|velo|post|retro|pharyn|epi|pre|approx)(?=dental|labial|alveolar|flex|geal|glottal|imant|dorsal|pharyn)/g,
};

/** A term as a heading, with soft hyphens where it may break. */
export const heading = (key: string): string =>
  capitalised(
    term(key, lang.value)
      .replace(breaks[lang.value] ?? /^$/, '$1\u00ad')
      .replace(/-(?=\w)/, '-\u200b'),
  );

/** The heading of a column; merged ones name what they share. */
export const columnHeading = ({ places }: Column): string =>
  places[0] === 'bilabial' && places.length > 1 ? t('chart.labial') : places.map(heading).join(', ');

export const mannerHeading = (manners: readonly Manner[]): string =>
  capitalised(manners.map((manner) => term(manner, lang.value)).join(', '));

/** Names of series in line order; "voiceless" is "plain" where no line is voiced. */
export function seriesNamesOf(series: readonly Series[]): string[] {
  const voiced = series.includes('voiced');
  return series.map((name) => (name === 'voiceless' && !voiced ? t('chart.plain') : term(name, lang.value)));
}
