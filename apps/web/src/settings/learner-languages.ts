// Languages that a person may call their own, named in the interface language.
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import { lang } from '../i18n/i18n.ts';

/** Primary tags of the mirrored languages and of the interface's, with their names, sorted as that language sorts. */
export function learnerLanguages(
  languages: readonly Pick<LanguageSummary, 'bcp47'>[],
): { tag: string; name: string }[] {
  const tags = new Set(['en', 'vi']);
  for (const { bcp47 } of languages) if (bcp47) tags.add(primaryOf(bcp47));
  const { compare } = new Intl.Collator(lang.value);
  return [...tags].map((tag) => ({ tag, name: nameOfTag(tag) })).sort((a, b) => compare(a.name, b.name));
}

export const primaryOf = (tag: string): string => tag.split('-')[0]!.toLowerCase();

export function nameOfTag(tag: string): string {
  try {
    const name = new Intl.DisplayNames([lang.value], { type: 'language' }).of(tag) ?? tag;
    return name.charAt(0).toLocaleUpperCase(lang.value) + name.slice(1);
  } catch {
    return tag;
  }
}
