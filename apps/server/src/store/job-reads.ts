// What people see of jobs: how far each is, what came of its tasks, and what happened since they last looked.
import { and, asc, count, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import { jobEvents, jobs, jobTasks } from './job-schema.ts';
import { type Job, type JobEvent, type JobStore, type TaskResult, taskStates } from './job-store.ts';
import { type Db, read, type Tx } from './sqlite-file.ts';
import { StoreError } from './store-error.ts';

type Row = typeof jobs.$inferSelect;
type Query<Method extends 'listJobs'> = Parameters<JobStore[Method]>[0];
type QueryOf<Method extends 'results' | 'events'> = Parameters<JobStore[Method]>[1];

const rateOverMs = 60_000;
const rateOverTasks = 200;

export function getJob(db: Db, id: string, now: number): Job | undefined {
  return read(db, (tx) => {
    const row = tx.select().from(jobs).where(eq(jobs.id, id)).get();
    return row && jobOf(tx, row, now);
  });
}

export function listJobs(
  db: Db,
  { limit, before }: Query<'listJobs'>,
  now: number,
): Awaited<ReturnType<JobStore['listJobs']>> {
  checkLimit(limit);
  return read(db, (tx) => {
    const { created_at, id } = jobs;
    const place = before === undefined ? undefined : placeOf(before);
    const rows = tx
      .select()
      .from(jobs)
      .where(place && sql`(${created_at}, ${id}) < (${place[0]}, ${place[1]})`)
      .orderBy(desc(created_at), desc(id))
      .limit(limit + 1)
      .all();
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      jobs: page.map((row) => jobOf(tx, row, now)),
      ...(rows.length > limit && last ? { next: cursorOf([last.created_at, last.id]) } : {}),
    };
  });
}

export function results(
  db: Db,
  job: string,
  { limit, after = -1, states = taskStates }: QueryOf<'results'>,
): { results: TaskResult[]; next?: number } {
  checkLimit(limit);
  return read(db, (tx) => {
    checkJob(tx, job);
    const rows = tx
      .select()
      .from(jobTasks)
      .where(and(eq(jobTasks.job, job), gt(jobTasks.position, after), inArray(jobTasks.state, [...states])))
      .orderBy(asc(jobTasks.position))
      .limit(limit + 1)
      .all();
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      results: page.map(resultOf),
      ...(rows.length > limit && last ? { next: last.position } : {}),
    };
  });
}

export function events(db: Db, job: string, { limit, after = 0 }: QueryOf<'events'>): JobEvent[] {
  checkLimit(limit);
  return read(db, (tx) => {
    checkJob(tx, job);
    return tx
      .select()
      .from(jobEvents)
      .where(and(eq(jobEvents.job, job), gt(jobEvents.id, after)))
      .orderBy(asc(jobEvents.id))
      .limit(limit)
      .all();
  }).map(({ id, type, position, state, at }) => ({
    id,
    type,
    ...(position === null ? {} : { position }),
    ...(state === null ? {} : { state }),
    at,
  }));
}

function jobOf(tx: Tx, row: Row, now: number): Job {
  const { id, kind, config, state, created_at, started_at, ended_at } = row;
  const { waiting, leased, done, failed, dead, cancelled } = row;
  const left = waiting + leased;
  const total = left + done + failed + dead + cancelled;
  const rate = state === 'active' ? rateOf(tx, id, now) : undefined;
  return {
    id,
    kind,
    config,
    state: state !== 'active' ? state : started_at === null ? 'waiting' : 'running',
    counts: { waiting, leased, done, failed, dead, cancelled, total },
    progress: (total - left) / total,
    ...(rate === undefined ? {} : { rate, time_left: Math.round((left / rate) * 1000) }),
    errors: failed + dead === 0 ? {} : errorsOf(tx, id),
    created_at,
    ...(started_at === null ? {} : { started_at }),
    ...(ended_at === null ? {} : { ended_at }),
  };
}

/** Tasks a second since the oldest of the last ones that ended within the minute. */
function rateOf(tx: Tx, job: string, now: number): number | undefined {
  const recent = tx
    .select({ at: jobEvents.at })
    .from(jobEvents)
    .where(and(eq(jobEvents.job, job), eq(jobEvents.type, 'task')))
    .orderBy(desc(jobEvents.id))
    .limit(rateOverTasks)
    .all()
    .map(({ at }) => Date.parse(at))
    .filter((at) => at > now - rateOverMs && at <= now);
  const oldest = recent.at(-1);
  if (oldest === undefined || recent.length < 2 || now <= oldest) return undefined;
  return ((recent.length - 1) * 1000) / (now - oldest);
}

function errorsOf(tx: Tx, job: string): Record<string, number> {
  return Object.fromEntries(
    errorCounts(tx, job)
      .all()
      .map(({ code, tasks }) => [code ?? 'unexpected', tasks]),
  );
}

/** In the index's own words: SQLite does not take a partial index for states that are bound. */
export const errorCounts = (tx: Pick<Tx, 'select'>, job: string) =>
  tx
    .select({ code: jobTasks.error_code, tasks: count() })
    .from(jobTasks)
    .where(and(eq(jobTasks.job, job), sql`state in ('failed', 'dead')`))
    .groupBy(jobTasks.error_code)
    .orderBy(desc(count()), asc(jobTasks.error_code));

function resultOf(row: typeof jobTasks.$inferSelect): TaskResult {
  const { position, state, attempts, input, result, error_code, error_message, ended_at } = row;
  return {
    position,
    state,
    attempts,
    input,
    ...(state === 'done' && result !== null ? { result } : {}),
    ...(error_code === null ? {} : { error: { code: error_code, message: error_message ?? '' } }),
    ...(ended_at === null ? {} : { ended_at }),
  };
}

function checkJob(tx: Tx, id: string): void {
  if (!tx.select({ id: jobs.id }).from(jobs).where(eq(jobs.id, id)).get())
    throw new StoreError('not-found', `no job "${id}"`);
}

function checkLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1) throw new StoreError('invalid', 'limit must be a whole number from 1 on');
}

type Place = [created_at: string, id: string];
const cursorOf = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url');

function placeOf(cursor: string): Place {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(place) && place.map((part) => typeof part).join() === 'string,string') return place as Place;
  } catch {
    // Not JSON: refused below like any other cursor that is not ours.
  }
  throw new StoreError('invalid', 'no list of jobs has such a cursor');
}
