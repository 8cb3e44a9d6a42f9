// A realisation (allophone): what one or several phonemes become, and where.
import { z } from 'zod';
import { Placement } from './placement.ts';
import { Code, LocalText, RecordId } from './text.ts';
import { WordRef } from './word.ts';

/** Where a realisation occurs. The structured parts are optional; `text` says it in words. */
export const Environment = z.object({
  /** Phones or classes ("voiceless plosive") that precede, and that follow. */
  after: z.array(z.string()).optional(),
  before: z.array(z.string()).optional(),
  position: z
    .array(
      z.enum([
        'word-initial',
        'word-medial',
        'word-final',
        'syllable-onset',
        'syllable-coda',
        'intervocalic',
        'elsewhere',
      ]),
    )
    .optional(),
  stress: z.enum(['stressed', 'unstressed']).optional(),
  text: LocalText,
});
export type Environment = z.infer<typeof Environment>;

export const Realisation = z.object({
  id: RecordId,
  language: Code,
  position: z.int().min(0),
  /** One or several: /t d/ > [ɾ]. */
  phonemes: z.array(RecordId).min(1),
  /** Phones in order, without brackets; empty where the sound is dropped. */
  output: z.array(z.string().min(1)),
  /** Absent where the source lists a variant without its context. */
  environment: Environment.optional(),
  /** True where the speaker may choose. */
  free_variation: z.boolean(),
  /** The variety that has it, where it is not the whole inventory's. */
  variety: z.string().optional(),
  description: LocalText.optional(),
  placement: Placement.optional(),
  words: z.array(WordRef),
});
export type Realisation = z.infer<typeof Realisation>;
