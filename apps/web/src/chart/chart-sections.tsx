// The parts of a chart in their order on the page, only those that the language has.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { ReadonlySignal } from '@preact/signals';
import { t } from '../i18n/i18n.ts';
import type { ChartTab, TabCount } from './chart-header.tsx';
import type { ChartSound } from './chart-sound.ts';
import { Consonants } from './consonants.tsx';
import { columnsInUse } from './layout/columns.ts';
import { rareLayouts } from './lazy-layouts.ts';
import { Legend } from './legend.tsx';
import { OtherSounds } from './other-sounds.tsx';
import { Tones } from './tones.tsx';
import { Vowels } from './vowels.tsx';

const tabOfView: Readonly<Record<ChartSound['view'], ChartTab>> = {
  consonants: 'consonants',
  affricates: 'consonants',
  clicks: 'clicks',
  vowels: 'vowels',
  diphthongs: 'vowels',
  tones: 'tones',
  other: 'other',
};
const order: readonly ChartTab[] = ['consonants', 'clicks', 'vowels', 'tones', 'other'];

/** The tabs of a language with the numbers of sounds shown below them. */
export function tabsOf(sounds: readonly ChartSound[]): TabCount[] {
  return order.flatMap((tab) => {
    const count = sounds.filter((sound) => tabOfView[sound.view] === tab).length;
    return count === 0 ? [] : [{ tab, count }];
  });
}

type SectionsProps = {
  inventory: Inventory;
  sounds: readonly ChartSound[];
  tabs: readonly TabCount[];
  asList: boolean;
  desktop: boolean;
  /** Before it only the consonants are drawn: they are on the screen sooner, and a tap need not wait for the rest. */
  whole: ReadonlySignal<boolean>;
};

const has = ({ tabs }: SectionsProps, tab: ChartTab) => tabs.some((each) => each.tab === tab);
const soundsOf = ({ sounds }: SectionsProps, tab: ChartTab) => sounds.filter(({ view }) => tabOfView[view] === tab);

export function ChartSections(props: SectionsProps) {
  const { asList, desktop } = props;
  const consonants = soundsOf(props, 'consonants');
  const columns = columnsInUse(consonants).length;
  const few = columns > 0 && columns <= 4;
  const phonemes = (tab: ChartTab) => soundsOf(props, tab).filter((sound) => !sound.variant).length;
  return (
    <div class={few ? 'chart-sections few' : 'chart-sections'}>
      {few && (
        <p class="chart-few">
          {t('chart.few', {
            consonants: t('chart.consonantCount', { n: phonemes('consonants') }),
            vowels: t('chart.vowelCount', { n: phonemes('vowels') }),
          })}
        </p>
      )}
      {has(props, 'consonants') && (
        <section id="chart-consonants">
          <Legend sounds={consonants} stacked={!desktop && !asList} />
          <h2 class="visually-hidden">{t('chart.consonants')}</h2>
          <Consonants sounds={consonants} asList={asList} />
        </section>
      )}
      <LaterSections {...props} />
    </div>
  );
}

function LaterSections(props: SectionsProps) {
  const { inventory, tabs, asList, whole } = props;
  if (has(props, 'consonants') && !whole.value) return null;
  const count = (tab: ChartTab) => tabs.find((each) => each.tab === tab)?.count ?? 0;
  const rare = has(props, 'clicks') ? rareLayouts() : undefined;
  const { kind, tones } = inventory.language;
  return (
    <>
      {has(props, 'clicks') && (
        <section id="chart-clicks">
          <SectionHead title={t('chart.clicks')} count={count('clicks')} />
          {rare && <rare.Clicks sounds={soundsOf(props, 'clicks')} asList={asList} />}
        </section>
      )}
      {has(props, 'vowels') && (
        <section id="chart-vowels">
          <Vowels sounds={soundsOf(props, 'vowels')} asList={asList} />
        </section>
      )}
      {has(props, 'tones') && (
        <section id="chart-tones">
          <SectionHead title={t('chart.tones')} count={count('tones')} />
          <Tones sounds={soundsOf(props, 'tones')} />
        </section>
      )}
      {has(props, 'other') && (
        <section id="chart-other">
          <SectionHead title={t('chart.other')} count={count('other')} />
          <OtherSounds sounds={soundsOf(props, 'other')} />
        </section>
      )}
      {kind !== 'alphabet' && tones === 'unlisted' && <p class="chart-note">{t('chart.tonesUnlisted')}</p>}
    </>
  );
}

const SectionHead = ({ title, count }: { title: string; count: number }) => (
  <h2 class="section-head">
    {title} <span class="section-count">{count}</span>
  </h2>
);
