// An inventory as a plain spreadsheet: a row a sound, in the columns that the import of spreadsheets reads.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Phoneme } from '@phonochart/catalog/phoneme.ts';
import type { Word, WordRef } from '@phonochart/catalog/word.ts';
import { describe } from '@phonochart/phonetics/describe.ts';
import { toXSampa } from '@phonochart/phonetics/xsampa.ts';
import { csvText } from './csv-text.ts';
import { phonesOf } from './phones.ts';

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

/** `ɾ (between vowels); tʰ`. */
const allophones = (inventory: Inventory, phoneme: Phoneme): string =>
  phonesOf(inventory, phoneme)
    .map(({ phone, where }) => (where ? `${phone} (${where.replaceAll(/[()]/g, '').replaceAll(';', ',')})` : phone))
    .join('; ');
