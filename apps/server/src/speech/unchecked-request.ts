// What is asked of an engine that tells nothing of what it said: IPA, as the inventory writes it.
import type { Frame } from '@phonochart/catalog/audio.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { features } from '@phonochart/phonetics/features.ts';
import { slugOf, type Voiced } from './asked-of.ts';
import type { Refusal } from './request.ts';

/** `say` is IPA with stress marks. */
export type UncheckedRequest = { say: string; frame: Frame; voiced: Voiced };

/** A consonant between two vowels, the second stressed; a vowel alone; a word by its transcription. */
export function uncheckedRequest(inventory: Inventory, id: string): UncheckedRequest | Refusal {
  const named = (kind: Voiced['kind'], ipa: string): Voiced => ({ id, kind, label: ipa, slug: slugOf(ipa) });
  const word = inventory.words.find((each) => each.id === id);
  if (word) return { say: word.phonemic, frame: 'word', voiced: named('word', word.phonemic) };
  const phoneme = inventory.phonemes.find((each) => each.id === id);
  if (phoneme) return ofSound(phoneme.symbol, named('phoneme', phoneme.symbol));
  const phone = inventory.realisations.find((each) => each.id === id)?.output.join('');
  if (phone === undefined) return { refused: 'the inventory has no such sound' };
  return phone === '' ? { refused: 'the sound is dropped' } : ofSound(phone, named('realisation', phone));
}

function ofSound(ipa: string, voiced: Voiced): UncheckedRequest | Refusal {
  const kind = features(ipa)?.kind;
  if (kind === 'tone') return { refused: 'a tone is no sound of its own: only a voice with a table says one' };
  if (kind === 'consonant') return { say: `aˈ${ipa}a`, frame: 'VCV', voiced };
  return { say: `ˈ${ipa}`, frame: 'isolated', voiced };
}
