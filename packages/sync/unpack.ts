// Unpacks shards and closed pages into the documents that they hold, one by one: pack.ts says how they are made.
import { countsOf } from '@phonochart/catalog/counts.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { PACKED } from './limits.ts';
import type { CollectionName, SyncDocument } from './protocol.ts';

/** An object's fields in their order: `[value]` where it is the same in every row, 1 where it stands in a column, 0 where a rule makes it. */
export type Mould = { readonly [field: string]: 0 | 1 | readonly [unknown] };

/** Rows as columns. */
export type Table = {
  moulds: Mould[];
  /** Each row's mould, as one character. */
  rows: string;
  /** For each mould its columns; a field that a rule makes has one where the rule needs it. */
  columns: { [field: string]: unknown[] }[];
};

/** A phoneme or a realisation whose fields are null where they follow from its sound and place. */
export type Cast = { readonly [field: string]: unknown };

export type PackedFile = {
  packed: typeof PACKED;
  collection: CollectionName;
  count: number;
  /** Every symbol once, the commonest first, each ended by one space; in texts a symbol is one character: see `signOf`. */
  symbols: string;
  /** For each symbol its kind, as the sign of a place in `kindNames`. */
  kinds: string;
  kindNames: string[];
  /** By the number of a symbol: its key where that is another, and how its source writes it. */
  ipa: { [symbol: number]: string };
  inSource: { [symbol: number]: string };
  phonemes: Cast[];
  realisations: Cast[];
  documents: Table;
  language: Table;
  words: Table;
  audio: Table;
  /** Documents that fit no table, by their place in the file. */
  whole: { [place: number]: SyncDocument };
};

/** Signs begin behind the characters that mean something else in a text of symbols. */
export const FIRST_SIGN = 35;
/** The next symbol has another cast than the text's usual one: the cast's sign follows. */
export const OTHER_CAST = 33;
/** The realisations of the next phoneme follow. */
export const NEXT_PHONEME = 32;
/** Stands for the language's code and a colon at the beginning of a text. */
export const OWN = '\u007f';

type Row = { [field: string]: unknown };
/** What rules know of the document that is being made. */
type Made = { id: string; document: Row };
/** Makes a field; they run in the order in which they stand. `stored`: what its column has, if there is one. */
type Rules = { readonly [field: string]: (row: Row, made: Made, stored: unknown) => unknown };
type Sound = { [field: string]: unknown; id: string; symbol: string };

/**
 * The documents of a file, in its order; each is made when it is asked for. Files from before there was a packed form
 * are read too. Throws where it is no file of either form.
 */
export function* unpack(file: PackedFile | { documents: SyncDocument[] }): Generator<SyncDocument> {
  if (!('packed' in file)) return yield* file.documents;
  if (file.packed !== PACKED) throw new RangeError(`packed in form ${file.packed}`);
  const symbols = file.symbols.split(' ');
  const kinds = symbols.map((_, n) => file.kindNames[file.kinds.charCodeAt(n) - FIRST_SIGN]);
  const phonemeCasts = file.phonemes.map(castOf);
  const realisationCasts = file.realisations.map(castOf);
  let seq = 0;

  const phonemesOf = (text: string, id: string): Sound[] => {
    const made: Sound[] = [];
    const usual = text.charCodeAt(0);
    for (let at = 1; at < text.length; at++) {
      const other = text.charCodeAt(at) === OTHER_CAST;
      const { fields, objects } = phonemeCasts[(other ? text.charCodeAt(++at) : usual) - FIRST_SIGN]!;
      if (other) at++;
      const n = text.charCodeAt(at) - FIRST_SIGN;
      const sound = { ...fields } as Sound;
      for (const field of objects) sound[field] = spelt(sound[field], id);
      sound.symbol ??= symbols[n]!;
      if (sound.id === null) sound.id = `${id}:${sound.symbol}`;
      if (sound.language === null) sound.language = id;
      if (sound.position === null) sound.position = made.length;
      if (sound.kind === null) sound.kind = kinds[n];
      if (sound.ipa === null) sound.ipa = file.ipa[n] ?? sound.symbol;
      if (sound.symbol_in_source === null) sound.symbol_in_source = file.inSource[n];
      made.push(sound);
    }
    return made;
  };

  const realisationsOf = (text: string, id: string, phonemes: Sound[]): Sound[] => {
    const made: Sound[] = [];
    const usual = text.charCodeAt(0);
    let of = 0;
    for (let at = 1; at < text.length; at++) {
      if (text.charCodeAt(at) === NEXT_PHONEME) {
        of++;
        continue;
      }
      const other = text.charCodeAt(at) === OTHER_CAST;
      const { fields, objects } = realisationCasts[(other ? text.charCodeAt(++at) : usual) - FIRST_SIGN]!;
      if (other) at++;
      const symbol = symbols[text.charCodeAt(at) - FIRST_SIGN]!;
      const sound = { ...fields } as Sound;
      for (const field of objects) sound[field] = spelt(sound[field], id);
      if (sound.id === null) sound.id = `${phonemes[of]!.id}>${symbol}`;
      if (sound.language === null) sound.language = id;
      if (sound.position === null) sound.position = made.length;
      if (sound.phonemes === null) sound.phonemes = [phonemes[of]!.id];
      if (sound.output === null) sound.output = [symbol];
      made.push(sound);
    }
    return made;
  };

  const language = rowReader(file.language, {
    id: (_, { id }) => id,
    code: (_, { id }) => id,
    autonym: ({ name }) => name,
    counts: (_, { document }) => countsOf(document as unknown as Inventory),
  });
  const words = rowReader(file.words, { id: ({ form }, { id }) => `${id}:word:${form}` });
  const audio = rowReader(file.audio, {
    sha256: ({ file }, _, stored) => (file as string).slice(-12, -4) + stored,
    id: ({ file }, { id }) => `${id}:audio:${file}`,
    updated_at: ({ created_at }) => created_at,
  });
  const rowsOf = (read: ReturnType<typeof rowReader>, made: Made, count: unknown) =>
    Array.from({ length: count as number }, () => read(made));

  const document = rowReader(file.documents, {
    seq: (_, __, since) => {
      seq += since as number;
      return seq;
    },
    code: ({ id }) => id,
    autonym: ({ name }) => name,
    sounds: (_, __, text) => Array.from(text as string, (sign) => symbols[sign.charCodeAt(0) - FIRST_SIGN]).join(' '),
    phonemes: ({ id }, _, text) => phonemesOf(text as string, id as string),
    realisations: ({ id, phonemes }, _, text) => realisationsOf(text as string, id as string, phonemes as Sound[]),
    words: ({ id }, made, count) => rowsOf(words, { ...made, id: id as string }, count),
    audio: ({ id }, made, count) => rowsOf(audio, { ...made, id: id as string }, count),
    // Last: its counts are of all the rest.
    language: (row) => language({ id: row.id as string, document: row }),
  });
  for (let place = 0; place < file.count; place++)
    yield file.whole[place] ?? (document({ id: '', document: {} }) as unknown as SyncDocument);
}

/** Reads a table row by row. */
function rowReader({ moulds, rows, columns }: Table, rules: Rules): (made: Made) => Row {
  const read = moulds.map(() => 0);
  const ruled = moulds.map((mould) => Object.keys(rules).filter((field) => mould[field] === 0));
  let next = 0;
  return (made) => {
    const m = rows.charCodeAt(next++) - FIRST_SIGN;
    const mould = moulds[m];
    if (!mould) throw new RangeError('a row without a mould');
    const at = read[m]!++;
    const own = columns[m]!;
    const row: Row = {};
    for (const field of Object.keys(mould)) {
      const how = mould[field]!;
      // A field that a rule makes later holds its place in the order.
      row[field] = how === 0 ? undefined : spelt(how === 1 ? own[field]![at] : how[0], made.id);
    }
    for (const field of ruled[m]!) row[field] = rules[field]!(row, made, own[field]?.[at]);
    return row;
  };
}

/** A copy of its own, with the code of its language written out. */
function spelt(value: unknown, id: string): unknown {
  if (typeof value === 'string') return value.startsWith(OWN) ? `${id}:${value.slice(1)}` : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => spelt(each, id));
  const copy: Row = {};
  for (const field of Object.keys(value)) copy[field] = spelt((value as Row)[field], id);
  return copy;
}

const castOf = (fields: Cast) => ({
  fields,
  /** Fields that are not the same thing for two sounds. */
  objects: Object.keys(fields).filter((field) => isShared(fields[field])),
});

const isShared = (value: unknown): boolean =>
  (typeof value === 'object' && value !== null) || (typeof value === 'string' && value.startsWith(OWN));

/** The character that stands for the nth symbol, kind, mould or cast. */
export const signOf = (n: number): string => String.fromCharCode(FIRST_SIGN + n);
