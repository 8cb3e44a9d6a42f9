// The chart screen: one page of a language's sounds, its tabs, the peek bar, and the details as sheet or panel.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import { type ChartMode, placedSounds } from '@phonochart/phonetics/placed-sound.ts';
import { effect, type ReadonlySignal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import type { Player } from '../player/player.ts';
import { useTurns } from '../ui/turns.ts';
import { ChartContext, type ChartContextValue, indexOf } from './chart-context.ts';
import { ChartHeader, type ChartTab } from './chart-header.tsx';
import { ChartSections, tabsOf, turns } from './chart-sections.tsx';
import { chartSounds } from './chart-sound.ts';
import { useGestures } from './gestures.ts';
import { details, loadDetails } from './lazy-details.ts';
import { rareLayouts } from './lazy-layouts.ts';
import { useDesktop } from './measure.ts';
import { PeekBar } from './peek-bar.tsx';
import { useTabs } from './use-tabs.ts';
import './chart-screen.css';

export type ChartScreenProps = {
  inventory: Inventory;
  tab?: string | undefined;
  /** Id of the sound whose details are open. */
  sound?: string | undefined;
  mode: ChartMode;
  /** BCP 47 tag of the person's own language. */
  learner?: string | undefined;
  xsampa: boolean;
  starred: ReadonlySet<string>;
  onToggleStar(id: string): void;
  /** What is named changes, the rest of the address stays; `sound: undefined` closes the details, by Back if they were opened here. */
  navigate(to: { tab?: string; sound?: string | undefined; mode?: ChartMode }): void;
  player: Player;
  /** All that there are, for those that describe the same language. */
  languages: ReadonlySignal<readonly LanguageSummary[] | undefined>;
  onOpenLanguages(): void;
  onExport(): void;
  /** The list view instead of grids, and its switch. */
  asList: boolean;
  onAsList(asList: boolean): void;
  /** The tip of the first run, until it is dismissed or a sound is heard. */
  hint: boolean;
  onHintSeen(): void;
  /** Single-key shortcuts: S plays the sound in focus slowly. */
  shortcuts: boolean;
};

/** Each language has a chart of its own: nothing of the one before stays. */
export const ChartScreen = (props: ChartScreenProps): JSX.Element => <Chart key={props.inventory.id} {...props} />;

const focusSound = (id: string) => document.querySelector<HTMLElement>(`[data-sound="${CSS.escape(id)}"]`)?.focus();

function Chart(props: ChartScreenProps): JSX.Element {
  const { inventory, mode, sound: openSound, navigate, player, xsampa, learner, onOpenLanguages } = props;
  const { languages, hint, onHintSeen, shortcuts, asList, onAsList, onExport } = props;
  const desktop = useDesktop();

  const index = useMemo(() => indexOf(inventory), [inventory]);
  const all = useMemo(() => chartSounds(placedSounds(inventory, 'phonetic'), inventory), [inventory]);
  const shown = useMemo(() => (mode === 'phonetic' ? all : all.filter((sound) => !sound.variant)), [all, mode]);
  const sounds = useMemo(
    () => new Map(all.flatMap((sound) => [sound.id, ...sound.also].map((id) => [id, sound] as const))),
    [all],
  );
  const current = useSignal<string | undefined>(openSound);
  const tabs = useMemo(() => tabsOf(shown), [shown]);
  const turn = useTurns(turns);
  const rare = asList || tabs.some(({ tab }) => tab === 'clicks');
  // Read only where the address asks for a part that may not be drawn yet: else the whole chart would be drawn anew.
  const waiting = (props.tab !== undefined && turn.value < turns.last) || (rare && !rareLayouts());
  const { currentTab, goTo } = useTabs(tabs, props.tab, waiting);

  // What may be asked for next comes once all is drawn.
  useEffect(
    () =>
      effect(() => {
        if (turn.value < turns.last) return;
        player.warm(shown.map((sound) => index.sayable(sound.id)));
        loadDetails();
      }),
    [turn, player, shown, index],
  );
  useEffect(() => {
    if (openSound) current.value = openSound;
  }, [openSound, current]);

  const asked = useRef(false);
  const gestures = useGestures({
    shortcuts,
    play(id, options) {
      player.play(index.sayable(id), options);
      current.value = id;
      // The panel shows what is played; an address that names another sound follows.
      if (desktop && openSound && openSound !== id) navigate({ sound: id });
      if (hint) onHintSeen();
    },
    details(id) {
      loadDetails();
      current.value = id;
      if (desktop && openSound === id) document.getElementById('details-title')?.focus({ preventScroll: true });
      else {
        asked.current = true;
        navigate({ sound: id });
      }
    },
  });
  const onEscape = (event: KeyboardEvent) => {
    const inPanel = event.target instanceof Element && event.target.closest('.details-panel');
    if (event.key !== 'Escape' || !desktop || !(openSound || inPanel)) return;
    if (openSound) navigate({ sound: undefined });
    focusSound(panelSound?.id ?? '');
  };
  const context: ChartContextValue = useMemo(
    () => ({ index, sounds, player, current, xsampa, ...(learner ? { learner } : {}) }),
    [index, sounds, player, current, xsampa, learner],
  );
  // Kept, and so not drawn again with whatever else this screen is told: how the mirror stands, details that have come.
  const sections = useMemo(
    () => <ChartSections {...{ inventory, asList, desktop, tabs, turn }} sounds={shown} />,
    [inventory, asList, desktop, tabs, turn, shown],
  );
  const { Panel, Sheet, About, Shared, share } = details.value ?? {};
  const panelSound = sounds.get(current.value ?? '') ?? shown[0];
  const sheetSound = openSound === undefined ? undefined : sounds.get(openSound);
  const star = { starred: props.starred, onToggleStar: props.onToggleStar };
  const tabUrl = (tab: ChartTab) => `/${inventory.id}/${tab}${mode === 'phonetic' ? '?mode=phonetic' : ''}`;
  return (
    <ChartContext.Provider value={context}>
      <div class="chart-screen">
        <ChartHeader
          {...{ inventory, mode, tabs, currentTab, tabUrl, onOpenLanguages }}
          onMode={(next) => navigate({ mode: next })}
          onTab={(tab) => {
            goTo(tab);
            navigate({ tab });
          }}
          actions={[
            { label: t(asList ? 'chart.showAsChart' : 'chart.showAsList'), run: () => onAsList(!asList) },
            { label: t('chart.sources'), run: () => goTo('about') },
            { label: t('chart.share'), run: () => share?.(inventory) },
            { label: t('chart.export'), run: onExport },
          ]}
        />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape closes from whichever part has the focus */}
        <div class="chart-columns" onKeyDown={onEscape}>
          <main class="chart-main" {...gestures}>
            {sections}
          </main>
          {desktop && (
            <aside class="details-panel">
              {Panel && panelSound && <Panel sound={panelSound} open={openSound} {...{ asked, ...star }} />}
            </aside>
          )}
          <div id="chart-about">{About && <About inventory={inventory} languages={languages} />}</div>
        </div>
        {Shared && <Shared />}
        {!desktop && <PeekBar onOpen={(id) => navigate({ sound: id })} {...{ hint, onHintSeen }} />}
        {!desktop && Sheet && sheetSound && (
          <Sheet sound={sheetSound} {...star} onClose={() => navigate({ sound: undefined })} />
        )}
      </div>
    </ChartContext.Provider>
  );
}
