// Hands out tasks: one of each job in turn, under leases that end by themselves.
import { randomUUID } from 'node:crypto';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { jobs, jobTasks } from './job-schema.ts';
import { type Claim, type ClaimRequest, type Lease, maxLeaseMs, maxWaitMs } from './job-store.ts';
import { type Db, read, relaxed, type Tx } from './sqlite-file.ts';
import { StoreError } from './store-error.ts';
import { countMove, lastTurn, noteEnd } from './task-moves.ts';

// Said as the indexes over a part of the table say it: a parameter in place of the word would pass them by.
export const leased = sql`${jobTasks.state} = 'leased'`;
const later = sql`${jobTasks.state} = 'waiting' and ${jobTasks.due} > 0`;

/**
 * Durable only at the next commit of a result: a lease that a power loss takes back is a task that is taken again.
 * Where nothing is due it takes no lock and writes nothing.
 */
export function claim(db: Db, request: ClaimRequest, ticks: number, at: string): Claim & { ended: string[] } {
  checkLease(request.leaseMs);
  const leases: Lease[] = [];
  const ended = new Set<string>();
  const work = read(db, (tx) => overdue(tx, ticks).length > 0 || nextJob(tx, request.kinds, ticks) !== undefined);
  if (work)
    relaxed(db, (tx) => {
      for (const job of endLeases(tx, ticks, at)) ended.add(job);
      while (leases.length < request.limit) {
        const lease = takeNext(tx, request, ticks, at);
        if (!lease) break;
        leases.push(lease);
      }
    });
  const next = nextDue(db, ticks);
  return { leases, ended: [...ended], ...(next === undefined ? {} : { next: next - ticks }) };
}

/** Answers the leases that are lost. */
export function extend(db: Db, leases: readonly string[], leaseMs: number, ticks: number): string[] {
  checkLease(leaseMs);
  if (leases.length === 0) return [];
  return relaxed(db, (tx) => {
    const kept = tx
      .update(jobTasks)
      .set({ due: ticks + leaseMs })
      .where(and(leased, inArray(jobTasks.lease, [...leases])))
      .returning({ lease: jobTasks.lease })
      .all();
    const held = new Set(kept.map(({ lease }) => lease));
    return leases.filter((lease) => !held.has(lease));
  });
}

/** Gives tasks back as if they had not been taken. */
export function release(db: Db, leases: readonly string[]): string[] {
  if (leases.length === 0) return [];
  return relaxed(db, (tx) => {
    const given = tx
      .update(jobTasks)
      .set({ state: 'waiting', due: 0, lease: null, owner: null, attempts: sql`${jobTasks.attempts} - 1` })
      .where(and(leased, inArray(jobTasks.lease, [...leases])))
      .returning({ job: jobTasks.job })
      .all();
    for (const { job } of given) countMove(tx, job, 'leased', 'waiting');
    return given.map(({ job }) => job);
  });
}

function takeNext(tx: Tx, request: ClaimRequest, ticks: number, at: string): Lease | undefined {
  const job = nextJob(tx, request.kinds, ticks);
  if (!job) return undefined;
  const first = tx
    .select({ position: jobTasks.position })
    .from(jobTasks)
    .where(and(eq(jobTasks.job, job.id), eq(jobTasks.state, 'waiting'), sql`${jobTasks.due} <= ${ticks}`))
    .orderBy(asc(jobTasks.due), asc(jobTasks.position))
    .limit(1)
    .get()!;
  const lease = randomUUID();
  const { position, input, attempts } = tx
    .update(jobTasks)
    .set({
      state: 'leased',
      due: ticks + request.leaseMs,
      lease,
      owner: request.owner,
      attempts: sql`${jobTasks.attempts} + 1`,
    })
    .where(and(eq(jobTasks.job, job.id), eq(jobTasks.position, first.position)))
    .returning({ position: jobTasks.position, input: jobTasks.input, attempts: jobTasks.attempts })
    .get();
  tx.update(jobs)
    .set({ turn: lastTurn(tx), started_at: job.started_at ?? at })
    .where(eq(jobs.id, job.id))
    .run();
  countMove(tx, job.id, 'waiting', 'leased');
  return { lease, job: job.id, kind: job.kind, config: job.config, position, input, attempt: attempts };
}

const nextJob = (tx: Tx, kinds: readonly string[], ticks: number) =>
  tx
    .select({ id: jobs.id, kind: jobs.kind, config: jobs.config, started_at: jobs.started_at })
    .from(jobs)
    .where(
      and(
        sql`${jobs.state} = 'active'`,
        inArray(jobs.kind, [...kinds]),
        sql`exists (select 1 from ${jobTasks} where ${jobTasks.job} = ${jobs.id} and ${jobTasks.state} = 'waiting'
          and ${jobTasks.due} <= ${ticks})`,
      ),
    )
    .orderBy(asc(jobs.turn))
    .limit(1)
    .get();

/** Leases that ran out, and what is due later than anything can be: its date is from before the machine's restart. */
const overdue = (tx: Tx, ticks: number) => [
  ...tx
    .select()
    .from(jobTasks)
    .where(and(leased, sql`(${jobTasks.due} <= ${ticks} or ${jobTasks.due} > ${ticks + maxLeaseMs})`))
    .all(),
  ...tx
    .select()
    .from(jobTasks)
    .where(and(later, sql`${jobTasks.due} > ${ticks + maxWaitMs}`))
    .all(),
];

/** A task whose lease ran out was being done when its process died: after its last attempt it is set aside. */
function endLeases(tx: Tx, ticks: number, at: string): string[] {
  const ended: string[] = [];
  for (const { job, position, state, attempts } of overdue(tx, ticks)) {
    const { max_attempts } = tx.select({ max_attempts: jobs.max_attempts }).from(jobs).where(eq(jobs.id, job)).get()!;
    const dead = state === 'leased' && attempts >= max_attempts;
    tx.update(jobTasks)
      .set({
        state: dead ? 'dead' : 'waiting',
        due: 0,
        lease: null,
        owner: null,
        ...(state === 'leased' ? { error_code: 'lost', error_message: 'the attempt ended without an answer' } : {}),
        ...(dead ? { ended_at: at } : {}),
      })
      .where(and(eq(jobTasks.job, job), eq(jobTasks.position, position)))
      .run();
    countMove(tx, job, state, dead ? 'dead' : 'waiting');
    if (!dead) continue;
    noteEnd(tx, job, position, 'dead', at);
    ended.push(job);
  }
  return ended;
}

function nextDue(db: Db, ticks: number): number | undefined {
  return read(db, (tx) => {
    const soonest = (state: typeof leased) =>
      tx
        .select({ due: jobTasks.due })
        .from(jobTasks)
        .where(and(state, sql`${jobTasks.due} > ${ticks}`))
        .orderBy(asc(jobTasks.due))
        .limit(1)
        .get()?.due;
    const dues = [soonest(leased), soonest(later)].filter((due) => due !== undefined);
    return dues.length === 0 ? undefined : Math.min(...dues);
  });
}

function checkLease(leaseMs: number): void {
  if (!Number.isInteger(leaseMs) || leaseMs < 1 || leaseMs > maxLeaseMs)
    throw new StoreError('invalid', `a lease lasts 1 to ${maxLeaseMs} ms, not ${leaseMs}`);
}
