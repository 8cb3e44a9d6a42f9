// `npm test`: lint, then every test, the fast ones first; closes with one line "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.ts';

type Counts = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  success: boolean;
};

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = mkdtempSync(join(tmpdir(), 'phonochart-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };

process.on('exit', (code) => {
  rmSync(reports, { recursive: true, force: true });
  if (code !== 0 && total.failed === 0) total.failed = 1;
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
});

if (spawnSync(process.execPath, [join(root, 'scripts/lint.ts')], { cwd: root, stdio: 'inherit' }).status !== 0)
  process.exit(1);
run('unit');
await buildIfStale();
run('browser');
process.exitCode = total.failed > 0 ? 1 : 0;

/** Runs one project of vite.config.ts and adds its counts; a run that reports no test at all counts as failed. */
function run(project: string): void {
  const report = join(reports, `${project}.json`);
  // Vitest would leave one processor idle, which on a machine of two is half of it. A browser waits more than it works,
  // so two come at a time, however small the machine, and no more, however large.
  const workers = project === 'browser' ? 2 : availableParallelism();
  const args = [
    'run',
    `--project=${project}`,
    `--maxWorkers=${workers}`,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NO_COLOR: '1' },
  });
  let counts: Counts | undefined;
  try {
    counts = JSON.parse(readFileSync(report, 'utf8')) as Counts;
  } catch {
    // No report: vitest itself failed, and its own output above says why.
  }
  total.passed += counts?.numPassedTests ?? 0;
  total.failed += counts?.numFailedTests ?? 0;
  total.skipped += (counts?.numPendingTests ?? 0) + (counts?.numTodoTests ?? 0);
  // A file that could not be read fails without a failed test, and a project without tests proves nothing.
  if ((status !== 0 && !counts?.numFailedTests) || !counts?.numPassedTests) total.failed += 1;
}
