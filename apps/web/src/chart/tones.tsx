// The tones: a card each, with its contour on five levels, a word, its name and digits, and the word's meaning.
import { useRef } from 'preact/hooks';
import { local, t } from '../i18n/i18n.ts';
import { useChart, wordsOf } from './chart-context.ts';
import type { ChartSound } from './chart-sound.ts';
import { useRovingStop } from './gestures.ts';
import { type Contour, contourBox, contourDigits, contourPath, levelHeight } from './layout/tone-contour.ts';
import { SoundButton } from './sound-button.tsx';
import { wordAttributes } from './sound-name.tsx';
import './tones.css';

export function Tones({ sounds }: { sounds: readonly ChartSound[] }) {
  const { index } = useChart();
  const box = useRef<HTMLDivElement>(null);
  useRovingStop(box);
  const isChecked = (sound: ChartSound) => sound.placement.type === 'contour' && sound.placement.syllable === 'checked';
  const free = sounds.filter((sound) => !isChecked(sound));
  const checked = sounds.filter(isChecked);
  const syllable = sharedSyllable(free.map((sound) => index.words.get(wordsOf(index, sound.id)[0]?.word ?? '')?.form));
  return (
    <div class="tones card" ref={box} data-roving>
      {syllable && (
        <p class="tone-note">
          {t('chart.onSyllable')} <b {...wordAttributes(index.inventory)}>{syllable}</b>
        </p>
      )}
      <ToneCards sounds={free} />
      {checked.length > 0 && <p class="tone-note">{t('chart.checked')}</p>}
      {checked.length > 0 && <ToneCards sounds={checked} />}
    </div>
  );
}

const ToneCards = ({ sounds }: { sounds: readonly ChartSound[] }) => (
  <div class={sounds.length === 4 ? 'tone-cards four' : 'tone-cards'}>
    {sounds.map((sound) => (
      <ToneCard key={sound.id} sound={sound} />
    ))}
  </div>
);

function ToneCard({ sound }: { sound: ChartSound }) {
  const { index } = useChart();
  const { placement } = sound;
  const ref = wordsOf(index, sound.id)[0];
  const word = ref && index.words.get(ref.word);
  const name = index.phonemes.get(sound.id)?.name;
  const spoken = wordAttributes(index.inventory);
  return (
    <SoundButton sound={sound} look="tone-card">
      {placement.type === 'contour' && <ToneContour contour={placement} />}
      <span class="tone-word" aria-hidden="true" {...spoken}>
        {word?.form ?? sound.symbol}
      </span>
      {word?.reading && (
        <span class="tone-gloss" aria-hidden="true" lang={spoken.lang}>
          {word.reading.text}
        </span>
      )}
      <span class="tone-name" aria-hidden="true">
        {name && <span {...spoken}>{name} </span>}
        {placement.type === 'contour' && <span class="ipa">{contourDigits(placement)}</span>}
      </span>
      {word && (
        <span class="tone-gloss" aria-hidden="true">
          {local(word.gloss)}
        </span>
      )}
    </SoundButton>
  );
}

export const ToneContour = ({ contour }: { contour: Contour }) => (
  <svg
    class="tone-contour"
    viewBox={`0 0 ${contourBox.width} ${contourBox.height}`}
    aria-hidden="true"
    focusable="false"
  >
    <path class="tone-levels" d={[1, 2, 3, 4, 5].map((level) => `M0 ${levelHeight(level)}H64`).join('')} />
    <path class="tone-stroke" d={contourPath(contour)} />
  </svg>
);

/** The syllable that all words share, tone marks aside: "ma" for ma, mà, má; undefined where they differ. */
function sharedSyllable(forms: readonly (string | undefined)[]): string | undefined {
  const bare = forms.map((form) =>
    form
      ?.normalize('NFD')
      .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '')
      .normalize('NFC'),
  );
  return bare.length > 2 && bare[0] && bare.every((form) => form === bare[0]) ? bare[0] : undefined;
}
