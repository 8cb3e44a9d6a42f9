// Example words with the letters that spell the sound marked, each to be heard where it can be.
import type { Word, WordRef } from '@phonochart/catalog/word.ts';
import { lang, local, t } from '../../i18n/i18n.ts';
import { useChart } from '../chart-context.ts';
import { MarkedWord } from '../marked-word.tsx';
import { wordAttributes } from '../sound-name.tsx';
import { Folded } from './folded.tsx';
import { PlayButton, useAudible } from './play-button.tsx';

/** Words shown at once. */
const shown = 4;

export function WordList({ refs }: { refs: readonly WordRef[] }) {
  const { index } = useChart();
  const audible = useAudible();
  const known = refs.flatMap(({ word, at }) => {
    const found = index.words.get(word);
    return found ? [{ word: found, at }] : [];
  });
  if (known.length === 0) return <p class="muted">{t('sound.noWords')}</p>;
  const mute = !known.some(({ word }) => audible(word.id));
  const rows = known.map(({ word, at }) => (
    <li key={`${word.id} ${at}`}>
      {!mute && (
        <span>
          <PlayButton id={word.id} label={t('sound.playWord', { word: word.form })} />
        </span>
      )}
      <span>
        <MarkedWord word={word} at={at} inventory={index.inventory} />
        <Gloss word={word} />
      </span>
      {!isTranscription(word) && (
        <span class="ipa muted" lang="und-fonipa">
          [{word.phonetic}]
        </span>
      )}
    </li>
  ));
  return <Folded rows={rows} shown={shown} look={mute ? 'word-list mute' : 'word-list'} />;
}

/** A source may give no spelling: the word is then its transcription, and that is said once. */
const isTranscription = ({ form, phonemic, phonetic }: Word): boolean => form === phonemic && form === phonetic;

function Gloss({ word }: { word: Word }) {
  const gloss = local(word.gloss);
  if (gloss.toLowerCase() === word.form.toLowerCase()) return null;
  return (
    <span class="muted" lang={lang.value}>
      {' '}
      {gloss}
    </span>
  );
}

/** A few words in a line of text, each marked: for realisations and spellings. */
export function InlineWords({ refs }: { refs: readonly WordRef[] }) {
  const { index } = useChart();
  return (
    <span class="inline-words" {...wordAttributes(index.inventory)}>
      {refs.slice(0, 3).map(({ word, at }) => {
        const found = index.words.get(word);
        return (
          found && (
            <span key={`${word} ${at}`}>
              <MarkedWord word={found} at={at} inventory={index.inventory} />
            </span>
          )
        );
      })}
    </span>
  );
}
