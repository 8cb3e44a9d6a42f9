// Sounds that no chart places, each with the reason; marks of an alphabet stand apart, by kind, each with its name.
import { type Mark, markOf } from '@phonochart/phonetics/marks.ts';
import { term } from '@phonochart/phonetics/terms.ts';
import { useRef } from 'preact/hooks';
import { lang } from '../i18n/i18n.ts';
import { useChart } from './chart-context.ts';
import type { ChartSound } from './chart-sound.ts';
import { naming } from './descriptions.ts';
import { useRovingStop } from './gestures.ts';
import { SoundButton } from './sound-button.tsx';
import { capitalised } from './sound-name.tsx';

const kinds: readonly (Mark['type'] | undefined)[] = [undefined, 'diacritic', 'suprasegmental'];

export function OtherSounds({ sounds }: { sounds: readonly ChartSound[] }) {
  const { index } = useChart();
  // The names of marks come with the descriptions.
  const named = naming.value !== undefined;
  const box = useRef<HTMLDivElement>(null);
  useRovingStop(box);
  return (
    <div ref={box} data-roving>
      {kinds.map((kind) => {
        const members = sounds.filter((sound) => markKind(sound) === kind);
        if (members.length === 0) return null;
        return (
          <section key={kind ?? 'sounds'}>
            {kind && <h3 class="marks-head">{capitalised(term(`${kind}s`, lang.value))}</h3>}
            <ul class={kind ? 'other-sounds marks card' : 'other-sounds card'}>
              {members.map((sound) => (
                <li key={sound.id}>
                  <SoundButton sound={sound} width={64} />
                  <span>
                    {capitalised(
                      index.phonemes.get(sound.id)?.names?.[lang.value] ??
                        (named || !markKind(sound) ? term(captionKey(sound), lang.value) : ''),
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

const markKind = ({ placement, symbol }: ChartSound): Mark['type'] | undefined =>
  placement.type === 'none' && /^why-(diacritic|suprasegmental)$/.test(placement.why)
    ? markOf(symbol)?.type
    : undefined;

function captionKey(sound: ChartSound): string {
  const mark = markKind(sound) && markOf(sound.symbol);
  if (mark) return mark.name;
  return sound.placement.type === 'none' ? sound.placement.why : '';
}
