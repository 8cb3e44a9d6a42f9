// Whose voice is heard: its kind, name and licence, what surrounds the sound in it, and why it was chosen.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import { features } from '@phonochart/phonetics/features.ts';
import { tokenise } from '@phonochart/phonetics/tokenise.ts';
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
      <p class="source-voice">
        <span class={choice.type === 'clip' && choice.source.source_type === 'native' ? 'badge ok' : 'badge'}>
          {human ? <MicIcon /> : <VolumeIcon />}
          {voiceName(choice)}
        </span>
        {choice.type === 'clip' && <VoiceOf source={choice.source} />}
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

const engines: Readonly<Record<string, string>> = { 'espeak-ng': 'eSpeak NG' };

/** A speaker's name; of a synthetic voice, its engine and which of the engine's voices it is. */
function VoiceOf({ source: { speaker, source_type, voice_id } }: { source: AudioSource }) {
  if (speaker) return <b>{speaker}</b>;
  // Whose recording it is when nobody was named, the attribution says.
  if (source_type === 'native' || source_type === 'human') return null;
  const [engine = '', voice] = voice_id.split(':', 2);
  return (
    <span>
      <b>{engines[engine] ?? engine}</b> {voice}
    </span>
  );
}

/** Engines write stress before its vowel, the IPA before its syllable: here a frame has but one consonant before it. */
function stressedInFull(heard: string): string {
  const said: string[] = [];
  for (const { text, kind } of tokenise(heard)) {
    const onset = said.findLastIndex((before) => features(before)?.points.length !== 0) + 1;
    said.splice(kind === 'stress' ? onset : said.length, 0, text);
  }
  return said.join('');
}

function ClipFacts({ source }: { source: AudioSource }) {
  const frame = source.metadata?.heard;
  return (
    <>
      <p>
        {t(`voice.frame.${source.frame}`).replace(/^./u, (first) => first.toLocaleUpperCase())}
        {frame && (
          <>
            :{' '}
            <span class="ipa" lang="und-fonipa">
              [{source.frame === 'word' ? frame : stressedInFull(frame)}]
            </span>
          </>
        )}
        .
      </p>
      <p>
        {source.licence} · <span lang="en">{source.attribution}</span>
      </p>
    </>
  );
}
