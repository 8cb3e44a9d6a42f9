// Names of files that are being written, by which it can be told later whether anybody still is at it.
import { createHash, randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

const dayMs = 86_400_000;
const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const started = Math.round(performance.timeOrigin).toString(36);
const shape = /\.([0-9a-f]{8})-(\d+)-([0-9a-z]+)\.[0-9a-f-]{36}\.unfinished$/;

export const unfinishedName = (path: string): string =>
  `${path}.${host}-${process.pid}-${started}.${randomUUID()}.unfinished`;

/**
 * Whether nobody will finish it: its process on this machine is gone, or it has lain there for a day. False for the names
 * of finished files.
 * @param changed when it was last written, ms since 1970
 */
export function isAbandoned(name: string, changed: number, now: number): boolean {
  if (!name.endsWith('.unfinished')) return false;
  if (now - changed > dayMs) return true;
  const [, where, pid, since] = shape.exec(name) ?? [];
  if (where !== host) return false;
  // Where every start has the same number, as in a container, its start tells one from the other.
  if (Number(pid) === process.pid) return since !== started;
  return !isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
