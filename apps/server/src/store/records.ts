// Reads and writes an inventory as rows of the normalised tables; the rows are the truth, documents only their echo.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import { fold } from '@phonochart/catalog/fold.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Language } from '@phonochart/catalog/language.ts';
import type { Word } from '@phonochart/catalog/word.ts';
import { eq, inArray, sql } from 'drizzle-orm';
import { canonical } from './canonical.ts';
import { clipColumns, clipOf, clipRow, upsertClip } from './clip-rows.ts';
import { prepared } from './prepared.ts';
import { recordOf } from './row-record.ts';
import { audioSources, languages, phonemes, realisations, words } from './schema.ts';
import type { Tx } from './sqlite-file.ts';
import { StoreError } from './store-error.ts';
import { upsertInto } from './upsert.ts';

/** The inventory in the catalogue's own shape and order of fields, so that equal content gives equal JSON. */
export function readInventory(tx: Tx, code: string): Inventory | undefined {
  const language = languageRowOf(tx, code);
  if (!language) return undefined;
  const inventory = {
    id: code,
    language: recordOf(language, 'content_source', 'sort_name'),
    phonemes: tx.select().from(phonemes).where(eq(phonemes.language, code)).orderBy(phonemes.position).all(),
    realisations: tx
      .select()
      .from(realisations)
      .where(eq(realisations.language, code))
      .orderBy(realisations.position)
      .all(),
    words: tx.select().from(words).where(eq(words.in_language, code)).orderBy(words.place).all(),
    audio: tx
      .select(clipColumns)
      .from(audioSources)
      .where(eq(audioSources.in_language, code))
      .orderBy(audioSources.place)
      .all(),
  };
  return canonical({
    ...inventory,
    phonemes: inventory.phonemes.map((row) => recordOf(row)),
    realisations: inventory.realisations.map((row) => recordOf(row)),
    words: inventory.words.map((row) => recordOf(row, 'in_language', 'place')),
    audio: inventory.audio.map(clipOf),
  } as unknown as Inventory);
}

/** The content that a language came with. */
export const contentSourceOf = (tx: Tx, code: string): string | undefined => languageRowOf(tx, code)?.content_source;

const languageRowOf = (tx: Tx, code: string) =>
  prepared(tx, languageRowOf, () =>
    tx
      .select()
      .from(languages)
      .where(eq(languages.id, sql.placeholder('code')))
      .prepare(),
  ).get({ code });

/** Ids of the clips that did not come with the language's own content, and who brought each. */
export function broughtTo(tx: Tx, code: string): Map<string, string> {
  const { id, brought_by, in_language } = audioSources;
  const rows = prepared(tx, broughtTo, () =>
    tx
      .select({ id, brought_by })
      .from(audioSources)
      .where(eq(in_language, sql.placeholder('code')))
      .prepare(),
  ).all({ code });
  return new Map(rows.flatMap((row) => (row.brought_by === null ? [] : [[row.id, row.brought_by] as const])));
}

/** Writes only rows that differ. `before` is what the tables hold now; `brought` says whose the brought clips are. */
export function writeInventory(
  tx: Tx,
  before: Inventory | undefined,
  after: Inventory,
  contentSource: string,
  brought: ReadonlyMap<string, string> = broughtTo(tx, after.id),
): void {
  const code = after.id;
  upsertInto(tx, languages, languages.id)({ ...languageRow(after.language), content_source: contentSource });

  const tables = [
    [phonemes, phonemes.language, before?.phonemes ?? [], after.phonemes, (record: object) => record],
    [realisations, realisations.language, before?.realisations ?? [], after.realisations, (record: object) => record],
    [words, words.in_language, before?.words ?? [], after.words, (r: Word, place: number) => wordRow(r, place, code)],
    [
      audioSources,
      audioSources.in_language,
      before?.audio ?? [],
      after.audio,
      (r: AudioSource, place: number) => clipRow(r, place, code, brought.get(r.id)),
    ],
  ] as const;
  for (const [table, owner, old, now, rowOf] of tables) {
    const rows = (records: readonly { id: string }[]) =>
      new Map(records.map((record, place) => [record.id, { ...rowOf(record as never, place) }]));
    const held = rows(old);
    const upsert = table === audioSources ? upsertClip(tx) : upsertInto(tx, table, owner);
    for (const [id, row] of rows(now)) {
      if (JSON.stringify(held.get(id)) === JSON.stringify(row)) continue;
      if (!upsert(row)) throw takenId(id);
    }
  }
  // Clips first: they point at the others.
  for (const [table, , old, now] of tables.toReversed()) {
    const kept = new Set<string>(now.map(({ id }) => id));
    const gone = old.map(({ id }) => id).filter((id) => !kept.has(id));
    for (let from = 0; from < gone.length; from += 500)
      tx.delete(table)
        .where(inArray(table.id, gone.slice(from, from + 500)))
        .run();
  }
}

const takenId = (id: string) =>
  new StoreError('invalid', `another language has the record "${id}"`, {
    problems: [{ record: id, field: 'id', message: 'another language has it already' }],
  });

export function deleteInventory(tx: Tx, code: string): void {
  tx.delete(audioSources).where(eq(audioSources.in_language, code)).run();
  tx.delete(words).where(eq(words.in_language, code)).run();
  tx.delete(realisations).where(eq(realisations.language, code)).run();
  tx.delete(phonemes).where(eq(phonemes.language, code)).run();
  tx.delete(languages).where(eq(languages.id, code)).run();
}

const languageRow = ({ counts: _counts, ...language }: Language) => ({ ...language, sort_name: fold(language.name) });
const wordRow = (word: Word, place: number, code: string) => ({ ...word, in_language: code, place });
