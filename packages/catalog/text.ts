// Primitive shapes that every record of the catalogue shares: slugs, tags, dates, hashes and text by interface language.
import { z } from 'zod';

/** What stands where codes do in addresses: clips of a language called so could not be reached. */
const addresses: ReadonlySet<string> = new Set(['sources']);

/** A language inventory's public code: lower-case ASCII words joined by hyphens, such as `english-gb`. */
export const Code = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'a code is lower-case letters, digits and single hyphens: english-gb')
  .max(64)
  .refine(
    (code) => !addresses.has(code),
    'the API has an address of this name: take another code, such as one with a place',
  );
export type Code = z.infer<typeof Code>;

/** The id of a record: derived from code and content, such as `english-gb:ʃ` or `english-gb:word:ship`. */
export const RecordId = z.string().min(1).max(200);
export type RecordId = z.infer<typeof RecordId>;

/** One line for people: nothing that cannot be seen, and nothing that turns the writing around. Spaces at its ends go. */
export const PlainText = z
  .string()
  .trim()
  .min(1)
  .regex(
    /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]*$/u,
    'it holds signs that cannot be seen, such as line breaks',
  );

/** A BCP 47 language tag, such as `en-GB` or `vi`. */
export const LanguageTag = z.string().regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'a BCP 47 tag: en-GB');
export type LanguageTag = z.infer<typeof LanguageTag>;

/** Text by interface language (BCP 47 tag to text). English is always there: it is the fallback. */
export const LocalText = z.object({ en: z.string().min(1) }).catchall(z.string().min(1));
export type LocalText = z.infer<typeof LocalText>;

/** An instant as ISO 8601 in UTC with milliseconds or seconds: 2026-11-21T08:00:00Z. */
export const Instant = z.iso.datetime();
/** A calendar day: 2026-11-21. */
export const Day = z.iso.date();
/** SHA-256 in lower-case hexadecimal, 64 digits. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'SHA-256 as 64 lower-case hexadecimal digits');
/** Revision counter of the catalogue: a positive integer, stamped by the store's one writer. */
export const Seq = z.int().min(0);
/** Text by interface language where no English is needed because another field holds it. */
export const InterfaceLanguageText = z.record(z.string(), z.string().min(1));
