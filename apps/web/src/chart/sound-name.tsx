// The name of a sound as a reader says it: what it is, whose variant, in which word, and whether it can be heard.

import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { lang, t } from '../i18n/i18n.ts';
import { useChart, wordsOf } from './chart-context.ts';
import type { ChartSound } from './chart-sound.ts';
import { naming } from './descriptions.ts';

export const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase(lang.value) + text.slice(1);

/** The description alone: "voiceless bilabial plosive"; a tone's own name goes first. The symbol until the words are here. */
export function soundDescription(sound: ChartSound, inventory: Inventory): string {
  const phoneme = inventory.phonemes.find(({ id }) => id === sound.id);
  const given = phoneme?.names?.[lang.value];
  if (given) return given;
  const described = naming.value?.describe(sound.ipa, lang.value) ?? sound.symbol;
  const isTone = sound.view === 'tones';
  if (!isTone || !phoneme?.name) return described;
  return phoneme.name.toLowerCase().includes(described) ? phoneme.name : `${phoneme.name}: ${described}`;
}

/** BCP 47 tag and direction for text in the language of the chart. */
export const wordAttributes = ({ language }: Inventory): { lang?: string; dir: 'ltr' | 'rtl' } => ({
  ...(language.bcp47 ? { lang: language.bcp47 } : {}),
  dir: language.direction,
});

export function SoundName({ sound }: { sound: ChartSound }) {
  const { index, player, xsampa } = useChart();
  const { inventory } = index;
  const ref = wordsOf(index, sound.id)[0];
  const word = ref && index.words.get(ref.word);
  const owner = sound.variant ? sound.phonemes.map((id) => index.phonemes.get(id)?.symbol).join(', ') : '';
  const choice = player.choiceOf(index.sayable(sound.id));
  return (
    <span class="visually-hidden">
      {soundDescription(sound, inventory)}
      {owner && `, ${t('sound.variantOf', { phoneme: owner })}`}
      {word && (
        <>
          , {t('sound.asIn')} <span {...wordAttributes(inventory)}>{word.form}</span>
        </>
      )}
      {xsampa && naming.value && `. ${naming.value.toXSampa(sound.ipa)}`}
      {choice.type !== 'clip' && `. ${t('chart.noRecording')}`}
    </span>
  );
}
