// `npm run lint`: format and lint, the types of every leaf, the import rules (proved on planted breaches first).
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { blindRules, importViolations } from './import-rules.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as { forbidden: { name: string }[] };
const leaves = ['apps/server', 'apps/web', 'apps/web/src/sw', 'apps/web/simulation', 'apps/web/tsconfig.tests.json'];

const checks: [name: string, run: () => Promise<string[]>][] = [
  ['format and lint', () => command('node_modules/@biomejs/biome/bin/biome', ['ci', '.', '--colors=off'])],
  ...leaves.map((leaf): [string, () => Promise<string[]>] => [
    `types of ${leaf}`,
    () => command('node_modules/typescript/bin/tsc', ['-p', leaf, '--pretty', 'false']),
  ]),
  [
    'import rules catch every planted breach',
    async () =>
      (
        await blindRules(
          root,
          forbidden.map(({ name }) => name),
        )
      ).map((name) => `the rule "${name}" did not catch its plant`),
  ],
  ['import rules', () => importViolations(root)],
];

const failed: string[] = [];
const next = checks.values();
// Two at a time: the small machines this runs on have two cores.
await Promise.all([worker(), worker()]);
if (failed.length > 0) {
  console.error(`lint: ${failed.length} of ${checks.length} checks failed`);
  process.exit(1);
}

async function worker(): Promise<void> {
  for (const [name, run] of next) {
    const problems = await run();
    console.log(`${problems.length === 0 ? '✓' : '✗'} ${name}`);
    if (problems.length > 0) {
      failed.push(name);
      console.error(problems.join('\n'));
    }
  }
}

function command(script: string, args: string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, script), ...args], { cwd: root });
    const output: string[] = [];
    child.stdout.on('data', (chunk) => output.push(String(chunk)));
    child.stderr.on('data', (chunk) => output.push(String(chunk)));
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0 ? [] : [output.join('') || `${script} ended with ${code}`]));
  });
}
