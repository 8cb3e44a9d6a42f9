// Whether a pushed value is one that its field may have, and what to tell its author where it is not: pure functions, no SQL.
import { createHash } from 'node:crypto';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { Language } from '@phonochart/catalog/language.ts';
import { Phoneme } from '@phonochart/catalog/phoneme.ts';
import { Realisation } from '@phonochart/catalog/realisation.ts';
import { Word } from '@phonochart/catalog/word.ts';
import type { Json, PushedEdit } from '@phonochart/sync/push.ts';
import type { ZodType } from 'zod';
import { editableOfLanguage, editableOfPhoneme, editableOfRealisation, editableOfWord } from './editable.ts';
import { recordsOf, same } from './merge.ts';
import type { Problem } from './store-error.ts';

const kinds = ['language', 'phoneme', 'realisation', 'word'] as const;
export type PushableKind = (typeof kinds)[number];

const editable: Record<PushableKind, readonly string[]> = {
  language: editableOfLanguage,
  phoneme: editableOfPhoneme,
  realisation: editableOfRealisation,
  word: editableOfWord,
};
const shapes: Record<PushableKind, Record<string, ZodType>> = {
  language: Language.shape,
  phoneme: Phoneme.shape,
  realisation: Realisation.shape,
  word: Word.shape,
};

type Fields = { id: string } & Record<string, unknown>;

/** The record of this id among those that a push may name. */
export function recordNamed(inventory: Inventory, id: string): { kind: PushableKind; record: Fields } | undefined {
  for (const kind of kinds) {
    const record = recordsOf(inventory, kind).find((each) => each.id === id);
    if (record) return { kind, record };
  }
  return undefined;
}

/** The field's value as JSON; null where it is absent. */
export const valueIn = (record: Fields, field: string): Json =>
  (Object.hasOwn(record, field) ? record[field] : null) as Json;

export const editableFields = (kind: PushableKind): readonly string[] => editable[kind];

/** What is wrong with a value that an editable field is to have; nothing where it would be kept just as it stands. */
export function valueProblems(kind: PushableKind, { record, field, value }: PushedEdit): Problem[] {
  const shape = shapes[kind][field]!;
  if (value === null && shape.safeParse(undefined).success) return [];
  const parsed = shape.safeParse(value);
  if (!parsed.success)
    return parsed.error.issues.map(({ path, message }) => ({ record, field: [field, ...path].join('.'), message }));
  if (same(parsed.data, value)) return [];
  const at = [field, ...differenceIn(value, parsed.data as Json)].join('.');
  return [
    { record, field: at, message: 'it would not be kept as it is: the catalogue has no such field, or another form' },
  ];
}

/** The path to the first thing that is not kept. */
function differenceIn(asked: Json, kept: Json): string[] {
  if (typeof asked !== 'object' || typeof kept !== 'object' || asked === null || kept === null) return [];
  for (const [key, value] of Object.entries(asked)) {
    if (!Object.hasOwn(kept, key)) return [key];
    const other = Reflect.get(kept, key) as Json;
    if (!same(value, other)) return [key, ...differenceIn(value, other)];
  }
  return [];
}

/** A text for people of what is wrong, and where; long ones are cut. */
export function told(problems: readonly Problem[]): string {
  const [first, ...others] = problems.map(({ record, field, message }) => `${record}, ${cut(field)}: ${message}`);
  return cut(others.length > 0 ? `${first}, and ${others.length} more` : first!, 600);
}

const cut = (text: string, most = 200): string =>
  text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text;

/** SHA-256 of what an edit asks for, whatever the order of keys; not of when, where and after what it was made. */
export function askedBy({ language, record, field, was, value }: PushedEdit): string {
  const sorted = (_: string, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner;
  return createHash('sha256')
    .update(JSON.stringify([language, record, field, was, value], sorted))
    .digest('hex');
}
