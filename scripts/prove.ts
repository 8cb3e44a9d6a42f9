// `npm run prove [-- NAME …] [--seeds N] [--from S] [--seed S]`: the long proofs, which are too slow for every `npm test`.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { proveJobs } from './prove/jobs.ts';
import { proveMemory } from './prove/memory.ts';
import { provePush } from './prove/push.ts';
import { proveSetup } from './prove/setup-with-npm.ts';
import { proveSync, proveSyncInChromium, proveSyncMutants } from './prove/sync.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals: named } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: 'string' },
    from: { type: 'string', default: '1' },
    /** Runs this one alone, and tells its story. */
    seed: { type: 'string' },
  },
});
const proofs: Record<string, () => string[] | Promise<string[]>> = {
  setup: () => proveSetup(root),
  jobs: () => proveJobs(root),
  memory: () => proveMemory(root),
  push: () => provePush(root),
  sync: () =>
    proveSync({
      seeds: Number(values.seeds ?? 10_000),
      from: Number(values.from),
      ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
    }),
  'sync-mutants': () => proveSyncMutants(),
  /** After `npm run build`: what runs is what was built. */
  'sync-chromium': () => proveSyncInChromium({ seeds: Number(values.seeds ?? 20), from: Number(values.from) }),
};

for (const [name, prove] of Object.entries(proofs)) {
  if (named.length > 0 && !named.includes(name)) continue;
  console.log(`${name} …`);
  try {
    for (const line of await prove()) console.log(`  ✓ ${line}`);
  } catch (error) {
    console.error(`  ✗ ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
