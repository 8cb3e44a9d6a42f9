// Example words with the letters that spell the sound marked, each to be heard.
import type { WordRef } from '@phonochart/catalog/word.ts';
import { lang, local, t } from '../../i18n/i18n.ts';
import { IconButton } from '../../ui/button.tsx';
import { PlayIcon } from '../../ui/icons.tsx';
import { useChart } from '../chart-context.ts';
import { MarkedWord } from '../marked-word.tsx';
import { wordAttributes } from '../sound-name.tsx';

export function WordList({ refs }: { refs: readonly WordRef[] }) {
  const { index, player } = useChart();
  const known = refs.flatMap(({ word, at }) => {
    const found = index.words.get(word);
    return found ? [{ word: found, at }] : [];
  });
  if (known.length === 0) return <p class="muted">{t('sound.noWords')}</p>;
  const { bcp47 } = index.inventory.language;
  return (
    <ul class="word-list">
      {known.map(({ word, at }) => {
        const gloss = local(word.gloss);
        return (
          <li key={`${word.id} ${at}`}>
            <IconButton
              look="play outline"
              label={t('sound.playWord', { word: word.form })}
              onClick={() => player.play(index.sayable(word.id))}
            >
              <PlayIcon />
            </IconButton>
            <span>
              <MarkedWord word={word} at={at} inventory={index.inventory} />
              {word.reading && ' '}
              {word.reading && (
                <bdi class="word-reading" {...(bcp47 ? { lang: bcp47 } : {})}>
                  {word.reading.text}
                </bdi>
              )}
              {gloss.toLowerCase() !== word.form.toLowerCase() && (
                <span class="muted" lang={lang.value}>
                  {' '}
                  {gloss}
                </span>
              )}
            </span>
            <span class="ipa muted" lang="und-fonipa">
              [{word.phonetic}]
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** A few words in a line of text, each marked: for realisations and spellings. */
export function InlineWords({ refs }: { refs: readonly WordRef[] }) {
  const { index } = useChart();
  return (
    <span class="inline-words" {...wordAttributes(index.inventory)}>
      {refs.slice(0, 3).map(({ word, at }) => {
        const found = index.words.get(word);
        return found && <MarkedWord key={`${word} ${at}`} word={found} at={at} inventory={index.inventory} />;
      })}
    </span>
  );
}
