// The fields that an editor changes beside the chart, record by record, in the order and the groups in which the form shows them.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { ipaKey } from '@phonochart/phonetics/normalise.ts';
import type { Json } from '@phonochart/sync/push.ts';
import { type Around, asSymbol, type FieldKind, type Inputs, kinds, type Part, type Wanted } from './edit-kinds.ts';

export type RecordKind = 'phoneme' | 'realisation' | 'word' | 'language';
/** Fields that stand open come first; the others stand in groups that are opened. */
export type FieldGroup = 'more' | 'codes' | 'sounds' | 'checked';
export type Described = {
  readonly kind: FieldKind;
  readonly required?: boolean;
  /** Of its line. */
  readonly pattern?: RegExp;
  readonly group?: FieldGroup;
};

export const editFields = {
  phoneme: {
    symbol: { kind: 'symbol', required: true },
    name: { kind: 'text' },
    status: { kind: 'status', required: true },
    articulation: { kind: 'local' },
    description: { kind: 'local' },
    kind: { kind: 'kind', required: true, group: 'more' },
    ipa: { kind: 'ipa', required: true, group: 'more' },
    symbol_in_source: { kind: 'text', group: 'more' },
    approximations: { kind: 'near', group: 'more' },
  },
  realisation: {
    output: { kind: 'phones' },
    phonemes: { kind: 'phonemes', required: true },
    environment: { kind: 'where' },
    free_variation: { kind: 'yes', required: true },
    description: { kind: 'local' },
    variety: { kind: 'text' },
  },
  word: {
    form: { kind: 'text', required: true },
    phonemic: { kind: 'transcription', required: true },
    phonetic: { kind: 'transcription', required: true },
    gloss: { kind: 'local', required: true },
    stress: { kind: 'syllableNumber' },
    reading: { kind: 'reading', group: 'more' },
    script: { kind: 'text', pattern: /^[A-Z][a-z]{3}$/, group: 'more' },
  },
  language: {
    name: { kind: 'text', required: true },
    names: { kind: 'names' },
    autonym: { kind: 'text', required: true },
    aliases: { kind: 'list', required: true },
    variety: { kind: 'local' },
    family: { kind: 'text' },
    description: { kind: 'local' },
    iso639_3: { kind: 'text', pattern: /^[a-z]{3}$/, group: 'codes' },
    glottocode: { kind: 'text', pattern: /^[a-z0-9]{4}[0-9]{4}$/, group: 'codes' },
    bcp47: { kind: 'text', pattern: /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, group: 'codes' },
    script: { kind: 'text', required: true, pattern: /^[A-Z][a-z]{3}$/, group: 'codes' },
    direction: { kind: 'direction', required: true, group: 'codes' },
    tones: { kind: 'listing', required: true, group: 'sounds' },
    syllable: { kind: 'syllable', group: 'sounds' },
    prosody: { kind: 'prosody', group: 'sounds' },
    review: { kind: 'review', required: true, group: 'checked' },
    licence: { kind: 'text', required: true, group: 'checked' },
  },
} as const satisfies { [kind in RecordKind]: { [field: string]: Described } };

export type EditField = { [kind in RecordKind]: `${kind}.${string & keyof (typeof editFields)[kind]}` }[RecordKind];

export const describedField = (kind: RecordKind, field: string): Described | undefined =>
  (editFields[kind] as { readonly [field: string]: Described })[field];

/** What an id names. */
export function recordKind(inventory: Inventory, record: string): RecordKind | undefined {
  if (record === inventory.id) return 'language';
  if (inventory.phonemes.some(({ id }) => id === record)) return 'phoneme';
  if (inventory.realisations.some(({ id }) => id === record)) return 'realisation';
  return inventory.words.some(({ id }) => id === record) ? 'word' : undefined;
}

/** The inputs that a field has. */
export const partsOf = (kind: FieldKind): readonly Part[] => kinds[kind].parts;

export const inputsOf = (kind: FieldKind, value: Json, around: Around): Inputs => kinds[kind].inputs(value, around);

/** The value that the inputs stand for. */
export function wantedOf({ kind, required, pattern }: Described, inputs: Inputs, was: Json, around: Around): Wanted {
  const wanted: Wanted = kinds[kind].wanted(inputs, was, around);
  if ('error' in wanted) return wanted;
  if (required && wanted.value === null) return { error: 'empty', part: partsOf(kind)[0]!.part };
  if (pattern && wanted.value !== null && !pattern.test(String(wanted.value))) return { error: 'pattern', part: '' };
  return wanted;
}

/** What a phoneme's symbol stands for follows the symbol, unless it said something else before. */
export function ipaFollowing(before: { symbol: string; ipa: string }, symbol: string): string {
  return before.ipa === ipaKey(before.symbol) ? ipaKey(asSymbol(symbol)) : before.ipa;
}
