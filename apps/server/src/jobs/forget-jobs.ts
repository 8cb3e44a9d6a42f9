// Forgets jobs that were over long ago, then the files that they alone had made, and what killed processes left half written.
import type { SoundFiles } from '../audio/sound-files.ts';
import type { JobStore } from '../store/job-store.ts';
import { madeFolder } from './made-files.ts';
import { type After, after as realAfter } from './timer.ts';

export type ForgetOptions = { jobs: JobStore; files: SoundFiles; keepDays: number };

const dayMs = 86_400_000;

/** Answers how many jobs and files went. Errors are StoreErrors and StorageErrors; what was left is the next run's. */
export async function forgetJobs(
  { jobs, files, keepDays }: ForgetOptions,
  now: number,
): Promise<{ jobs: number; files: number }> {
  const before = now - keepDays * dayMs;
  const forgotten = await jobs.forget(new Date(before).toISOString());
  const old: string[] = [];
  for await (const { key, changed } of files.list(madeFolder)) if (changed < before) old.push(key);
  if (old.length === 0) return { jobs: forgotten, files: 0 };
  // A younger job may have come to the very same file.
  const wanted = await madeBy(jobs);
  const gone = old.filter((key) => !wanted.has(key));
  for (const key of gone) await files.remove(key);
  return { jobs: forgotten, files: gone.length };
}

async function madeBy(jobs: JobStore): Promise<Set<string>> {
  const keys = new Set<string>();
  let before: string | undefined;
  do {
    const page = await jobs.listJobs({ limit: 100, ...(before === undefined ? {} : { before }) });
    for (const { id, kind } of page.jobs) {
      if (kind !== 'enhance' && kind !== 'transform') continue;
      let after: number | undefined = -1;
      while (after !== undefined) {
        const found: Awaited<ReturnType<JobStore['results']>> = await jobs.results(id, { limit: 1000, after });
        for (const { result } of found.results) {
          const { key } = (result ?? {}) as { key?: unknown };
          if (typeof key === 'string') keys.add(key);
        }
        after = found.next;
      }
    }
    before = page.next;
  } while (before !== undefined);
  return keys;
}

/** At once, and then every six hours. Answers the way to stop. */
export function startForgetting(
  options: ForgetOptions & { after?: After; onTrouble: (error: unknown) => void },
): () => void {
  const { after = realAfter, onTrouble } = options;
  let cancel = () => {};
  const all = async () => {
    for (const folder of ['audio', 'originals', madeFolder]) await options.files.sweep(folder);
    await forgetJobs(options, Date.now());
  };
  const run = () => {
    all().catch(onTrouble);
    cancel = after(dayMs / 4, run);
  };
  run();
  return () => cancel();
}
