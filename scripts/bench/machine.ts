// The machine line: what the numbers were taken on, and how busy it was.
import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { findBrowser } from '../browser.mjs';
import { root } from './processes.ts';

export type Machine = {
  line: string;
  /** Of the minute before the run. */
  load: number;
  cores: number;
};

export function describeMachine(): Machine {
  const cores = availableParallelism();
  const load = loadavg()[0]!;
  const parts = [
    `${cores} × ${cpus()[0]?.model.trim() ?? 'unknown CPU'}`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    `${type()} ${release()}`,
    `Node ${process.versions.node}`,
    browserVersion(),
    `load ${load.toFixed(2)}`,
  ];
  return { line: parts.join(' · '), load, cores };
}

/** The commit that was measured, `+` where files differ from it. */
export function describeCommit(): string {
  try {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
    const changed = git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '+';
    return git('rev-parse', '--short', 'HEAD') + changed;
  } catch {
    return 'not a git checkout';
  }
}

function browserVersion(): string {
  const browser = findBrowser();
  if (!browser) return 'no Chromium';
  try {
    return execFileSync(browser, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .split(' built')[0]!
      .trim();
  } catch {
    return 'Chromium';
  }
}
