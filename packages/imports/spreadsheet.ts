// Reads a plain spreadsheet that a teacher made: one language, a row a sound; README.md says how to write it.
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { PhonemeKind } from '@phonochart/catalog/phoneme.ts';
import { phonemeKinds } from '@phonochart/catalog/terms.ts';
import { symbolTrouble, words } from './cell-text.ts';
import { asCode, slug } from './code.ts';
import { type CsvRow, readCsv } from './csv-rows.ts';
import { type DraftInventory, type DraftSound, identifiers } from './draft.ts';
import { exampleOf } from './example-word.ts';
import { mostSounds } from './import-limits.ts';
import type { ImportNote } from './import-note.ts';
import { type ReadImport, type ReadOptions, sourceOf } from './import-source.ts';
import { licenceName } from './licence-name.ts';
import { ProblemList, refusal } from './problem.ts';
import { readSound } from './sound.ts';
import { variantsOf } from './variant-list.ts';

const kinds = new Set<string>(phonemeKinds);

/** Throws ImportError. The language's code is `codes[0]`, or the file's name. */
export async function readSpreadsheet(path: string, options: ReadOptions = {}): Promise<ReadImport> {
  const file = basename(path);
  const stem = file.replace(/\.[^.]*$/, '');
  const hash = createHash('sha256');
  const notes: ImportNote[] = [];
  const problems = new ProblemList();
  const sounds: DraftSound[] = [];
  const { onProgress } = options;
  for await (const line of readCsv(path, {
    required: ['symbol'],
    hash,
    delimiter: 'any',
    named: (heading) => heading.trim().toLowerCase(),
    ...(onProgress ? { onProgress } : {}),
  })) {
    const sound = soundOf(line, file, problems, notes);
    if (sound) sounds.push(sound);
    if (sounds.length > mostSounds) throw refusal('too-large', file, `more than ${mostSounds} sounds`, line.row);
  }
  problems.throwIfAny();
  if (sounds.length === 0) throw refusal('nothing', file, 'no row has a symbol', 2, 'symbol');
  const code = options.codes?.[0]?.toLowerCase() ?? asCode(slug(stem));
  const name = words(options.name ?? '') || titleOf(stem) || code;
  const draft: DraftInventory = {
    language: {
      code,
      name,
      autonym: name,
      variety: { en: words(options.variety ?? '') || `Spreadsheet "${words(file)}"` },
      ...identifiers(options.iso ?? '', options.glottocode ?? ''),
      script: 'Latn',
      sources: [{ citation: `The spreadsheet "${words(file)}".`, used_for: 'inventory, example words' }],
      licence: licenceName(options.licence),
      contributors: [],
    },
    sounds,
    contrasts: [],
  };
  return sourceOf('csv', hash, [() => draft], [code], { notes, only: undefined });
}

function soundOf(
  { row, cell }: CsvRow,
  file: string,
  problems: ProblemList,
  notes: ImportNote[],
): DraftSound | undefined {
  const refuse = (column: string, message: string) => problems.add({ code: 'cell', file, row, column, message });
  const symbol = cell('symbol')
    .trim()
    .replace(/^[/[]\s*(.*?)\s*[/\]]$/su, '$1');
  if (symbol === '') {
    const rest = ['type', 'example', 'gloss', 'description', 'allophones'].some((column) => cell(column).trim() !== '');
    if (rest) refuse('symbol', 'the cell is empty, and the row is not');
    return undefined;
  }
  const trouble = symbolTrouble(symbol);
  if (trouble) {
    refuse('symbol', trouble);
    return undefined;
  }
  const stated = cell('type').trim().toLowerCase();
  if (stated !== '' && !kinds.has(stated)) {
    refuse('type', `"${words(stated).slice(0, 40)}" is none of ${phonemeKinds.join(', ')}`);
  }
  const kind = stated === 'tone' ? 'tone' : undefined;
  const read = readSound(symbol, kind);
  if (kinds.has(stated) && stated !== read.kind) {
    const message = `/${read.symbol}/ is called ${stated}; by its letters it is ${named(read.kind)}, and so it went in`;
    notes.push({ kind: 'corrected', row, column: 'type', message });
  }
  const { variants, trouble: variantTrouble } = variantsOf(cell('allophones'));
  if (variantTrouble) refuse('allophones', variantTrouble);
  const example = cell('example').trim();
  const word = exampleOf(example, cell('gloss'));
  if (example !== '' && !word) {
    notes.push({ kind: 'left-out', row, column: 'example', message: 'the example is too long for one word' });
  }
  return {
    symbol,
    ...(kind ? { kind } : {}),
    status: 'core',
    ...(words(cell('description')) ? { description: words(cell('description')) } : {}),
    variants,
    words: word ? [word] : [],
    row,
    column: 'symbol',
  };
}

const named = (kind: PhonemeKind): string => (kind === 'other' ? 'no sound of the IPA' : `a ${kind}`);

/** "my-village_dialect" gives "My village dialect". */
function titleOf(stem: string): string {
  const text = words(stem.replace(/[-_]+/g, ' '));
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
