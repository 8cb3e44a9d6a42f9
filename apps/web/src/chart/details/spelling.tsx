// How a phoneme is spelt, and the pairs of words that it alone tells apart.
import type { Phoneme } from '@phonochart/catalog/phoneme.ts';
import { local, t } from '../../i18n/i18n.ts';
import { useChart } from '../chart-context.ts';
import { MarkedWord } from '../marked-word.tsx';
import { wordAttributes } from '../sound-name.tsx';
import { Folded } from './folded.tsx';
import { PlayButton } from './play-button.tsx';
import { InlineWords } from './word-list.tsx';

export function Spellings({ phoneme }: { phoneme: Phoneme }) {
  const { index } = useChart();
  const { inventory } = index;
  const own = inventory.language.spellings
    .filter((spelling) => spelling.phoneme === phoneme.id)
    .sort((a, b) => a.rank - b.rank);
  if (own.length === 0) return null;
  const placeIn = (id: string) => {
    const at = index.words.get(id)?.segments.findIndex((segment) => segment.phoneme === phoneme.id) ?? -1;
    return at < 0 ? [] : [{ word: id, at }];
  };
  return (
    <>
      <h3>{t('sound.spelling')}</h3>
      <ul class="spellings">
        {own.map((spelling) => (
          <li key={`${spelling.rank} ${spelling.letters}`}>
            <bdi class="spelling-letters" {...wordAttributes(inventory)}>
              {spelling.letters}
            </bdi>
            <span>
              {spelling.context && `${local(spelling.context)} `}
              <InlineWords refs={(spelling.words ?? []).flatMap(placeIn)} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Pairs shown at once: more would bury the rest of the sheet. */
const shown = 4;

export function MinimalPairs({ phoneme }: { phoneme: Phoneme }) {
  const { index } = useChart();
  const pairs = index.inventory.language.minimal_pairs
    .filter(({ phonemes }) => phonemes.includes(phoneme.id))
    .map((pair) => (pair.phonemes[0] === phoneme.id ? pair.words : ([pair.words[1], pair.words[0]] as const)));
  if (pairs.length === 0) return null;
  const rows = pairs.map((pair) => (
    <li key={`${pair[0].word} ${pair[1].word}`}>
      {pair.map(({ word, at }) => {
        const found = index.words.get(word);
        return (
          found && (
            <span class="minimal-word" key={word}>
              <PlayButton id={word} label={t('sound.playWord', { word: found.form })} />
              <span>
                <MarkedWord word={found} at={at} inventory={index.inventory} />
              </span>
            </span>
          )
        );
      })}
    </li>
  ));
  return (
    <>
      <h3>{t('sound.tellApart')}</h3>
      <Folded rows={rows} shown={shown} look="minimal-pairs" />
    </>
  );
}
