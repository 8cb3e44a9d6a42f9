// A language in the list of downloads: its own name, a link to its chart, and a line below.
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import { autonymAttributes, secondLine } from '../languages/language-names.ts';

export function PackName({ language, below }: { language: LanguageSummary; below: string }) {
  return (
    <div class="pack-name">
      <a href={`/${language.code}`}>
        <bdi class="autonym" {...autonymAttributes(language)}>
          {language.autonym}
        </bdi>
        <span class="pack-english">{secondLine(language)}</span>
      </a>
      <p class="pack-below">{below}</p>
    </div>
  );
}
