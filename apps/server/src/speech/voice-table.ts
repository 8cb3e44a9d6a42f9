// What an engine's voice can say of one language: sounds by IPA, with the engine's notation and its name for them.
import type { Frame } from '@phonochart/catalog/audio.ts';

export type Formant = [f1: number, f2: number];

export type VoiceSound = {
  /** In the engine's notation. */
  say: string;
  /** What the engine must report, in its IPA and without stress: one of these. */
  hear: string | string[];
  /** What surrounds it when it is said alone. */
  frame: Frame;
  /** The engine's id of another voice that says it. */
  voice?: string;
  /** In the engine's notation, where the next sound of the syllable (an IPA phoneme) asks for another one. */
  before?: Record<string, string>;
  /** Hz, where it must lie when said alone: at the middle; or at the beginning and the end of a diphthong. */
  formants?: Formant | [from: Formant, to: Formant];
  /** Its short counterpart: said alone it must last at least half as long again. */
  longer_than?: string;
  /** Its plain counterpart: from the release to the vowel it must last at least 1.4 times as long. */
  aspirated_of?: string;
};

/**
 * What the pitch of a tone must do: a shape by name, or the levels that it goes through, 1 (low) to 5 (high) as tone
 * letters have them; see tone-shape.ts.
 */
export type ToneShape =
  | 'level'
  | 'low-falling'
  | 'rising'
  | 'dipping'
  | 'broken-rising'
  | 'dropping'
  | readonly number[];

export type VoiceTone = { say: string; shape: ToneShape };

export type VoiceTable = {
  /** The inventory's code. */
  language: string;
  bcp47: string;
  /** The language's code; absent where the table is of none. */
  iso639_3?: string;
  /** The engine's id of the voice. */
  voice: string;
  /** For people: "English, Received Pronunciation". */
  called: string;
  /** The other voices that sounds of it name, for people, by the engine's id. */
  other_voices?: Record<string, string>;
  /** Words a minute, a little slower than the engine's own 175. */
  rate: number;
  /** Whether the engine's report marks the stressed vowel, so that it must agree. */
  hears_stress: boolean;
  /** Which vowel of a word without a stress mark is said with stress: the first where nothing is said here. */
  unmarked_stress?: 'first' | 'first-long' | 'last' | 'none';
  /** Primary and secondary stress in the engine's notation, before the vowel. */
  stress: { primary: string; secondary: string };
  /** Between words, in the engine's notation. */
  word_break: string;
  /** Between the sounds of a word, so that two of them are not read as the notation of a third. */
  separator?: string;
  /** After a consonant that is doubled; absent where the language doubles none. */
  doubled?: string;
  /** What stands before and after a consonant, and how it is reported. */
  frames: Record<'VC' | 'CV', FrameVowel> & { VCV: [before: FrameVowel, after: FrameVowel] };
  /** The syllable that carries a tone said alone. */
  toneBearer?: { say: string; hear: string; voice?: string };
  /** By IPA: a phoneme or a phone. `p>p` is the phone p of the phoneme p where that differs from the phoneme. */
  sounds: Record<string, VoiceSound>;
  tones?: Record<string, VoiceTone>;
  /**
   * Where the language has a pitch accent and readings in kana show it: the punctuation that makes the voice let the pitch
   * fall after a stressed vowel.
   */
  accent_ending?: string;
  /** In the engine's notation, after a vowel that has no tone of its own. */
  neutral_tone?: string;
  /** What it cannot say, and why: neither a clip of it nor of a word that needs it. */
  cannot: Record<string, string>;
  /** Phones that it leaves to itself, and why: no clip of the phone, but words are said with the phoneme. */
  leaves: Record<string, string>;
};

/** `hear` with the stress mark, where the engine marks it. */
export type FrameVowel = { say: string; hear: string };
