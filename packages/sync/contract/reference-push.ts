// A server that keeps [PUSH3] to [PUSH12] over a plain map of fields: what stores and servers are held against.
import type { Json, PushedEdit, PushRequest, PushResult, RefusalReason } from '../push.ts';

export type ReferencePush = {
  /** `foreign` where the epoch is not the catalogue's. Of a refusal the `detail` is left empty. */
  push(request: PushRequest, author: string): PushResult[] | 'foreign';
  /** A change that came another way. */
  change(edit: Pick<PushedEdit, 'language' | 'record' | 'field' | 'value'>): void;
  /** The value of each field that was ever changed, by `LANGUAGE RECORD FIELD`. */
  readonly values: ReadonlyMap<string, Json>;
  /** Ids of an author's clashes that no later edit of the field decided, the oldest first. */
  clashesOf(author: string): string[];
  /** Changes that took effect; none is counted twice. */
  readonly effects: number;
  readonly head: number;
  /** Of a language's inventory document. */
  seqOf(language: string): number;
  epoch: string;
};

export type ReferenceStart = {
  epoch: string;
  head: number;
  seqOf: (language: string) => number;
  /** What a field says at the start. */
  saidBy: (edit: Pick<PushedEdit, 'language' | 'record' | 'field'>) => Json;
  /** Why an edit is refused for what it asks. */
  refuses: (edit: PushedEdit) => RefusalReason | undefined;
  /** How many documents a change of the field stamps. */
  stamps: (field: string, record: string) => number;
};

export function referencePush(start: ReferenceStart): ReferencePush {
  const values = new Map<string, Json>();
  const seqs = new Map<string, number>();
  const decided: { edit: PushedEdit; author: string; result: PushResult }[] = [];
  let [epoch, head, effects] = [start.epoch, start.head, 0];

  type Field = Pick<PushedEdit, 'language' | 'record' | 'field'>;
  const nameOf = ({ language, record, field }: Field) => `${language} ${record} ${field}`;
  const currentOf = (edit: Field): Json => {
    const value = values.get(nameOf(edit));
    return value === undefined ? start.saidBy(edit) : value;
  };
  const seqOf = (language: string) => seqs.get(language) ?? start.seqOf(language);
  const rowOf = (id: string) => decided.find(({ edit }) => edit.id === id);

  function change(edit: Field & { value: Json }): void {
    if (equal(currentOf(edit), edit.value)) return;
    values.set(nameOf(edit), edit.value);
    head += start.stamps(edit.field, edit.record);
    seqs.set(edit.language, head);
    effects += 1;
  }

  function taken(edit: PushedEdit, author: string): PushResult {
    const { id, after } = edit;
    const refused = (reason: RefusalReason): PushResult => ({ id, outcome: 'refused', reason, detail: '' });
    const known = rowOf(id);
    if (known && known.author !== author) return refused('author');
    if (known) return asksTheSame(known.edit, edit) ? known.result : refused('value');
    if (after !== null && rowOf(after)?.author !== author) return { id, outcome: 'waiting', after };
    if (edit.revision > head) return refused('revision');
    const result = decide(edit, refused);
    decided.push({ edit, author, result });
    return result;
  }

  function decide(edit: PushedEdit, refused: (reason: RefusalReason) => PushResult): PushResult {
    const { id, language, was, value } = edit;
    const reason = start.refuses(edit);
    if (reason) return refused(reason);
    const current = currentOf(edit);
    if (equal(was, value)) return { id, outcome: 'applied', seq: seqOf(language) };
    if (!equal(current, value) && !equal(current, was))
      return { id, outcome: 'clash', current, revision: seqOf(language) };
    change(edit);
    return { id, outcome: 'applied', seq: seqOf(language) };
  }

  return {
    push: (request, author) => (request.epoch === epoch ? request.edits.map((edit) => taken(edit, author)) : 'foreign'),
    change,
    values,
    clashesOf: (author) =>
      decided.flatMap(({ edit, result, author: by }, at) => {
        if (by !== author || result.outcome !== 'clash') return [];
        const later = decided
          .slice(at)
          .some(
            (next) => next.author === author && next.result.outcome === 'applied' && nameOf(next.edit) === nameOf(edit),
          );
        return later ? [] : [edit.id];
      }),
    get effects() {
      return effects;
    },
    get head() {
      return head;
    },
    seqOf,
    get epoch() {
      return epoch;
    },
    set epoch(next) {
      epoch = next;
    },
  };
}

const asksTheSame = (one: PushedEdit, other: PushedEdit): boolean =>
  one.language === other.language &&
  one.record === other.record &&
  one.field === other.field &&
  equal(one.was, other.was) &&
  equal(one.value, other.value);

const equal = (one: Json, other: Json): boolean => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

const sorted = (value: Json): Json =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, inner]) => [key, sorted(inner)]),
        )
      : value;
