// A device and its tabs: the browser's storage, locks and channels as each tab sees them, and a tab's sudden death.
import { IDBFactory } from 'fake-indexeddb';
import { OwnRecords } from './journal.ts';
import { loadPage } from './pages.ts';
import { currentWorld, inProcess, type Process } from './virtual-time.ts';

type Listener = (event: unknown) => void;
type Held = { tab: Tab; begin: () => Promise<unknown> };

/** What a tab's EventSource needs of the network. */
export type EventLine = {
  listen(
    tab: Tab,
    told: { opened: () => void; heard: (data: string) => void; failed: (final: boolean) => void },
  ): () => void;
};

/** One browser profile. What is kept in it outlives every tab. */
export class Device {
  readonly name: string;
  readonly idb = new IDBFactory();
  readonly kept = new Map<string, string>();
  readonly tabs = new Set<Tab>();
  readonly channels = new Set<TabChannel>();
  /** Web Locks, which plain http on a network address does not have. */
  readonly hasLocks: boolean;
  readonly #waiting = new Map<string, Held[]>();
  /** How many tabs it has had. */
  opened = 0;
  readonly own = new OwnRecords();
  online = true;
  /** Of so many writes one finds no room; 0: there is room for all. */
  full = 0;
  clockError = 0;
  /** Who edits here, where anybody does: the id of the account. */
  readonly editor: string | undefined;
  /** Of the app, for tabs that open. */
  release = 0;

  readonly network: EventLine;
  /** A claim does not hold. */
  readonly breaks: (what: string) => void;
  /** A tab's mirror has written something for good. */
  readonly committed: (tab: Tab) => void;
  /** Documents that its mirrors have written. */
  writes = 0;
  /** The latest `seq` of each inventory that a mirror has held, by the names of the IndexedDB database and of the language. */
  readonly mirrored = new Map<string, number>();

  constructor(name: string, options: Pick<Device, 'hasLocks' | 'network' | 'breaks' | 'committed' | 'editor'>) {
    this.name = name;
    this.network = options.network;
    this.breaks = options.breaks;
    this.committed = options.committed;
    this.editor = options.editor;
    this.hasLocks = options.hasLocks;
  }

  mirrors(database: string, { id, seq }: { id: string; seq: number }): void {
    const place = `${database} ${id}`;
    this.mirrored.set(place, Math.max(seq, this.mirrored.get(place) ?? 0));
  }

  openTab(): Tab {
    const tab = new Tab(this, `${this.name}-${++this.opened}`);
    this.tabs.add(tab);
    return tab;
  }

  setOnline(online: boolean): void {
    if (this.online === online) return;
    this.online = online;
    for (const tab of this.tabs) tab.hear(online ? 'online' : 'offline', {});
  }

  hasRoom(): boolean {
    return this.full === 0 || !currentWorld().random.chance(this.full);
  }

  setItem(from: Tab, key: string, value: string): void {
    if (this.kept.get(key) === value) return;
    if (!this.hasRoom()) throw new DOMException('the quota is exceeded', 'QuotaExceededError');
    this.kept.set(key, value);
    for (const tab of this.tabs) if (tab !== from) tab.hear('storage', { key, newValue: value });
  }

  removeItem(from: Tab, key: string): void {
    if (!this.kept.delete(key)) return;
    for (const tab of this.tabs) if (tab !== from) tab.hear('storage', { key, newValue: null });
  }

  /** As `navigator.locks.request`, for exclusive locks. */
  lock(tab: Tab, name: string, work: () => Promise<unknown>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const queue = this.#waiting.get(name) ?? [];
      this.#waiting.set(name, queue);
      queue.push({ tab, begin: () => Promise.resolve(work()).then(resolve, reject) });
      if (queue.length === 1) this.#grant(name);
    });
  }

  /** Of locks that a tab holds or waits for. */
  lockNames(): string[] {
    return [...this.#waiting].flatMap(([name, queue]) => (queue.length > 0 ? [name] : []));
  }

  #grant(name: string): void {
    const queue = this.#waiting.get(name) ?? [];
    const [first] = queue;
    if (!first) return;
    inProcess(first.tab, () =>
      currentWorld().task(() => {
        void first.begin().then(() => this.#release(name, first));
      }),
    );
  }

  #release(name: string, held: Held): void {
    const queue = this.#waiting.get(name) ?? [];
    if (queue[0] !== held) return;
    queue.shift();
    this.#grant(name);
  }

  /** The tab is gone at once: nothing that it waits for comes, and what it had not committed is undone. */
  kill(tab: Tab): void {
    if (tab.dead) return;
    tab.dead = true;
    this.tabs.delete(tab);
    for (const channel of this.channels) if (channel.tab === tab) this.channels.delete(channel);
    for (const [name, queue] of this.#waiting) {
      const [first] = queue;
      this.#waiting.set(
        name,
        queue.filter((held) => held.tab !== tab),
      );
      if (first?.tab === tab) this.#grant(name);
    }
    for (const connection of tab.connections) abandon(connection);
    tab.connections.clear();
  }
}

/** Parts of fake-indexeddb that are not its public face: what a dying browser process needs of it. */
type Transaction = { db: unknown; _state: string; abort(): void };
type Raw = { _rawDatabase: { transactions: Transaction[] }; close(): void };

export function abandon(connection: IDBDatabase): void {
  const raw = connection as unknown as Raw;
  for (const transaction of [...raw._rawDatabase.transactions])
    if (transaction.db === raw && transaction._state !== 'finished' && transaction._state !== 'committing')
      transaction.abort();
  raw.close();
}

export class Tab implements Process {
  readonly device: Device;
  readonly name: string;
  dead = false;
  /** Of the app that it has loaded. */
  readonly release: number;
  /** The app as this tab has loaded it. */
  readonly kit: ReturnType<typeof loadPage>;
  readonly connections = new Set<IDBDatabase>();
  readonly network: EventLine;
  readonly #listeners: { type: string; listener: Listener }[] = [];

  constructor(device: Device, name: string) {
    this.device = device;
    this.network = device.network;
    this.release = device.release;
    this.name = name;
    this.kit = inProcess(this, loadPage);
  }

  get clockError(): number {
    return this.device.clockError;
  }

  listen(type: string, listener: Listener): void {
    this.#listeners.push({ type, listener });
  }

  unlisten(type: string, listener: Listener): void {
    const at = this.#listeners.findIndex((kept) => kept.type === type && kept.listener === listener);
    if (at >= 0) this.#listeners.splice(at, 1);
  }

  /** Tells the tab of an event of its window, in its own time. */
  hear(type: string, event: unknown): void {
    inProcess(this, () =>
      currentWorld().task(() => {
        for (const kept of [...this.#listeners]) if (kept.type === type) kept.listener(event);
      }),
    );
  }
}

/** A BroadcastChannel of one tab. */
export class TabChannel {
  readonly tab: Tab | undefined;
  readonly #name: string;
  onmessage: ((event: { data: unknown }) => void) | null = null;

  constructor(tab: Tab | undefined, name: string) {
    this.tab = tab;
    this.#name = name;
    tab?.device.channels.add(this);
  }

  postMessage(message: unknown): void {
    for (const other of this.tab?.device.channels ?? []) {
      if (other === this || other.#name !== this.#name) continue;
      const copy = structuredClone(message);
      inProcess(other.tab, () => currentWorld().task(() => other.onmessage?.({ data: copy })));
    }
  }

  close(): void {
    this.tab?.device.channels.delete(this);
  }
}
