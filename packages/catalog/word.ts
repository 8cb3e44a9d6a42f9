// Words: form, transcriptions, glosses, and exactly which letters spell which sound.
import { z } from 'zod';
import { LocalText, RecordId } from './text.ts';

/**
 * One sound of a word and the letters that spell it. `letters` are [start, end) ranges of UTF-16 code units of the
 * word's NFC `form`; several for a discontinuous spelling (i…e in *price*), none for a sound that is not written.
 * A letter may spell several sounds (x = k s; a Vietnamese vowel letter carries its tone).
 */
export const WordSegment = z.object({
  letters: z.array(z.tuple([z.int().min(0), z.int().min(1)])),
  /** Null for silent letters. */
  phoneme: RecordId.nullable(),
  realisation: RecordId.optional(),
});
export type WordSegment = z.infer<typeof WordSegment>;

export const Word = z.object({
  id: RecordId,
  form: z.string().min(1),
  /** ISO 15924, where it differs from the language's script. */
  script: z.string().optional(),
  /** Pinyin, kana, the vocalised Arabic form. */
  reading: z.object({ system: z.string().min(1), text: z.string().min(1) }).optional(),
  /** Without slashes. */
  phonemic: z.string().min(1),
  /** Without brackets. */
  phonetic: z.string().min(1),
  /** Index of the stressed syllable, 0 for the first; absent where the language has no word stress. */
  stress: z.int().min(0).optional(),
  gloss: LocalText,
  segments: z.array(WordSegment).min(1),
});
export type Word = z.infer<typeof Word>;

/** A word and a place in it: `at` is the index of the segment that is meant. */
export const WordRef = z.object({ word: RecordId, at: z.int().min(0) });
export type WordRef = z.infer<typeof WordRef>;
