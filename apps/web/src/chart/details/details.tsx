// Everything about one sound: what it is, how to make it, in which words, how it changes, who is heard.
import { articulate } from '@phonochart/phonetics/articulate.ts';
import { toXSampa } from '@phonochart/phonetics/xsampa.ts';
import { lang, local, t } from '../../i18n/i18n.ts';
import { IconButton } from '../../ui/button.tsx';
import { PlayIcon, StarIcon, TurtleIcon } from '../../ui/icons.tsx';
import { type ChartIndex, useChart, wordsOf } from '../chart-context.ts';
import type { ChartSound } from '../chart-sound.ts';
import { fillOf } from '../sound-button.tsx';
import { capitalised, soundDescription } from '../sound-name.tsx';
import { ToneContour } from '../tones.tsx';
import { inSentence, troubleText } from '../trouble.ts';
import { EditSlot } from './edit-slot.tsx';
import { Realisations } from './realisations.tsx';
import { SourceBlock } from './source-block.tsx';
import { MinimalPairs, Spellings } from './spelling.tsx';
import { WordList } from './word-list.tsx';
import './details.css';

export type DetailsProps = {
  sound: ChartSound;
  starred: ReadonlySet<string>;
  onToggleStar(id: string): void;
};

export function Details({ sound, starred, onToggleStar }: DetailsProps) {
  const { index, player, xsampa } = useChart();
  const { inventory } = index;
  const phoneme = index.phonemes.get(sound.id);
  const realisation = index.realisations.get(sound.id);
  const sayable = index.sayable(sound.id);
  const silent = player.choiceOf(sayable).type === 'silent' ? 'silent' : '';
  const isStarred = starred.has(sound.id);
  const status = sound.status === 'core' || sound.status === 'unknown' ? '' : t(`sound.status.${sound.status}`);
  return (
    <article class="details">
      <header class="details-head">
        <span class={`details-glyph ${fillOf(sound)}`} aria-hidden="true">
          {sound.placement.type === 'contour' ? (
            <ToneContour contour={sound.placement} />
          ) : (
            <span style={{ fontSize: `${glyphSize(sound.symbol)}px` }}>{sound.symbol}</span>
          )}
        </span>
        <div>
          <h2 id="details-title" tabIndex={-1}>
            {capitalised(soundDescription(sound, inventory))}
          </h2>
          <p class="details-notation ipa" lang="und-fonipa">
            {notation(index, sound)}
          </p>
          <div class="details-buttons">
            <IconButton look="play" class={silent} label={t('sound.play')} onClick={() => player.play(sayable)}>
              <PlayIcon />
            </IconButton>
            <IconButton
              look="play outline"
              class={silent}
              label={t('sound.playSlowly')}
              onClick={() => player.play(sayable, { slow: true })}
            >
              <TurtleIcon />
            </IconButton>
            <IconButton
              label={t('sound.star')}
              aria-pressed={isStarred}
              class="star"
              onClick={() => onToggleStar(sound.id)}
            >
              <StarIcon filled={isStarred} />
            </IconButton>
          </div>
        </div>
      </header>
      <p class="trouble" role="status">
        {troubleText(player.heard.value, inventory)}
      </p>
      {(phoneme || realisation) && <EditSlot key={sound.id} inventory={inventory} record={sound.id} />}
      {(sound.ipa || phoneme?.articulation) && (
        <p>{local(phoneme?.articulation) || articulate(sound.ipa, lang.value)}</p>
      )}
      {phoneme?.name && sound.view !== 'tones' && <p class="muted">{t('sound.wordSet', { name: phoneme.name })}</p>}
      {phoneme?.description && <p class="muted">{local(phoneme.description)}</p>}
      {realisation?.description && <p class="muted">{local(realisation.description)}</p>}
      {realisation?.environment && <p>{local(realisation.environment.text)}</p>}
      {status && <p class="muted">{status}</p>}
      {xsampa && sound.ipa && (
        <p class="muted">
          {t('sound.xsampa')}: <code>{toXSampa(sound.ipa)}</code>
        </p>
      )}
      <LearnersHint sound={sound} />
      <h3>{t('sound.inWords')}</h3>
      <WordList refs={wordsOf(index, sound.id)} />
      {phoneme && <Realisations phoneme={phoneme} />}
      {phoneme && <Spellings phoneme={phoneme} />}
      {phoneme && <MinimalPairs phoneme={phoneme} />}
      <SourceBlock sayable={sayable} sound={sound} />
      {inventory.language.review.state === 'unreviewed' && <p class="details-review">{t('about.unreviewed')}</p>}
    </article>
  );
}

/** /p/ · [pʰ]: the phoneme and how its best example says it; of a variant, the phone and what it is a variant of. */
function notation(index: ChartIndex, sound: ChartSound): string {
  if (sound.variant) {
    const owners = sound.phonemes.map((id) => `/${index.phonemes.get(id)?.symbol ?? '?'}/`);
    return `[${sound.symbol}] · ${owners.join(' ')}`;
  }
  if (index.inventory.language.kind === 'alphabet') return `[${sound.symbol}]`;
  const ref = wordsOf(index, sound.id)[0];
  const said = ref && index.words.get(ref.word)?.segments[ref.at]?.realisation;
  const phone = index.realisations.get(said ?? '')?.output.join('');
  return `/${sound.symbol}/ · [${phone || sound.symbol}]`;
}

/** In px and not in rem: large already, it need not outgrow its tile when text does. */
const glyphSize = (symbol: string): number =>
  [...symbol.normalize('NFD').replace(/\p{M}/gu, '')].length > 2 ? 40 : 72;

/** The nearest sound of the learner's own language: to read, never to hear. */
function LearnersHint({ sound }: { sound: ChartSound }) {
  const { index, learner } = useChart();
  const language = learner?.split('-')[0];
  const near = language && index.phonemes.get(sound.id)?.approximations?.[language];
  if (!near) return null;
  const name = new Intl.DisplayNames([lang.value], { type: 'language' }).of(language) ?? language;
  return (
    <p class="learners-hint">
      <b>{t('sound.inYourLanguage', { language: inSentence(name) })}:</b> <span lang={language}>{near.text}</span>
      {near.note && (
        <span class="learners-note" lang={language}>
          {near.note}
        </span>
      )}
    </p>
  );
}
