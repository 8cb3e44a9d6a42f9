// Sounds that no chart places: each with the reason.
import { term } from '@phonochart/phonetics/terms.ts';
import { useRef } from 'preact/hooks';
import { lang } from '../i18n/i18n.ts';
import type { ChartSound } from './chart-sound.ts';
import { useRovingStop } from './gestures.ts';
import { SoundButton } from './sound-button.tsx';
import { capitalised } from './sound-name.tsx';

export function OtherSounds({ sounds }: { sounds: readonly ChartSound[] }) {
  const box = useRef<HTMLUListElement>(null);
  useRovingStop(box);
  return (
    <ul class="other-sounds card" ref={box} data-roving>
      {sounds.map((sound) => (
        <li key={sound.id}>
          <SoundButton sound={sound} width={64} />
          <span>{sound.placement.type === 'none' && capitalised(term(sound.placement.why, lang.value))}</span>
        </li>
      ))}
    </ul>
  );
}
