// Whose voice is heard: its kind, name and licence, what surrounds the sound in it, why it was chosen, and who else has said it.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import type { AudioChoice } from '@phonochart/catalog/pick-audio.ts';
import { t } from '../../i18n/i18n.ts';
import type { Sayable } from '../../player/sayable.ts';
import { IconButton } from '../../ui/button.tsx';
import { PlayIcon, VolumeIcon } from '../../ui/icons.tsx';
import { MicIcon } from '../../ui/screen-icons.tsx';
import { useChart } from '../chart-context.ts';
import type { ChartSound } from '../chart-sound.ts';
import { wordAttributes } from '../sound-name.tsx';
import { voiceName } from '../trouble.ts';
import { ClipFacts, ClipRights, engineOf } from './clip-facts.tsx';
import { partHeard } from './part-heard.ts';
import './source-block.css';

export function SourceBlock({ sayable, sound }: { sayable: Sayable; sound: ChartSound }) {
  const { index, player } = useChart();
  const choice = player.choiceOf(sayable);
  const part = partHeard(index, sound, player.heard.value);
  const mayAsk = choice.type !== 'clip' && player.choiceOf(sayable, true).type === 'generate';
  return (
    <section class="source-block" aria-label={t('sound.voice')}>
      <Voice choice={choice} />
      {choice.type !== 'silent' && (
        <p>
          {t(`voice.reason.${choice.reason}`)}
          {choice.type === 'device' && (
            <>
              {' '}
              <bdi {...wordAttributes(index.inventory)}>
                <b>{choice.word.form}</b>
              </bdi>
              . {t('voice.deviceNote')}
            </>
          )}
        </p>
      )}
      {mayAsk && <p>{t('voice.mayAsk')}</p>}
      {choice.type === 'clip' && <ClipFacts source={choice.source} />}
      {part && (
        <div class="source-part">
          <p>
            {t('voice.part')}{' '}
            <bdi {...part.attributes}>
              <b>{part.form}</b>
            </bdi>
          </p>
          <Voice choice={part.choice} />
          {part.choice.type === 'clip' && <ClipRights source={part.choice.source} />}
        </div>
      )}
      <OtherVoices sayable={sayable} chosen={choice} />
    </section>
  );
}

const isPerson = ({ source_type }: AudioSource): boolean => source_type === 'native' || source_type === 'human';

function Voice({ choice }: { choice: AudioChoice }) {
  const source = choice.type === 'clip' ? choice.source : undefined;
  return (
    <p class="source-voice">
      <span class={source?.source_type === 'native' ? 'badge ok' : 'badge'}>
        {source && isPerson(source) ? <MicIcon /> : <VolumeIcon />}
        {voiceName(choice)}
      </span>
      {source && <VoiceOf source={source} />}
    </p>
  );
}

/** A speaker's name; of a synthetic voice, its engine and which of the engine's voices it is. */
function VoiceOf({ source }: { source: AudioSource }) {
  if (source.speaker) return <b>{source.speaker}</b>;
  // Whose recording it is when nobody was named, the attribution says.
  if (isPerson(source)) return null;
  const { engine, voice } = engineOf(source);
  return (
    <span>
      <b>{engine}</b> {voice}
    </span>
  );
}

/** Whom a learner would rather hear first. */
const nearness: readonly AudioSource['source_type'][] = ['native', 'human', 'tts', 'generated'];

/** One sound in several mouths teaches what belongs to the sound and what to the speaker: each can be heard. */
function OtherVoices({ sayable, chosen }: { sayable: Sayable; chosen: AudioChoice }) {
  const { player } = useChart();
  const heard = player.heard.value;
  const made = player.made.value.get(sayable.id);
  const listed = sayable.sources.some(({ id }) => id === made?.id) || !made ? [] : [made];
  const others = [...sayable.sources, ...listed]
    .filter(({ id }) => chosen.type !== 'clip' || id !== chosen.source.id)
    .sort((a, b) => nearness.indexOf(a.source_type) - nearness.indexOf(b.source_type));
  if (others.length === 0) return null;
  return (
    <>
      <h3>{t('voice.others')}</h3>
      <ul class="other-voices">
        {others.map((source) => {
          const choice = { type: 'clip', source, reason: 'preferred' } as const;
          const name = source.speaker ?? (isPerson(source) ? '' : engineOf(source).engine);
          const playing =
            heard?.state === 'playing' && heard.choice.type === 'clip' && heard.choice.source.id === source.id;
          return (
            <li key={source.id} class={playing ? 'playing' : undefined}>
              <IconButton
                look={playing ? 'play' : 'play outline'}
                label={t('voice.playOther', { voice: [voiceName(choice), name].filter(Boolean).join(', ') })}
                onClick={() => player.play(sayable, { source })}
              >
                <PlayIcon />
              </IconButton>
              <div>
                <Voice choice={choice} />
                <ClipRights source={source} />
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}
