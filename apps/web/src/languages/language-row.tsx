// One language in the list: its own name, then what it is called here, its code and its number of sounds.
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import { chartUrl } from '../addresses.ts';
import { t } from '../i18n/i18n.ts';
import type { PackState } from '../packs/pack-state.ts';
import { autonymAttributes, secondLine } from './language-names.ts';
import type { RowPlace } from './long-list.tsx';
import { PackControl } from './pack-control.tsx';
import './language-list.css';

type LanguageRowProps = {
  language: LanguageSummary;
  pack: PackState | undefined;
  onKeep(code: string): void;
  place?: RowPlace | undefined;
  /** As this language writes it: the row leads to it in the chart. */
  sound?: string | undefined;
};

export function LanguageRow({ language, pack, onKeep, place, sound }: LanguageRowProps) {
  const { code } = language;
  const parts = [secondLine(language), language.iso639_3, t('languages.sounds', { n: language.counts.total })];
  return (
    <li class="language-row" {...place}>
      <a href={chartUrl({ code, sound })}>
        <bdi class="autonym" {...autonymAttributes(language)}>
          {language.autonym}
        </bdi>
        <span class="second-line">{parts.filter(Boolean).join(' · ')}</span>
      </a>
      <PackControl language={language} state={pack} onKeep={onKeep} />
    </li>
  );
}
