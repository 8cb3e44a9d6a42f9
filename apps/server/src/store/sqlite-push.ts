// Pushed edits over a SQLite file: a list of them one by one, and what clashed and is not decided yet.
import { setImmediate as others } from 'node:timers/promises';
import { MAX_CLASHES } from '@phonochart/sync/limits.ts';
import type { Clash, PushResult } from '@phonochart/sync/push.ts';
import { and, asc, eq, gt, notExists } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Clock } from './clock.ts';
import { pushEdit } from './push-edit.ts';
import { pushedEdits } from './push-schema.ts';
import type { PushState, PushStore } from './push-store.ts';
import { catalogue } from './schema.ts';
import { type Db, read, type Tx } from './sqlite-file.ts';

export type SqlitePushOptions = {
  clock: Clock;
  /** Throws where the store is closed. */
  open: () => void;
  /** Told after commits that may have moved the head. */
  afterCommit: () => void;
};

export function sqlitePush(db: Db, { clock, open, afterCommit }: SqlitePushOptions): PushStore {
  return {
    async pushEdits(epoch, edits, by) {
      open();
      const results: PushResult[] = [];
      let foreign = false;
      for (const [index, edit] of edits.entries()) {
        // A hundred edits must not make a reader wait. [PUSH14]
        if (index > 0) await others();
        open();
        const result = pushEdit(db, epoch, edit, by, new Date(clock.now()).toISOString());
        foreign = result === undefined;
        if (result === undefined) break;
        results.push(result);
      }
      // One ring for all of them; those before a failure are rung for as another process's are.
      if (results.some(({ outcome }) => outcome === 'applied')) afterCommit();
      const state = read(db, stateIn);
      return foreign ? { type: 'foreign-epoch', state } : { type: 'pushed', state, results };
    },
    async clashesOf(account) {
      open();
      return read(db, (tx) => ({ ...stateIn(tx), clashes: openClashes(tx, account) }));
    },
  };
}

const stateIn = (tx: Tx): PushState => {
  const { epoch, head } = catalogue;
  return tx.select({ epoch, head }).from(catalogue).get()!;
};

/** [PUSH9] */
function openClashes(tx: Tx, account: string): Clash[] {
  const later = alias(pushedEdits, 'later');
  const decision = tx
    .select({ number: later.number })
    .from(later)
    .where(
      and(
        eq(later.author, pushedEdits.author),
        eq(later.outcome, 'applied'),
        eq(later.record, pushedEdits.record),
        eq(later.field, pushedEdits.field),
        eq(later.language, pushedEdits.language),
        gt(later.number, pushedEdits.number),
      ),
    );
  const { id, language, record, field, value, made_at, current, seq } = pushedEdits;
  return tx
    .select({ id, language, record, field, value, made_at, current, revision: seq })
    .from(pushedEdits)
    .where(and(eq(pushedEdits.author, account), eq(pushedEdits.outcome, 'clash'), notExists(decision)))
    .orderBy(asc(pushedEdits.number))
    .limit(MAX_CLASHES)
    .all()
    .map((row) => ({ ...row, revision: row.revision! }));
}
