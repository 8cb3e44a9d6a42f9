// An edit as the outbox keeps it, from the moment it is made until the catalogue shows it or the person lets it go.
import type { Json, PushedEdit, RefusalReason } from '@phonochart/sync/push.ts';

/**
 * `waiting`: to be sent. `applied`: the server has it, the mirror does not show it yet. `clash`: somebody else changed
 * the same field first; `current` at `revision` is theirs. `refused`: not to be sent again as it is.
 */
export type EditState = 'waiting' | 'applied' | 'clash' | 'refused';

export type OutboxEdit = {
  /** Its name on this device, whatever becomes of it. */
  readonly key: string;
  /** Edits of one author are sent in the order of their numbers. */
  readonly number: number;
  /** Id of the account that made it; no other one ever sends it. */
  readonly author: string;
  readonly state: EditState;
  /** Whether a server may know it by its `id`: from then on what is sent under it never changes. */
  readonly sent: boolean;
  /** Of an applied one: since when it is in effect. */
  readonly seq?: number;
  /** Of an applied one and of a clash: the history in which that was answered. */
  readonly epoch?: string;
  /** Of a clash. */
  readonly current?: Json;
  /** Of a refused one. */
  readonly reason?: RefusalReason;
  readonly detail?: string;
  /** Made on another device of its author's: the server alone keeps it. */
  readonly elsewhere?: true;
} & PushedEdit;

/** One field of one record, as the editor saw it at `revision` and as they want it; null for an absent field. */
export type Change = Pick<PushedEdit, 'language' | 'record' | 'field' | 'revision' | 'was' | 'value'>;

export const sentAs = (edit: OutboxEdit): PushedEdit => ({
  id: edit.id,
  after: edit.after,
  language: edit.language,
  record: edit.record,
  field: edit.field,
  revision: edit.revision,
  was: edit.was,
  value: edit.value,
  made_at: edit.made_at,
});

export const inOrder = (a: OutboxEdit, b: OutboxEdit): number =>
  a.number - b.number || (a.made_at < b.made_at ? -1 : a.made_at > b.made_at ? 1 : a.key < b.key ? -1 : 1);

type Place = Pick<OutboxEdit, 'author' | 'language' | 'record' | 'field'>;
export const samePlace = (a: Place, b: Place): boolean =>
  a.author === b.author && a.language === b.language && a.record === b.record && a.field === b.field;

/** [PUSH9] Not a change, but the word that theirs stays: sent as the others are, and never shown. */
export const staysTheirs = ({ was, value }: Pick<OutboxEdit, 'was' | 'value'>): boolean => sameJson(was, value);

/** Undecided edits to which a later one of the same field has been answered: what it wanted instead is what counts. */
export const superseded = (edits: readonly OutboxEdit[]): OutboxEdit[] =>
  edits.filter(
    (edit) =>
      (edit.state === 'clash' || edit.state === 'refused') &&
      edits.some((later) => later.state !== 'waiting' && samePlace(edit, later) && inOrder(edit, later) < 0),
  );

/** Equality of JSON, whatever the order of an object's keys. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [ofA, ofB] = [a as { [key: string]: Json }, b as { [key: string]: Json }];
  const keys = Object.keys(ofA);
  return (
    keys.length === Object.keys(ofB).length &&
    keys.every((key) => Object.hasOwn(ofB, key) && sameJson(ofA[key], ofB[key]))
  );
}

/** 128 random bits; a page that came over plain HTTP has no `randomUUID`. */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
