// A language as one inventory: a variety as described by its sources, and its short form for lists.
import { z } from 'zod';
import { SourceType } from './audio.ts';
import { Code, Day, InterfaceLanguageText, LanguageTag, LocalText, RecordId } from './text.ts';
import { WordRef } from './word.ts';

/** A published source, and what was taken from it. */
export const Source = z.object({
  citation: z.string().min(1),
  url: z.url().optional(),
  year: z.int().optional(),
  licence: z.string().optional(),
  /** What this inventory owes to the source: "inventory", "allophones", "example words". */
  used_for: z.string().min(1),
});
export type Source = z.infer<typeof Source>;

/** Who read the inventory. Without a reader it is "not yet checked". */
export const Review = z.discriminatedUnion('state', [
  z.object({ state: z.literal('unreviewed') }),
  z.object({ state: z.literal('reviewed'), by: z.string().min(1), on: Day }),
]);
export type Review = z.infer<typeof Review>;

/** A heading and its explanation: one block of the prosody or syllable pages. */
const Note = z.object({ title: LocalText, text: LocalText });

/** Prosody blocks. A missing block means that the source says nothing, never that the language has none. */
export const Prosody = z.object({
  stress: LocalText.optional(),
  tone: LocalText.optional(),
  sandhi: LocalText.optional(),
  pitch_accent: LocalText.optional(),
  length: LocalText.optional(),
  intonation: LocalText.optional(),
  notes: z.array(Note).optional(),
});
export type Prosody = z.infer<typeof Prosody>;

export const Syllable = z.object({
  /** As a template: (C)(w)V(C)+T. */
  template: z.string().min(1),
  description: LocalText.optional(),
  onsets: z.array(z.string()).optional(),
  nuclei: z.array(z.string()).optional(),
  codas: z.array(z.string()).optional(),
});
export type Syllable = z.infer<typeof Syllable>;

/** One spelling of a phoneme: letters, where they are used, and 1 for the commonest. */
export const Spelling = z.object({
  phoneme: RecordId,
  letters: z.string().min(1),
  context: LocalText.optional(),
  rank: z.int().min(1),
  words: z.array(RecordId).optional(),
});
export type Spelling = z.infer<typeof Spelling>;

/** Two words that differ in one sound; each side cites the word and the place in it. */
export const MinimalPair = z.object({
  phonemes: z.tuple([RecordId, RecordId]),
  words: z.tuple([WordRef, WordRef]),
});
export type MinimalPair = z.infer<typeof MinimalPair>;

export const Counts = z.object({
  consonants: z.int(),
  vowels: z.int(),
  tones: z.int(),
  other: z.int(),
  total: z.int(),
  words: z.int(),
  /** Clips by source type, and their bytes: what a download of this language costs. */
  clips: z.partialRecord(SourceType, z.int()),
  audio_bytes: z.int(),
});
export type Counts = z.infer<typeof Counts>;

/** What an inventory lists. `unlisted` is not `none`: a source that lists no tones says nothing about tone. */
export const Listing = z.enum(['listed', 'none', 'unlisted']);

/** What lists and search need of a language; the collection `languages` holds these. */
export const LanguageSummary = z.object({
  id: Code,
  code: Code,
  /** `alphabet` is an entry such as the IPA: sounds of no one language. */
  kind: z.enum(['language', 'alphabet']),
  name: z.string().min(1),
  /** Names by interface language, where they differ from `name`. */
  names: InterfaceLanguageText.optional(),
  autonym: z.string().min(1),
  aliases: z.array(z.string()),
  bcp47: LanguageTag.optional(),
  iso639_3: z
    .string()
    .regex(/^[a-z]{3}$/)
    .optional(),
  glottocode: z
    .string()
    .regex(/^[a-z0-9]{4}[0-9]{4}$/)
    .optional(),
  family: z.string().optional(),
  /** The variety described: "Received Pronunciation", "Hanoi". */
  variety: LocalText.optional(),
  direction: z.enum(['ltr', 'rtl']),
  /** ISO 15924: Latn, Arab. */
  script: z.string().regex(/^[A-Z][a-z]{3}$/),
  review: Review,
  tones: Listing,
  counts: Counts,
  /** The phonemes' symbols in the inventory's order, joined by one space each: see sounds.ts. */
  sounds: z.string(),
});
export type LanguageSummary = z.infer<typeof LanguageSummary>;

/** As in an inventory, beside its phonemes: they say what `sounds` says. */
export const Language = LanguageSummary.omit({ sounds: true }).extend({
  description: LocalText.optional(),
  sources: z.array(Source).min(1),
  licence: z.string().min(1),
  contributors: z.array(z.object({ name: z.string().min(1), role: z.string().optional() })),
  prosody: Prosody.optional(),
  syllable: Syllable.optional(),
  spellings: z.array(Spelling),
  minimal_pairs: z.array(MinimalPair),
});
export type Language = z.infer<typeof Language>;
