// Packs the documents of a shard or a closed page: what follows from the rest is left out, rows become columns, symbols signs.
import { countsOf } from '@phonochart/catalog/counts.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { PACKED } from './limits.ts';
import type { CollectionName, SyncDocument } from './protocol.ts';
import { type Book, soundBook } from './sound-book.ts';
import { type TableRow, tableOf } from './table.ts';
import { NEXT_PHONEME, OTHER_CAST, OWN, type PackedFile, signOf, unpack } from './unpack.ts';

type Row = { [field: string]: unknown };
type TableName = 'documents' | 'language' | 'words' | 'audio';

/**
 * A file that `unpack` turns into the very same documents, field for field in the same order. A document for which that
 * does not hold, of whatever strange content, travels in it as it is.
 * @param texts documents as they travel, in the order of `seq`
 */
export function pack(collection: CollectionName, texts: readonly string[]): PackedFile {
  const steps = packing(collection, texts);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same with a pause wherever whoever packs may do something else: each step is one document's work. */
export function* packing(collection: CollectionName, texts: readonly string[]): Generator<void, PackedFile> {
  const documents: Row[] = [];
  for (const text of texts) {
    documents.push(JSON.parse(text));
    yield;
  }
  const whole = new Set<number>();
  for (;;) {
    const file = yield* packAround(collection, documents, whole);
    const strange = yield* differences(file, texts);
    if (strange.length === 0) return file;
    for (const place of strange) whole.add(place);
  }
}

/** Places of the documents that do not come back as they were; where unpacking breaks off, of the one that broke it. */
function* differences(file: PackedFile, texts: readonly string[]): Generator<void, number[]> {
  const found: number[] = [];
  let place = 0;
  try {
    for (const document of unpack(file)) {
      if (JSON.stringify(document) !== texts[place]) found.push(place);
      place++;
      yield;
    }
  } catch {
    found.push(place);
  }
  return found;
}

function* packAround(
  collection: CollectionName,
  documents: readonly Row[],
  whole: ReadonlySet<number>,
): Generator<void, PackedFile> {
  const packed = documents.filter((_, place) => !whole.has(place));
  const book = soundBook(packed);
  yield;
  const tables = { documents: [], language: [], words: [], audio: [] } as { [name in TableName]: TableRow[] };
  let seq = 0;
  for (const document of packed) {
    tables.documents.push(documentRow(document, seq, book, tables));
    if (typeof document.seq === 'number') seq = document.seq;
    yield;
  }
  return {
    packed: PACKED,
    collection,
    count: documents.length,
    ...book.written(),
    documents: tableOf(tables.documents),
    language: tableOf(tables.language),
    words: tableOf(tables.words),
    audio: tableOf(tables.audio),
    whole: Object.fromEntries([...whole].map((place) => [place, documents[place] as unknown as SyncDocument])),
  };
}

/** What the document has in tables of its own goes there. `seq`: of the document before it. */
function documentRow(document: Row, seq: number, book: Book, tables: { [name in TableName]: TableRow[] }): TableRow {
  const { id } = document;
  const ruled = new Map<string, unknown>();
  const rows = (field: 'words' | 'audio', rule: (row: Row) => TableRow['ruled']): void => {
    const inner = document[field];
    if (!Array.isArray(inner) || inner.length === 0 || !inner.every(isRow)) return;
    for (const row of inner) tables[field].push({ row: shortened(row, id) as Row, ruled: rule(row) });
    ruled.set(field, inner.length);
  };
  if (typeof document.seq === 'number') ruled.set('seq', document.seq - seq);
  if (document.code === id) ruled.set('code', undefined);
  if (document.autonym === document.name) ruled.set('autonym', undefined);
  if (typeof document.sounds === 'string') setIf(ruled, 'sounds', soundsText(document.sounds, book));
  setIf(ruled, 'phonemes', phonemesText(document, book));
  if (ruled.has('phonemes')) setIf(ruled, 'realisations', realisationsText(document, book));
  rows('words', (row) => rule(row.id === `${id}:word:${row.form}` && ['id']));
  rows('audio', (row) => audioRule(row, id));
  const { language } = document;
  if (isRow(language)) {
    tables.language.push({ row: shortened(language, id) as Row, ruled: languageRule(document, language) });
    ruled.set('language', undefined);
  }
  return { row: document, ruled };
}

function languageRule(document: Row, language: Row): TableRow['ruled'] {
  const { id } = document;
  return rule(
    language.id === id && ['id'],
    language.code === id && ['code'],
    language.autonym === language.name && ['autonym'],
    sameJson(language.counts, countsIn(document)) && ['counts'],
  );
}

/** Nothing where the document holds no inventory. */
function countsIn(document: Row): unknown {
  try {
    return countsOf(document as unknown as Inventory);
  } catch {
    return undefined;
  }
}

function audioRule({ id, file, sha256, created_at, updated_at }: Row, code: unknown): TableRow['ruled'] {
  const named = typeof file === 'string' && typeof sha256 === 'string' && file.slice(-12, -4) === sha256.slice(0, 8);
  return rule(
    id === `${code}:audio:${file}` && ['id'],
    named && ['sha256', sha256.slice(8)],
    updated_at === created_at && ['updated_at'],
  );
}

/** Undefined where they are not the symbols of the book. */
function soundsText(sounds: string, book: Book): string | undefined {
  if (sounds === '') return '';
  const signs = sounds.split(' ').map((symbol) => book.sign(symbol));
  return signs.every((sign) => sign !== undefined) ? signs.join('') : undefined;
}

function phonemesText({ id, phonemes }: Row, book: Book): string | undefined {
  if (!Array.isArray(phonemes) || phonemes.length === 0 || !phonemes.every(isRow)) return undefined;
  const signs = phonemes.map((row, position) => {
    const { symbol } = row;
    const sign = book.sign(symbol);
    const usual = book.usual(symbol);
    const cast = { ...row };
    if (sign !== undefined) cast.symbol = null;
    if (row.id === `${id}:${symbol}`) cast.id = null;
    if (row.language === id) cast.language = null;
    if (row.position === position) cast.position = null;
    if (usual && row.kind === usual.kind) cast.kind = null;
    if (usual && row.ipa === (usual.ipa ?? symbol)) cast.ipa = null;
    if (usual && 'symbol_in_source' in row && row.symbol_in_source === usual.inSource) cast.symbol_in_source = null;
    return [book.phoneme(shortenedCast(cast, id)), sign ?? signOf(0)] as const;
  });
  return castText(signs);
}

function realisationsText({ id, phonemes, realisations }: Row, book: Book): string | undefined {
  if (!Array.isArray(realisations) || realisations.length === 0 || !realisations.every(isRow)) return undefined;
  const places = new Map((phonemes as Row[]).map((phoneme, place) => [phoneme.id, place]));
  let of = 0;
  const signs: (readonly [string, string] | undefined)[] = [];
  for (const [position, row] of realisations.entries()) {
    const { phonemes: [first, ...others] = [], output: [symbol, ...rest] = [] } = row as { [field: string]: unknown[] };
    const place = places.get(first) ?? of;
    // A text only goes on.
    if (place < of) return undefined;
    for (; of < place; of++) signs.push(undefined);
    const sign = rest.length === 0 ? book.sign(symbol) : undefined;
    const phoneme = (phonemes as Row[])[of]!.id;
    const cast: Row = { ...row };
    if (row.id === `${phoneme}>${symbol}` && sign !== undefined) cast.id = null;
    if (row.language === id) cast.language = null;
    if (row.position === position) cast.position = null;
    if (others.length === 0 && first === phoneme) cast.phonemes = null;
    if (sign !== undefined) cast.output = null;
    signs.push([book.realisation(shortenedCast(cast, id)), sign ?? signOf(0)]);
  }
  return castText(signs);
}

/** The usual cast's sign, then each sound's, behind its cast where that is another; nothing stands for the next phoneme. */
function castText(signs: readonly (readonly [cast: string, symbol: string] | undefined)[]): string {
  const counts = new Map<string, number>();
  for (const sign of signs) if (sign) counts.set(sign[0], (counts.get(sign[0]) ?? 0) + 1);
  const [usual] = [...counts].reduce((most, each) => (each[1] > most[1] ? each : most));
  const text = signs.map((sign) => {
    if (!sign) return String.fromCharCode(NEXT_PHONEME);
    const [cast, symbol] = sign;
    return cast === usual ? symbol : String.fromCharCode(OTHER_CAST) + cast + symbol;
  });
  return usual + text.join('');
}

/** The language's code at the beginning of a text becomes a sign. */
function shortened(value: unknown, id: unknown): unknown {
  if (typeof value === 'string') return value.startsWith(`${id}:`) ? OWN + value.slice(`${id}:`.length) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => shortened(each, id));
  return Object.fromEntries(Object.entries(value).map(([field, each]) => [field, shortened(each, id)]));
}

/** Nearly every cast has nothing to shorten, and there are a hundred thousand of them. */
const shortenedCast = (cast: Row, id: unknown): string => {
  const text = JSON.stringify(cast);
  return text.includes(`"${id}:`) ? JSON.stringify(shortened(cast, id)) : text;
};

const rule = (...fields: (false | readonly [field: string, stored?: unknown])[]): TableRow['ruled'] =>
  new Map(fields.filter((field) => field !== false).map(([field, stored]) => [field, stored]));

function setIf(ruled: Map<string, unknown>, field: string, text: string | undefined): void {
  if (text !== undefined) ruled.set(field, text);
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);
const sameJson = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
