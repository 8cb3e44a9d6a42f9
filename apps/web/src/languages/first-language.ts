// Which chart a first visit opens: the person's own language where there is one, else English.
import type { LanguageSummary } from '@phonochart/catalog/language.ts';

type Candidate = Pick<LanguageSummary, 'code' | 'kind' | 'bcp47' | 'review'>;

const fallback = 'english-gb';

/**
 * `tags` are the person's BCP 47 tags, the best first. A whole tag goes before a mere language, so that "en-GB" does
 * not open another English; among equals a checked inventory goes first. Undefined only where there is no language.
 */
export function firstLanguage(languages: readonly Candidate[], tags: readonly string[]): string | undefined {
  const spoken = languages
    .filter(({ kind }) => kind === 'language')
    .sort((a, b) => Number(b.review.state === 'reviewed') - Number(a.review.state === 'reviewed'));
  for (const tag of tags.map((given) => given.toLowerCase())) {
    const whole = spoken.find(({ bcp47 }) => bcp47?.toLowerCase() === tag);
    const primary = spoken.find(({ bcp47 }) => bcp47 && primaryOf(bcp47) === primaryOf(tag));
    const found = whole ?? primary;
    if (found) return found.code;
  }
  return (spoken.find(({ code }) => code === fallback) ?? spoken[0])?.code;
}

const primaryOf = (tag: string): string | undefined => tag.toLowerCase().split('-')[0];
