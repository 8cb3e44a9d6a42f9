// Clips: where a sound that can be heard comes from, and what it measures.
import { z } from 'zod';
import { Instant, LanguageTag, RecordId, Sha256 } from './text.ts';

/**
 * Who speaks. `native`: a speaker of the language. `human`: a person who is not (a phonetician saying an IPA symbol).
 * `tts`: a kept synthetic clip. `generated`: a synthetic clip that the server makes on demand.
 */
export const SourceType = z.enum(['native', 'human', 'tts', 'generated']);
export type SourceType = z.infer<typeof SourceType>;

/** What surrounds the sound in the clip: a consonant is seldom heard alone. */
export const Frame = z.enum(['isolated', 'CV', 'VC', 'VCV', 'word']);
export type Frame = z.infer<typeof Frame>;

/** Audio file name inside a language's folder: NAME.HASH8.mp3, ASCII, the hash being the first 8 digits of its SHA-256. */
export const ClipFile = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,80}\.[0-9a-f]{8}\.mp3$/);

export const AudioSource = z.object({
  id: RecordId,
  /** Id of the phoneme, realisation or word that it voices. */
  voices: RecordId,
  voices_kind: z.enum(['phoneme', 'realisation', 'word']),
  source_type: SourceType,
  /** "espeak-ng:en-gb-x-rp" for a synthetic voice; a speaker's id otherwise. */
  voice_id: z.string().min(1),
  language: LanguageTag,
  file: ClipFile,
  sha256: Sha256,
  mime: z.literal('audio/mpeg'),
  bytes: z.int().min(1),
  duration_ms: z.number().min(0),
  /** Skipped at play: encoder delay and kept silence. */
  lead_in_ms: z.number().min(0),
  /** LUFS, BS.1770. */
  loudness: z.number(),
  frame: Frame,
  speaker: z.string().optional(),
  licence: z.string().min(1),
  attribution: z.string().min(1),
  metadata: z.record(z.string(), z.string()).optional(),
  /** Past this the server renews the clip; a device goes on playing what it has. */
  cached_until: Instant.optional(),
  preferred: z.boolean(),
  created_at: Instant,
  updated_at: Instant,
});
export type AudioSource = z.infer<typeof AudioSource>;

/** Per clip, kept by the server and never synced. */
export const AudioStats = z.object({
  audio: RecordId,
  bytes: z.int(),
  generated_at: Instant,
  last_played_at: Instant.optional(),
  plays: z.int().min(0),
});
export type AudioStats = z.infer<typeof AudioStats>;
