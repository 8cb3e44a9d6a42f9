// Sums over clips and plays: how many, how large, how old, how often heard, and what plays were answered by.
import { type SourceType, SourceType as SourceTypes } from '@phonochart/catalog/audio.ts';
import { and, asc, count, desc, eq, isNotNull, isNull, min, type SQL, sql, sum } from 'drizzle-orm';
import { storedClip, storedRows } from './clip-list.ts';
import type { AudioReport, AudioReportQuery, ClipSums, HeardCounts } from './clip-store.ts';
import { audioSources, audioStats, playCounts } from './schema.ts';
import { type Db, read, type Tx } from './sqlite-file.ts';

const { id, in_language, source_type, bytes, generated_at } = audioSources;

type Group = { language: string; type: SourceType; clips: number; bytes: number; oldest_at: string };
type Count = { language: string; heard: keyof HeardCounts; plays: number };

/** Every sum is made from an index; no row of a clip is read but those that the lists show. */
export function audioReport(db: Db, { language: anyCase, source_type: type, limit }: AudioReportQuery): AudioReport {
  const language = anyCase?.toLowerCase();
  const here = narrowedTo({ language, type });
  return read(db, (tx) => {
    const groups: Group[] = tx
      .select({
        language: in_language,
        type: source_type,
        clips: count(),
        bytes: sql<number>`${sum(bytes)}`,
        oldest_at: sql<string>`${min(generated_at)}`,
      })
      .from(audioSources)
      .where(here)
      .groupBy(in_language, source_type)
      .all();
    const counts: Count[] = tx
      .select({ language: playCounts.language, heard: playCounts.heard, plays: playCounts.plays })
      .from(playCounts)
      .where(language === undefined ? undefined : eq(playCounts.language, language))
      .all();
    const types = type === undefined ? SourceTypes.options : [type];
    const hits = types.filter((each) => each !== 'generated');
    const codes = [...new Set([...groups, ...counts].map((each) => each.language))].sort();
    const groupsOf = Map.groupBy(groups, (group) => group.language);
    const countsOf = Map.groupBy(counts, (each) => each.language);
    const sums = (
      of: Group[],
      heard: HeardCounts,
      by: { plays: SourceType[]; hits: SourceType[] },
      only: Only = {},
    ) => ({
      ...sumOf(of),
      ...medianOf(tx, of, narrowedTo({ language, type, ...only })),
      ...sharesOf(heard, by),
    });
    const all = heardIn(counts);
    return {
      total: { ...sums(groups, all, { plays: types, hits }), heard: all },
      by_source_type: types.map((each) => ({
        source_type: each,
        ...sums(
          groups.filter((group) => group.type === each),
          all,
          { plays: [each], hits: [each] },
          { type: each },
        ),
      })),
      by_language: codes.map((code) => {
        const heard = heardIn(countsOf.get(code) ?? []);
        const by = { plays: types, hits };
        return { language: code, ...sums(groupsOf.get(code) ?? [], heard, by, { language: code }), heard };
      }),
      unused: { ...unusedIn(tx, groups, here), first: unusedFirst(tx, here, limit) },
      most_played: mostPlayed(tx, here, limit),
    };
  });
}

type Only = { language?: string | undefined; type?: SourceType | undefined };

/** By the language's index where there is a language: the types in it are few, and languages of a type many. */
function narrowedTo({ language, type }: Only): SQL | undefined {
  if (language === undefined) return type && eq(source_type, type);
  return and(eq(in_language, language), type && sql`+${source_type} = ${type}`);
}

function sumOf(groups: readonly Group[]): Pick<ClipSums, 'clips' | 'bytes' | 'oldest_at'> {
  const [oldest] = groups.map(({ oldest_at }) => oldest_at).sort();
  return {
    clips: groups.reduce((all, group) => all + group.clips, 0),
    bytes: groups.reduce((all, group) => all + group.bytes, 0),
    ...(oldest === undefined ? {} : { oldest_at: oldest }),
  };
}

/** Of an even number the older of the two in the middle. */
function medianOf(tx: Tx, groups: readonly Group[], where: SQL | undefined): Pick<ClipSums, 'median_at'> {
  const { clips } = sumOf(groups);
  if (clips === 0) return {};
  const [middle] = tx
    .select({ at: generated_at })
    .from(audioSources)
    .where(where)
    .orderBy(asc(generated_at))
    .limit(1)
    .offset(Math.floor((clips - 1) / 2))
    .all();
  return middle ? { median_at: middle.at } : {};
}

function heardIn(counts: readonly Count[]): HeardCounts {
  const heard: HeardCounts = { native: 0, human: 0, tts: 0, generated: 0, device: 0, none: 0 };
  for (const { heard: by, plays } of counts) heard[by] += plays;
  return heard;
}

function sharesOf(
  heard: HeardCounts,
  { plays, hits }: { plays: readonly SourceType[]; hits: readonly SourceType[] },
): Pick<ClipSums, 'plays' | 'hit_rate'> {
  const all = Object.values(heard).reduce((sum, each) => sum + each, 0);
  const answered = (by: readonly SourceType[]) => by.reduce((sum, each) => sum + heard[each], 0);
  return { plays: answered(plays), ...(all === 0 ? {} : { hit_rate: answered(hits) / all }) };
}

function unusedIn(tx: Tx, groups: readonly Group[], here: SQL | undefined): { clips: number; bytes: number } {
  const played = tx
    .select({ clips: count(), bytes: sql<number>`coalesce(${sum(bytes)}, 0)` })
    .from(audioStats)
    .innerJoin(audioSources, eq(id, audioStats.audio))
    .where(here)
    .get()!;
  const all = sumOf(groups);
  return { clips: all.clips - played.clips, bytes: all.bytes - played.bytes };
}

const unusedFirst = (tx: Tx, here: SQL | undefined, limit: number) =>
  storedRows(tx)
    .where(and(here, isNull(audioStats.audio)))
    .orderBy(asc(generated_at), asc(id))
    .limit(limit)
    .all()
    .map(storedClip);

const mostPlayed = (tx: Tx, here: SQL | undefined, limit: number) =>
  storedRows(tx)
    .where(and(here, isNotNull(audioStats.audio)))
    .orderBy(desc(audioStats.plays), asc(id))
    .limit(limit)
    .all()
    .map(storedClip);
