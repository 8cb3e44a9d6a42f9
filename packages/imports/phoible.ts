// Reads PHOIBLE's phoible.csv: a row a sound, several inventories a language, each with its source.
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { PhonemeStatus } from '@phonochart/catalog/phoneme.ts';
import { symbolTrouble, words } from './cell-text.ts';
import { codeOf } from './code.ts';
import { readCsv } from './csv-rows.ts';
import { type DraftInventory, identifiers } from './draft.ts';
import { mostSounds } from './import-limits.ts';
import type { ImportNote } from './import-note.ts';
import { type ReadImport, type ReadOptions, sourceOf } from './import-source.ts';
import { ProblemList, refusal } from './problem.ts';
import { textPool } from './text-pool.ts';

/** The columns that are read; the 37 feature columns follow from the letters. */
const required = [
  'InventoryID',
  'Glottocode',
  'ISO6393',
  'LanguageName',
  'SpecificDialect',
  'Phoneme',
  'Allophones',
  'Marginal',
  'SegmentClass',
  'Source',
] as const;

/** The databases that PHOIBLE brings together, by the short names in its column Source. */
const databases: Record<string, string> = {
  spa: 'SPA: Stanford Phonology Archive',
  upsid: 'UPSID: UCLA Phonological Segment Inventory Database',
  saphon: 'SAPHON: South American Phonological Inventory Database',
  ra: 'Ramaswami (1999)',
};

type Row = { symbol: string; allophones: string; marginal: string; isTone: boolean; row: number };
type Listed = Record<'id' | 'glottocode' | 'iso' | 'name' | 'dialect' | 'source', string> & { rows: Row[] };

/** Throws ImportError. Holds a short record a row: about 60 MB for 105,000 of them. */
export async function readPhoible(path: string, { codes, licence, onProgress }: ReadOptions = {}): Promise<ReadImport> {
  const file = basename(path);
  const hash = createHash('sha256');
  const notes: ImportNote[] = [];
  const problems = new ProblemList();
  const listed = new Map<string, Listed>();
  const once = textPool();
  for await (const { row, cell } of readCsv(path, {
    required,
    hash,
    endsInBreak: true,
    ...(onProgress ? { onProgress } : {}),
  })) {
    const text = (column: (typeof required)[number]) => notNA(cell(column).trim());
    const refuse = (column: string, message: string) => problems.add({ code: 'cell', file, row, column, message });
    const id = text('InventoryID');
    const symbol = text('Phoneme');
    if (!/^\d{1,9}$/.test(id)) refuse('InventoryID', `"${words(id).slice(0, 40)}" is not a number`);
    if (symbol === '') refuse('Phoneme', 'the cell is empty');
    const trouble = symbolTrouble(symbol);
    if (trouble) refuse('Phoneme', trouble);
    const allophones = text('Allophones');
    for (const variant of allophones.split(/\s+/)) {
      const message = symbolTrouble(variant);
      if (message) refuse('Allophones', message);
    }
    const marginal = text('Marginal');
    if (!/^(true|false|)$/i.test(marginal))
      refuse('Marginal', `"${words(marginal).slice(0, 40)}" is not TRUE, FALSE or NA`);
    let inventory = listed.get(id);
    if (!inventory) {
      inventory = {
        id,
        glottocode: text('Glottocode'),
        iso: text('ISO6393'),
        name: words(text('LanguageName')),
        dialect: words(text('SpecificDialect')),
        source: words(text('Source')),
        rows: [],
      };
      if (inventory.name === '') refuse('LanguageName', 'the cell is empty');
      listed.set(id, inventory);
    }
    inventory.rows.push({
      symbol: once(symbol),
      allophones: once(allophones),
      marginal: once(marginal),
      isTone: text('SegmentClass') === 'tone',
      row,
    });
    if (inventory.rows.length > mostSounds) {
      throw refusal('too-large', file, `inventory ${id} has more than ${mostSounds} sounds`, row);
    }
  }
  problems.throwIfAny();
  const all = [...listed.values()];
  const own = all.map(({ name, id }) => codeOf(name, 'phoible', id));
  const drafts = all.map((inventory, index) => () => draftOf(inventory, own[index]!, licence));
  return sourceOf('phoible', hash, drafts, own, { notes, only: codes });
}

/** R writes a missing value as NA without quotes; csv-parse has taken the quotes away, and no cell means the letters. */
const notNA = (cell: string): string => (cell === 'NA' ? '' : cell);

function draftOf(listed: Listed, code: string, licence: string | undefined): DraftInventory {
  const { id, name, dialect, source, iso, glottocode, rows } = listed;
  const database = databases[source] ?? source;
  return {
    language: {
      code,
      name,
      autonym: name,
      ...identifiers(iso, glottocode),
      variety: { en: [dialect, `PHOIBLE ${id}${source ? ` (${source})` : ''}`].filter(Boolean).join(', ') },
      script: 'Latn',
      sources: [
        {
          citation: `Moran, Steven & McCloy, Daniel (eds.) 2019. PHOIBLE 2.0. Jena: Max Planck Institute for the Science of Human History. Inventory ${id}${database ? `, from ${database}` : ''}.`,
          url: `https://phoible.org/inventories/view/${id}`,
          year: 2019,
          used_for: 'inventory, allophones',
        },
      ],
      licence: licence ?? 'not stated',
      contributors: [],
    },
    sounds: rows.map(({ symbol, allophones, marginal, isTone, row }) => ({
      symbol,
      ...(isTone ? { kind: 'tone' as const } : {}),
      status: statusOf(marginal),
      variants: allophones
        .split(/\s+/)
        .filter(Boolean)
        .map((variant) => ({ symbol: variant })),
      words: [],
      row,
      column: 'Phoneme',
    })),
    contrasts: [],
  };
}

/** Three-valued: what is not said is unknown. */
const statusOf = (marginal: string): PhonemeStatus =>
  marginal === '' ? 'unknown' : /^true$/i.test(marginal) ? 'marginal' : 'core';
