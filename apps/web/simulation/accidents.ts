// What befalls devices and the server's address from outside: clocks, lines, full disks, other releases, and a death at a bad moment.
import type { Device, Tab } from './device.ts';
import type { Editors } from './editors.ts';
import type { Scene } from './scene.ts';

type Hands = {
  editors: Editors;
  /** Ends a tab before anything else happens. */
  dies(tab: Tab): void;
};

export class Accidents {
  readonly #scene: Scene;
  readonly #devices: readonly Device[];
  readonly #hands: Hands;
  /** After how many more writes of its mirror a device loses the tab that wrote. */
  readonly #writesLeft = new Map<Device, number>();

  constructor(scene: Scene, devices: readonly Device[], hands: Hands) {
    this.#scene = scene;
    this.#devices = devices;
    this.#hands = hands;
  }

  jump(): void {
    const { random, server, tell } = this.#scene;
    const by = random.pick([-86_400_000, 86_400_000, 10 * 365 * 86_400_000, -3_600_000]);
    const whose = random.pick([server, ...this.#devices]);
    tell(`a clock jumps by ${by} ms`);
    whose.clockError += by;
  }

  goOffline(away = this.#scene.random.below(20_000)): void {
    const device = this.#scene.random.pick(this.#devices);
    this.#scene.tell(`${device.name} goes offline`);
    device.setOnline(false);
    this.#scene.at(away, () => device.setOnline(true));
  }

  /** Somebody misses that a language went, and comes back when that is forgotten. */
  stayAway(): void {
    this.goOffline(25_000);
    const { codes } = this.#scene;
    for (const delay of [3000, 6000]) this.#scene.at(delay, () => this.#hands.editors.load(codes.slice(1)));
    this.#scene.at(12_000, () => this.#hands.editors.forget(1000));
  }

  serveAsAnother(): void {
    const { random, network, tell } = this.#scene;
    const release = random.pick(['later', 'richer', 'older'] as const);
    tell(`the server answers as one of ${release === 'older' ? 'an older' : 'a later'} release: ${release}`);
    network.otherServer = release;
    this.#scene.at(random.below(20_000), () => {
      network.otherServer = undefined;
    });
  }

  fillDevice(): void {
    const { random, tell } = this.#scene;
    const device = random.pick(this.#devices);
    tell(`${device.name} is full`);
    device.full = random.pick([0.1, 0.5, 1]);
    this.#scene.at(random.below(20_000), () => {
      tell(`${device.name} has room again`);
      device.full = 0;
    });
  }

  /** Tabs that open from now on have other shapes of what is synced than those that are open. */
  updateApp(): void {
    const device = this.#scene.random.pick(this.#devices);
    this.#scene.tell(`${device.name} has another release of the app`);
    device.release += 1;
  }

  /** Documents and the checkpoint that counts them are two writes, and a tab may die at any of them. */
  dieBetweenWrites(): void {
    const { random, tell } = this.#scene;
    const device = random.pick(this.#devices);
    const writes = 1 + random.below(random.chance(0.5) ? 3 : 10);
    tell(`${device.name} will lose a tab after ${writes} writes of its mirror`);
    this.#writesLeft.set(device, writes);
  }

  /** What a tab's mirror has written is on the disk. */
  committed(tab: Tab): void {
    const left = this.#writesLeft.get(tab.device);
    if (left === undefined) return;
    this.#writesLeft.set(tab.device, left - 1);
    if (left > 1) return;
    this.#writesLeft.delete(tab.device);
    this.#hands.dies(tab);
  }
}
