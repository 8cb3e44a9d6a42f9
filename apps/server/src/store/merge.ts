// Decides what a language becomes when new content meets what editors changed: a pure function, no SQL.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { canonical } from './canonical.ts';
import { brokenLinks, type RecordName } from './links.ts';
import type { RecordKind } from './store.ts';
import { StoreError } from './store-error.ts';

/** A field that an editor changed, and what stood there before the first change: what upstream said then. */
export type EditedField = RecordName & { field: string; base: unknown };

export type ProposedChange = RecordName & { change: 'field' | 'add' | 'remove'; field: string; value: unknown };

type Fields = { id: string } & Record<string, unknown>;
const kinds = ['language', 'phoneme', 'realisation', 'word', 'audio'] as const satisfies RecordKind[];

/** What became of clips outside upstream's word, by id: brought by somebody; deleted by an editor, as they were then. */
type Around = { brought: ReadonlySet<string>; deleted: ReadonlyMap<string, unknown> };
const nothing: Around = { brought: new Set(), deleted: new Map() };

/**
 * Takes everything from upstream but what an editor changed; there the new upstream value becomes a proposal. A record
 * that an editor changed stays when upstream drops it. Where the two together would leave a link broken, both records
 * stay as they are stored and upstream's version waits whole: so the answer is always a sound inventory. Clips that
 * somebody brought are no affair of upstream's: they stay, and so does the sound that they voice. A clip that an editor
 * deleted stays deleted, and is proposed once upstream says something new of it.
 */
export function mergeContent(
  stored: Inventory,
  upstream: Inventory,
  edited: readonly EditedField[],
  around: Around = nothing,
): { merged: Inventory; proposals: ProposedChange[] } {
  const frozen = new Set<string>();
  for (;;) {
    const attempt = mergeOnce(stored, upstream, edited, around, frozen);
    const before = frozen.size;
    const broken = brokenLinks(attempt.merged);
    for (const { from, target } of broken) frozen.add(nameOf(from)).add(nameOf(target));
    if (broken.length === 0) return attempt;
    // Every record frozen is what is stored, which is sound; so this ends, unless the tables were changed by hand.
    if (frozen.size === before)
      throw new StoreError('invalid', `the stored inventory ${stored.id} has broken links`, {
        problems: broken.map(({ from, field, message }) => ({ record: from.id, field, message })),
      });
  }
}

function mergeOnce(
  stored: Inventory,
  upstream: Inventory,
  edited: readonly EditedField[],
  { brought, deleted }: Around,
  frozen: ReadonlySet<string>,
) {
  const proposals: ProposedChange[] = [];
  const editsOf = new Map<string, EditedField[]>();
  for (const edit of edited) editsOf.set(nameOf(edit), [...(editsOf.get(nameOf(edit)) ?? []), edit]);

  const merge = (kind: RecordKind, held: Fields[], wanted: Fields[]): Fields[] => {
    const heldById = new Map(held.map((record) => [record.id, record]));
    const wantedIds = new Set(wanted.map(({ id }) => id));
    const merged: Fields[] = [];
    for (const record of wanted) {
      const { id } = record;
      const old = heldById.get(id);
      const name = nameOf({ kind, id });
      if (old === undefined) {
        const isDeleted = kind === 'audio' && deleted.has(id);
        if (isDeleted && same(record, deleted.get(id))) continue;
        if (isDeleted || frozen.has(name)) proposals.push({ kind, id, change: 'add', field: '', value: record });
        else merged.push(record);
        continue;
      }
      const edits = new Map((editsOf.get(name) ?? []).map((edit) => [edit.field, edit]));
      const keep = frozen.has(name) ? fieldsOf(old, record) : [...edits.keys()];
      const result = { ...record };
      for (const field of keep) {
        if (field in old) result[field] = old[field];
        else delete result[field];
        const edit = edits.get(field);
        if (same(record[field], old[field]) || (edit && same(record[field], edit.base))) continue;
        proposals.push({ kind, id, change: 'field', field, value: record[field] });
      }
      merged.push(result);
    }
    for (const record of held) {
      const name = nameOf({ kind, id: record.id });
      if (wantedIds.has(record.id)) continue;
      const isBrought = kind === 'audio' && brought.has(record.id);
      if (isBrought) merged.push(record);
      if (isBrought || !(frozen.has(name) || editsOf.has(name))) continue;
      // Behind all that upstream lists: its old place may be another's now.
      merged.push('position' in record ? { ...record, position: Number.MAX_SAFE_INTEGER } : record);
      proposals.push({ kind, id: record.id, change: 'remove', field: '', value: undefined });
    }
    return merged;
  };

  const [[language], phonemes, realisations, words, audio] = kinds.map((kind) =>
    merge(kind, recordsOf(stored, kind), recordsOf(upstream, kind)),
  ) as unknown as [Fields[], Fields[], Fields[], Fields[], Fields[]];
  const merged = { id: stored.id, language, phonemes, realisations, words, audio } as unknown as Inventory;
  return { merged: canonical(merged), proposals };
}

/** The store's own fields are no content: positions follow from order, counts from the records. */
const fieldsOf = (a: Fields, b: Fields): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((field) => !['id', 'position', 'counts'].includes(field));

export function recordsOf(inventory: Inventory, kind: RecordKind): Fields[] {
  const { language, phonemes, realisations, words, audio } = inventory;
  return { language: [language], phoneme: phonemes, realisation: realisations, word: words, audio }[
    kind
  ] as unknown as Fields[];
}

const nameOf = ({ kind, id }: RecordName): string => `${kind} ${id}`;

/** Equal as JSON, whatever the order of keys. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && same(Reflect.get(a, key), Reflect.get(b, key)));
}
