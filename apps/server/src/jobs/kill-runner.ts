// A child process for tests: does the tasks of a job and says each that it began, until the job ends or it is killed; after so many it only waits for that.
import { exampleEffects } from '../store/example-effect.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';
import { startRunner } from './runner.ts';
import { TaskFailure } from './task-failure.ts';

const [file, job, most = 'Infinity'] = process.argv.slice(2) as [string, string, string?];
let begun = 0;
const store = await openSqliteStore({ file, effects: exampleEffects });
const { promise: over, resolve: end } = Promise.withResolvers<void>();
const look = async () => {
  if ((await store.jobs.getJob(job))?.state === 'ended') end();
};
store.jobs.onChange(() => void look());
const runner = startRunner({
  jobs: store.jobs,
  owner: `process ${process.pid}`,
  concurrency: 4,
  leaseMs: 500,
  lookMs: 50,
  backoff: { firstMs: 5, longestMs: 20 },
  onTrouble: (error) => console.error(error),
  handlers: {
    async say({ position, attempt, input }) {
      process.stdout.write(`${position}\n`);
      begun += 1;
      if (begun > Number(most)) await new Promise(() => {});
      // Lets other tasks begin before this one ends.
      for (let turn = 0; turn <= position % 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      if (position % 10 === 0 && attempt === 1) throw new TaskFailure('offline', 'not yet', { canPass: true });
      return { result: input, effect: { name: 'tally', input } };
    },
  },
});
// The last task may have been ended by another process.
const watch = setInterval(look, 20);
await over;
clearInterval(watch);
await runner.stop();
await store.close();
