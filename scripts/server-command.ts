// How `npm start` runs the server, for whoever starts it otherwise: the flags of Node count for memory and speed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Arguments of Node, the program first, relative to the root. */
export function serverCommand(root: string): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } };
  const [node, ...args] = scripts.start.split(' ');
  if (node !== 'node' || args.length === 0) throw new Error(`"${scripts.start}" starts no server`);
  return args;
}
