// The parts of a chart in their order on the page, only those that the language has.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { type ReadonlySignal, useComputed } from '@preact/signals';
import type { JSX } from 'preact';
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
  turn: ReadonlySignal<number>;
};

/** The consonants come a task after the header, and are on the screen before the rest is drawn: a tap need not wait for it. */
const CONSONANTS = 1;
const VOWELS = 2;
const REST = 3;
export const turns = { last: REST, painted: (turn: number) => turn === CONSONANTS };

const has = ({ tabs }: SectionsProps, tab: ChartTab) => tabs.some((each) => each.tab === tab);
const soundsOf = ({ sounds }: SectionsProps, tab: ChartTab) => sounds.filter(({ view }) => tabOfView[view] === tab);

const countOf = ({ tabs }: SectionsProps, tab: ChartTab) => tabs.find((each) => each.tab === tab)?.count ?? 0;

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
        <InTurn at={CONSONANTS} turn={props.turn}>
          {() => (
            <section id="chart-consonants">
              <Legend sounds={consonants} stacked={!desktop && !asList} />
              <h2 class="visually-hidden">{t('chart.consonants')}</h2>
              <Consonants sounds={consonants} asList={asList} />
            </section>
          )}
        </InTurn>
      )}
      <InTurn at={has(props, 'consonants') ? VOWELS : CONSONANTS} turn={props.turn}>
        {() => <ClicksAndVowels {...props} />}
      </InTurn>
      <InTurn at={REST} turn={props.turn}>
        {() => <TonesAndOther {...props} />}
      </InTurn>
    </div>
  );
}

type InTurnProps = { at: number; turn: ReadonlySignal<number>; children: () => JSX.Element };

const InTurn = ({ at, turn, children }: InTurnProps) => {
  const come = useComputed(() => turn.value >= at);
  return come.value ? children() : null;
};

function ClicksAndVowels(props: SectionsProps) {
  const { asList } = props;
  const rare = has(props, 'clicks') ? rareLayouts() : undefined;
  return (
    <>
      {has(props, 'clicks') && (
        <section id="chart-clicks">
          <SectionHead title={t('chart.clicks')} count={countOf(props, 'clicks')} />
          {rare && <rare.Clicks sounds={soundsOf(props, 'clicks')} asList={asList} />}
        </section>
      )}
      {has(props, 'vowels') && (
        <section id="chart-vowels">
          <Vowels sounds={soundsOf(props, 'vowels')} asList={asList} />
        </section>
      )}
    </>
  );
}

function TonesAndOther(props: SectionsProps) {
  const { kind, tones } = props.inventory.language;
  return (
    <>
      {has(props, 'tones') && (
        <section id="chart-tones">
          <SectionHead title={t('chart.tones')} count={countOf(props, 'tones')} />
          <Tones sounds={soundsOf(props, 'tones')} />
        </section>
      )}
      {has(props, 'other') && (
        <section id="chart-other">
          <SectionHead title={t('chart.other')} count={countOf(props, 'other')} />
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
