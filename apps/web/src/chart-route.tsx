// The address of a chart, and the chart screen: what the mirror holds goes in, where the person goes comes out.
import type { ChartMode } from '@phonochart/phonetics/placed-sound.ts';
import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { chartUrl, exportUrl, soundOfQuery } from './addresses.ts';
import { ChartScreen } from './chart/chart-screen.tsx';
import { t } from './i18n/i18n.ts';
import { nameOf } from './languages/language-names.ts';
import { MirrorState } from './mirror-state.tsx';
import { savesData } from './player/saves-data.ts';
import { useServices } from './services.ts';
import { Button } from './ui/button.tsx';
import { useWindowTitle } from './ui/screen.tsx';

const RECENT = 6;

export function ChartRoute({ code: written, tab }: { code: string; tab?: string | undefined }) {
  const code = written.toLowerCase();
  const { mirror, player, later } = useServices();
  const { query, route } = useLocation();
  /** Whether the details were opened here, so that Back leads to the chart. */
  const openedHere = useRef(false);
  const held = mirror.inventory(code).value;
  const inventory = held && later.value ? later.value.edited(held) : held;
  const settings = mirror.own.settings.value;
  const status = mirror.status.value;
  const mode: ChartMode = query.mode === 'phonetic' ? 'phonetic' : 'phonemic';
  const sound = soundOfQuery(code, query.sound);
  useWindowTitle(inventory ? nameOf(inventory.language) : undefined);

  const opened = inventory?.id;
  useEffect(() => {
    if (!opened) return;
    const before = mirror.own.settings.peek();
    if (before.lastLanguage === opened && before.recent[0] === opened) return;
    const recent = [opened, ...before.recent.filter((other) => other !== opened)].slice(0, RECENT);
    mirror.own.saveSettings({ lastLanguage: opened, recent });
  }, [opened, mirror]);

  const packs = later.value?.packs;
  const clips = inventory?.audio;
  useEffect(() => {
    // A person who saves data downloads by their own tap, in the list of languages.
    if (inventory && clips && packs && !savesData()) packs.keep(inventory);
  }, [clips, packs]);

  if (!inventory) {
    const unknown = inventory === null;
    return (
      <main class="empty-screen">
        <h1 class={unknown ? undefined : 'visually-hidden'}>{unknown ? t('chart.unknown') : t('app.name')}</h1>
        {unknown ? (
          <Button onClick={() => route('/languages')}>{t('chart.toLanguages')}</Button>
        ) : (
          <MirrorState status={status} empty onTryAgain={mirror.resync} />
        )}
      </main>
    );
  }

  return (
    <ChartScreen
      inventory={inventory}
      tab={tab}
      sound={sound}
      mode={mode}
      learner={settings.learner ?? navigator.language}
      xsampa={settings.xsampa}
      starred={mirror.own.starred.value}
      onToggleStar={(id) => mirror.own.toggleStar(id)}
      player={player}
      languages={mirror.languages}
      onOpenLanguages={() => route('/languages')}
      onExport={() => route(exportUrl(code, mode))}
      shortcuts={settings.shortcuts}
      asList={settings.asList}
      onAsList={(asList) => mirror.own.saveSettings({ asList })}
      hint={!settings.hintSeen}
      onHintSeen={() => mirror.own.saveSettings({ hintSeen: true })}
      navigate={(to) => {
        if ('sound' in to && to.sound === undefined && openedHere.current) {
          openedHere.current = false;
          history.back();
          return;
        }
        const opens = to.sound !== undefined && sound === undefined;
        if (opens) openedHere.current = true;
        route(chartUrl({ code, tab, sound, mode, ...to }), !opens);
      }}
    />
  );
}
