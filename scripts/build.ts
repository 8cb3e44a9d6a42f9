// `npm run build` (`--if-stale`: only where a source has changed): builds the app into dist/web, keeping the previous build's hashed files for pages that are still open.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = join(root, 'dist/web');
const previous = join(root, 'dist/web-previous');
const stamp = join(root, 'dist/web.stamp');

/** Builds only where a source of the app has changed since the last build. */
export async function buildIfStale(): Promise<void> {
  const hash = sourcesHash();
  if (existsSync(join(built, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  await build(hash);
}

async function build(hash = sourcesHash()): Promise<void> {
  if (existsSync(join(built, 'assets'))) {
    rmSync(previous, { recursive: true, force: true });
    mkdirSync(previous, { recursive: true });
    cpSync(join(built, 'assets'), join(previous, 'assets'), { recursive: true });
  }
  console.log('Building the app…');
  await new Promise<void>((resolve, reject) => {
    const args = [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'];
    const vite = spawn(process.execPath, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, NODE_ENV: 'production' },
    });
    vite.on('error', reject);
    vite.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`vite build ended with ${code}`))));
  });
  compress();
  writeFileSync(stamp, hash);
}

/** FILE.br and FILE.gz at the best quality beside every text, so that the server packs nothing while it answers. */
function compress(): void {
  for (const path of globSync('**/*.{html,js,css,svg,webmanifest}', { cwd: built })) {
    const file = join(built, path);
    const text = readFileSync(file);
    writeFileSync(
      `${file}.br`,
      brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }),
    );
    writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }));
  }
}

/** SHA-256 over everything that the app is built from. */
function sourcesHash(): string {
  const patterns = [
    'apps/web/**/*',
    'packages/{catalog,phonetics,sync}/**/*.ts',
    'vite.config.ts',
    'package-lock.json',
  ];
  const hash = createHash('sha256');
  const excluded = (path: string) => /node_modules|\.test\.tsx?$|(^|\/)(e2e|simulation)(\/|$)/.test(path);
  for (const entry of globSync(patterns, { cwd: root, withFileTypes: true })
    .filter((found) => found.isFile())
    .map((found) => join(found.parentPath, found.name))
    .filter((path) => !excluded(path))
    .sort()) {
    hash.update(`${entry.slice(root.length)}\0`).update(readFileSync(entry));
  }
  return hash.digest('hex');
}

if (import.meta.main) await (process.argv.includes('--if-stale') ? buildIfStale() : build());
