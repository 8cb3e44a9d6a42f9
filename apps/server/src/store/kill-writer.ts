// A child process for tests: edits without pause and says each acknowledged edit, until it is killed.
import { openSqliteStore } from './sqlite-store.ts';

const [file, author, rounds] = process.argv.slice(2) as [string, string, string];
const store = await openSqliteStore({ file, snapshotAfter: 7, pageSize: 2 });
for (let round = 0; round < Number(rounds); round += 1) {
  const text = `${author} ${round}`;
  const id = round % 2 ? 'aa:p' : 'bb:p';
  const { seq } = await store.editPhoneme({ id, patch: { description: { en: text } }, author });
  process.stdout.write(`${JSON.stringify({ seq, id, text })}\n`);
  // Lets pages and snapshots that are written beside the edits have their turn.
  await new Promise((resolve) => setImmediate(resolve));
}
await store.close();
