// People and their tabs: what they open, close and lose, and what of their own they have been told is kept.
import type { openMirror } from '../src/mirror/open-mirror.ts';
import type { Outbox } from '../src/mirror/outbox.ts';
import { storagesOf } from './browser.ts';
import type { Device, Tab } from './device.ts';
import type { Scene } from './scene.ts';
import { inProcess } from './virtual-time.ts';

export type Page = {
  tab: Tab;
  mirror: ReturnType<typeof openMirror>;
  /** Of a device on which somebody edits. */
  outbox: Outbox | undefined;
  chart: { code: string; shown: ReturnType<Page['mirror']['inventory']> };
  /** How often it has drawn something anew. */
  emissions: number;
};

export class People {
  readonly #scene: Scene;
  readonly pages = new Set<Page>();
  readonly #closing = new Set<Promise<void>>();
  /** How many tabs have been opened. */
  opened = 0;

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  open(device: Device, most = 2): void {
    if (device.tabs.size >= most) return;
    const tab = device.openTab();
    this.opened += 1;
    this.#scene.tell(`${tab.name} opens`);
    const { openMirror, openOutbox, createWire, createPushLine, fillingShards, readShards, signal } = tab.kit;
    const { network, pageLimit } = this.#scene;
    const fetcher = network.fetcherOf(tab);
    const storages = storagesOf(tab);
    // Shards are written by a thread of their own, or by the page where that cannot be had.
    const hasThread = this.#scene.random.chance(0.5);
    const mirror = inProcess(tab, () => {
      const wire = createWire('', fetcher, pageLimit);
      const shards = hasThread ? fillingShards(wire, pageLimit) : readShards(wire);
      return openMirror({ wire, storages, shards, batch: pageLimit });
    });
    const author = device.editor;
    const outbox =
      author === undefined
        ? undefined
        : inProcess(tab, () =>
            openOutbox({ storages, mirror, line: createPushLine('', fetcher), author: signal(author) }),
          );
    // A screen that lists the languages, and another that shows one of them.
    const code = this.#scene.random.pick(this.#scene.codes);
    const page: Page = { tab, mirror, outbox, chart: { code, shown: mirror.inventory(code) }, emissions: 0 };
    this.pages.add(page);
    for (const shown of [mirror.languages, page.chart.shown])
      shown.subscribe(() => {
        page.emissions += 1;
      });
    mirror.status.subscribe(({ state, detail }) => {
      if (tab.dead) return;
      this.#scene.tell(`${tab.name} is ${[state, detail].filter(Boolean).join(': ')}`);
      if (state === 'current') outbox?.ring();
    });
  }

  anyPage(): Page | undefined {
    const pages = [...this.pages];
    return pages.length > 0 ? this.#scene.random.pick(pages) : undefined;
  }

  crashTab(which?: Tab): void {
    const page = which ? [...this.pages].find(({ tab }) => tab === which) : this.anyPage();
    if (!page) return;
    this.#scene.tell(`${page.tab.name} dies`);
    this.pages.delete(page);
    const { device } = page.tab;
    device.kill(page.tab);
    if (this.#scene.random.chance(0.7)) this.#scene.at(this.#scene.random.below(5000), () => this.open(device));
  }

  async closeTab(): Promise<void> {
    const page = this.anyPage();
    if (page) await this.close(page);
  }

  async close(page: Page): Promise<void> {
    this.#scene.tell(`${page.tab.name} closes`);
    this.pages.delete(page);
    const closing = (async () => {
      await inProcess(page.tab, () => page.outbox?.close());
      await inProcess(page.tab, () => page.mirror.close());
      page.tab.device.kill(page.tab);
    })();
    this.#closing.add(closing);
    await closing.finally(() => this.#closing.delete(closing));
  }

  /** Whoever closes waits for what it has sent, which a slow line makes long. */
  async allClosed(): Promise<void> {
    await Promise.all(this.#closing);
  }

  async star(): Promise<void> {
    const page = this.anyPage();
    if (!page) return;
    const { own } = page.tab.device;
    const id = own.starToToggle(page.tab, this.#scene.random);
    const starred = !page.mirror.own.starred.peek().has(id);
    this.#scene.tell(`${page.tab.name} ${starred ? 'stars' : 'unstars'} ${id}`);
    own.unsure(id);
    if (await kept(inProcess(page.tab, () => page.mirror.own.toggleStar(id)))) own.sure(id, starred);
  }

  async setTheme(): Promise<void> {
    const page = this.anyPage();
    if (!page) return;
    const { own } = page.tab.device;
    const theme = this.#scene.random.pick(['light', 'dark'] as const);
    this.#scene.tell(`${page.tab.name} sets the theme: ${theme}`);
    own.unsure('theme');
    if (await kept(inProcess(page.tab, () => page.mirror.own.saveSettings({ theme })))) own.sure('theme', theme);
  }
}

/** A device without room says so, and then nothing is promised. */
const kept = (promise: Promise<void>): Promise<boolean> =>
  promise.then(
    () => true,
    (error: { name?: string }) => {
      if (/Quota|Abort|Bulk/.test(error.name ?? '')) return false;
      throw error;
    },
  );
