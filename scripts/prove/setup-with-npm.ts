// Proves that a fresh clone sets itself up under npm 10 and 11: the pinned Node comes first in npm scripts and opens SQLite.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** 11.0 still leaves `.bin/node` out when the packages of two platforms are declared; 11.6 and later put it there. */
const npmVersions = ['10', '11.0', '11'];

/** One line a version; throws with npm's own output where one fails. */
export function proveSetup(root: string): string[] {
  return npmVersions.map((version) => {
    const folder = mkdtempSync(join(tmpdir(), 'phonochart-clone-'));
    try {
      const clone = join(folder, 'phonochart');
      execFileSync('git', ['clone', '--quiet', root, clone]);
      // What is being proved is the setup as it stands here, committed or not.
      cpSync(join(root, 'scripts/setup.mjs'), join(clone, 'scripts/setup.mjs'));
      const probe = `import Database from 'better-sqlite3';
        console.log(process.version, new Database(':memory:').prepare('select 1 as one').pluck().get());`;
      writeFileSync(join(clone, 'apps/server/probe.mjs'), probe);
      const env = { ...process.env, PATH: withoutModules(process.env.PATH ?? ''), NODE_ENV: 'production' };
      const npm = (...args: string[]) =>
        execFileSync('npx', ['--yes', `npm@${version}`, ...args], {
          cwd: clone,
          encoding: 'utf8',
          env,
          stdio: ['ignore', 'pipe', 'pipe'],
        });
      const { scripts } = JSON.parse(npm('pkg', 'get', '--json', 'name', 'scripts')) as { scripts?: object };
      if (!scripts) throw new Error('npm could not read package.json');
      npm('pkg', 'set', 'scripts.preprobe=node scripts/setup.mjs', 'scripts.probe=node apps/server/probe.mjs');
      const said = npm('run', '--silent', 'probe').trim().split('\n').at(-1) ?? '';
      if (!/^v\d+\.\d+\.\d+ 1$/.test(said)) throw new Error(`npm ${version}: the probe said "${said}"`);
      return `npm ${npm('--version').trim()}: ${said.split(' ')[0]}, SQLite answers`;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

/** npm scripts put node_modules/.bin of the caller in front; a newcomer's shell has none of it. */
const withoutModules = (path: string): string =>
  path
    .split(':')
    .filter((entry) => !entry.includes('node_modules'))
    .join(':');
