// Which word or variant of the details was heard last, so that they can say whose voice that was.
import type { AudioChoice } from '@phonochart/catalog/pick-audio.ts';
import type { Heard } from '../../player/player.ts';
import type { ChartIndex } from '../chart-context.ts';
import type { ChartSound } from '../chart-sound.ts';
import { wordAttributes } from '../sound-name.tsx';

type Part = { form: string; attributes: { lang?: string; dir?: 'ltr' | 'rtl' }; choice: AudioChoice };

/** Undefined where the sound itself was heard last, or nothing that these details show. */
export function partHeard(index: ChartIndex, sound: ChartSound, heard: Heard | undefined): Part | undefined {
  if (!heard || heard.id === sound.id || (heard.state !== 'playing' && heard.state !== 'ended')) return undefined;
  const { id, choice } = heard;
  const word = index.words.get(id);
  const pairs = index.inventory.language.minimal_pairs;
  const shows =
    word?.segments.some(({ phoneme }) => phoneme != null && sound.phonemes.includes(phoneme)) ||
    pairs.some(({ phonemes, words }) => phonemes.includes(sound.id) && words.some((ref) => ref.word === id));
  if (word && shows) return { form: word.form, attributes: wordAttributes(index.inventory), choice };
  const variant = index.realisations.get(id);
  if (!variant?.phonemes.includes(sound.id)) return undefined;
  return { form: `[${variant.output.join('')}]`, attributes: { lang: 'und-fonipa' }, choice };
}
