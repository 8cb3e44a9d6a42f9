// One language in the list: its own name, then what it is called here, its code and its number of sounds.
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import { t } from '../i18n/i18n.ts';
import type { PackState } from '../packs/pack-state.ts';
import { autonymAttributes, secondLine } from './language-names.ts';
import { PackControl } from './pack-control.tsx';

type LanguageRowProps = { language: LanguageSummary; pack: PackState | undefined; onKeep(code: string): void };

export function LanguageRow({ language, pack, onKeep }: LanguageRowProps) {
  const parts = [secondLine(language), language.iso639_3, t('languages.sounds', { n: language.counts.total })];
  return (
    <li class="language-row">
      <a href={`/${language.code}`}>
        <bdi class="autonym" {...autonymAttributes(language)}>
          {language.autonym}
        </bdi>
        <span class="second-line">{parts.filter(Boolean).join(' · ')}</span>
      </a>
      <PackControl language={language} state={pack} onKeep={onKeep} />
    </li>
  );
}
