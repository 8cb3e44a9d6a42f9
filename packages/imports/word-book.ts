// The words of one inventory while it is made: each form once, its sounds read as far as the source tells them.
import type { Phoneme } from '@phonochart/catalog/phoneme.ts';
import type { Realisation } from '@phonochart/catalog/realisation.ts';
import type { Word, WordRef, WordSegment } from '@phonochart/catalog/word.ts';
import { tokenise } from '@phonochart/phonetics/tokenise.ts';
import type { DraftWord } from './draft.ts';
import { readSound } from './sound.ts';

/** Tone marks and stress belong to the syllable: a phoneme listed without them is the same vowel with them. */
const toneMarks = /[\u0300\u0301\u0302\u0304\u030B\u030C\u030F\u1DC4-\u1DC9]/g;

export class WordBook {
  readonly #code: string;
  readonly #phonemes: ReadonlyMap<string, Phoneme>;
  readonly #words = new Map<string, Word>();
  #byKey: Map<string, Phoneme> | undefined;

  constructor(code: string, phonemes: ReadonlyMap<string, Phoneme>) {
    this.#code = code;
    this.#phonemes = phonemes;
  }

  get words(): Word[] {
    return [...this.#words.values()];
  }

  /** Where a word shows a sound that the source says it shows; the word is added, or gains the segment. */
  showing(draft: DraftWord, phoneme: Phoneme, realisation?: Realisation): WordRef {
    const word = this.#wordOf(draft, phoneme);
    const segment: WordSegment = {
      letters: draft.letters ? [draft.letters] : [],
      phoneme: phoneme.id,
      ...(realisation ? { realisation: realisation.id } : {}),
    };
    let at = word.segments.findIndex(
      (held) => held.phoneme === segment.phoneme && held.realisation === segment.realisation,
    );
    if (at === -1) at = word.segments.push(segment) - 1;
    return { word: word.id, at };
  }

  /**
   * Where a transcribed word has a phoneme, or undefined where it has not. Call it once every phoneme is known: the
   * word's segments are those of its sounds that the inventory lists; of the others nothing is claimed.
   */
  find(transcription: string, phoneme: Phoneme): WordRef | undefined {
    const known = this.#words.get(transcription);
    const segments = known?.segments ?? this.#segmentsOf(transcription);
    const at = segments.findIndex((segment) => segment.phoneme === phoneme.id);
    if (at === -1) return undefined;
    if (!known) this.#add({ form: transcription, phonemic: transcription }, transcription, segments);
    return { word: this.#idOf(transcription), at };
  }

  #wordOf(draft: DraftWord, phoneme: Phoneme): Word {
    const form = draft.form.normalize('NFC');
    const held = this.#words.get(form);
    if (held) return held;
    // The shape asks for a transcription; of a word without one only this sound is known, and no more is said.
    return this.#add({ ...draft, form }, draft.phonemic ?? `…${phoneme.symbol}…`, []);
  }

  #add({ form, gloss }: DraftWord, phonemic: string, segments: WordSegment[]): Word {
    const word: Word = {
      id: this.#idOf(form),
      form,
      phonemic,
      phonetic: phonemic,
      gloss: { en: gloss ?? form },
      segments,
    };
    this.#words.set(form, word);
    return word;
  }

  #segmentsOf(transcription: string): WordSegment[] {
    this.#byKey ??= new Map([...this.#phonemes.values()].map((phoneme) => [phoneme.ipa, phoneme]));
    const byKey = this.#byKey;
    return tokenise(transcription, { inventory: this.#phonemes.keys() }).flatMap(({ text, kind, start, end }) => {
      if (kind !== 'segment') return [];
      const { ipa } = readSound(text);
      const toneless = readSound(ipa.normalize('NFD').replace(toneMarks, '')).ipa;
      const phoneme = byKey.get(ipa) ?? byKey.get(toneless);
      return phoneme ? [{ letters: [[start, end] as [number, number]], phoneme: phoneme.id }] : [];
    });
  }

  #idOf = (form: string): string => `${this.#code}:word:${form}`;
}
