// `npm run prove [-- NAME …]`: the long proofs, which are too slow for every `npm test`.
import { fileURLToPath } from 'node:url';
import { proveJobs } from './prove/jobs.ts';
import { proveMemory } from './prove/memory.ts';
import { proveSetup } from './prove/setup-with-npm.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const proofs: Record<string, () => string[] | Promise<string[]>> = {
  setup: () => proveSetup(root),
  jobs: () => proveJobs(root),
  memory: () => proveMemory(root),
};

const named = process.argv.slice(2);
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
