// Lists and finds clips from the tables, those too that no document tells of yet.
import { AudioSource } from '@phonochart/catalog/audio.ts';
import { fold } from '@phonochart/catalog/fold.ts';
import { and, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import { voicing } from './clip-edit.ts';
import { clipColumns, clipOf } from './clip-rows.ts';
import type { ClipPage, ClipQuery, StoredClip } from './clip-store.ts';
import { peaksFromBytes } from './peaks.ts';
import { audioSources, audioStats } from './schema.ts';
import { type Db, read, type Tx } from './sqlite-file.ts';
import { StoreError } from './store-error.ts';

const { id, in_language, source_type, voice_id, speaker, generated_at, peaks } = audioSources;
const { plays, last_played_at } = audioStats;

/** Each word of a search goes through every clip that the words before it have not ruled out. */
const MOST_WORDS = 8;

export function listClips(db: Db, { limit, cursor, ...query }: ClipQuery): ClipPage {
  if (!Number.isInteger(limit) || limit < 1) throw invalid('limit', 'must be a whole number from 1 on');
  const conditions = conditionsOf(query);
  if (cursor !== undefined) {
    const [made, name] = placeOf(cursor);
    conditions.push(sql`(${generated_at}, ${id}) < (${made}, ${name})`);
  }
  const rows = read(db, (tx) =>
    storedRows(tx)
      .where(and(...conditions))
      .orderBy(desc(generated_at), desc(id))
      .limit(limit + 1)
      .all(),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next = rows.length > limit && last ? { next: cursorOf([last.generated_at, last.clip.id]) } : {};
  return { clips: page.map(storedClip), ...next };
}

export function getClip(db: Db, wanted: string): (StoredClip & { peaks?: number[] }) | undefined {
  return read(db, (tx) => {
    const row = storedRows(tx).where(eq(id, wanted)).get();
    const bytes = tx.select({ peaks }).from(audioSources).where(eq(id, wanted)).get()?.peaks;
    return row && { ...storedClip(row), ...(bytes ? { peaks: peaksFromBytes(bytes) } : {}) };
  });
}

export const clipsOf = (db: Db, code: string, voices: string): AudioSource[] =>
  clipsWhere(db, and(eq(in_language, code.toLowerCase()), voicing(voices)));

export const clipsIn = (db: Db, code: string): AudioSource[] => clipsWhere(db, eq(in_language, code.toLowerCase()));

const clipsWhere = (db: Db, condition: SQL | undefined): AudioSource[] =>
  read(db, (tx) => tx.select(clipColumns).from(audioSources).where(condition).orderBy(audioSources.place).all()).map(
    (row) => AudioSource.parse(clipOf(row)),
  );

/** Clips with what the store knows of them, to be narrowed and sorted. */
export const storedRows = (tx: Tx) =>
  tx
    .select({ clip: clipColumns, generated_at, plays, last_played_at })
    .from(audioSources)
    .leftJoin(audioStats, eq(audioStats.audio, id))
    .$dynamic();
type StoredRow = ReturnType<ReturnType<typeof storedRows>['all']>[number];

export function storedClip({ clip: row, generated_at, plays, last_played_at }: StoredRow): StoredClip {
  const clip = AudioSource.parse(clipOf(row));
  const played = last_played_at === null ? {} : { last_played_at };
  const stats = { audio: clip.id, bytes: clip.bytes, generated_at, ...played, plays: plays ?? 0 };
  return { code: row.in_language, clip, stats, ...(row.brought_by === null ? {} : { brought_by: row.brought_by }) };
}

function conditionsOf(query: Omit<ClipQuery, 'limit' | 'cursor'>): (SQL | undefined)[] {
  const { language, voices, since, until, q = '' } = query;
  return [
    language === undefined ? undefined : eq(in_language, language.toLowerCase()),
    query.source_type && eq(source_type, query.source_type),
    query.voice_id === undefined ? undefined : eq(voice_id, query.voice_id),
    query.speaker === undefined ? undefined : eq(speaker, query.speaker),
    since === undefined ? undefined : gte(generated_at, instantOf('since', since)),
    until === undefined ? undefined : lt(generated_at, instantOf('until', until)),
    voices === undefined ? undefined : voicing(voices),
    says([...new Set(q.trim().split(/\s+/))].filter(Boolean).slice(0, MOST_WORDS)),
  ];
}

/** Ids are only letters and signs; the rest is for people, who leave out marks. */
function says(words: readonly string[]): SQL | undefined {
  if (words.length === 0) return undefined;
  const { speaker, attribution, licence, voice_id, file } = audioSources;
  const whose = sql`coalesce(${speaker}, '') || char(10) || ${attribution} || char(10) || ${licence} || char(10) || ${voice_id}`;
  const { voices_phoneme, voices_realisation, voices_word } = audioSources;
  const names = sql`lower(${id} || char(10) || ${file} || char(10) || coalesce(${voices_phoneme}, ${voices_realisation}, ${voices_word}))`;
  const plain = (word: string) => word.normalize('NFC').replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  return sql`says(${whose}, ${names}, ${JSON.stringify(words.map((word) => [fold(word), plain(word)]))})`;
}

/** In the form in which the column is sorted. */
function instantOf(field: string, text: string): string {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw invalid(field, 'must be a date or an instant: 2026-11-21T08:00:00Z');
  return new Date(at).toISOString();
}

type Place = [made: string, id: string];
const cursorOf = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url');

function placeOf(cursor: string): Place {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(place) && place.map((part) => typeof part).join() === 'string,string') return place as Place;
  } catch {
    // Not JSON: refused below like any other cursor that is not ours.
  }
  throw invalid('cursor', 'is not one that this list gave');
}

const invalid = (field: string, message: string) =>
  new StoreError('invalid', `${field} ${message}`, { problems: [{ record: 'clips', field, message }] });
