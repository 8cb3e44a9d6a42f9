// Load from many connections on one address (autocannon in a process of its own), and what it cost the server.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { cpuOf, type Running, root } from './processes.ts';
import { medianOf, type Part } from './row.ts';

export const CONNECTIONS = 50;

/** `serverCpu`: µs a request. `cores`: how many the server kept busy. Undefined where the system does not tell. */
export type Load = { perSecond: number; serverCpu: number | undefined; cores: number | undefined };

/** Where the load's own process is the limit, requests a second flatter us; the servers' CPU time does not. */
export function cpuParts(rounds: { ours: Load; peer: Load }[]): Part[] {
  const whole = rounds.filter(({ ours, peer }) => ours.serverCpu && peer.serverCpu);
  if (whole.length === 0) return [];
  const [ours, peer] = [
    medianOf(whole.map((each) => each.ours.serverCpu!)),
    medianOf(whole.map((each) => each.peer.serverCpu!)),
  ];
  const busy = medianOf(whole.map((each) => each.peer.cores!));
  return [
    { name: 'server CPU a request, ours', value: ours, unit: 'µs' },
    {
      name: 'server CPU a request, peer',
      value: peer,
      unit: 'µs',
      note: `by CPU the ratio is ${percent(peer / ours)}`,
    },
    {
      name: 'cores kept busy by the peer',
      value: busy,
      unit: '',
      note: 'well below 1: the load generator was the limit',
    },
  ];
}

const percent = (share: number): string => `${Math.round(share * 100)}%`;
type Report = { requests: { total: number }; duration: number; errors: number; non2xx: number };

/** @throws where an answer is not 2xx */
export function load(
  server: Running,
  path: string,
  encoding: string,
  seconds: number,
  connections = CONNECTIONS,
): Promise<Load> {
  const args = ['-c', `${connections}`, '-d', `${seconds}`, '-j', '-H', `accept-encoding=${encoding}`];
  const cannon = join(root, 'node_modules/autocannon/autocannon.js');
  return loadBy(server, path, [cannon, ...args, server.origin + path]);
}

/** As `load`, but no answer is kept: each request has an address of its own. `path` has a query. */
export function freshLoad(server: Running, path: string, seconds: number, connections: number): Promise<Load> {
  const asker = join(root, 'scripts/bench/peers/fresh-asker.ts');
  return loadBy(server, path, [asker, server.origin + path, `${seconds}`, `${connections}`]);
}

async function loadBy(server: Running, path: string, command: string[]): Promise<Load> {
  const cpuBefore = cpuOf(server.pid);
  const report = await reportOf(command);
  const cpuAfter = cpuOf(server.pid);
  if (report.errors > 0 || report.non2xx > 0) {
    throw new Error(`${path}: ${report.errors} errors, ${report.non2xx} answers that are not 2xx`);
  }
  const cpu = cpuBefore === undefined || cpuAfter === undefined ? undefined : cpuAfter - cpuBefore;
  return {
    perSecond: report.requests.total / report.duration,
    serverCpu: cpu && (cpu * 1000) / report.requests.total,
    cores: cpu && cpu / (report.duration * 1000),
  };
}

function reportOf(command: string[]): Promise<Report> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'ignore'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      try {
        resolve(JSON.parse(output) as Report);
      } catch {
        reject(new Error(`${command[0]} ended with ${code}`));
      }
    });
  });
}
