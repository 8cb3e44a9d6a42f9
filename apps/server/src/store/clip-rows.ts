// Clips as rows: what a row holds beside the clip itself, and how one is written.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import { eq, getTableColumns, max, type SQL, sql } from 'drizzle-orm';
import { prepared } from './prepared.ts';
import { recordOf } from './row-record.ts';
import { audioSources } from './schema.ts';
import type { Tx } from './sqlite-file.ts';
import { excluded, upsertInto } from './upsert.ts';

const { peaks: _peaks, generated_at: _generated, ...columns } = getTableColumns(audioSources);

/** Without what belongs to a clip's bytes and never travels. */
export const clipColumns = columns;
export type ClipRow = Omit<typeof audioSources.$inferSelect, 'peaks' | 'generated_at'>;

export function clipRow(
  { voices, voices_kind, ...clip }: AudioSource,
  place: number,
  code: string,
  broughtBy?: string,
) {
  const generated_at = new Date(clip.created_at).toISOString();
  const own = { in_language: code, place, brought_by: broughtBy, generated_at };
  return { ...clip, [`voices_${voices_kind}`]: voices, ...own };
}

/** The clip of a row, its fields in any order. */
export function clipOf(row: ClipRow): AudioSource {
  const { voices_phoneme, voices_realisation, voices_word, ...clip } = row;
  const [voices_kind, voices] = voices_phoneme
    ? ['phoneme', voices_phoneme]
    : voices_realisation
      ? ['realisation', voices_realisation]
      : ['word', voices_word];
  return { ...recordOf(clip, 'in_language', 'place', 'brought_by'), voices, voices_kind } as AudioSource;
}

/** Peaks and the date of making stay while the bytes do. */
const ofBytes: Record<string, SQL> = {
  peaks: sql`case when ${audioSources.sha256} = ${excluded(audioSources.sha256)}
    then ${audioSources.peaks} else ${excluded(audioSources.peaks)} end`,
  generated_at: sql`case when ${audioSources.sha256} = ${excluded(audioSources.sha256)}
    then ${audioSources.generated_at} else strftime('%Y-%m-%dT%H:%M:%fZ', ${excluded(audioSources.updated_at)}) end`,
};

/** As `upsertInto`; the owner of a clip is its language. */
export const upsertClip = (tx: Tx) => upsertInto(tx, audioSources, audioSources.in_language, ofBytes);

export const clipRowOf = (tx: Tx, id: string): ClipRow | undefined =>
  prepared(tx, clipRowOf, () =>
    tx
      .select(clipColumns)
      .from(audioSources)
      .where(eq(audioSources.id, sql.placeholder('id')))
      .prepare(),
  ).get({ id });

/** The place behind all clips of a language. */
export function nextPlace(tx: Tx, code: string): number {
  const last = prepared(tx, nextPlace, () =>
    tx
      .select({ place: max(audioSources.place) })
      .from(audioSources)
      .where(eq(audioSources.in_language, sql.placeholder('code')))
      .prepare(),
  ).get({ code });
  return (last?.place ?? -1) + 1;
}
