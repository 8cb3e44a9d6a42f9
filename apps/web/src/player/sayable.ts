// What can be asked to sound: a phoneme, a realisation or a word with its clips and the words that could be said instead.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { SpeakableWord } from '@phonochart/catalog/pick-audio.ts';
import type { WordRef } from '@phonochart/catalog/word.ts';

export type Sayable = {
  /** Id of the phoneme, realisation or word. */
  id: string;
  /** Code of the language, the folder of its clips. */
  code: string;
  sources: readonly AudioSource[];
  /** Example words in which the sound itself is said, best first, for the device's own voice. */
  words: readonly SpeakableWord[];
  /** Clips of one of its words. */
  wordSources(word: string): readonly AudioSource[];
  /** BCP 47 tag that a device voice must match; absent where no voice could. */
  tag?: string;
};

/** Looks up what can sound in an inventory; unknown ids yield a sayable with neither clip nor word. */
export function sayablesOf(inventory: Inventory): (id: string) => Sayable {
  const sources = new Map<string, AudioSource[]>();
  for (const source of inventory.audio) sources.set(source.voices, [...(sources.get(source.voices) ?? []), source]);
  const words = new Map(inventory.words.map((word) => [word.id, word]));
  const sounds = new Map([...inventory.phonemes, ...inventory.realisations].map((sound) => [sound.id, sound]));
  const phonemeOf = new Map(inventory.phonemes.map((phoneme) => [phoneme.symbol, phoneme.id]));
  const phones = new Map(inventory.realisations.map(({ id, output }) => [id, output.join('')]));
  /** Whether the word has the sound, rather than leave it out or say another phoneme's: *poor* as [pɔː] shows no /ʊə/. */
  const says = (id: string, { word, at }: WordRef): boolean => {
    const said = words.get(word)?.segments[at]?.realisation;
    if (said === undefined || said === id) return true;
    const phone = phones.get(said);
    return phone !== '' && (phonemeOf.get(phone ?? '') ?? id) === id;
  };
  const clipsOf = (id: string): readonly AudioSource[] => sources.get(id) ?? [];
  const { bcp47 } = inventory.language;
  const known = new Map<string, Sayable>();
  return (id) => {
    const before = known.get(id);
    if (before) return before;
    const refs = sounds
      .get(id)
      ?.words.filter((ref) => says(id, ref))
      .map(({ word }) => word) ?? [id];
    const sayableWords = refs.flatMap((ref) => {
      const word = words.get(ref);
      return word ? [{ id: word.id, form: word.form }] : [];
    });
    const sayable: Sayable = {
      id,
      code: inventory.id,
      sources: clipsOf(id),
      words: sayableWords,
      wordSources: clipsOf,
      ...(bcp47 ? { tag: bcp47 } : {}),
    };
    known.set(id, sayable);
    return sayable;
  };
}
