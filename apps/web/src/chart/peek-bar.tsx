// The peek bar of phones: the sound heard last, to replay, to slow down, to open; before it, the tip of the first run.

import { t } from '../i18n/i18n.ts';
import { IconButton } from '../ui/button.tsx';
import { CloseIcon, PlayIcon, TurtleIcon, VolumeIcon } from '../ui/icons.tsx';
import { useChart, wordsOf } from './chart-context.ts';
import { MarkedWord } from './marked-word.tsx';
import { capitalised, soundDescription } from './sound-name.tsx';
import { troubleText, voiceName, wordOf } from './trouble.ts';
import './peek-bar.css';

type PeekBarProps = { onOpen(id: string): void; hint: boolean; onHintSeen(): void };

export function PeekBar({ onOpen, hint, onHintSeen }: PeekBarProps) {
  const { index, sounds, player, current } = useChart();
  const sound = sounds.get(current.value ?? '');
  if (!sound) return hint ? <Hint onSeen={onHintSeen} /> : null;
  const sayable = index.sayable(sound.id);
  const heard = player.heard.value;
  const own = heard?.id === sound.id ? heard : undefined;
  const trouble = troubleText(own, index.inventory);
  const choice = own?.choice ?? player.choiceOf(sayable);
  const refs = wordsOf(index, sound.id);
  const said = wordOf(choice);
  const ref = refs.find(({ word }) => word === said) ?? refs[0];
  const word = ref && index.words.get(ref.word);
  // The device may yet turn out to have no voice, and the server that it cannot say this.
  const claimed =
    choice.type !== 'silent' && own?.state !== 'failed' && (choice.type === 'clip' || own?.state !== 'loading');
  return (
    <section class="peek" aria-label={t('chart.nowPlaying')}>
      <button type="button" class="peek-open" aria-haspopup="dialog" onClick={() => onOpen(sound.id)}>
        <span class="peek-symbol" aria-hidden="true">
          {sound.symbol}
        </span>
        <span class="peek-text">
          <span class="peek-description">{capitalised(soundDescription(sound, index.inventory))}</span>
          <span class="peek-source">
            {word && (
              <>
                {t('sound.asIn')} <MarkedWord word={word} at={ref.at} inventory={index.inventory} />
              </>
            )}
            {word && claimed && ' · '}
            {claimed && voiceName(choice).toLowerCase()}
          </span>
        </span>
        <span class="visually-hidden">{t('sound.openDetails')}</span>
      </button>
      <IconButton label={t('sound.playSlowly')} onClick={() => player.play(sayable, { slow: true })}>
        <TurtleIcon />
      </IconButton>
      <IconButton
        look="play"
        class={choice.type === 'silent' ? 'silent' : ''}
        label={t('sound.playAgain')}
        onClick={() => player.play(sayable)}
      >
        <PlayIcon />
      </IconButton>
      <p class="trouble" role="status">
        {trouble}
      </p>
    </section>
  );
}

const Hint = ({ onSeen }: { onSeen(): void }) => (
  <aside class="peek hint" aria-label={t('chart.hintName')}>
    <VolumeIcon />
    <p>{t('chart.hint')}</p>
    <IconButton label={t('chart.hintClose')} onClick={onSeen}>
      <CloseIcon />
    </IconButton>
  </aside>
);
