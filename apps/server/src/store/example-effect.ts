// An effect for tests that, unlike the catalogue's own, leaves a trace each time it is made.
import { sql } from 'drizzle-orm';
import type { Db } from './sqlite-file.ts';
import { StoreError } from './store-error.ts';

export const exampleEffects = {
  /** Adds a row, and another one each time; refuses a negative number after it has written. */
  tally: (db: Db, number: number) => {
    db.run(sql`create table if not exists tally (number integer not null)`);
    db.run(sql`insert into tally (number) values (${number})`);
    if (number < 0) throw new StoreError('invalid', 'a number below 0');
  },
};

export function tallied(db: Db): number[] {
  const there = db.get(sql`select 1 from sqlite_master where name = 'tally'`);
  return there
    ? db.all<{ number: number }>(sql`select number from tally order by number`).map(({ number }) => number)
    : [];
}
