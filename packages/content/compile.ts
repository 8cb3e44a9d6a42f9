// Turns an authored language into an inventory of the catalogue: resolves symbols and words to ids, notes what does not fit.

import type { AudioSource } from '@phonochart/catalog/audio.ts';
import { countsOf } from '@phonochart/catalog/counts.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Language, MinimalPair, Spelling } from '@phonochart/catalog/language.ts';
import type { Phoneme } from '@phonochart/catalog/phoneme.ts';
import type { Realisation } from '@phonochart/catalog/realisation.ts';
import type { Word, WordRef, WordSegment } from '@phonochart/catalog/word.ts';
import { ipaKey } from '@phonochart/phonetics/normalise.ts';
import type { AuthoredLanguage } from './authoring.ts';
import type { ContentFile } from './problems.ts';
import { readSpelling } from './spell.ts';

/** What records are found by while a file is compiled. */
type Known = {
  code: string;
  phonemes: Map<string, Phoneme>;
  realisations: Realisation[];
  words: Map<string, Word>;
};

/** Compiles; every problem is noted in `file`, and the result is whole only where it has none. */
export function compileLanguage(authored: AuthoredLanguage, audio: AudioSource[], file: ContentFile): Inventory {
  const known: Known = { code: authored.code, phonemes: new Map(), realisations: [], words: new Map() };
  compilePhonemes(authored, known, file);
  compileRealisations(authored, known, file);
  compileWords(authored, known, file);
  citeWords(authored, known, file);
  const phonemes = [...known.phonemes.values()];
  const words = [...known.words.values()];
  const language = {
    ...languageOf(authored),
    counts: countsOf({ phonemes, words, audio }),
    spellings: compileSpellings(authored, known, file),
    minimal_pairs: compileMinimalPairs(authored, known, file),
  };
  return { id: authored.code, language, phonemes, realisations: known.realisations, words, audio };
}

function compilePhonemes(authored: AuthoredLanguage, known: Known, file: ContentFile): void {
  authored.phonemes.forEach(({ words: _words, ...fields }, index) => {
    const path = ['phonemes', index, 'symbol'];
    if (known.phonemes.has(fields.symbol)) file.note(path, `duplicate symbol "${fields.symbol}"; keep one of the two`);
    known.phonemes.set(fields.symbol, {
      ...fields,
      id: `${known.code}:${fields.symbol}`,
      language: known.code,
      position: index,
      ipa: ipaKey(fields.symbol),
      words: [],
    });
  });
}

function compileRealisations(authored: AuthoredLanguage, known: Known, file: ContentFile): void {
  const seen = new Map<string, number>();
  authored.realisations.forEach(({ words: _words, ...fields }, index) => {
    const base = `${known.code}:${fields.phonemes.join('+')}>${fields.output.join('') || '∅'}`;
    const nth = (seen.get(base) ?? 0) + 1;
    seen.set(base, nth);
    const phonemes = fields.phonemes.map((symbol, at) => {
      const phoneme = known.phonemes.get(symbol);
      if (!phoneme) file.note(['realisations', index, 'phonemes', at], noPhoneme(symbol, known));
      return phoneme?.id ?? `${known.code}:${symbol}`;
    });
    const id = nth === 1 ? base : `${base}#${nth}`;
    known.realisations.push({ ...fields, id, language: known.code, position: index, phonemes, words: [] });
  });
}

function compileWords(authored: AuthoredLanguage, known: Known, file: ContentFile): void {
  authored.words.forEach(({ key: authoredKey, spell, ...fields }, index) => {
    const form = fields.form.normalize('NFC');
    const key = authoredKey ?? form;
    if (form !== fields.form) file.note(['words', index, 'form'], 'the form is not in NFC: write its composed letters');
    if (known.words.has(key)) file.note(['words', index], `duplicate word "${key}": give homographs keys of their own`);
    const read = readSpelling(form, spell);
    if ('error' in read) {
      file.note(['words', index, 'spell'], read.error);
      return;
    }
    const segments = read.sounds.map(({ letters, phoneme: symbol, phone }): WordSegment => {
      if (symbol === null) return { letters, phoneme: null };
      const phoneme = known.phonemes.get(symbol);
      if (!phoneme) {
        file.note(['words', index, 'spell'], noPhoneme(symbol, known));
        return { letters, phoneme: null };
      }
      if (phone === undefined || phone === phoneme.symbol) return { letters, phoneme: phoneme.id };
      const realisation = known.realisations.find(
        (r) => r.phonemes.includes(phoneme.id) && r.output.join('') === (phone === '∅' ? '' : phone),
      );
      if (!realisation) {
        file.note(
          ['words', index, 'spell'],
          `[${phone}] is no listed realisation of /${symbol}/: list it or correct it`,
        );
        return { letters, phoneme: phoneme.id };
      }
      return { letters, phoneme: phoneme.id, realisation: realisation.id };
    });
    known.words.set(key, { ...fields, form, id: `${known.code}:word:${key}`, segments });
  });
}

/** Resolves the words that phonemes and realisations cite to a word and a place in it. */
function citeWords(authored: AuthoredLanguage, known: Known, file: ContentFile): void {
  authored.phonemes.forEach(({ symbol, words }, index) => {
    const phoneme = known.phonemes.get(symbol)!;
    phoneme.words = words.flatMap((cited, at) =>
      cite(cited, known, file, ['phonemes', index, 'words', at], (s) => s.phoneme === phoneme.id, `/${symbol}/`),
    );
  });
  authored.realisations.forEach(({ words, output, phonemes }, index) => {
    const realisation = known.realisations[index]!;
    const what = `[${output.join('') || '∅'}] of /${phonemes.join(' ')}/`;
    realisation.words = words.flatMap((cited, at) =>
      cite(cited, known, file, ['realisations', index, 'words', at], (s) => realises(s, realisation, known), what),
    );
  });
}

/** Two realisations may share phoneme and output and differ in environment; a word marks only the output. */
function realises(segment: WordSegment, realisation: Realisation, known: Known): boolean {
  if (!segment.phoneme || !realisation.phonemes.includes(segment.phoneme)) return false;
  const marked = known.realisations.find(({ id }) => id === segment.realisation);
  if (marked) return marked.output.join('') === realisation.output.join('');
  return known.phonemes.get(realisation.output.join(''))?.id === segment.phoneme;
}

function cite(
  cited: string,
  known: Known,
  file: ContentFile,
  path: PropertyKey[],
  fits: (segment: WordSegment) => boolean,
  what: string,
): WordRef[] {
  const [, key = cited, place] = /^(.*)@(\d+)$/u.exec(cited) ?? [];
  const word = known.words.get(key.normalize('NFC'));
  if (!word) {
    file.note(path, `no word "${key}" in this file: add it to words or cite another`);
    return [];
  }
  const at = place === undefined ? word.segments.findIndex(fits) : Number(place);
  const segment = word.segments[at];
  if (!segment || !fits(segment)) {
    file.note(
      path,
      `"${key}" does not show ${what}${place ? ` in segment ${place}` : ''}: correct its spell or cite another`,
    );
    return [];
  }
  return [{ word: word.id, at }];
}

function compileSpellings(authored: AuthoredLanguage, known: Known, file: ContentFile): Spelling[] {
  return authored.spellings.map(({ phoneme: symbol, words, ...fields }, index) => {
    const phoneme = known.phonemes.get(symbol);
    if (!phoneme) file.note(['spellings', index, 'phoneme'], noPhoneme(symbol, known));
    const refs = words?.flatMap((cited, at) =>
      cite(cited, known, file, ['spellings', index, 'words', at], (s) => s.phoneme === phoneme?.id, `/${symbol}/`),
    );
    return { ...fields, phoneme: phoneme?.id ?? symbol, ...(refs && { words: refs.map(({ word }) => word) }) };
  });
}

function compileMinimalPairs(authored: AuthoredLanguage, known: Known, file: ContentFile): MinimalPair[] {
  return authored.minimal_pairs.flatMap((keys, index): MinimalPair[] => {
    const words = keys.map((key) => known.words.get(key.normalize('NFC')));
    const [first, second] = words;
    if (!first || !second) {
      file.note(['minimal_pairs', index], `no word "${keys[first ? 1 : 0]}" in this file`);
      return [];
    }
    const [a, b] = [first, second].map((word) =>
      word.segments.flatMap(({ phoneme }, at) => (phoneme === null ? [] : [{ phoneme, at }])),
    ) as [{ phoneme: string; at: number }[], { phoneme: string; at: number }[]];
    const differing = a.flatMap((_, at) => (a[at]?.phoneme === b[at]?.phoneme ? [] : [at]));
    const at = differing[0];
    if (a.length !== b.length || differing.length !== 1 || at === undefined) {
      file.note(['minimal_pairs', index], `"${keys[0]}" and "${keys[1]}" do not differ in exactly one sound`);
      return [];
    }
    return [
      {
        phonemes: [a[at]!.phoneme, b[at]!.phoneme],
        words: [
          { word: first.id, at: a[at]!.at },
          { word: second.id, at: b[at]!.at },
        ],
      },
    ];
  });
}

function languageOf(authored: AuthoredLanguage): Omit<Language, 'counts' | 'spellings' | 'minimal_pairs'> {
  const { phonemes: _p, realisations: _r, words: _w, spellings: _s, minimal_pairs: _m, ...fields } = authored;
  return { ...fields, id: authored.code };
}

const noPhoneme = (symbol: string, known: Known): string => {
  const near = [...known.phonemes.keys()].find((other) => ipaKey(other) === ipaKey(symbol));
  return `no phoneme "${symbol}" in this file${near ? `: write "${near}"` : ''}`;
};
