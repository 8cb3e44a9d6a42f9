// `npm run dev`: the server, restarted when its files change, and vite with hot reload in front of it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (...args: string[]) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
const children = [
  run('--watch', '--watch-preserve-output', 'apps/server/src/main.ts'),
  run(join(root, 'node_modules/vite/bin/vite.js')),
];
const stop = () => {
  for (const child of children) child.kill('SIGTERM');
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
for (const child of children) child.on('close', stop);
