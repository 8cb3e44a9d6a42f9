// Holds symbols and transcriptions against their inventory: look-alikes, unplaced symbols, sounds nobody listed.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Word } from '@phonochart/catalog/word.ts';
import { normalise } from '@phonochart/phonetics/normalise.ts';
import { place } from '@phonochart/phonetics/place.ts';
import { tokenise } from '@phonochart/phonetics/tokenise.ts';
import type { AuthoredLanguage } from './authoring.ts';
import type { ContentFile } from './problems.ts';

/** Notes look-alike letters in every IPA field, and symbols that have no place on a chart. */
export function checkSymbols(authored: AuthoredLanguage, file: ContentFile): void {
  authored.phonemes.forEach(({ symbol, kind, placement }, index) => {
    const path = ['phonemes', index, 'symbol'];
    if (!checkLetters(symbol, path, file) || placement) return;
    const derived = place(symbol, kind);
    if (derived.type === 'none' && authored.kind === 'language' && kind !== 'other') {
      file.note(path, `"${symbol}" has no place on a chart (${derived.why}): give a placement`);
    }
  });
  authored.realisations.forEach(({ output }, index) => {
    output.forEach((phone, at) => {
      checkLetters(phone, ['realisations', index, 'output', at], file);
    });
  });
  authored.words.forEach(({ phonemic, phonetic }, index) => {
    checkLetters(phonemic, ['words', index, 'phonemic'], file);
    checkLetters(phonetic, ['words', index, 'phonetic'], file);
  });
}

function checkLetters(text: string, path: PropertyKey[], file: ContentFile): boolean {
  const { changes } = normalise(text);
  for (const { from, to, why } of changes) {
    if (from.normalize('NFC') === to.normalize('NFC')) continue;
    file.note(path, `look-alike "${from}" (${points(from)}) in "${text}": write "${to}" (${points(to)}); ${why}`);
  }
  return changes.length === 0;
}

/**
 * Notes words whose transcriptions do not read as their segments do: the phonemes in order for `phonemic`, their
 * phones for `phonetic`. Stress, syllable and word marks are set aside; tones are compared among themselves, since a
 * letter carries its tone before the syllable ends.
 */
export function checkTranscriptions(inventory: Inventory, file: ContentFile): void {
  const phonemes = new Map(inventory.phonemes.map((phoneme) => [phoneme.id, phoneme]));
  const realisations = new Map(inventory.realisations.map((realisation) => [realisation.id, realisation]));
  inventory.words.forEach((word, index) => {
    const sounded = word.segments.filter(({ phoneme }) => phoneme !== null);
    const tone = (id: string | null) => phonemes.get(id ?? '')?.kind === 'tone';
    const symbolOf = (id: string | null) => phonemes.get(id ?? '')?.symbol ?? '';
    const phoneOf = ({ phoneme, realisation }: Word['segments'][number]) =>
      realisation === undefined ? symbolOf(phoneme) : (realisations.get(realisation)?.output.join('') ?? '');
    for (const [field, read] of [
      ['phonemic', (s: Word['segments'][number]) => symbolOf(s.phoneme)],
      ['phonetic', phoneOf],
    ] as const) {
      const segments = sounded.filter((s) => !tone(s.phoneme)).map(read);
      const tones = sounded.filter((s) => tone(s.phoneme)).map(read);
      const written = soundsOf(word[field]);
      if (written.segments !== key(segments.join(''))) {
        file.note(['words', index, field], `"${word[field]}" does not read as the spell does: ${segments.join('')}`);
      } else if (written.tones !== key(tones.join(''))) {
        file.note(
          ['words', index, field],
          `the tones of "${word[field]}" are not those of the spell: ${tones.join(' ')}`,
        );
      }
    }
  });
}

function soundsOf(transcription: string): { segments: string; tones: string } {
  const sounds = { segments: '', tones: '' };
  for (const { kind, text } of tokenise(transcription)) {
    if (kind === 'tone') sounds.tones += text;
    else if (kind === 'segment' || kind === 'unknown') sounds.segments += text;
  }
  return { segments: key(sounds.segments), tones: key(sounds.tones) };
}

const key = (text: string): string => normalise(text).text.normalize('NFD');

const points = (text: string): string =>
  [...text].map((letter) => `U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`).join(' ');
