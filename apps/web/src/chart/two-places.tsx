// Sounds made at two places at once stand below the grid: no column is theirs.
import { t } from '../i18n/i18n.ts';
import { useChart } from './chart-context.ts';
import type { ChartSound } from './chart-sound.ts';
import { SoundButton } from './sound-button.tsx';
import { soundDescription } from './sound-name.tsx';
import './two-places.css';

export function TwoPlaces({ sounds }: { sounds: readonly ChartSound[] }) {
  const { index } = useChart();
  return (
    <section class="two-places">
      <h3>{t('chart.twoPlaces')}</h3>
      <ul>
        {sounds.map((sound) => (
          <li key={sound.id}>
            <SoundButton sound={sound} width={48} />
            <span aria-hidden="true">{soundDescription(sound, index.inventory)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
