// How a language is named on the screen: its own name first, then its name in the interface language and its variety.
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import { lang, local } from '../i18n/i18n.ts';

type Named = Pick<LanguageSummary, 'name' | 'names' | 'autonym' | 'variety' | 'bcp47' | 'iso639_3' | 'direction'>;

/** In the interface language, where it has a name of its own for it. */
export const nameOf = ({ name, names }: Pick<Named, 'name' | 'names'>): string => names?.[lang.value] ?? name;

/** Name and variety, without what the autonym says already. */
export function secondLine(language: Named): string {
  const name = nameOf(language);
  const parts = [name === language.autonym ? '' : name, local(language.variety)];
  return parts.filter(Boolean).join(' · ');
}

/** Attributes of an element that holds the autonym. */
export const autonymAttributes = ({ bcp47, iso639_3, direction }: Named) => ({
  lang: bcp47 ?? iso639_3 ?? 'und',
  dir: direction,
});
