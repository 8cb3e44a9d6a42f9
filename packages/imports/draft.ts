// What every reader makes of its source before it becomes an inventory of the catalogue.
import type { Language } from '@phonochart/catalog/language.ts';
import type { PhonemeKind, PhonemeStatus } from '@phonochart/catalog/phoneme.ts';
import type { Environment } from '@phonochart/catalog/realisation.ts';

/** A variant as the source writes it, and where it occurs if the source says so. */
export type DraftVariant = {
  symbol: string;
  environment?: Environment['text'];
  description?: string;
  example?: DraftWord;
  audio?: DraftClip;
};

/** A file of sound that the source names, inside its own folder. */
export type DraftClip = {
  /** As the source names it. */
  file: string;
  /** Absolute; undefined where there is no such file. */
  path: string | undefined;
  column: string;
};

/** A word that shows a sound. Without a transcription only its one sound is known. */
export type DraftWord = {
  form: string;
  gloss?: string;
  phonemic?: string;
  /** The letters that spell the sound, [start, end) in the form. */
  letters?: [number, number];
};

export type DraftSound = {
  /** The symbol as the source writes it. */
  symbol: string;
  /** The kind that the source gives, where letters alone do not decide or the source is to be believed. */
  kind?: PhonemeKind;
  /** Another writing of the same sound in the source, kept beside the symbol. */
  inSource?: string;
  status: PhonemeStatus;
  description?: string;
  variants: DraftVariant[];
  words: DraftWord[];
  audio?: DraftClip;
  /** Where it stands in its file, for the report. */
  row?: number;
  column?: string;
};

/** Words that differ in one sound: symbols and words in the same order. */
export type DraftContrast = { symbols: string[]; words: DraftWord[] };

export type DraftInventory = {
  language: Omit<
    Language,
    'id' | 'kind' | 'counts' | 'spellings' | 'minimal_pairs' | 'review' | 'tones' | 'direction' | 'aliases'
  > &
    Partial<Pick<Language, 'direction' | 'aliases' | 'tones'>>;
  sounds: DraftSound[];
  contrasts: DraftContrast[];
};

/** Parts of language records that datasets write in many ways; what has not the right form is not carried over. */
export function identifiers(iso: string, glottocode: string): Pick<Language, 'iso639_3' | 'glottocode'> {
  return {
    ...(/^[a-z]{3}$/.test(iso) ? { iso639_3: iso } : {}),
    ...(/^[a-z0-9]{4}[0-9]{4}$/.test(glottocode) ? { glottocode } : {}),
  };
}
