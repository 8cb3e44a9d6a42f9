// The form in which a language is written down (FORMAT.md), as strict zod shapes: an unknown field is an error.
import { Language, Listing, Prosody, Review, Source, Syllable } from '@phonochart/catalog/language.ts';
import { Approximation, PhonemeKind, PhonemeStatus } from '@phonochart/catalog/phoneme.ts';
import { Placement } from '@phonochart/catalog/placement.ts';
import { Environment } from '@phonochart/catalog/realisation.ts';
import { Code, InterfaceLanguageText, LocalText } from '@phonochart/catalog/text.ts';
import { z } from 'zod';

/** A word's key, or `key@2` for its segment 2. */
const WordKey = z.string().min(1);

export const AuthoredPhoneme = z.strictObject({
  symbol: z.string().min(1),
  kind: PhonemeKind,
  words: z.array(WordKey),
  status: PhonemeStatus.default('core'),
  symbol_in_source: z.string().optional(),
  name: z.string().optional(),
  names: InterfaceLanguageText.optional(),
  articulation: LocalText.optional(),
  description: LocalText.optional(),
  approximations: z.record(z.string(), Approximation).optional(),
  placement: Placement.optional(),
});
export type AuthoredPhoneme = z.infer<typeof AuthoredPhoneme>;

export const AuthoredRealisation = z.strictObject({
  phonemes: z.array(z.string().min(1)).min(1),
  output: z.array(z.string().min(1)),
  environment: Environment.optional(),
  free_variation: z.boolean().default(false),
  variety: z.string().optional(),
  description: LocalText.optional(),
  placement: Placement.optional(),
  words: z.array(WordKey).default([]),
});
export type AuthoredRealisation = z.infer<typeof AuthoredRealisation>;

export const AuthoredWord = z.strictObject({
  key: z.string().min(1).optional(),
  form: z.string().min(1),
  script: z.string().optional(),
  reading: z.strictObject({ system: z.string().min(1), text: z.string().min(1) }).optional(),
  phonemic: z.string().min(1),
  phonetic: z.string().min(1),
  stress: z.int().min(0).optional(),
  gloss: LocalText,
  spell: z.string().min(1),
});
export type AuthoredWord = z.infer<typeof AuthoredWord>;

export const AuthoredLanguage = z.strictObject({
  code: Code,
  kind: z.enum(['language', 'alphabet']),
  name: z.string().min(1),
  names: InterfaceLanguageText.optional(),
  autonym: z.string().min(1),
  aliases: z.array(z.string().min(1)).default([]),
  bcp47: Language.shape.bcp47,
  iso639_3: Language.shape.iso639_3,
  glottocode: Language.shape.glottocode,
  family: z.string().optional(),
  variety: LocalText.optional(),
  direction: z.enum(['ltr', 'rtl']),
  script: Language.shape.script,
  review: Review,
  tones: Listing,
  description: LocalText.optional(),
  sources: z.array(Source).min(1),
  licence: z.string().min(1),
  contributors: Language.shape.contributors,
  prosody: Prosody.optional(),
  syllable: Syllable.optional(),
  phonemes: z.array(AuthoredPhoneme).min(1),
  realisations: z.array(AuthoredRealisation).default([]),
  words: z.array(AuthoredWord).default([]),
  spellings: z
    .array(
      z.strictObject({
        phoneme: z.string().min(1),
        letters: z.string().min(1),
        context: LocalText.optional(),
        rank: z.int().min(1),
        words: z.array(WordKey).optional(),
      }),
    )
    .default([]),
  minimal_pairs: z.array(z.tuple([WordKey, WordKey])).default([]),
});
export type AuthoredLanguage = z.infer<typeof AuthoredLanguage>;
