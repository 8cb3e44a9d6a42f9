// Whose voice is heard: its kind, name and licence, what surrounds the sound in it, and why it was chosen.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import { t } from '../../i18n/i18n.ts';
import type { Sayable } from '../../player/sayable.ts';
import { MicIcon, VolumeIcon } from '../../ui/icons.tsx';
import { useChart } from '../chart-context.ts';
import { wordAttributes } from '../sound-name.tsx';
import { voiceName } from '../trouble.ts';

export function SourceBlock({ sayable }: { sayable: Sayable }) {
  const { index, player } = useChart();
  const choice = player.choiceOf(sayable);
  const human =
    choice.type === 'clip' && (choice.source.source_type === 'native' || choice.source.source_type === 'human');
  return (
    <section class="source-block" aria-label={t('sound.voice')}>
      <p>
        <span class={choice.type === 'clip' && choice.source.source_type === 'native' ? 'badge ok' : 'badge'}>
          {human ? <MicIcon /> : <VolumeIcon />}
          {voiceName(choice)}
        </span>{' '}
        {choice.type === 'clip' && <b>{choice.source.speaker ?? choice.source.voice_id}</b>}
      </p>
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
      {choice.type === 'clip' && <ClipFacts source={choice.source} />}
    </section>
  );
}

function ClipFacts({ source }: { source: AudioSource }) {
  const frame = source.metadata?.heard;
  return (
    <>
      <p>
        {t(`voice.frame.${source.frame}`).replace(/^./u, (first) => first.toLocaleUpperCase())}
        {frame && (
          <>
            : <span class="ipa">[{frame}]</span>
          </>
        )}
        .
      </p>
      <p>
        {source.licence} · {source.attribution}
      </p>
    </>
  );
}
