// Reads a CLDF StructureDataset of phoneme inventories, such as JIPA's: languages, sounds, allophones, sources, pairs.
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { symbolTrouble, words } from './cell-text.ts';
import { draftOf, type ListedSound } from './cldf-draft.ts';
import {
  type CldfLanguage,
  type Contribution,
  cldfContributions,
  cldfLanguages,
  references,
} from './cldf-languages.ts';
import { type CldfMetadata, type CldfTable, readCldfMetadata } from './cldf-metadata.ts';
import { readCldfTable } from './cldf-table.ts';
import { codeOf } from './code.ts';
import { mostSounds } from './import-limits.ts';
import type { ImportNote } from './import-note.ts';
import { type ReadImport, type ReadOptions, sourceOf } from './import-source.ts';
import { ProblemList, refusal } from './problem.ts';
import { readSound } from './sound.ts';
import { textPool } from './text-pool.ts';

type Listed = { language: string; contribution: string; sounds: ListedSound[]; sources: Set<string> };

/** `path` is the dataset's folder or its metadata file. Throws ImportError. */
export async function readCldf(path: string, { codes, onProgress }: ReadOptions = {}): Promise<ReadImport> {
  const hash = createHash('sha256');
  const notes: ImportNote[] = [];
  const metadata = await readCldfMetadata(path);
  const bibliography = await references(metadata, hash);
  const languages = await cldfLanguages(metadata, hash);
  const contributions = await cldfContributions(metadata, hash);
  const { listed, falseIsSaid } = await listedSounds(metadata, hash, notes, onProgress);
  const drafts: (() => ReturnType<typeof draftOf>)[] = [];
  const own: string[] = [];
  const seen = new Map<string, string>();
  for (const { language: id, contribution: owner, sounds, sources } of listed.values()) {
    const language: CldfLanguage = languages.get(id) ?? { id, name: id };
    const contribution: Contribution | undefined = contributions.get(owner);
    const code = codeOf(language.name, metadata.id, owner || id);
    const twin = seen.get(code);
    if (twin !== undefined) {
      throw refusal('cell', basename(metadata.path), `"${twin}" and "${owner || id}" would both have the code ${code}`);
    }
    seen.set(code, owner || id);
    own.push(code);
    drafts.push(() =>
      draftOf({ code, metadata, language, contribution, sounds, sources: [...sources], bibliography, falseIsSaid }),
    );
  }
  return sourceOf(`cldf:${metadata.id}`, hash, drafts, own, { notes, only: codes });
}

/** Sounds by inventory, in the order of the file: an inventory is one language as one contribution describes it. */
async function listedSounds(
  metadata: CldfMetadata,
  hash: ReturnType<typeof createHash>,
  notes: ImportNote[],
  onProgress: ReadOptions['onProgress'],
): Promise<{ listed: Map<string, Listed>; falseIsSaid: boolean }> {
  const table = metadata.table('ValueTable');
  const file = basename(metadata.path);
  if (!table) throw refusal('not-sounds', file, 'the dataset has no table of values');
  const need = (property: string) => {
    const column = table.property(property);
    if (!column)
      throw refusal('column', file, `the table ${table.url} has no column for the CLDF property ${property}`);
    return column;
  };
  const value = need('value');
  const languageId = need('languageReference');
  const columns = {
    contribution: table.property('contributionReference'),
    source: table.property('source'),
    parameter: table.property('parameterReference'),
    marginal: table.named('Marginal'),
    allophones: table.named('Allophones'),
    inSource: table.named('Value_in_Source'),
  };
  const tones = await toneParameters(metadata, hash);
  const problems = new ProblemList();
  const listed = new Map<string, Listed>();
  const distinct = new Set<string>();
  const once = textPool();
  let falseIsSaid = false;
  for await (const { row, text, list } of readCldfTable(metadata, table, hash, [value, languageId], onProgress)) {
    const symbol = once(text(value).trim());
    const language = once(text(languageId));
    const owner = once(text(columns.contribution));
    if (symbol === '') {
      notes.push({ kind: 'left-out', row, column: value.name, message: `a row of ${language} without a sound` });
      continue;
    }
    const variants = list(columns.allophones).map(once);
    for (const [cell, column] of [[symbol, value.name] as const, ...variants.map((v) => [v, 'Allophones'] as const)]) {
      const message = symbolTrouble(cell);
      if (message) problems.add({ code: 'cell', file: table.url, row, column, message });
    }
    distinct.add(symbol);
    const marginal = text(columns.marginal);
    if (columns.marginal && marginal === '') falseIsSaid = true;
    const key = `${language}\0${owner}`;
    const inventory = listed.get(key) ?? { language, contribution: owner, sounds: [], sources: new Set() };
    listed.set(key, inventory);
    const head = text(columns.inSource).split('(')[0]!.trim();
    inventory.sounds.push({
      symbol,
      row,
      column: value.name,
      marginal: once(marginal),
      variants,
      isTone: tones.has(text(columns.parameter)),
      ...(head !== '' && head.normalize('NFC') !== symbol.normalize('NFC') && !symbolTrouble(head)
        ? { inSource: once(words(head)) }
        : {}),
    });
    for (const source of list(columns.source)) inventory.sources.add(once(source.replace(/\[.*$/s, '')));
    if (inventory.sounds.length > mostSounds) {
      throw refusal('too-large', table.url, `${language} has more than ${mostSounds} sounds`, row);
    }
  }
  problems.throwIfAny();
  refuseOtherThanSounds(distinct, table);
  return { listed, falseIsSaid };
}

/** Values of other datasets are yes, no and numbers. */
function refuseOtherThanSounds(values: ReadonlySet<string>, { url }: CldfTable): void {
  // Digits alone read as tones.
  const unread = [...values].filter((value) => /^\d+$/.test(value) || readSound(value).unplaced === 'why-unknown');
  if (values.size === 0 || unread.length * 2 <= values.size) return;
  const some = unread.slice(0, 3).map((value) => `"${words(value)}"`);
  throw refusal('not-sounds', url, `most of its values are not IPA: ${some.join(', ')}`);
}

/** Ids of parameters that a dataset calls tones (PHOIBLE's SegmentClass). */
async function toneParameters(metadata: CldfMetadata, hash: ReturnType<typeof createHash>): Promise<Set<string>> {
  const tones = new Set<string>();
  const table = metadata.table('ParameterTable');
  const id = table?.property('id');
  const segmentClass = table?.named('SegmentClass');
  if (!table || !id || !segmentClass) return tones;
  for await (const { text } of readCldfTable(metadata, table, hash, [id])) {
    if (text(segmentClass) === 'tone') tones.add(text(id));
  }
  return tones;
}
