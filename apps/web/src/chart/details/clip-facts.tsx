// What is told of a clip: the frame it is said in, its licence, whom to name, and the page where it comes from.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import { features } from '@phonochart/phonetics/features.ts';
import { tokenise } from '@phonochart/phonetics/tokenise.ts';
import { t } from '../../i18n/i18n.ts';

const engines: Readonly<Record<string, string>> = { 'espeak-ng': 'eSpeak NG', polly: 'Amazon Polly' };

/** The engine's name, and which of its voices it is. */
export function engineOf({ voice_id }: AudioSource): { engine: string; voice: string | undefined } {
  const [engine = '', voice] = voice_id.split(':', 2);
  return { engine: engines[engine] ?? engine, voice };
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

export function ClipFacts({ source }: { source: AudioSource }) {
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
      <ClipRights source={source} />
    </>
  );
}

/** What editors bring is no link unless it leads to a page: another scheme could run as a script. */
const pageOf = ({ metadata }: AudioSource): string | undefined =>
  /^https?:\/\//i.test(metadata?.url ?? '') ? metadata?.url : undefined;

export function ClipRights({ source }: { source: AudioSource }) {
  const page = pageOf(source);
  return (
    <p>
      {source.licence} · <span lang="en">{source.attribution}</span>
      {page && (
        <>
          {' · '}
          <a href={page} target="_blank" rel="noreferrer">
            {t('voice.source')}
          </a>
        </>
      )}
    </p>
  );
}
