// The real server as a child process on a data folder of its own: stopped, killed and started again at will.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSqliteStore } from '../../server/src/store/sqlite-store.ts';
import type { CatalogueStore } from '../../server/src/store/store.ts';

const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));

export class RealServer {
  readonly folder = mkdtempSync(join(tmpdir(), 'phonochart-e2e-'));
  readonly dataDir = join(this.folder, 'data');
  /** A copy, so that a test may change the build or the clips under the server's feet. */
  readonly webDir = join(this.folder, 'web');
  readonly audioDir = join(this.folder, 'audio_files');
  #child: ChildProcess | undefined;
  #port = 0;
  readonly #setupLink = Promise.withResolvers<string>();

  private constructor(chartOnly: readonly string[]) {
    const { WEB_DIR = join(projectRoot, 'dist/web'), AUDIO_DIR = join(projectRoot, 'audio_files') } = process.env;
    cpSync(WEB_DIR, this.webDir, { recursive: true });
    cpSync(AUDIO_DIR, this.audioDir, { recursive: true });
    for (const code of chartOnly) rmSync(join(this.audioDir, code), { recursive: true });
  }

  /** `chartOnly`: codes of languages whose clips it does not have. */
  static async start({ chartOnly = [] }: { chartOnly?: readonly string[] } = {}): Promise<RealServer> {
    const server = new RealServer(chartOnly);
    server.#port = await freePort();
    await server.start();
    return server;
  }

  get url(): string {
    return `http://localhost:${this.#port}`;
  }

  /** The one-time link that it prints when it starts without an admin. */
  get setupLink(): Promise<string> {
    return this.#setupLink.promise;
  }

  /** Starts it again on the same port, data and build. */
  async start(): Promise<void> {
    if (this.#child) throw new Error('it runs already');
    const env = {
      ...process.env,
      PORT: String(this.#port),
      HOST: 'localhost',
      DATA_DIR: this.dataDir,
      WEB_DIR: this.webDir,
      AUDIO_DIR: this.audioDir,
      LOG_LEVEL: 'error',
      SHUTDOWN_SECONDS: '1',
    };
    const child = spawn(process.execPath, [join(projectRoot, 'apps/server/src/main.ts')], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    process.once('exit', () => child.kill('SIGKILL'));
    await new Promise<void>((resolve, reject) => {
      let said = '';
      child.on('exit', (code) => reject(new Error(`the server ended with ${code} before it listened`)));
      child.stdout.on('data', (chunk) => {
        said += chunk;
        const [link] = /\S+\/setup#\S+(?=\n)/.exec(said) ?? [];
        if (link) this.#setupLink.resolve(link);
        if (said.includes('Phonochart is at')) resolve();
      });
    });
  }

  /** As a power cut would: no shutdown. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** What an editor's tool does: opens the store on the same file, in a process other than the server's. */
  async edit<Result>(change: (store: CatalogueStore) => Promise<Result>): Promise<Result> {
    const store = await openSqliteStore({ file: join(this.dataDir, 'catalogue.sqlite') });
    try {
      return await change(store);
    } finally {
      await store.close();
    }
  }

  /** Where the clips that voice a sound lie, below the folder of clips. */
  async clipsOf(voiced: string): Promise<string[]> {
    const code = voiced.slice(0, voiced.indexOf(':'));
    const inventory = (await this.edit((store) => store.getInventory(code)))?.value;
    return inventory?.audio.filter(({ voices }) => voices === voiced).map(({ file }) => `${code}/${file}`) ?? [];
  }

  async phonemesOf(code: string): Promise<string[]> {
    return (await this.edit((store) => store.getInventory(code)))?.value.phonemes.map(({ id }) => id) ?? [];
  }

  /** The words of a language that show a sound, as they are written. */
  async wordsOf(phoneme: string): Promise<string[]> {
    const code = phoneme.slice(0, phoneme.indexOf(':'));
    const inventory = (await this.edit((store) => store.getInventory(code)))?.value;
    const shown = inventory?.phonemes.find(({ id }) => id === phoneme)?.words.map(({ word }) => word);
    return inventory?.words.filter(({ id }) => shown?.includes(id)).map(({ form }) => form) ?? [];
  }

  /** An editor's new words about a sound. */
  async describe(phoneme: string, en: string): Promise<void> {
    await this.edit((store) =>
      store.editPhoneme({ id: phoneme, patch: { description: { en, vi: en } }, author: 'an editor' }),
    );
  }

  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/**
 * A port that was free a moment ago; it must stay the same across restarts, since an origin is its port too. Not one
 * that systems give to outgoing connections (from 32,768 up): one of these might take it while the server is down.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const probe = createServer();
    const free = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(port, 'localhost', () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
}
