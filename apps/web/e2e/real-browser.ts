// A real Chromium with a profile on disk, ears on its audio graph, and no patience with unexpected console errors.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { browserFlags, findBrowser } from '../../../scripts/browser.mjs';
import { ears } from './ears.ts';

export type BrowserOptions = {
  /** A phone of 360x740 with a touch screen, or a desk with mouse and keyboard. */
  screen?: 'phone' | 'narrow' | 'desk';
  locale?: string;
  /** JavaScript that runs in every page before its own. */
  before?: string;
  /** What a person may have set in the browser itself: here that sites may keep nothing. */
  storage?: 'allowed' | 'refused';
  /** No transitions: whatever is looked at has come to rest. */
  still?: boolean;
};

const screens = {
  phone: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  narrow: { viewport: { width: 360, height: 740 } },
  desk: { viewport: { width: 1280, height: 800 } },
} as const;

/** The browser tells of a breach of the page's policy on its console too; this says it whatever the browser does. */
const policyWatch = `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  console.error('policy violated: ' + violatedDirective + ' ' + blockedURI));`;

/** How many times slower pages run: for a look at which test counts on a fast machine. */
const slowdown = Number(process.env.TEST_SLOWDOWN ?? 1);

export class RealBrowser {
  /** Messages of console.error and uncaught errors that no test has expected. */
  readonly errors: string[] = [];
  readonly profile = mkdtempSync(join(tmpdir(), 'phonochart-profile-'));
  readonly #options: BrowserOptions;
  #expected: RegExp[] = [];
  context!: BrowserContext;

  private constructor(options: BrowserOptions) {
    this.#options = options;
  }

  static async open(options: BrowserOptions = {}): Promise<RealBrowser> {
    const browser = new RealBrowser(options);
    if (options.storage === 'refused') browser.#refuseStorage();
    await browser.launch();
    return browser;
  }

  /** Starts the browser on its profile: again after `quit`, as a person would the next day. */
  async launch(): Promise<void> {
    const { screen = 'phone', locale = 'en-GB', before, still = false } = this.#options;
    const executablePath = findBrowser();
    if (!executablePath) throw new Error('no Chromium: run npm test, which finds or installs one');
    this.context = await chromium.launchPersistentContext(this.profile, {
      executablePath,
      args: browserFlags,
      headless: true,
      locale,
      reducedMotion: still ? 'reduce' : 'no-preference',
      ...screens[screen],
    });
    this.context.setDefaultTimeout(40_000);
    for (const script of [ears, policyWatch, before]) if (script) await this.context.addInitScript(script);
    this.context.on('console', (message) => {
      if (message.type() === 'error') this.#note(`${message.text()} (${message.location().url})`);
    });
    this.context.on('weberror', (error) => this.#note(String(error.error())));
    this.context.on('serviceworker', (worker) =>
      worker.on('console', (message) => {
        if (message.type() === 'error') this.#note(`service worker: ${message.text()} (${message.location().url})`);
      }),
    );
  }

  async page(url?: string): Promise<Page> {
    const page = await this.context.newPage();
    page.on('crash', () => this.errors.push('the page crashed'));
    if (slowdown > 1) {
      const protocol = await this.context.newCDPSession(page);
      await protocol.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    }
    if (url) await page.goto(url);
    return page;
  }

  /** Errors that the fault of a test must cause: the browser itself logs every request that fails. */
  expectErrors(...patterns: RegExp[]): void {
    this.#expected.push(...patterns);
  }

  /** As a phone does that needs the memory: the browser has no time for anything. */
  async kill(): Promise<void> {
    const protocol = await this.context.browser()?.newBrowserCDPSession();
    if (!protocol) throw new Error('no browser to kill');
    const { processInfo } = await protocol.send('SystemInfo.getProcessInfo');
    const pid = processInfo.find(({ type }) => type === 'browser')?.id;
    if (!pid) throw new Error('no process to kill');
    const gone = new Promise((resolve) => this.context.once('close', resolve));
    process.kill(pid, 'SIGKILL');
    await gone;
  }

  async quit(): Promise<void> {
    await this.context.close();
  }

  async dispose(): Promise<void> {
    await this.quit();
    rmSync(this.profile, { recursive: true, force: true });
  }

  #note(message: string): void {
    if (!this.#expected.some((pattern) => pattern.test(message))) this.errors.push(message);
  }

  /** Chromium's own setting "don't allow sites to save data": cookies, databases, caches and workers all go with it. */
  #refuseStorage(): void {
    const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
    mkdirSync(join(this.profile, 'Default'));
    writeFileSync(join(this.profile, 'Default/Preferences'), JSON.stringify(preferences));
  }
}
