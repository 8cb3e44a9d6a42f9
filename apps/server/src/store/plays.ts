// Counts plays, a batch once: of clips, and of what plays were answered by. Nothing of it says who played.
import type { SourceType } from '@phonochart/catalog/audio.ts';
import { and, eq, lt, sql } from 'drizzle-orm';
import type { PlayBatch, Plays } from './clip-store.ts';
import { audioSources, audioStats, languages, playBatches, playCounts } from './schema.ts';
import { type Db, type Tx, write } from './sqlite-file.ts';
import { StoreError } from './store-error.ts';

const KNOWN_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * The last play is kept to the day (UTC): that is enough to see what nobody needs any more, and where few people use a
 * server, an hour would say when one of them was at it.
 * @param now ms since 1970; nothing counts as played later than that
 */
export function countPlays(db: Db, { id, plays }: PlayBatch, now: number): 'counted' | 'known' {
  const undated = plays.find(({ last_at }) => Number.isNaN(Date.parse(last_at)));
  if (undated) {
    const message = 'it takes an instant: 2026-11-21T08:00:00Z';
    throw new StoreError('invalid', `last_at: ${message}`, { problems: [{ record: id, field: 'last_at', message }] });
  }
  return write(db, (tx) => {
    tx.delete(playBatches)
      .where(lt(playBatches.counted_on, dayOf(now - KNOWN_DAYS * DAY_MS)))
      .run();
    const { changes } = tx
      .insert(playBatches)
      .values({ id, counted_on: dayOf(now) })
      .onConflictDoNothing()
      .run();
    if (changes === 0) return 'known';
    for (const played of plays) countOne(tx, played, now);
    return 'counted';
  });
}

function countOne(tx: Tx, { language, heard, clip, count, last_at }: Plays, now: number): void {
  const code = language.toLowerCase();
  if (!tx.select({ id: languages.id }).from(languages).where(eq(languages.id, code)).get()) return;
  const of = clip === undefined ? undefined : typeOf(tx, code, clip);
  if (heard === 'clip' && of === undefined) return;
  if (of !== undefined && clip !== undefined && (heard === 'clip' || heard === 'generated')) {
    const at = `${dayOf(Math.min(Date.parse(last_at), now))}T00:00:00.000Z`;
    tx.insert(audioStats)
      .values({ audio: clip, plays: count, last_played_at: at })
      .onConflictDoUpdate({
        target: audioStats.audio,
        set: {
          plays: sql`${audioStats.plays} + ${count}`,
          last_played_at: sql`max(${audioStats.last_played_at}, excluded.last_played_at)`,
        },
      })
      .run();
  }
  tx.insert(playCounts)
    .values({ language: code, heard: heard === 'clip' ? of! : heard, plays: count })
    .onConflictDoUpdate({
      target: [playCounts.language, playCounts.heard],
      set: { plays: sql`${playCounts.plays} + ${count}` },
    })
    .run();
}

const typeOf = (tx: Tx, code: string, clip: string): SourceType | undefined =>
  tx
    .select({ type: audioSources.source_type })
    .from(audioSources)
    .where(and(eq(audioSources.id, clip), eq(audioSources.in_language, code)))
    .get()?.type;

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
