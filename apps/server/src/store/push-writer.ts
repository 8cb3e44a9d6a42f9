// A child process for tests: pushes a line of edits one by one and says what became of each, until it is killed.
import { createHash } from 'node:crypto';
import type { PushedEdit } from '@phonochart/sync/push.ts';
import { exampleEdit } from './example-edit.ts';
import { openSqliteStore } from './sqlite-store.ts';

const first = { en: 'As in many languages.', vi: 'Như trong nhiều ngôn ngữ.' };
const idOf = (author: string, number: number) =>
  createHash('sha256').update(`${author} ${number}`).digest('hex').slice(0, 32);

/** Each made on the one before, so that one that were left out or taken twice would make the next a clash. */
export const editOf = (author: string, number: number): PushedEdit =>
  exampleEdit({
    id: idOf(author, number),
    after: number === 0 ? null : idOf(author, number - 1),
    was: number === 0 ? first : { en: `${author} ${number - 1}` },
    value: { en: `${author} ${number}` },
  });

if (import.meta.main) {
  const [file, author, from, to] = process.argv.slice(2) as [string, string, string, string];
  const store = await openSqliteStore({ file, snapshotAfter: 7, pageSize: 2 });
  const { epoch } = await store.syncState();
  for (let number = Number(from); number < Number(to); number += 1) {
    const pushed = await store.pushEdits(epoch, [editOf(author, number)], { id: author, signed: author });
    process.stdout.write(`${JSON.stringify(pushed.type === 'pushed' ? pushed.results[0] : pushed)}\n`);
    // Lets pages and snapshots that are written beside the edits have their turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
  await store.close();
}
