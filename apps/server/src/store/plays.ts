// Counts plays, a batch once: of clips, and of what plays were answered by. Nothing of it says who played.
import type { SourceType } from '@phonochart/catalog/audio.ts';
import { and, eq, lt, sql } from 'drizzle-orm';
import type { PlayBatch, Plays } from './clip-store.ts';
import { prepared } from './prepared.ts';
import { audioSources, audioStats, languages, playBatches, playCounts } from './schema.ts';
import { type Db, type Tx, write } from './sqlite-file.ts';
import { StoreError } from './store-error.ts';
import { excluded } from './upsert.ts';

const KNOWN_DAYS = 30;
/** Anybody may send batches, and each has an id: so many are remembered, which is 150 MB at most. */
const MOST_KNOWN = 1_000_000;
const DAY_MS = 86_400_000;

/**
 * The last play is kept to the day (UTC): that is enough to see what nobody needs any more, and where few people use a
 * server, an hour would say when one of them was at it.
 * @param now ms since 1970; nothing counts as played later than that
 * @param mostKnown batches that are remembered; the oldest are forgotten first
 */
export function countPlays(db: Db, { id, plays }: PlayBatch, now: number, mostKnown = MOST_KNOWN): 'counted' | 'known' {
  const undated = plays.find(({ last_at }) => Number.isNaN(Date.parse(last_at)));
  if (undated) {
    const message = 'it takes an instant: 2026-11-21T08:00:00Z';
    throw new StoreError('invalid', `last_at: ${message}`, { problems: [{ record: id, field: 'last_at', message }] });
  }
  return write(db, (tx) => {
    tx.delete(playBatches)
      .where(lt(playBatches.counted_on, dayOf(now - KNOWN_DAYS * DAY_MS)))
      .run();
    const { changes, lastInsertRowid } = tx
      .insert(playBatches)
      .values({ id, counted_on: dayOf(now) })
      .onConflictDoNothing()
      .run();
    if (changes === 0) return 'known';
    // SQLite's own row numbers go up by one.
    tx.delete(playBatches)
      .where(sql`rowid <= ${Number(lastInsertRowid) - mostKnown}`)
      .run();
    countAll(tx, plays, now);
    return 'counted';
  });
}

/** Summed first: a batch may name one clip or language hundreds of times. */
function countAll(tx: Tx, all: readonly Plays[], now: number): void {
  const known = new Map<string, boolean>();
  const ofClips = new Map<string, { plays: number; last_played_at: string }>();
  const ofLanguages = new Map<string, { language: string; heard: Counted; plays: number }>();
  for (const { language, heard, clip, count, last_at } of all) {
    const code = language.toLowerCase();
    if (!known.has(code)) known.set(code, hasLanguage(tx, code));
    if (!known.get(code)) continue;
    const isOfClip = clip !== undefined && (heard === 'clip' || heard === 'generated');
    const type = isOfClip ? typeOf(tx, code, clip) : undefined;
    if (heard === 'clip' && !type) continue;
    if (isOfClip && type) {
      const before = ofClips.get(clip);
      const at = `${dayOf(Math.min(Date.parse(last_at), now))}T00:00:00.000Z`;
      const last_played_at = before && before.last_played_at > at ? before.last_played_at : at;
      ofClips.set(clip, { plays: (before?.plays ?? 0) + count, last_played_at });
    }
    const counted = heard === 'clip' ? type! : heard;
    const name = `${code} ${counted}`;
    const plays = (ofLanguages.get(name)?.plays ?? 0) + count;
    ofLanguages.set(name, { language: code, heard: counted, plays });
  }
  for (const [audio, sums] of ofClips) addToClip(tx).run({ audio, ...sums });
  for (const sums of ofLanguages.values()) addToLanguage(tx).run(sums);
}
type Counted = SourceType | 'device' | 'none';

const addToClip = (tx: Tx) =>
  prepared(tx, addToClip, () => {
    const { audio, plays, last_played_at } = audioStats;
    const set = {
      plays: sql`${plays} + ${excluded(plays)}`,
      last_played_at: sql`max(${last_played_at}, ${excluded(last_played_at)})`,
    };
    return tx.insert(audioStats).values(placeholders).onConflictDoUpdate({ target: audio, set }).prepare();
  });
const placeholders = {
  audio: sql.placeholder('audio'),
  plays: sql.placeholder('plays'),
  last_played_at: sql.placeholder('last_played_at'),
};

const addToLanguage = (tx: Tx) =>
  prepared(tx, addToLanguage, () => {
    const { language, heard, plays } = playCounts;
    return tx
      .insert(playCounts)
      .values({
        language: sql.placeholder('language'),
        heard: sql.placeholder('heard'),
        plays: sql.placeholder('plays'),
      })
      .onConflictDoUpdate({ target: [language, heard], set: { plays: sql`${plays} + ${excluded(plays)}` } })
      .prepare();
  });

const hasLanguage = (tx: Tx, code: string): boolean =>
  tx.select({ id: languages.id }).from(languages).where(eq(languages.id, code)).get() !== undefined;

const typeOf = (tx: Tx, code: string, clip: string): SourceType | undefined =>
  prepared(tx, typeOf, () =>
    tx
      .select({ type: audioSources.source_type })
      .from(audioSources)
      .where(and(eq(audioSources.id, sql.placeholder('clip')), eq(audioSources.in_language, sql.placeholder('code'))))
      .prepare(),
  ).get({ clip, code })?.type;

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
