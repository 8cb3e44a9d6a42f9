// The consonants of a language in the layout that fits the screen, and below them what has no single column.
import { useMemo, useRef } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import type { ChartSound } from './chart-sound.ts';
import { ConsonantGrid } from './consonant-grid.tsx';
import { useRovingStop } from './gestures.ts';
import { layoutConsonants } from './layout/consonant-layout.ts';
import { rareLayouts } from './lazy-layouts.ts';
import { useDesktop, useMeasured } from './measure.ts';
import { SoundButton } from './sound-button.tsx';
import { TwoPlaces } from './two-places.tsx';
import './consonants.css';

export function Consonants({ sounds, asList }: { sounds: readonly ChartSound[]; asList: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const { width, list } = useMeasured(box);
  const desktop = useDesktop();
  const layout = useMemo(
    () => (width > 0 ? layoutConsonants(sounds, { width, desktop, list: list || asList }) : undefined),
    [sounds, width, desktop, list, asList],
  );
  const rare = layout?.type === 'list' || layout?.type === 'turned' ? rareLayouts() : undefined;
  useRovingStop(box);
  return (
    <div class="consonants card" ref={box} dir="ltr" data-roving>
      {rare && layout?.type === 'list' && <rare.ConsonantList layout={layout} />}
      {rare && layout?.type === 'turned' && <rare.TurnedChart layout={layout} desktop={desktop} width={width} />}
      {(layout?.type === 'grid' || layout?.type === 'sideways') && <ConsonantGrid layout={layout} desktop={desktop} />}
      {layout && layout.doubles.length > 0 && <TwoPlaces sounds={layout.doubles} />}
      {layout && layout.geminates.length > 0 && <LongConsonants sounds={layout.geminates} />}
    </div>
  );
}

/** Geminates: one closed line with a count. */
function LongConsonants({ sounds }: { sounds: readonly ChartSound[] }) {
  const first = sounds.slice(0, 3).map((sound) => sound.symbol);
  return (
    <details class="long-consonants">
      <summary>
        <b>{t('chart.longConsonants')}</b> {sounds.length}: <span class="ipa">{first.join(', ')}</span>
        {sounds.length > first.length && ' …'}
      </summary>
      <div class="sound-run">
        {sounds.map((sound) => (
          <SoundButton key={sound.id} sound={sound} width={50} />
        ))}
      </div>
    </details>
  );
}
