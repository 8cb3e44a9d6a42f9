// Brings the catalogue to what the content says, in one transaction, around what editors changed.
import { Inventory } from '@phonochart/catalog/inventory.ts';
import { and, count, eq, sql } from 'drizzle-orm';
import { canonical } from './canonical.ts';
import { buryDocuments, documentBody, writeDocuments } from './document-writer.ts';
import { brokenLinks } from './links.ts';
import { type EditedField, mergeContent, type ProposedChange, same } from './merge.ts';
import { prepared } from './prepared.ts';
import { broughtTo, contentSourceOf, deleteInventory, readInventory, writeInventory } from './records.ts';
import { contentOrigins, edits, languages, proposals } from './schema.ts';
import { type Db, type Tx, write } from './sqlite-file.ts';
import type { ContentOrigin, ContentReport } from './store.ts';
import { type Problem, StoreError } from './store-error.ts';

/** Throws StoreError `invalid`, naming every problem, before anything is written. */
export function loadContent(db: Db, inventories: readonly Inventory[], origin: ContentOrigin): ContentReport {
  const wanted = soundInventories(inventories);
  return write(db, (tx) => {
    const report: ContentReport = {
      added: [],
      changed: [],
      removed: [],
      unchanged: [],
      kept: [],
      taken: [],
      proposals: 0,
    };
    const at = new Date().toISOString();
    const edited = editsByLanguage(tx);
    for (const upstream of wanted) {
      const holder = contentSourceOf(tx, upstream.id);
      if (holder !== undefined && holder !== origin.source) {
        report.taken.push({ code: upstream.id, by: holder });
        continue;
      }
      const outcome = loadOne(tx, upstream, edited.get(upstream.id) ?? [], { ...origin, at });
      report[outcome].push(upstream.id);
    }
    const codes = new Set(wanted.map(({ id }) => id));
    const held = tx.select({ id: languages.id }).from(languages).where(eq(languages.content_source, origin.source));
    for (const { id } of held.orderBy(languages.id).all()) {
      if (codes.has(id)) continue;
      if (edited.has(id)) {
        const removal: ProposedChange = { kind: 'language', id, change: 'remove', field: '', value: undefined };
        propose(tx, id, [removal], { ...origin, at });
        report.kept.push(id);
      } else {
        deleteInventory(tx, id);
        buryDocuments(tx, id);
        report.removed.push(id);
      }
    }
    recordOrigin(tx, { ...origin, at });
    report.proposals = waitingOf(tx, origin.source);
    return report;
  });
}

export type Origin = ContentOrigin & { at: string };
type LanguageEdits = (typeof edits.$inferSelect)[];

/** Which version of a source was loaded last, and when; loading the same again leaves no trace. */
export function recordOrigin(tx: Tx, { source, hash, at }: Origin): void {
  const last = tx.select().from(contentOrigins).where(eq(contentOrigins.source, source)).get();
  if (last?.hash === hash) return;
  const row = { source, hash, loaded_at: at };
  tx.insert(contentOrigins).values(row).onConflictDoUpdate({ target: contentOrigins.source, set: row }).run();
}

/** How many proposals of a source wait for somebody's decision. */
export const waitingOf = (tx: Tx, source: string): number =>
  tx.select({ n: count() }).from(proposals).where(eq(proposals.source, source)).get()?.n ?? 0;

/** One language, inside a transaction of the caller's. */
export function loadOne(
  tx: Tx,
  upstream: Inventory,
  edited: LanguageEdits,
  origin: Origin,
): 'added' | 'changed' | 'unchanged' | 'kept' {
  const code = upstream.id;
  // Without an edit the document says it all, and at a start nearly every language ends here.
  if (edited.length === 0 && documentBody(tx, 'inventories', code) === JSON.stringify(upstream)) return 'unchanged';
  const stored = readInventory(tx, code);
  if (!stored) {
    const deletion = edited.findLast(({ field }) => field === '_deleted');
    if (deletion) return loadDeleted(tx, upstream, edited, deletion, origin);
    writeInventory(tx, undefined, upstream, origin.source);
    writeDocuments(tx, upstream);
    return 'added';
  }
  refuseTakenCode(tx, code, origin.source);
  const brought = new Set(broughtTo(tx, code).keys());
  const { merged, proposals: waiting } =
    edited.length === 0 && brought.size === 0
      ? { merged: upstream, proposals: [] }
      : mergeContent(stored, upstream, fieldsOf(edited), brought);
  propose(tx, code, waiting, origin);
  if (!same(merged, stored)) {
    writeInventory(tx, stored, merged, origin.source);
    writeDocuments(tx, merged);
    return 'changed';
  }
  // The shapes may have gained a field since the document was written.
  writeDocuments(tx, merged);
  return waiting.length > 0 ? 'kept' : 'unchanged';
}

/** What an editor deleted stays deleted; it is proposed again only once upstream says something new of it. */
function loadDeleted(
  tx: Tx,
  upstream: Inventory,
  edited: LanguageEdits,
  deletion: LanguageEdits[number],
  origin: Origin,
): 'kept' {
  const then = Inventory.parse(JSON.parse(deletion.before!));
  // Which of the clips had been brought is not told any more; none of them makes upstream's word a new one.
  const clips = new Set(then.audio.map(({ id }) => id));
  const { merged, proposals: waiting } = mergeContent(then, upstream, fieldsOf(edited), clips);
  const isNew = waiting.length > 0 || !same(merged, then);
  const change: ProposedChange = { kind: 'language', id: upstream.id, change: 'add', field: '', value: upstream };
  propose(tx, upstream.id, isNew ? [change] : [], origin);
  return 'kept';
}

function refuseTakenCode(tx: Tx, code: string, source: string): void {
  const held = contentSourceOf(tx, code);
  if (held === source) return;
  const message = `the content "${held}" has a language of this code already; another code (--code) goes beside it`;
  throw new StoreError('invalid', `${code}: ${message}`, { problems: [{ record: code, field: 'code', message }] });
}

/** Makes the waiting proposals of a language exactly these; one that waits already keeps its date. */
function propose(tx: Tx, language: string, wanted: ProposedChange[], { source, at }: Origin): void {
  const held = prepared(tx, propose, () =>
    tx
      .select()
      .from(proposals)
      .where(eq(proposals.language, sql.placeholder('language')))
      .prepare(),
  ).all({ language });
  const nameOf = (p: { kind: string; record: string; change: string; field: string }) =>
    [p.kind, p.record, p.change, p.field].join('\0');
  const left = new Map(held.map((row) => [nameOf(row), row]));
  for (const { id: record, kind, change, field, value: json } of wanted) {
    const row = {
      language,
      kind,
      record,
      change,
      field,
      value: json === undefined ? null : JSON.stringify(json),
      source,
    };
    const before = left.get(nameOf(row));
    left.delete(nameOf(row));
    if (before?.value === row.value && before.source === source) continue;
    const { language: l, kind: k, record: r, change: c, field: f } = proposals;
    const set = { ...row, at };
    tx.insert(proposals)
      .values(set)
      .onConflictDoUpdate({ target: [l, k, r, c, f], set })
      .run();
  }
  for (const { kind, record, change, field } of left.values())
    tx.delete(proposals)
      .where(
        and(
          eq(proposals.language, language),
          eq(proposals.kind, kind),
          eq(proposals.record, record),
          eq(proposals.change, change),
          eq(proposals.field, field),
        ),
      )
      .run();
}

/** What editors changed in one language, in the order in which they did. */
export function editsOf(tx: Tx, language: string): LanguageEdits {
  return prepared(tx, editsOf, () =>
    tx
      .select()
      .from(edits)
      .where(eq(edits.language, sql.placeholder('language')))
      .orderBy(edits.id)
      .prepare(),
  ).all({ language });
}

function editsByLanguage(tx: Tx): Map<string, LanguageEdits> {
  const byLanguage = new Map<string, LanguageEdits>();
  for (const row of tx.select().from(edits).orderBy(edits.id).all())
    byLanguage.set(row.language, [...(byLanguage.get(row.language) ?? []), row]);
  return byLanguage;
}

/** The first edit of a field knows what upstream said before any editor touched it. */
function fieldsOf(edited: LanguageEdits): EditedField[] {
  const first = new Map<string, EditedField>();
  for (const { kind, record: id, field, before } of edited) {
    const name = [kind, id, field].join('\0');
    if (field === '_deleted' || first.has(name)) continue;
    first.set(name, { kind, id, field, base: before === null ? undefined : JSON.parse(before) });
  }
  return [...first.values()];
}

/** Whole inventories in canonical form. Throws StoreError `invalid`, naming every problem. */
export function soundInventories(inventories: readonly Inventory[]): Inventory[] {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const sound = inventories.flatMap((inventory) => {
    const parsed = Inventory.safeParse(inventory);
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues)
        problems.push({ record: String(inventory?.id), field: path.join('.'), message });
      return [];
    }
    const whole = canonical(parsed.data);
    if (seen.has(whole.id)) problems.push({ record: whole.id, field: 'id', message: 'stands twice' });
    seen.add(whole.id);
    for (const { from, field, message } of brokenLinks(whole)) problems.push({ record: from.id, field, message });
    return [whole];
  });
  if (problems.length === 0) return sound;
  const [{ record, field, message }] = problems as [Problem, ...Problem[]];
  throw new StoreError('invalid', `${problems.length} problems, first: ${record}, ${field}: ${message}`, { problems });
}
