// Brings the catalogue to what the content says, in one transaction, around what editors changed.
import { Inventory } from '@phonochart/catalog/inventory.ts';
import { eq } from 'drizzle-orm';
import { canonical } from './canonical.ts';
import { buryDocuments, differsQuietly, documentBody, writeDocuments } from './document-writer.ts';
import { deletedClips, type EditRow, editedFields, editsByLanguage } from './edit-history.ts';
import { brokenLinks } from './links.ts';
import { mergeContent, type ProposedChange, same } from './merge.ts';
import { type Origin, propose, waitingOf } from './proposing.ts';
import { broughtTo, contentSourceOf, deleteInventory, readInventory, writeInventory } from './records.ts';
import { contentOrigins, languages } from './schema.ts';
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

/** Which version of a source was loaded last, and when; loading the same again leaves no trace. */
export function recordOrigin(tx: Tx, { source, hash, at }: Origin): void {
  const last = tx.select().from(contentOrigins).where(eq(contentOrigins.source, source)).get();
  if (last?.hash === hash) return;
  const row = { source, hash, loaded_at: at };
  tx.insert(contentOrigins).values(row).onConflictDoUpdate({ target: contentOrigins.source, set: row }).run();
}

/** One language, inside a transaction of the caller's. */
export function loadOne(
  tx: Tx,
  upstream: Inventory,
  edited: readonly EditRow[],
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
      : mergeContent(stored, upstream, editedFields(edited), { brought, deleted: deletedClips(edited) });
  propose(tx, code, waiting, origin);
  if (!same(merged, stored)) {
    writeInventory(tx, stored, merged, origin.source);
    writeDocuments(tx, merged);
    return 'changed';
  }
  // The shapes may have gained a field since the document was written; what was brought quietly is no change.
  if (!differsQuietly(tx, merged, brought)) writeDocuments(tx, merged);
  return waiting.length > 0 ? 'kept' : 'unchanged';
}

/** What an editor deleted stays deleted; it is proposed again only once upstream says something new of it. */
function loadDeleted(
  tx: Tx,
  upstream: Inventory,
  edited: readonly EditRow[],
  deletion: EditRow,
  origin: Origin,
): 'kept' {
  const then = Inventory.parse(JSON.parse(deletion.before!));
  // Which of the clips had been brought is not told any more; none of them makes upstream's word a new one.
  const brought = new Set(then.audio.map(({ id }) => id));
  const around = { brought, deleted: deletedClips(edited) };
  const { merged, proposals: waiting } = mergeContent(then, upstream, editedFields(edited), around);
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
