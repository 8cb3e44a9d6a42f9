// What of plays no use case shows: that a flood of batches does not fill the file.
import { expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { countPlays } from './plays.ts';
import { openDatabase } from './sqlite-file.ts';

test('only so many batches are remembered, and the oldest are forgotten first', () => {
  const db = openDatabase(':memory:');
  migrate(db);
  const now = Date.parse('2026-11-21T12:00:00Z');
  const send = (id: string) => countPlays(db, { id, plays: [] }, now, 3);
  for (const id of ['a', 'b', 'c', 'd', 'e']) expect(send(id)).toBe('counted');
  expect(['c', 'd', 'e'].map(send)).toEqual(['known', 'known', 'known']);
  expect(db.$client.prepare('select count(*) from play_batches').pluck().get()).toBe(3);
  expect(send('a')).toBe('counted');
  db.$client.close();
});
