// A card of a language opened lately: a picture of its chart, and whether it is ready offline.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import type { ReadonlySignal } from '@preact/signals';
import { t } from '../i18n/i18n.ts';
import type { PackState } from '../packs/pack-state.ts';
import { CheckIcon } from '../ui/icons.tsx';
import { autonymAttributes, secondLine } from './language-names.ts';
import { MiniChart } from './mini-chart.tsx';
import './continue-card.css';

type ContinueCardProps = {
  language: LanguageSummary;
  inventory: ReadonlySignal<Inventory | undefined | null>;
  pack: PackState | undefined;
};

export function ContinueCard({ language, inventory, pack }: ContinueCardProps) {
  return (
    <li>
      <a class="continue-card" href={`/${language.code}`}>
        <span>
          <bdi class="autonym" {...autonymAttributes(language)}>
            {language.autonym}
          </bdi>
          <span class="second-line">{secondLine(language)}</span>
          <span class="badges">
            {pack?.state === 'ready' && (
              <span class="badge ok">
                <CheckIcon />
                {t('pack.readyOffline')}
              </span>
            )}
            <span class="badge">{t('languages.sounds', { n: language.counts.total })}</span>
          </span>
        </span>
        {inventory.value && <MiniChart inventory={inventory.value} />}
      </a>
    </li>
  );
}
