// A line between browser and server that changes the bytes of some answers on their way, loses others, and holds or fails some.
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export class FaultyLine {
  /** Paths whose bodies arrive as garbage of the same length. */
  readonly garbled = new Set<string>();
  /** Paths whose answers are lost, though the server has done what it was asked. */
  readonly lost = new Set<string>();
  /** How many times more a path is answered with 500. */
  readonly failing = new Map<string, number>();
  /** Requests that are neither passed on nor answered. */
  held: (path: string) => boolean = () => false;
  /** What befalls a request by chance, beside what is named above. */
  fault: (path: string) => 'garbled' | 'lost' | 'failing' | undefined = () => undefined;
  /** How often anything did. */
  faults = 0;
  /** Every request that went through, as `POST /path`, with its body. */
  readonly passed: { request: string; body: string }[] = [];
  readonly #server: Server;

  private constructor(target: string) {
    this.#server = createServer((incoming, outgoing) => {
      const path = incoming.url ?? '';
      if (this.held(path)) return;
      const fault = this.fault(path);
      if (fault) this.faults += 1;
      const failures = this.failing.get(path) ?? 0;
      if (failures > 0) this.failing.set(path, failures - 1);
      if (failures > 0 || fault === 'failing') {
        outgoing.writeHead(500).end();
        return;
      }
      const onward = request(new URL(incoming.url ?? '/', target), {
        method: incoming.method ?? 'GET',
        headers: incoming.headers,
      });
      const passing = { request: `${incoming.method} ${incoming.url}`, body: '' };
      this.passed.push(passing);
      incoming.on('data', (chunk) => {
        passing.body += chunk;
      });
      onward.on('response', (answer) => {
        if (fault === 'lost' || this.lost.has(incoming.url ?? '')) {
          answer.on('end', () => outgoing.destroy()).resume();
          return;
        }
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        const garble = fault === 'garbled' || this.garbled.has(incoming.url ?? '');
        answer.on('data', (chunk: Buffer) => outgoing.write(garble ? chunk.map((byte) => byte ^ 0x55) : chunk));
        answer.on('end', () => outgoing.end());
      });
      onward.on('error', () => outgoing.destroy());
      outgoing.on('close', () => onward.destroy());
      incoming.pipe(onward);
    });
  }

  static async to(target: string): Promise<FaultyLine> {
    const line = new FaultyLine(target);
    line.#server.listen(0, 'localhost');
    await once(line.#server, 'listening');
    return line;
  }

  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  async dispose(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
