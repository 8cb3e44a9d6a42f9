// Makes the next build of the app out of this one: every hashed file has another name, and the first page says so.
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RealServer } from './real-server.ts';

/** Puts it in the place of the build that the server serves; the old hashed files stay to be had, as `npm run build` leaves them. */
export function deployNextBuild({ webDir }: RealServer): void {
  const previous = `${webDir}-previous`;
  mkdirSync(previous);
  cpSync(join(webDir, 'assets'), join(previous, 'assets'), { recursive: true });

  const next = `${webDir}-next`;
  // Without what the build has packed: the server sends FILE.br for FILE, and the files are about to change.
  cpSync(webDir, next, { recursive: true, filter: (path) => !/\.(br|gz)$/.test(path) });
  const names = readdirSync(join(next, 'assets'));
  const renamed = new Map(names.map((name) => [name, name.replace(/\.(\w+)$/, 'N.$1')]));
  for (const [before, after] of renamed) renameSync(join(next, 'assets', before), join(next, 'assets', after));
  const texts = [...renamed.values()].filter((name) => /\.(js|css)$/.test(name)).map((name) => `assets/${name}`);
  for (const path of ['index.html', 'sw.js', ...texts]) {
    let text = readFileSync(join(next, path), 'utf8');
    for (const [before, after] of renamed) text = text.replaceAll(before, after);
    if (path === 'index.html') text = changed(text, /<html /, '<html data-build="next" ');
    if (path === 'sw.js')
      text = changed(text, /"revision":"\w+","url":"index.html"/, '"revision":"next","url":"index.html"');
    writeFileSync(join(next, path), text);
  }
  rmSync(webDir, { recursive: true });
  renameSync(next, webDir);
}

function changed(text: string, from: RegExp, to: string): string {
  if (!from.test(text)) throw new Error(`the build has no ${from}`);
  return text.replace(from, to);
}
