// One document a language: the whole inventory as it travels from the store to the chart.
import { z } from 'zod';
import { AudioSource } from './audio.ts';
import { Language } from './language.ts';
import { Phoneme } from './phoneme.ts';
import { Realisation } from './realisation.ts';
import { Code } from './text.ts';
import { Word } from './word.ts';

/** The collection `inventories` holds these; records refer to one another by id and stand in a stable order. */
export const Inventory = z.object({
  id: Code,
  language: Language,
  phonemes: z.array(Phoneme),
  realisations: z.array(Realisation),
  words: z.array(Word),
  audio: z.array(AudioSource),
});
export type Inventory = z.infer<typeof Inventory>;
