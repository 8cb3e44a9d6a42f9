// One sound of a chart as a button; what happens on it is heard by the chart as a whole (see gestures.ts).
import { useComputed } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useChart } from './chart-context.ts';
import { type ChartSound, isVoiced } from './chart-sound.ts';
import { type SymbolSize, symbolSize } from './layout/symbol-width.ts';
import { SoundName } from './sound-name.tsx';
import './sound-button.css';

type SoundButtonProps = {
  sound: ChartSound;
  /** Width of the button, in px, and the size of its symbol if that fits. */
  width?: number;
  size?: SymbolSize;
  /** More classes, and where it stands on a trapezoid. */
  look?: string;
  at?: { x: number; y: number };
  /** Drawn instead of the symbol: a tone's card, a diphthong's word. */
  children?: ComponentChildren;
};

/** Voiceless, voiced, vowel or tone: what the fill tells. */
export function fillOf(sound: ChartSound): string {
  if (sound.view === 'vowels' || sound.view === 'diphthongs') return 'vowel';
  if (sound.view === 'tones') return 'tone';
  return sound.view !== 'other' && isVoiced(sound) ? 'voiced' : 'voiceless';
}

export function SoundButton({ sound, width = 44, size = 23, look = '', at, children }: SoundButtonProps) {
  const { player, current } = useChart();
  const playing = useComputed(() => player.playing.value === sound.id);
  const isCurrent = useComputed(() => current.value === sound.id);
  const classes = ['sound', fillOf(sound), look];
  if (sound.variant) classes.push('variant');
  if (sound.caption) classes.push('captioned');
  if (sound.status === 'loan') classes.push('loan');
  if (playing.value) classes.push('playing');
  else if (isCurrent.value) classes.push('current');
  return (
    <button
      type="button"
      class={classes.filter(Boolean).join(' ')}
      data-sound={sound.id}
      tabIndex={-1}
      {...(at ? { style: { left: `${at.x}px`, top: `${at.y}px` } } : {})}
    >
      {children ?? (
        <span
          class="sound-symbol"
          aria-hidden="true"
          style={{ fontSize: `${symbolSize(sound.symbol, width, size) / 16}rem` }}
        >
          {sound.symbol}
        </span>
      )}
      {sound.caption && (
        <span class="sound-caption" aria-hidden="true">
          {sound.caption}
        </span>
      )}
      <SoundName sound={sound} />
    </button>
  );
}
