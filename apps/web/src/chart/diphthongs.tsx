// Diphthongs: arrows on a trapezoid, each into the ring of the sound it ends near, and a button with a word for each.
import { useComputed } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import { useChart, wordsOf } from './chart-context.ts';
import type { ChartSound } from './chart-sound.ts';
import { useRovingStop } from './gestures.ts';
import { type Glide, layoutDiphthongs, ringRadius } from './layout/diphthong-layout.ts';
import { symbolSize } from './layout/symbol-width.ts';
import { useMeasured } from './measure.ts';
import { SoundButton } from './sound-button.tsx';
import { wordAttributes } from './sound-name.tsx';
import { TrapezoidFrame } from './trapezoid.tsx';

export function Diphthongs({ sounds, asList }: { sounds: readonly ChartSound[]; asList: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const { width, list } = useMeasured(box);
  const drawings = useMemo(() => (width > 0 ? layoutDiphthongs(sounds, width) : []), [sounds, width]);
  const ordered = drawings.length > 1 ? drawings.flatMap(({ glides }) => glides.map(({ sound }) => sound)) : sounds;
  useRovingStop(box);
  return (
    <section>
      <h2 class="section-head">
        {t('chart.diphthongs')} <span class="section-count">{sounds.length}</span>
      </h2>
      <div class="vowels card" ref={box} data-roving>
        {!list &&
          !asList &&
          drawings.map(({ frame, glides, rings, title }) => (
            <div key={title} class={title ? 'vowel-set small' : 'vowel-set'} aria-hidden="true">
              {title && <h3 class="ipa">{title}</h3>}
              <TrapezoidFrame frame={frame}>
                {glides.map((glide) => (
                  <GlideArrow key={glide.sound.id} glide={glide} />
                ))}
                {rings.map(({ at, label }) => (
                  <g key={`${at.x} ${at.y}`}>
                    <circle class="glide-ring" cx={at.x} cy={at.y} r={ringRadius} />
                    <text class="glide-target" x={at.x} y={at.y + 5} text-anchor="middle">
                      {label}
                    </text>
                  </g>
                ))}
              </TrapezoidFrame>
            </div>
          ))}
        <div class={sounds.length < 4 ? 'diphthong-buttons few' : 'diphthong-buttons'} dir="ltr">
          {ordered.map((sound) => (
            <DiphthongButton key={sound.id} sound={sound} />
          ))}
        </div>
      </div>
    </section>
  );
}

function GlideArrow({ glide }: { glide: Glide }) {
  const { player, current } = useChart();
  const { id } = glide.sound;
  const state = useComputed(() => (player.playing.value === id ? ' playing' : current.value === id ? ' current' : ''));
  return (
    <g class={`glide${glide.sound.variant ? ' variant' : ''}${state.value}`}>
      {glide.start && <circle class="glide-start" cx={glide.start.x} cy={glide.start.y} r="4" />}
      <path class="glide-curve" d={glide.curve} />
      <path class="glide-head" d={glide.head} />
    </g>
  );
}

function DiphthongButton({ sound }: { sound: ChartSound }) {
  const { index } = useChart();
  const ref = wordsOf(index, sound.id)[0];
  const word = ref && index.words.get(ref.word);
  return (
    <SoundButton sound={sound} look="with-word">
      <span class="sound-symbol" aria-hidden="true" style={{ fontSize: `${symbolSize(sound.symbol, 76, 23) / 16}rem` }}>
        {sound.symbol}
      </span>
      {word && (
        <span class="sound-word" aria-hidden="true" {...wordAttributes(index.inventory)}>
          {word.form} {word.reading?.text}
        </span>
      )}
    </SoundButton>
  );
}
