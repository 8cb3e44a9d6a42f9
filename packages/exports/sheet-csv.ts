// An inventory as a plain spreadsheet: a row a sound, in the columns that the import of spreadsheets reads.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Phoneme } from '@phonochart/catalog/phoneme.ts';
import type { Word, WordRef } from '@phonochart/catalog/word.ts';
import { describe } from '@phonochart/phonetics/describe.ts';
import { toXSampa } from '@phonochart/phonetics/xsampa.ts';
import { csvText } from './csv-text.ts';

const columns = [
  'symbol',
  'type',
  'example',
  'gloss',
  'description',
  'allophones',
  'name',
  'status',
  'x_sampa',
  'transcription',
  'more_examples',
] as const;

/** UTF-8 text with a byte order mark, without which spreadsheets take it for Latin-1. */
export function sheetCsv(inventory: Inventory): string {
  const words = new Map(inventory.words.map((word) => [word.id, word]));
  const rows = inventory.phonemes.map((phoneme) => {
    const [first, ...more] = phoneme.words.flatMap((ref) => {
      const word = words.get(ref.word);
      return word ? [{ word, ref }] : [];
    });
    const cells: Record<(typeof columns)[number], string> = {
      symbol: phoneme.symbol,
      type: phoneme.kind === 'archiphoneme' || phoneme.kind === 'other' ? '' : phoneme.kind,
      example: first ? markedForm(first.word, first.ref) : '',
      gloss: first?.word.gloss.en ?? '',
      description: phoneme.description?.en ?? '',
      allophones: allophones(inventory, phoneme),
      name: phoneme.name ?? describe(phoneme.ipa, 'en'),
      status: phoneme.status,
      x_sampa: toXSampa(phoneme.ipa),
      transcription: first ? `/${first.word.phonemic}/ [${first.word.phonetic}]` : '',
      more_examples: more.map(({ word, ref }) => markedForm(word, ref)).join('; '),
    };
    return columns.map((column) => cells[column]);
  });
  return `\uFEFF${csvText([columns, ...rows])}`;
}

/** `[sh]ip`: brackets mark the letters that spell the sound, where they stand together. */
function markedForm({ form, segments }: Word, { at }: WordRef): string {
  const ranges = segments[at]?.letters ?? [];
  const [range] = ranges;
  if (!range || ranges.length > 1 || /[[\]]/.test(form)) return form;
  return `${form.slice(0, range[0])}[${form.slice(...range)}]${form.slice(range[1])}`;
}

/** `ɾ (between vowels); tʰ`. Only what is one sound or more can be read back: a dropped sound is no sound. */
function allophones({ realisations }: Inventory, { id }: Phoneme): string {
  return realisations
    .filter(({ phonemes, output }) => phonemes.includes(id) && output.length > 0)
    .map(({ output, environment }) => {
      const where = environment?.text.en.replaceAll(/[()]/g, '').replaceAll(';', ',');
      return where ? `${output.join('')} (${where})` : output.join('');
    })
    .join('; ');
}
