// The SQLite tables: the catalogue as normalised records, and beside them the wire's documents, edits and shards.
// Those of accounts are in account-schema.ts, those of the queue in job-schema.ts.
//
// After a change here or there: npx drizzle-kit generate --dialect sqlite --schema 'apps/server/src/store/*schema.ts'
//   --out apps/server/src/store/migrations --name what-changed
// then read the SQL: a rebuilt table must lose no row of the tables that refer to it.
import type { AudioSource, SourceType } from '@phonochart/catalog/audio.ts';
import type { Language } from '@phonochart/catalog/language.ts';
import type { Phoneme } from '@phonochart/catalog/phoneme.ts';
import type { Realisation } from '@phonochart/catalog/realisation.ts';
import type { Word } from '@phonochart/catalog/word.ts';
import type { CollectionName } from '@phonochart/sync/protocol.ts';
import { sql } from 'drizzle-orm';
import { blob, check, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { RecordKind } from './store.ts';

/** A field that is read and written whole: a join would buy nothing. */
const json = <Field>(name: string) => text(name, { mode: 'json' }).$type<NonNullable<Field>>();

// Columns are named as the records' fields, so that a row without its nulls is the record.
export const languages = sqliteTable(
  'languages',
  {
    id: text('id').primaryKey(),
    code: text('code').notNull(),
    kind: text('kind').$type<Language['kind']>().notNull(),
    name: text('name').notNull(),
    names: json<Language['names']>('names'),
    autonym: text('autonym').notNull(),
    aliases: json<Language['aliases']>('aliases').notNull(),
    bcp47: text('bcp47'),
    iso639_3: text('iso639_3'),
    glottocode: text('glottocode'),
    family: text('family'),
    variety: json<Language['variety']>('variety'),
    direction: text('direction').$type<Language['direction']>().notNull(),
    script: text('script').notNull(),
    review: json<Language['review']>('review').notNull(),
    tones: text('tones').$type<Language['tones']>().notNull(),
    description: json<Language['description']>('description'),
    sources: json<Language['sources']>('sources').notNull(),
    licence: text('licence').notNull(),
    contributors: json<Language['contributors']>('contributors').notNull(),
    prosody: json<Language['prosody']>('prosody'),
    syllable: json<Language['syllable']>('syllable'),
    spellings: json<Language['spellings']>('spellings').notNull(),
    minimal_pairs: json<Language['minimal_pairs']>('minimal_pairs').notNull(),
    /** The content that it came with; see ContentOrigin. */
    content_source: text('content_source').notNull(),
    /** Folded name, for order. */
    sort_name: text('sort_name').notNull(),
  },
  (table) => [
    uniqueIndex('languages_code').on(sql`${table.code} collate nocase`),
    index('languages_order').on(table.sort_name, table.code),
  ],
);

const ofLanguage = () =>
  text('language')
    .notNull()
    .references(() => languages.id);

export const phonemes = sqliteTable(
  'phonemes',
  {
    id: text('id').primaryKey(),
    language: ofLanguage(),
    position: integer('position').notNull(),
    kind: text('kind').$type<Phoneme['kind']>().notNull(),
    symbol: text('symbol').notNull(),
    ipa: text('ipa').notNull(),
    symbol_in_source: text('symbol_in_source'),
    name: text('name'),
    status: text('status').$type<Phoneme['status']>().notNull(),
    articulation: json<Phoneme['articulation']>('articulation'),
    description: json<Phoneme['description']>('description'),
    approximations: json<Phoneme['approximations']>('approximations'),
    placement: json<Phoneme['placement']>('placement'),
    names: json<Phoneme['names']>('names'),
    words: json<Phoneme['words']>('words').notNull(),
  },
  (table) => [index('phonemes_order').on(table.language, table.position)],
);

export const realisations = sqliteTable(
  'realisations',
  {
    id: text('id').primaryKey(),
    language: ofLanguage(),
    position: integer('position').notNull(),
    phonemes: json<Realisation['phonemes']>('phonemes').notNull(),
    output: json<Realisation['output']>('output').notNull(),
    environment: json<Realisation['environment']>('environment'),
    free_variation: integer('free_variation', { mode: 'boolean' }).notNull(),
    variety: text('variety'),
    description: json<Realisation['description']>('description'),
    placement: json<Realisation['placement']>('placement'),
    words: json<Realisation['words']>('words').notNull(),
  },
  (table) => [index('realisations_order').on(table.language, table.position)],
);

export const words = sqliteTable(
  'words',
  {
    id: text('id').primaryKey(),
    in_language: text('in_language')
      .notNull()
      .references(() => languages.id),
    place: integer('place').notNull(),
    form: text('form').notNull(),
    script: text('script'),
    reading: json<Word['reading']>('reading'),
    phonemic: text('phonemic').notNull(),
    phonetic: text('phonetic').notNull(),
    stress: integer('stress'),
    gloss: json<Word['gloss']>('gloss').notNull(),
    segments: json<Word['segments']>('segments').notNull(),
  },
  (table) => [index('words_order').on(table.in_language, table.place)],
);

export const audioSources = sqliteTable(
  'audio_sources',
  {
    id: text('id').primaryKey(),
    /** The inventory; `language` is the BCP 47 tag of what is spoken. */
    in_language: text('in_language')
      .notNull()
      .references(() => languages.id),
    place: integer('place').notNull(),
    // Three columns rather than an id and a kind, so that the database itself refuses a clip of nothing.
    voices_phoneme: text('voices_phoneme').references(() => phonemes.id),
    voices_realisation: text('voices_realisation').references(() => realisations.id),
    voices_word: text('voices_word').references(() => words.id),
    source_type: text('source_type').$type<AudioSource['source_type']>().notNull(),
    voice_id: text('voice_id').notNull(),
    language: text('language').notNull(),
    file: text('file').notNull(),
    sha256: text('sha256').notNull(),
    mime: text('mime').$type<AudioSource['mime']>().notNull(),
    bytes: integer('bytes').notNull(),
    duration_ms: real('duration_ms').notNull(),
    lead_in_ms: real('lead_in_ms').notNull(),
    loudness: real('loudness').notNull(),
    frame: text('frame').$type<AudioSource['frame']>().notNull(),
    speaker: text('speaker'),
    licence: text('licence').notNull(),
    attribution: text('attribution').notNull(),
    metadata: json<AudioSource['metadata']>('metadata'),
    cached_until: text('cached_until'),
    preferred: integer('preferred', { mode: 'boolean' }).notNull(),
    /** Who brought it, where it did not come with the language's own content, which then neither changes nor removes it. */
    brought_by: text('brought_by'),
    created_at: text('created_at').notNull(),
    updated_at: text('updated_at').notNull(),
    // The rest never travels: it belongs to the bytes and stays while they do.
    /** 128 heights of the waveform, a byte each. */
    peaks: blob('peaks', { mode: 'buffer' }),
    /** When the bytes were made, with milliseconds; `created_at` is older where a clip was made anew. */
    generated_at: text('generated_at').notNull().default(''),
  },
  (table) => [
    index('audio_sources_order').on(table.in_language, table.place),
    // These hold all that lists are sorted by and sums are made of, so that a report reads no row.
    index('audio_sources_newest').on(table.generated_at, table.id),
    index('audio_sources_of_language').on(
      table.in_language,
      table.generated_at,
      table.id,
      table.source_type,
      table.bytes,
    ),
    index('audio_sources_of_voice').on(table.voice_id, table.generated_at, table.id),
    index('audio_sources_of_speaker').on(table.speaker, table.generated_at, table.id),
    index('audio_sources_of_type').on(table.source_type, table.generated_at, table.id, table.in_language, table.bytes),
    index('audio_sources_phoneme').on(table.voices_phoneme),
    index('audio_sources_realisation').on(table.voices_realisation),
    index('audio_sources_word').on(table.voices_word),
    check(
      'audio_sources_voices_one',
      sql`(${table.voices_phoneme} is not null) + (${table.voices_realisation} is not null) + (${table.voices_word} is not null) = 1`,
    ),
  ],
);

/** Clips that were played. They outlive every change of the clip, and go with it. */
export const audioStats = sqliteTable(
  'audio_stats',
  {
    audio: text('audio')
      .primaryKey()
      .references(() => audioSources.id, { onDelete: 'cascade' }),
    plays: integer('plays').notNull(),
    /** A day, as the instant at which it begins. */
    last_played_at: text('last_played_at').notNull(),
  },
  (table) => [index('audio_stats_most').on(table.plays, table.audio)],
);

/** What plays were answered by, a deleted clip's plays too. */
export const playCounts = sqliteTable(
  'play_counts',
  {
    language: text('language')
      .notNull()
      .references(() => languages.id, { onDelete: 'cascade' }),
    /** The type of the clip that was heard; or the device's voice; or nothing. */
    heard: text('heard').$type<SourceType | 'device' | 'none'>().notNull(),
    plays: integer('plays').notNull(),
  },
  (table) => [primaryKey({ columns: [table.language, table.heard] })],
);

/** Batches of plays that were counted, so that one sent again is not counted again; forgotten after a while. */
export const playBatches = sqliteTable(
  'play_batches',
  {
    id: text('id').primaryKey(),
    /** A day: 2026-11-21. */
    counted_on: text('counted_on').notNull(),
  },
  (table) => [index('play_batches_oldest').on(table.counted_on)],
);

/** The wire form of each language, written by document-writer.ts alone. */
export const documents = sqliteTable(
  'documents',
  {
    collection: text('collection').$type<CollectionName>().notNull(),
    id: text('id').notNull(),
    seq: integer('seq').notNull(),
    /** Fixes the shard: a document keeps its slot while it lives, so that other shards keep their names. */
    slot: integer('slot').notNull(),
    deleted: integer('deleted', { mode: 'boolean' }).notNull(),
    /** JSON without `seq` and `_deleted`; null in a tombstone. */
    body: text('body'),
  },
  (table) => [
    primaryKey({ columns: [table.collection, table.id] }),
    uniqueIndex('documents_seq').on(table.seq),
    index('documents_tail').on(table.collection, table.seq),
    uniqueIndex('documents_slot').on(table.collection, table.slot),
    check('documents_body', sql`${table.deleted} = (${table.body} is null)`),
  ],
);

/** One row: where the catalogue stands. */
export const catalogue = sqliteTable(
  'catalogue',
  {
    id: integer('id').primaryKey(),
    epoch: text('epoch').notNull(),
    head: integer('head').notNull(),
    floor: integer('floor').notNull(),
    snapshot: integer('snapshot').notNull(),
  },
  (table) => [
    check('catalogue_one', sql`${table.id} = 1`),
    check('catalogue_order', sql`${table.floor} <= ${table.snapshot} and ${table.snapshot} <= ${table.head}`),
  ],
);

/** Field by field what editors changed. No foreign key: the record of an edit outlives what was edited. */
export const edits = sqliteTable(
  'edits',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    language: text('language').notNull(),
    kind: text('kind').$type<RecordKind>().notNull(),
    record: text('record').notNull(),
    /** `_deleted` where the whole record was deleted. */
    field: text('field').notNull(),
    /** JSON; null where the field was, or now is, absent. */
    before: text('before'),
    value: text('value'),
    author: text('author').notNull(),
    seq: integer('seq').notNull(),
    at: text('at').notNull(),
  },
  (table) => [index('edits_language').on(table.language, table.id)],
);

/** What upstream says where an editor's word stands. */
export const proposals = sqliteTable(
  'proposals',
  {
    language: text('language').notNull(),
    kind: text('kind').$type<RecordKind>().notNull(),
    record: text('record').notNull(),
    change: text('change').$type<'field' | 'add' | 'remove'>().notNull(),
    /** Empty where the whole record is meant. */
    field: text('field').notNull(),
    value: text('value'),
    source: text('source').notNull(),
    at: text('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.language, table.kind, table.record, table.change, table.field] })],
);

/** Which content the catalogue holds. */
export const contentOrigins = sqliteTable('content_origins', {
  source: text('source').primaryKey(),
  hash: text('hash').notNull(),
  loaded_at: text('loaded_at').notNull(),
});

export const shards = sqliteTable('shards', {
  hash: text('hash').primaryKey(),
  collection: text('collection').$type<CollectionName>().notNull(),
  count: integer('count').notNull(),
  bytes: integer('bytes').notNull(),
  body: blob('body', { mode: 'buffer' }).notNull(),
  br: blob('br', { mode: 'buffer' }).notNull(),
  gzip: blob('gzip', { mode: 'buffer' }).notNull(),
});

/** The shards of the present snapshot and of the one before it. */
export const snapshotShards = sqliteTable(
  'snapshot_shards',
  {
    snapshot: integer('snapshot').notNull(),
    position: integer('position').notNull(),
    hash: text('hash')
      .notNull()
      .references(() => shards.hash),
  },
  (table) => [primaryKey({ columns: [table.snapshot, table.position] })],
);

/** Closed pages of the tail behind the present snapshot, and those that the one before it had; each lies among the shards. */
export const snapshotPages = sqliteTable(
  'snapshot_pages',
  {
    snapshot: integer('snapshot').notNull(),
    collection: text('collection').$type<CollectionName>().notNull(),
    /** The page holds what stood above this `seq` … */
    after: integer('after').notNull(),
    /** … up to this one. */
    to: integer('to').notNull(),
    hash: text('hash')
      .notNull()
      .references(() => shards.hash),
  },
  (table) => [primaryKey({ columns: [table.snapshot, table.collection, table.after] })],
);
