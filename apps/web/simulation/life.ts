// One seed's life: a server, some devices, what happens to them, and then the claims.
import { Accidents } from './accidents.ts';
import { Authors } from './authors.ts';
import { checkDevice } from './claims.ts';
import { Device, type Tab } from './device.ts';
import { Editors } from './editors.ts';
import { type Faults, Network, noFaults } from './network.ts';
import type { Outcome } from './outcome.ts';
import { type Page, People } from './people.ts';
import { type Random, randomFrom } from './random.ts';
import type { Scene } from './scene.ts';
import { SimulatedServer } from './server.ts';
import { inProcess, World } from './virtual-time.ts';

/** `story`: what happened, in order, to be read when something broke. */
export type Told = Outcome & { story: string[] };

const TROUBLED_MS = 60_000;
/** A slow request takes a minute at most, and so does the wait after a failure. */
const CALM_MS = 130_000;

export async function liveThrough(seed: number, onTrace?: (line: string) => void): Promise<Told> {
  const world = new World(seed);
  world.onTrace = onTrace;
  return world.live(() => new Life(seed, world).whole());
}

class Life {
  readonly #seed: number;
  readonly #world: World;
  readonly #random: Random;
  readonly #server: SimulatedServer;
  readonly #network: Network;
  readonly #devices: Device[];
  readonly #scene: Scene;
  readonly #editors: Editors;
  readonly #people: People;
  readonly #authors: Authors;
  readonly #accidents: Accidents;
  readonly #broken: string[] = [];
  readonly #story: string[] = [];
  readonly #started: number;
  #restores = 0;
  /** Tabs that die at a step to come. */
  readonly #doomed = new Map<number, Tab>();

  constructor(seed: number, world: World) {
    this.#seed = seed;
    this.#world = world;
    this.#started = world.now;
    const random = randomFrom(seed + 1);
    this.#random = random;
    this.#server = new SimulatedServer({
      random: random.fork(),
      snapshotAfter: random.pick([3, 5, 9, 30, 1000]),
      pageSize: random.pick([1, 2, 4, 1000]),
      trouble: (error) => this.#breaks(`the store: ${error}`),
    });
    this.#network = new Network(world, this.#server, random.fork());
    this.#network.faults = drawFaults(random);
    this.#network.onFatal = (tab) => this.#doomed.set(world.steps + 1 + random.below(60), tab);
    this.#network.onDeadly = () => this.#editors.crashServer();
    const breaks = (what: string) => this.#breaks(what);
    const committed = (tab: Tab) => this.#accidents.committed(tab);
    this.#devices = Array.from({ length: random.pick([1, 1, 1, 2]) }, (_, at) => {
      const editor = random.chance(0.4) ? random.pick(['ann', 'ben']) : undefined;
      const hasLocks = random.chance(0.75);
      return new Device(`device${at}`, { hasLocks, network: this.#network, breaks, committed, editor });
    });
    this.#scene = {
      random,
      server: this.#server,
      network: this.#network,
      codes: ['aa', 'bb', 'cc', 'dd', 'ee', 'ff'].slice(0, 2 + random.below(5)),
      pageLimit: random.pick([1, 2, 3, 5, 100]),
      tell: (what) => this.#tell(what),
      breaks: (what) => this.#breaks(what),
      at: (delay, happen) => this.#at(delay, happen),
      restoring: () => {
        this.#restores += 1;
        return this.#authors.beforeRestore();
      },
      languageGoes: (code) => this.#authors.languageGoes(code),
    };
    this.#editors = new Editors(this.#scene);
    this.#people = new People(this.#scene);
    this.#authors = new Authors(this.#scene, this.#people);
    this.#accidents = new Accidents(this.#scene, this.#devices, {
      editors: this.#editors,
      dies: (tab) => this.#doomed.set(world.steps, tab),
    });
    this.#network.onPush = (body) => this.#authors.arrives(body, this.#editors.journal);
  }

  async whole(): Promise<Told> {
    const rejected = (reason: unknown) => this.#breaks(`an unhandled rejection: ${asText(reason)}`);
    process.on('unhandledRejection', rejected);
    try {
      await this.#server.start();
      if (this.#random.chance(0.8)) await this.#await(this.#editors.load(this.#scene.codes));
      await this.#troubledTimes();
      await this.#calm();
    } catch (error) {
      this.#breaks(asText(error));
    } finally {
      for (const { tab } of this.#people.pages) tab.device.kill(tab);
      this.#server.remove();
      await this.#world.run(() => false, 1000).catch(() => undefined);
      process.off('unhandledRejection', rejected);
    }
    const { steps } = this.#world;
    const { requests, happened } = this.#network;
    const faults = Object.fromEntries(happened);
    const outcome = { seed: this.#seed, steps, requests, faults, broken: this.#broken, trace: this.#world.hash() };
    return { ...outcome, story: this.#story };
  }

  #breaks(what: string): void {
    this.#tell(`BROKEN: ${what}`);
    this.#broken.push(what);
  }

  #tell(what: string): void {
    const line = `${((this.#world.now - this.#started) / 1000).toFixed(3)} s, step ${this.#world.steps}: ${what}`;
    this.#world.trace(line);
    this.#story.push(line);
  }

  async #await(promise: Promise<unknown>, limit = 300_000): Promise<void> {
    let settled = false;
    let failure: unknown;
    promise.then(
      () => (settled = true),
      (error) => {
        settled = true;
        failure = error;
      },
    );
    await this.#world.run(() => settled, limit);
    if (failure) throw failure;
  }

  async #pass(milliseconds: number): Promise<void> {
    const until = this.#world.now + milliseconds;
    this.#world.timer(() => undefined, milliseconds);
    await this.#world.run(() => this.#world.now >= until, milliseconds);
  }

  async #troubledTimes(): Promise<void> {
    const random = this.#random;
    this.#world.slowDisk = random.chance(0.35) ? 0.08 : 0;
    const crowded = random.chance(0.25);
    for (const device of this.#devices)
      for (let tabs = 0; tabs < (crowded ? 2 : 1); tabs += 1)
        this.#at(random.below(2) * random.below(20_000), () => this.#people.open(device));
    if (random.chance(0.3)) this.#at(random.below(TROUBLED_MS / 2), () => this.#editors.backUp());
    if (random.chance(0.35)) this.#accidents.dieBetweenWrites();
    const events = 4 + random.below(11);
    for (let count = 0; count < events; count += 1) {
      const happen = random.pick(this.#happenings);
      this.#at(random.below(TROUBLED_MS), happen);
    }
    const sudden = new Set(Array.from({ length: random.below(4) }, () => random.below(2000)));
    this.#world.beforeStep = () => {
      const { steps } = this.#world;
      const doomed = this.#doomed.get(steps);
      if (doomed && [...this.#people.pages].some(({ tab }) => tab === doomed)) this.#people.crashTab(doomed);
      if (!sudden.has(steps)) return;
      if (random.chance(0.2)) this.#editors.crashServer();
      else this.#people.crashTab();
    };
    await this.#pass(TROUBLED_MS);
    this.#world.beforeStep = () => {};
  }

  #at(delay: number, happen: () => unknown): void {
    inProcess(undefined, () =>
      this.#world.timer(() => void Promise.resolve(happen()).catch((error) => this.#breaks(asText(error))), delay),
    );
  }

  /** No more faults, and then every claim. */
  async #calm(): Promise<void> {
    this.#tell('all is calm');
    this.#network.faults = noFaults;
    this.#editors.calm = true;
    this.#network.otherServer = undefined;
    if (!this.#server.up) await this.#editors.startServer();
    for (const device of this.#devices) {
      device.setOnline(true);
      device.full = 0;
    }
    // What lives in memory alone, for want of room, comes to the disk again with the next visit.
    for (const page of this.#people.pages)
      if (page.mirror.status.value.inMemory) await this.#await(this.#people.close(page));
    await this.#await(this.#people.allClosed());
    // Tabs of an older release keep a mirror of their own; the device's is that of the latest.
    for (const device of this.#devices)
      if (![...device.tabs].some(({ release }) => release === device.release)) this.#people.open(device, 3);
    await this.#pass(CALM_MS);
    this.#authors.ring();
    // A mirror that was forgotten hears of it now; what an outbox only now sends may come to the others with the next.
    const rings = 2;
    for (let ring = 0; ring < rings; ring += 1) await this.#ring();
    // After a restore an outbox may have to send more than once.
    for (let more = 0; more < 4 && this.#authors.sending; more += 1)
      for (let ring = 0; ring < rings; ring += 1) await this.#ring();
    const quiet = await this.#during(async () => {
      for (let ring = 0; ring < rings; ring += 1) await this.#ring();
    });
    for (const { mirror, tab } of this.#people.pages) {
      const { state, detail } = mirror.status.value;
      if (state !== 'current' && state !== 'rebuilt') this.#breaks(`${tab.name} is ${state} ${detail ?? ''}`);
    }
    if (this.#network.happened.has('flipped')) await this.#heal();
    await this.#await(this.#claims());
    await this.#checksAgree();
    this.#workIsBounded(quiet, rings);
    await this.#oneEdit();
  }

  async #ring(): Promise<void> {
    for (const { mirror, tab } of this.#people.pages) inProcess(tab, () => mirror.resync());
    await this.#pass(10_000);
  }

  /** What was done meanwhile, in all. */
  async #during(happen: () => Promise<unknown>): Promise<Work> {
    const sum = (of: (page: Page) => number) => [...this.#people.pages].reduce((all, page) => all + of(page), 0);
    const count = () => ({
      requests: this.#network.requests,
      bytes: this.#network.bytes,
      writes: this.#devices.reduce((all, { writes }) => all + writes, 0),
      emissions: sum(({ emissions }) => emissions),
    });
    const before = count();
    await happen();
    const after = count();
    return {
      requests: after.requests - before.requests,
      bytes: after.bytes - before.bytes,
      writes: after.writes - before.writes,
      emissions: after.emissions - before.emissions,
    };
  }

  #atMost(what: string, work: Work, most: Work): void {
    for (const kind of ['requests', 'bytes', 'writes', 'emissions'] as const)
      if (work[kind] > most[kind]) this.#breaks(`${what}: ${work[kind]} ${kind}, more than ${most[kind]}`);
  }

  /** An edit reaches every device by the bell alone, and costs each page a few questions and two documents. */
  async #oneEdit(): Promise<void> {
    const pages = this.#people.pages.size;
    const work = await this.#during(async () => {
      await this.#await(this.#editors.editSound());
      // Another process of the server looks at the file once a minute.
      await this.#pass(70_000);
    });
    await this.#await(this.#claims());
    const largest = 8000;
    const mirrors = new Set([...this.#people.pages].map(({ tab }) => `${tab.device.name} ${tab.release}`)).size;
    this.#atMost('one edit', work, {
      requests: 8 * pages,
      bytes: 8 * pages * largest,
      writes: 2 * mirrors,
      emissions: 4 * pages,
    });
  }

  #workIsBounded(quiet: Work, rings: number): void {
    // Living and dead languages: those of the content, and three codes for imports.
    const pages = Math.ceil((this.#scene.codes.length + 3) / this.#scene.pageLimit) + 2;
    const requests = 2 * (rings + 1) * this.#people.pages.size * pages;
    this.#atMost('nothing changed', quiet, { requests, bytes: requests * 8000, writes: 0, emissions: 0 });
    // A mirror is filled when its tab opens and after a restore; beside that come a retry or a ring a second at most.
    const filled = 2 * this.#people.opened * (1 + this.#restores);
    const seconds = (this.#world.now - this.#started) / 1000;
    const whole = filled * (pages * 2 + 12) + 2 * seconds;
    if (this.#network.requests > whole) this.#breaks(`${this.#network.requests} requests in all: more than ${whole}`);
  }

  /** What shows in the checksums alone: a bit flipped in a page of the tail. */
  async #heal(): Promise<void> {
    for (const { mirror, tab } of this.#people.pages) await this.#await(inProcess(tab, () => mirror.check()));
    await this.#pass(10_000);
  }

  async #claims(): Promise<void> {
    await this.#editors.checkJournal();
    await this.#authors.check(this.#server.file);
    for (const device of this.#devices) {
      const pages = [...this.#people.pages].filter(({ tab }) => tab.device === device);
      for (const broken of await checkDevice(device, this.#server.store, pages)) this.#breaks(broken);
    }
  }

  /** Where all is right, a check asks for the checksums and for nothing else. */
  async #checksAgree(): Promise<void> {
    for (const { mirror, tab } of this.#people.pages) {
      const before = this.#network.asked('documents');
      await this.#await(inProcess(tab, () => mirror.check()));
      const healed = this.#network.asked('documents') - before;
      if (healed > 0) this.#breaks(`${tab.name} healed ${healed} languages that were right`);
    }
  }

  // A list that says how often each thing happens beside the others.
  readonly #happenings: readonly (() => unknown)[] = [
    ...several(6, () => this.#editors.editSound()),
    ...several(2, () => this.#editors.editName()),
    ...several(3, () => this.#editors.load(this.#scene.codes.filter(() => this.#random.chance(0.75)))),
    ...several(2, () => this.#editors.load(this.#scene.codes)),
    ...several(1, () => this.#editors.deleteLanguage()),
    ...several(1, () => this.#editors.import()),
    ...several(1, () => this.#editors.renameCode()),
    ...several(2, () => this.#editors.forget()),
    ...several(2, () => this.#editors.backUp()),
    ...several(2, () => this.#editors.restore()),
    ...several(2, () => this.#editors.crashServer()),
    ...several(2, () => this.#people.open(this.#random.pick(this.#devices))),
    ...several(2, () => this.#people.crashTab()),
    ...several(1, () => this.#people.closeTab()),
    ...several(3, () => this.#people.star()),
    ...several(5, () => this.#authors.edit()),
    ...several(2, () => this.#authors.decide()),
    ...several(1, () => this.#people.setTheme()),
    ...several(1, () => this.#accidents.jump()),
    ...several(2, () => this.#accidents.goOffline()),
    ...several(2, () => this.#accidents.stayAway()),
    ...several(2, () => this.#accidents.serveAsAnother()),
    ...several(1, () => this.#editors.joinServer()),
    ...several(1, () => this.#accidents.fillDevice()),
    ...several(1, () => this.#accidents.updateApp()),
    ...several(5, () => this.#accidents.dieBetweenWrites()),
    ...several(2, () => this.#editors.restoreAndOvertake()),
  ];
}

type Work = {
  requests: number;
  bytes: number;
  writes: number;
  emissions: number;
};

/** Most worlds have few kinds of faults, some none, so that each shows what it does alone. */
function drawFaults(random: Random): Faults {
  const faults = { ...noFaults };
  if (random.chance(0.15)) return faults;
  for (const name of Object.keys(faults) as (keyof Faults)[])
    if (random.chance(name === 'flipped' ? 0.15 : 0.4))
      faults[name] = name === 'deadly' ? 0.02 : name === 'fatal' ? 0.06 : random() * 0.15;
  return faults;
}

const several = <Each>(times: number, each: Each): Each[] => Array.from({ length: times }, () => each);

export const asText = (reason: unknown): string =>
  reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
