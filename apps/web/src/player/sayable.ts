// What can be asked to sound: a phoneme, a realisation or a word with its clips and the words that could be said instead.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { SpeakableWord } from '@phonochart/catalog/pick-audio.ts';

export type Sayable = {
  /** Id of the phoneme, realisation or word. */
  id: string;
  /** Code of the language, the folder of its clips. */
  code: string;
  sources: readonly AudioSource[];
  /** Example words, best first, for the device's own voice. */
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
  const forms = new Map(inventory.words.map((word) => [word.id, { id: word.id, form: word.form }]));
  const references = new Map(
    [...inventory.phonemes, ...inventory.realisations].map((sound) => [sound.id, sound.words.map(({ word }) => word)]),
  );
  const clipsOf = (id: string): readonly AudioSource[] => sources.get(id) ?? [];
  const { bcp47 } = inventory.language;
  const known = new Map<string, Sayable>();
  return (id) => {
    const before = known.get(id);
    if (before) return before;
    const words = (references.get(id) ?? [id]).flatMap((word) => forms.get(word) ?? []);
    const sayable: Sayable = {
      id,
      code: inventory.id,
      sources: clipsOf(id),
      words,
      wordSources: clipsOf,
      ...(bcp47 ? { tag: bcp47 } : {}),
    };
    known.set(id, sayable);
    return sayable;
  };
}
