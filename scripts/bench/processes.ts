// Starts and stops the servers of a measurement: the app's own as it is run in production, and a bare one for its peer.
import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serverCommand } from '../server-command.ts';
import type { Bench } from './row.ts';

/** A catalogue of the world's size is taken in at the first start. */
const READY_MS = 180_000;

export const root = fileURLToPath(new URL('../../', import.meta.url));

export type Running = {
  /** `http://localhost:PORT`, without a slash at the end. */
  origin: string;
  pid: number;
  /** From the start of its process until it said that it is ready, in ms. */
  readyAfter: number;
  /** At once, as the bench has no use for it any more, or with SIGTERM as a server is stopped. */
  stop(signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>;
};

/** A file that the bare server answers, by its exact address. */
export type BareFile = { path: string; body: Buffer | string; headers: Record<string, string> };

/**
 * The real server with the curated content in a new SQLite file; `web` is the folder of the app, where a browser comes.
 * Its log goes to a file at the level of production, since writing it is part of its work.
 * `settings`: of its environment, where the usual ones do not do.
 */
export async function startApp(bench: Bench, web?: string, settings: Record<string, string> = {}): Promise<Running> {
  const folder = bench.folder('app-server');
  const port = await freePort();
  return started(bench, serverCommand(root), join(folder, 'log'), port, '/api/ready', {
    ...(web ? { WEB_DIR: web } : {}),
    PORT: `${port}`,
    DATA_DIR: join(folder, 'catalogue'),
    ...settings,
  });
}

/** node:http that answers ready bytes and nothing else. */
export async function startBare(bench: Bench, files: readonly BareFile[]): Promise<Running> {
  const folder = bench.folder('bare-server');
  const port = await freePort();
  const map = files.map(({ path, body, headers }, index) => {
    writeFileSync(join(folder, `${index}`), body);
    return { path, file: join(folder, `${index}`), headers };
  });
  writeFileSync(join(folder, 'map.json'), JSON.stringify([{ path: '/ready', file: '', headers: {} }, ...map]));
  const args = [join(root, 'scripts/bench/peers/bare-server.ts'), `${port}`, join(folder, 'map.json')];
  return started(bench, args, join(folder, 'log'), port, '/ready', {});
}

/** A script of the peers that listens on the port which is its first argument, and answers `ready` once it can. */
export async function startPeer(bench: Bench, script: string, args: string[], ready: string): Promise<Running> {
  const port = await freePort();
  const command = [join(root, 'scripts/bench/peers', script), `${port}`, ...args];
  return started(bench, command, join(bench.folder('peer'), 'log'), port, ready, {});
}

async function started(
  bench: Bench,
  args: string[],
  logFile: string,
  port: number,
  ready: string,
  environment: Record<string, string>,
): Promise<Running> {
  const log = openSync(logFile, 'w');
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', log, log],
    env: { ...process.env, ...environment, NODE_ENV: 'production' },
  });
  const running = {
    origin: `http://localhost:${port}`,
    pid: child.pid!,
    readyAfter: 0,
    stop: (signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL') => stopped(child, signal),
  };
  bench.atEnd(() => running.stop());
  const until = Date.now() + READY_MS;
  while (true) {
    if (child.exitCode !== null) throw new Error(`${args[0]} ended at once:\n${readFileSync(logFile, 'utf8')}`);
    const answer = await fetch(running.origin + ready).catch(() => undefined);
    if (answer?.ok) return { ...running, readyAfter: performance.now() - began };
    if (Date.now() > until) throw new Error(`${args[0]} does not get ready:\n${readFileSync(logFile, 'utf8')}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function stopped(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('close', () => resolve());
    child.kill(signal);
  });
}

/** Any port that is free, or the first free one from BENCH_PORT on. */
async function freePort(): Promise<number> {
  const first = Number(process.env.BENCH_PORT ?? 0);
  for (let port = first; port < first + 100; port++) {
    const found = await tried(port);
    if (found !== undefined) return found;
  }
  throw new Error(`no free port from ${first} on`);
}

function tried(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

/** CPU time in ms that a process has used so far, where the system tells (Linux). */
export function cpuOf(pid: number): number | undefined {
  try {
    const [own] = cpuTimes(`${pid}`);
    return own;
  } catch {
    return undefined;
  }
}

/** Resident memory in MB of a process, where the system tells (Linux). */
export function memoryOf(pid: number): number | undefined {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return undefined;
  }
}

/** CPU time in ms of all children of this process that have ended, and theirs. Linux only; throws elsewhere. */
export const endedChildrenCpu = (): number => cpuTimes('self')[1];

function cpuTimes(process: string): [own: number, children: number] {
  const stat = readFileSync(`/proc/${process}/stat`, 'utf8');
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  // utime, stime, cutime and cstime in ticks of 10 ms (USER_HZ is 100 on every Linux of today).
  return [(fields[11]! + fields[12]!) * 10, (fields[13]! + fields[14]!) * 10];
}
