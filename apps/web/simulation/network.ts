// The line between tabs and server, which loses, delays, repeats, cuts and spoils what goes over it, as the seed decides.
import { createHash } from 'node:crypto';
import type { Tab } from './device.ts';
import type { Random } from './random.ts';
import type { Answer, SimulatedServer } from './server.ts';
import { inProcess, type World } from './virtual-time.ts';

/** Probabilities for one request. */
export type Faults = {
  lostRequest: number;
  lostAnswer: number;
  /** Waits up to half a minute. */
  slow: number;
  /** The answer that this address had before comes once more, in place of the new one. */
  repeated: number;
  /** The body breaks off: seen as a broken line, or not seen. */
  cut: number;
  /** One bit of the body is another. */
  flipped: number;
  /** 500 or 503, from the server or before it. */
  failing: number;
  /** The server dies between its work and its answer. */
  deadly: number;
  /** The tab dies soon after the answer: while it hashes, writes, or keeps its checkpoint. */
  fatal: number;
};
export type FaultName = keyof Faults;

export const noFaults: Faults = {
  lostRequest: 0,
  lostAnswer: 0,
  slow: 0,
  repeated: 0,
  cut: 0,
  flipped: 0,
  failing: 0,
  deadly: 0,
  fatal: 0,
};

type Listener = { tab: Tab; opened: () => void; heard: () => void; failed: (final: boolean) => void };

export class Network {
  readonly #world: World;
  readonly #server: SimulatedServer;
  readonly #random: Random;
  readonly #before = new Map<string, Answer>();
  readonly #listeners = new Set<Listener>();
  faults: Faults = noFaults;
  /** Manifests claim a later protocol: a new server for an old app. */
  laterProtocol = false;
  /** Told that an answer came which its tab is not to survive for long. */
  onFatal: (tab: Tab) => void = () => {};
  requests = 0;
  readonly #asked = new Map<string, number>();
  readonly happened = new Map<string, number>();

  constructor(world: World, server: SimulatedServer, random: Random) {
    this.#world = world;
    this.#server = server;
    this.#random = random;
    server.onDeath = () => {
      for (const listener of this.#listeners) this.#later(listener.tab, () => listener.failed(false));
      this.#listeners.clear();
    };
  }

  /** How often an address under `/api/sync/` was asked for, by its first word. */
  asked(kind: string): number {
    return this.#asked.get(kind) ?? 0;
  }

  /** `fetch`, as far as the mirror uses it, for one tab. */
  fetcherOf(tab: Tab): typeof fetch {
    return ((path: string) =>
      new Promise<unknown>((resolve, reject) => {
        this.requests += 1;
        const kind = /^\/api\/sync\/(\w+)/.exec(path)?.[1] ?? path;
        this.#asked.set(kind, this.asked(kind) + 1);
        const fault = this.#drawn();
        const lost = () => this.#later(tab, () => reject(new TypeError('fetch failed')));
        if (!tab.device.online || fault === 'lostRequest') return lost();
        const arrive = async () => {
          const answer = await this.#answer(path, fault);
          if (!answer || fault === 'lostAnswer') return lost();
          const hand = () => {
            resolve(asResponse(answer, fault === 'cut' ? this.#random() : 1));
            if (fault === 'fatal') this.onFatal(tab);
          };
          this.#later(tab, hand, fault === 'slow');
        };
        this.#later(undefined, () => void arrive(), fault === 'slow');
      })) as typeof fetch;
  }

  #drawn(): FaultName | undefined {
    let at = this.#random();
    for (const [name, probability] of Object.entries(this.faults) as [FaultName, number][]) {
      at -= probability;
      if (at >= 0) continue;
      this.happened.set(name, (this.happened.get(name) ?? 0) + 1);
      return name;
    }
    return undefined;
  }

  async #answer(path: string, fault: FaultName | undefined): Promise<Answer | undefined> {
    if (fault === 'failing') return { status: this.#random.pick([500, 503]), bytes: new Uint8Array() };
    let answer = await this.#server.request(path);
    this.#world.trace(`${path} ${answer?.status} ${answer && hashOf(answer.bytes)}`);
    if (fault === 'deadly') {
      this.#server.crash();
      return undefined;
    }
    if (answer?.status === 200) {
      const before = this.#before.get(path);
      this.#before.set(path, answer);
      if (fault === 'repeated' && before) answer = before;
      if (this.laterProtocol && path.endsWith('/manifest')) answer = { ...answer, bytes: laterProtocol(answer.bytes) };
      if (fault === 'flipped' && answer.bytes.length > 0) answer = { ...answer, bytes: this.#flip(answer.bytes) };
    }
    return answer;
  }

  #flip(bytes: Uint8Array): Uint8Array {
    const flipped = bytes.slice();
    flipped[this.#random.below(bytes.length)]! ^= 1 << this.#random.below(8);
    return flipped;
  }

  #later(tab: Tab | undefined, run: () => void, slow = false): void {
    inProcess(tab, () => this.#world.timer(run, 1 + this.#random.below(slow ? 30_000 : 150)));
  }

  /** An event stream of one tab, on the server's real one. Answers the way to close it. */
  listen(tab: Tab, told: Omit<Listener, 'tab'>): () => void {
    const listener = { tab, ...told };
    const connect = async () => {
      if (tab.dead) return;
      if (!tab.device.online || !this.#server.up) return this.#later(tab, () => listener.failed(false));
      const body = await this.#server.inside(async ({ app }) => {
        const response = await app.request('/api/sync/stream');
        return response.status === 200 ? response.body : null;
      });
      if (!body) return this.#later(tab, () => listener.failed(body === null));
      this.#listeners.add(listener);
      this.#later(tab, listener.opened);
      const reader = body.getReader();
      for (;;) {
        const { value, done } = await reader.read();
        if (done || tab.dead || !this.#listeners.has(listener)) return void reader.cancel();
        if (tab.device.online && new TextDecoder().decode(value).includes('data:')) this.#later(tab, listener.heard);
      }
    };
    this.#later(undefined, () => void connect());
    return () => this.#listeners.delete(listener);
  }
}

const laterProtocol = (bytes: Uint8Array): Uint8Array =>
  new TextEncoder().encode(new TextDecoder().decode(bytes).replace('"protocol":1', '"protocol":2'));

/** `part` below 1: the body breaks off there; every second time nobody notices. */
function asResponse({ status, bytes }: Answer, part: number): Response {
  const kept = part < 1 ? bytes.subarray(0, Math.floor(bytes.length * part)) : bytes;
  const body = async () => {
    if (part < 0.5) throw new TypeError('network error');
    return kept;
  };
  return {
    status,
    ok: status >= 200 && status < 300,
    arrayBuffer: async () => (await body()).slice().buffer,
    text: async () => new TextDecoder().decode(await body()),
  } as Response;
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64url').slice(0, 12);
