// The real server over a real SQLite file: its whole URL map and store, which can die at any moment and come back.
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../../server/src/app.ts';
import { exampleApp } from '../../server/src/example-server.ts';
import { createLog } from '../../server/src/log.ts';
import { openSqliteStore, type SqliteStore } from '../../server/src/store/sqlite-store.ts';
import { inProcess, type Process } from './virtual-time.ts';

export type WrapStore = (store: SqliteStore) => SqliteStore;

type Life = {
  process: Process;
  store: SqliteStore;
  app: App;
  died: Promise<undefined>;
  die: () => void;
};

/** An answer as it leaves the server. */
export type Answer = { status: number; bytes: Uint8Array };

const quiet = createLog('fatal', { write: () => undefined });
/** Memory, where the system offers a folder in it: what a power loss does to a disk is proved elsewhere. */
const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export class SimulatedServer {
  readonly #folder = mkdtempSync(join(place, 'phonochart-world-'));
  readonly #snapshotAfter: number;
  readonly #wrap: WrapStore;
  readonly #trouble: (error: unknown) => void;
  #file = '';
  #lives = 0;
  #life: Life | undefined;
  /** Told of each death, so that the network can end what was under way. */
  onDeath: () => void = () => {};
  clockError = 0;

  constructor(options: { snapshotAfter: number; wrap: WrapStore; trouble: (error: unknown) => void }) {
    this.#snapshotAfter = options.snapshotAfter;
    this.#wrap = options.wrap;
    this.#trouble = options.trouble;
  }

  get up(): boolean {
    return this.#life !== undefined;
  }

  /** The store of this life. @throws where the server is down */
  get store(): SqliteStore {
    if (!this.#life) throw new Error('the server is down');
    return this.#life.store;
  }

  async start(): Promise<void> {
    this.#lives += 1;
    const server = this;
    const process: Process = {
      name: `server-${this.#lives}`,
      dead: false,
      get clockError() {
        return server.clockError;
      },
    };
    await inProcess(process, async () => {
      const file = join(this.#folder, `life-${this.#lives}.sqlite`);
      if (this.#file) copyDatabase(this.#file, file);
      this.#file = file;
      const store = await openSqliteStore({
        file,
        snapshotAfter: this.#snapshotAfter,
        watchEveryMs: 60_000,
        onTrouble: (error) => {
          if (!process.dead) this.#trouble(error);
        },
      });
      const app = exampleApp(this.#wrap(store), { log: quiet });
      let die = () => {};
      const died = new Promise<undefined>((resolve) => {
        die = () => resolve(undefined);
      });
      this.#life = { process, store, app, died, die };
    });
  }

  /** Like a killed process: what the file and its log hold at this moment is all that is left. */
  crash(): void {
    const life = this.#life;
    if (!life) return;
    const image = `${this.#file}.left`;
    copyDatabase(this.#file, image);
    this.#file = image;
    this.#life = undefined;
    life.process.dead = true;
    life.die();
    // Only to free the handle; the image was taken before.
    void life.store.close();
    this.onDeath();
  }

  backUp(): string {
    const copy = join(this.#folder, `backup-${this.#lives}-${Date.now()}.sqlite`);
    copyDatabase(this.#file, copy);
    return copy;
  }

  /** The operator's restore: the old file in place of the new one, and a new epoch. */
  async restore(copy: string): Promise<void> {
    this.crash();
    this.#file = copy;
    await this.start();
    await this.inside(({ store }) => store.newEpoch());
  }

  /** Runs inside the living server; undefined where it died before it had an answer. */
  inside<Result>(run: (life: Life) => Promise<Result>): Promise<Result | undefined> {
    const life = this.#life;
    if (!life) return Promise.resolve(undefined);
    return Promise.race([inProcess(life.process, () => run(life)), life.died]);
  }

  request(path: string): Promise<Answer | undefined> {
    return this.inside(async ({ app }) => {
      const response = await app.request(path);
      return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
    });
  }

  remove(): void {
    this.crash();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The file and its write-ahead log; nobody else writes in this moment. */
function copyDatabase(from: string, to: string): void {
  for (const ending of ['', '-wal']) if (existsSync(from + ending)) copyFileSync(from + ending, to + ending);
}
