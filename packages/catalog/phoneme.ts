// A phoneme: what it is, where it stands, and the words that show it.
import { z } from 'zod';
import { Placement } from './placement.ts';
import { phonemeKinds } from './terms.ts';
import { Code, InterfaceLanguageText, LocalText, RecordId } from './text.ts';
import { WordRef } from './word.ts';

export const PhonemeKind = z.enum(phonemeKinds);
export type PhonemeKind = z.infer<typeof PhonemeKind>;

export const PhonemeStatus = z.enum(['core', 'loan', 'regional', 'disappearing', 'marginal', 'unknown']);
export type PhonemeStatus = z.infer<typeof PhonemeStatus>;

/** The nearest sound or spelling of a learner's own language: read on the screen, never spoken. */
export const Approximation = z.object({ text: z.string().min(1), note: z.string().min(1).optional() });

export const Phoneme = z.object({
  id: RecordId,
  language: Code,
  /** Place in the inventory's own order, from 0. */
  position: z.int().min(0),
  kind: PhonemeKind,
  /** What the chart shows: IPA letters, NFC, without slashes. */
  symbol: z.string().min(1),
  /** The canonical key: normalised by packages/phonetics. */
  ipa: z.string().min(1),
  symbol_in_source: z.string().optional(),
  /** A name of its own: a tone's ("ngang"), a lexical set's ("FLEECE"). */
  name: z.string().optional(),
  status: PhonemeStatus,
  /** How to make it, by interface language, where an author's or editor's words replace the generated ones. */
  articulation: LocalText.optional(),
  /** Remarks on its use in this language. */
  description: LocalText.optional(),
  /** By the learner's language (BCP 47). */
  approximations: z.record(z.string(), Approximation).optional(),
  /** Only where it differs from the placement that the letters give. */
  placement: Placement.optional(),
  /** Names by interface language, where the generated description does not fit (symbols of the IPA entry). */
  names: InterfaceLanguageText.optional(),
  words: z.array(WordRef),
});
export type Phoneme = z.infer<typeof Phoneme>;
