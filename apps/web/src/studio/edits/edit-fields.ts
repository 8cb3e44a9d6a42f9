// The fields that an editor changes beside the chart, and how each goes into inputs and comes back as a value: pure functions.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { interfaceLanguages } from '@phonochart/catalog/terms.ts';
import type { Json } from '@phonochart/sync/push.ts';

/** Of a phoneme, in the order of a list of choices. */
export const statuses = ['core', 'loan', 'regional', 'disappearing', 'marginal', 'unknown'] as const;

/**
 * `text`: a line. `local`: a text in each interface language, of which English must be there if any is. `names`: a name
 * by interface language, English being another field's. `list`: names between commas. `choice`: a status. `yes`: true or
 * false. `where`: the text of an environment, whose other parts stay.
 */
export type FieldKind = 'text' | 'local' | 'names' | 'list' | 'choice' | 'yes' | 'where';
export type RecordKind = 'phoneme' | 'realisation' | 'language';
type Described = { readonly kind: FieldKind; readonly required?: boolean };

export const editFields = {
  phoneme: {
    name: { kind: 'text' },
    status: { kind: 'choice', required: true },
    articulation: { kind: 'local' },
    description: { kind: 'local' },
  },
  realisation: {
    environment: { kind: 'where' },
    description: { kind: 'local' },
    variety: { kind: 'text' },
    free_variation: { kind: 'yes', required: true },
  },
  language: {
    name: { kind: 'text', required: true },
    names: { kind: 'names' },
    autonym: { kind: 'text', required: true },
    aliases: { kind: 'list', required: true },
    variety: { kind: 'local' },
    family: { kind: 'text' },
    description: { kind: 'local' },
  },
} as const satisfies { [kind in RecordKind]: { [field: string]: Described } };

export type EditField = { [kind in RecordKind]: `${kind}.${string & keyof (typeof editFields)[kind]}` }[RecordKind];

export const describedField = (kind: RecordKind, field: string): Described | undefined =>
  (editFields[kind] as { readonly [field: string]: Described })[field];

/** What an id names; words have their fields elsewhere. */
export function recordKind(inventory: Inventory, record: string): RecordKind | undefined {
  if (record === inventory.id) return 'language';
  if (inventory.phonemes.some(({ id }) => id === record)) return 'phoneme';
  return inventory.realisations.some(({ id }) => id === record) ? 'realisation' : undefined;
}

/** What stands in the inputs of one field: by interface language where it has several, else under ''. */
export type Inputs = { readonly [part: string]: string };

/** The inputs that a field has. */
export function partsOf(kind: FieldKind): readonly string[] {
  if (kind === 'local' || kind === 'where') return interfaceLanguages;
  return kind === 'names' ? interfaceLanguages.filter((language) => language !== 'en') : [''];
}

type Texts = { readonly [language: string]: Json };

export function inputsOf(kind: FieldKind, value: Json): Inputs {
  const texts = (kind === 'where' ? (value as { text?: Texts } | null)?.text : value) as Texts | null | undefined;
  const textOf = (part: string): string => {
    if (part) return String(texts?.[part] ?? '');
    if (kind === 'list') return Array.isArray(value) ? value.join(', ') : '';
    return value === null ? '' : String(value);
  };
  return Object.fromEntries(partsOf(kind).map((part) => [part, textOf(part)]));
}

/** `empty`: it must not be. `english`: a text in another language stands beside none in English. */
export type InputError = 'empty' | 'english';

/** The value that the inputs stand for; languages and parts without an input stay as they were. */
export function wantedOf(
  { kind, required }: Described,
  inputs: Inputs,
  was: Json,
): { value: Json } | { error: InputError; part: string } {
  const line = (inputs[''] ?? '').trim();
  if (kind === 'yes') return { value: line === 'true' };
  if (kind === 'list') return { value: line.split(',').flatMap((name) => name.trim() || []) };
  if (kind === 'text' || kind === 'choice')
    return required && !line ? { error: 'empty', part: '' } : { value: line || null };
  const before = ((kind === 'where' ? (was as { text?: Texts } | null)?.text : was) ?? {}) as Texts;
  const texts: { [language: string]: Json } = { ...before };
  for (const part of partsOf(kind)) {
    const text = (inputs[part] ?? '').trim();
    if (text) texts[part] = text;
    else delete texts[part];
  }
  const left = Object.keys(texts);
  if (kind === 'names') return { value: left.length === 0 ? null : texts };
  if (left.length > 0 && !texts.en) return { error: 'english', part: 'en' };
  if (kind === 'local') return { value: left.length === 0 ? null : texts };
  if (left.length > 0) return { value: { ...(was as Texts | null), text: texts } };
  // An environment is told in words, whatever else is known of it.
  const { text: _, ...others } = (was ?? {}) as Texts;
  return Object.keys(others).length > 0 ? { error: 'empty', part: 'en' } : { value: null };
}
