// Gives an imported language another code, with everything that is named after it: records, edits, proposals.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { Code } from '@phonochart/catalog/text.ts';
import { eq, getTableColumns } from 'drizzle-orm';
import { canonical } from './canonical.ts';
import { buryDocuments, writeDocuments } from './document-writer.ts';
import { broughtTo, contentSourceOf, deleteInventory, readInventory, writeInventory } from './records.ts';
import { audioSources, audioStats, edits, playCounts, proposals } from './schema.ts';
import { type Db, type Tx, write } from './sqlite-file.ts';
import { StoreError } from './store-error.ts';

/** Fields that hold ids of records, alone or in lists. */
const idFields = new Set(['id', 'phoneme', 'phonemes', 'realisation', 'word', 'words', 'voices']);

/**
 * Throws StoreError `not-found`, or `invalid` where the new code is none, is taken (also by what an editor deleted), or
 * the language belongs to the content named `shipped`, which would bring it back. Devices see the old one go and the
 * new one come. Answers the seq of the new inventory.
 */
export function renameLanguage(db: Db, from: string, to: string, shipped: string): { seq: number } {
  return write(db, (tx) => {
    const stored = readInventory(tx, from);
    if (!stored) throw new StoreError('not-found', `no language "${from}"`);
    const source = contentSourceOf(tx, from)!;
    if (source === shipped) throw refusal(from, 'it ships with the program and keeps its code');
    const bad = Code.safeParse(to).error?.issues[0]?.message;
    if (bad) throw refusal(to, bad);
    const gone = tx.select({ id: edits.id }).from(edits).where(eq(edits.language, to)).get();
    if (gone || contentSourceOf(tx, to) !== undefined) throw refusal(to, 'there is, or was, a language of this code');

    const renamed = (value: unknown, field = '') => withCode(value, from, to, field);
    const moved = renamed(stored) as Inventory;
    const after = canonical({
      ...moved,
      id: to,
      language: { ...moved.language, id: to, code: to },
      phonemes: moved.phonemes.map((phoneme) => ({ ...phoneme, language: to })),
      realisations: moved.realisations.map((realisation) => ({ ...realisation, language: to })),
    });
    const brought = new Map([...broughtTo(tx, from)].map(([id, by]) => [renamed(id, 'id') as string, by]));
    const kept = keptOf(tx, from);
    deleteInventory(tx, from);
    buryDocuments(tx, from);
    writeInventory(tx, undefined, after, source, brought);
    keepFor(tx, kept, to, (id) => renamed(id, 'id') as string);
    const seq = writeDocuments(tx, after);
    moveRows(tx, from, to);
    return { seq };
  });
}

type Kept = ReturnType<typeof keptOf>;

/** What the store alone knows of a language's clips and plays, which no inventory holds. */
function keptOf(tx: Tx, code: string) {
  const { id, in_language, peaks, generated_at } = audioSources;
  const here = eq(in_language, code);
  return {
    clips: tx.select({ id, peaks, generated_at }).from(audioSources).where(here).all(),
    stats: tx
      .select(getTableColumns(audioStats))
      .from(audioStats)
      .innerJoin(audioSources, eq(id, audioStats.audio))
      .where(here)
      .all(),
    counts: tx.select().from(playCounts).where(eq(playCounts.language, code)).all(),
  };
}

function keepFor(tx: Tx, { clips, stats, counts }: Kept, code: string, renamed: (id: string) => string): void {
  for (const { id, ...set } of clips)
    tx.update(audioSources)
      .set(set)
      .where(eq(audioSources.id, renamed(id)))
      .run();
  for (const row of stats)
    tx.insert(audioStats)
      .values({ ...row, audio: renamed(row.audio) })
      .run();
  for (const row of counts)
    tx.insert(playCounts)
      .values({ ...row, language: code })
      .run();
}

function moveRows(tx: Tx, from: string, to: string): void {
  const json = (text: string | null, field: string) =>
    text === null ? null : JSON.stringify(withCode(JSON.parse(text), from, to, field));
  const record = (id: string) => (id === from ? to : (withCode(id, from, to, 'id') as string));
  for (const row of tx.select().from(edits).where(eq(edits.language, from)).all()) {
    const { field } = row;
    const set = {
      language: to,
      record: record(row.record),
      before: json(row.before, field),
      value: json(row.value, field),
    };
    tx.update(edits).set(set).where(eq(edits.id, row.id)).run();
  }
  for (const row of tx.select().from(proposals).where(eq(proposals.language, from)).all()) {
    const value = json(row.value, row.field);
    tx.insert(proposals)
      .values({ ...row, language: to, record: record(row.record), value })
      .run();
  }
  tx.delete(proposals).where(eq(proposals.language, from)).run();
}

/** Ids begin with the code and a colon; other texts stay, whatever they look like. */
function withCode(value: unknown, from: string, to: string, field: string): unknown {
  if (typeof value === 'string') {
    return idFields.has(field) && value.startsWith(`${from}:`) ? to + value.slice(from.length) : value;
  }
  if (Array.isArray(value)) return value.map((each) => withCode(each, from, to, field));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withCode(each, from, to, name)]));
}

function refusal(code: string, message: string): StoreError {
  return new StoreError('invalid', `${code}: ${message}`, { problems: [{ record: code, field: 'code', message }] });
}
