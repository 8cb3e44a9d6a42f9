// The line between tabs and server, which loses, delays, repeats, cuts and spoils what goes over it, as the seed decides.
import { createHash } from 'node:crypto';
import { PROTOCOL_VERSION } from '@phonochart/sync/limits.ts';
import type { Tab } from './device.ts';
import type { Random } from './random.ts';
import type { Answer, Asked, SimulatedServer } from './server.ts';
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

type Listener = { tab: Tab; opened: () => void; heard: (data: string) => void; failed: (final: boolean) => void };

export class Network {
  readonly #world: World;
  readonly #server: SimulatedServer;
  readonly #random: Random;
  readonly #before = new Map<string, Answer>();
  readonly #listeners = new Set<Listener>();
  faults: Faults = noFaults;
  /** A new server for an old app, which claims a later protocol or only says more; an old server for a new app. */
  otherServer: 'later' | 'richer' | 'older' | undefined;
  /** Told of the body of each push when it comes to the server. */
  onPush: (body: string) => void = () => {};
  /** Told that the server is to die now, and to come back as it does after any death. */
  onDeadly: () => void = () => {};
  /** Told that an answer came which its tab is not to survive for long. */
  onFatal: (tab: Tab) => void = () => {};
  requests = 0;
  /** Of answers, as the server gave them. */
  bytes = 0;
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
    return ((path: string, init?: { method?: string; body?: string }) =>
      new Promise<unknown>((resolve, reject) => {
        this.requests += 1;
        const kind = /^\/api\/sync\/(\w+)/.exec(path)?.[1] ?? path;
        this.#asked.set(kind, this.asked(kind) + 1);
        const fault = this.#drawn();
        const lost = () => this.#later(tab, () => reject(new TypeError('fetch failed')));
        if (!tab.device.online || fault === 'lostRequest') return lost();
        const arrive = async () => {
          const answer = await this.#answer({ path, body: init?.body, bearer: tab.device.editor }, fault);
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

  #note(what: string): void {
    this.happened.set(what, (this.happened.get(what) ?? 0) + 1);
  }

  #drawn(): FaultName | undefined {
    let at = this.#random();
    for (const [name, probability] of Object.entries(this.faults) as [FaultName, number][]) {
      at -= probability;
      if (at >= 0) continue;
      this.#note(name);
      return name;
    }
    return undefined;
  }

  async #answer(asked: Asked, fault: FaultName | undefined): Promise<Answer | undefined> {
    const { path, body } = asked;
    if (fault === 'failing') return { status: this.#random.pick([500, 503]), bytes: new Uint8Array() };
    if (body !== undefined) this.onPush(body);
    // What was sent once may come twice, and the second answer is the one that is heard.
    if (body !== undefined && fault === 'repeated') await this.#server.request(asked);
    let answer = await this.#server.request(asked);
    this.#world.trace(`${path} ${answer?.status} ${answer && hashOf(answer.bytes)}`);
    if (fault === 'deadly') {
      this.onDeadly();
      return undefined;
    }
    this.bytes += answer?.bytes.length ?? 0;
    if (answer?.status === 410) this.#note(`gone: ${reasonOf(answer)}`);
    if (answer?.status === 200 && body === undefined) {
      const before = this.#before.get(path);
      this.#before.set(path, answer);
      if (fault === 'repeated' && before) answer = before;
      answer = asFrom(this.otherServer, path, answer);
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
    inProcess(tab, () => this.#world.timer(run, this.#delay(slow)));
  }

  #delay(slow = false): number {
    return 1 + this.#random.below(slow ? 30_000 : 150);
  }

  /** An event stream of one tab, on the server's real one, which keeps its order. Answers the way to close it. */
  listen(tab: Tab, told: Omit<Listener, 'tab'>): () => void {
    const listener = { tab, ...told };
    let latest = 0;
    const inOrder = (run: () => void) => {
      latest = Math.max(latest, this.#world.now + this.#delay());
      inProcess(tab, () => this.#world.timer(run, latest - this.#world.now));
    };
    const connect = async () => {
      if (tab.dead) return;
      if (!tab.device.online || !this.#server.up) return this.#later(tab, () => listener.failed(false));
      const body = await this.#server.inside(async ({ app }) => {
        const response = await app.request('/api/sync/stream');
        return response.status === 200 ? response.body : null;
      });
      if (!body) return this.#later(tab, () => listener.failed(body === null));
      this.#listeners.add(listener);
      inOrder(listener.opened);
      const reader = body.getReader();
      for (;;) {
        const { value, done } = await reader.read();
        if (done || tab.dead || !this.#listeners.has(listener)) return void reader.cancel();
        const [, said] = /^data: ?(.*)$/m.exec(new TextDecoder().decode(value)) ?? [];
        if (tab.device.online && said !== undefined) inOrder(() => listener.heard(said));
      }
    };
    this.#later(undefined, () => void connect());
    return () => this.#listeners.delete(listener);
  }
}

/** The answer as a server of another release gives it; what is named by its hash is the same from all. */
function asFrom(server: Network['otherServer'], path: string, answer: Answer): Answer {
  if (!server || path.includes('/shards/')) return answer;
  if (server === 'older' && /\/(checksums|documents)/.test(path)) return { status: 404, bytes: new Uint8Array() };
  const said = JSON.parse(new TextDecoder().decode(answer.bytes)) as object;
  const told =
    server === 'later'
      ? { ...said, ...('protocol' in said ? { protocol: PROTOCOL_VERSION + 1 } : {}) }
      : server === 'richer'
        ? { said_since: { later: ['words'] }, ...said }
        : { ...said, ...('pages' in said ? { pages: [] } : {}) };
  return { ...answer, bytes: new TextEncoder().encode(JSON.stringify(told)) };
}

/** `part` below 1: the body breaks off there; every second time nobody notices. */
function asResponse({ status, bytes }: Answer, part: number): Response {
  const kept = part < 1 ? bytes.subarray(0, Math.floor(bytes.length * part)) : bytes;
  const body = async () => {
    if (part < 0.5) throw new TypeError('network error');
    return kept;
  };
  return {
    status,
    headers: new Headers(),
    ok: status >= 200 && status < 300,
    arrayBuffer: async () => (await body()).slice().buffer,
    text: async () => new TextDecoder().decode(await body()),
  } as Response;
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64url').slice(0, 12);

const reasonOf = ({ bytes }: Answer): string =>
  (JSON.parse(new TextDecoder().decode(bytes)) as { reason: string }).reason;
