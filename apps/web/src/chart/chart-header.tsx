// The chart's header: which language, which notation, the menu, and the tabs with their counts.

import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { ChartMode } from '@phonochart/phonetics/placed-sound.ts';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { lang, local, t } from '../i18n/i18n.ts';
import { ChevronDownIcon } from '../ui/icons.tsx';
import { ChartMenu, type MenuAction } from './chart-menu.tsx';
import { wordAttributes } from './sound-name.tsx';
import { languageName } from './trouble.ts';
import './chart-header.css';

export type ChartTab = 'consonants' | 'clicks' | 'vowels' | 'tones' | 'other';
export type TabCount = { tab: ChartTab; count: number };

export type ChartHeaderProps = {
  inventory: Inventory;
  mode: ChartMode;
  tabs: readonly TabCount[];
  currentTab: ChartTab | undefined;
  tabUrl(tab: ChartTab): string;
  actions: readonly MenuAction[];
  onMode(mode: ChartMode): void;
  onTab(tab: ChartTab): void;
  onOpenLanguages(): void;
};

export function ChartHeader(props: ChartHeaderProps) {
  const { inventory, mode, tabs, currentTab, tabUrl, actions, onMode, onTab, onOpenLanguages } = props;
  const { language } = inventory;
  const header = useRef<HTMLElement>(null);
  useHeightVariable(header);
  const subtitle = [languageName(language), local(language.variety)].filter(Boolean);
  return (
    <header class="chart-header" ref={header}>
      <div class="chart-header-row">
        <h1>
          <button type="button" class="language-button" onClick={onOpenLanguages}>
            <span>
              <bdi
                class={language.autonym.length > 14 ? 'language-autonym long' : 'language-autonym'}
                {...wordAttributes(inventory)}
              >
                {language.autonym}
              </bdi>
              <span class="language-variety">
                {(language.autonym === subtitle[0] ? subtitle.slice(1) : subtitle).join(' · ')}
              </span>
            </span>
            <ChevronDownIcon />
            <span class="visually-hidden">{t('chart.changeLanguage')}</span>
          </button>
        </h1>
        {language.kind !== 'alphabet' && (
          <fieldset class="mode-switch">
            <legend class="visually-hidden">{t('chart.notation')}</legend>
            <Mode mode="phonemic" sample="/t/" current={mode} onMode={onMode} />
            <Mode mode="phonetic" sample="[tʰ]" current={mode} onMode={onMode} />
          </fieldset>
        )}
        <ChartMenu actions={actions} />
      </div>
      <nav class={tabs.length > 3 ? 'chart-tabs many' : 'chart-tabs'} aria-label={t('chart.parts')} lang={lang.value}>
        {tabs.map(({ tab, count }) => (
          <a
            key={tab}
            href={tabUrl(tab)}
            aria-current={tab === currentTab ? 'true' : undefined}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              event.stopPropagation();
              onTab(tab);
            }}
          >
            {t(`chart.tab.${tab}`)} <small>{count}</small>
          </a>
        ))}
      </nav>
    </header>
  );
}

type ModeProps = { mode: ChartMode; sample: string; current: ChartMode; onMode(mode: ChartMode): void };

function Mode({ mode, sample, current, onMode }: ModeProps) {
  return (
    <label class={current === mode ? 'mode checked' : 'mode'}>
      <input
        type="radio"
        name="chart-mode"
        class="visually-hidden"
        checked={current === mode}
        onChange={() => onMode(mode)}
      />
      <span class="ipa" aria-hidden="true">
        {sample}
      </span>
      <span class="mode-word" aria-hidden="true">
        {t(`chart.${mode}`)}
      </span>
      <span class="visually-hidden">{t(`chart.${mode}Name`)}</span>
    </label>
  );
}

/** Headings below stick under the header, whatever its height: large text makes it grow. */
function useHeightVariable(header: { current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const element = header.current;
    if (!element) return;
    const root = document.documentElement;
    const write = () => root.style.setProperty('--chart-header', `${element.offsetHeight}px`);
    write();
    const observer = new ResizeObserver(write);
    observer.observe(element);
    return () => {
      observer.disconnect();
      root.style.removeProperty('--chart-header');
    };
  }, [header]);
}
