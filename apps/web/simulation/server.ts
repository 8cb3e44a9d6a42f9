// The real server over a real SQLite file: its whole URL map and store, in one process or two, which can die at any moment and come back.
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../../server/src/app.ts';
import { exampleApp } from '../../server/src/example-server.ts';
import { createLog } from '../../server/src/log.ts';
import { openSqliteStore, type SqliteStore } from '../../server/src/store/sqlite-store.ts';
import type { Random } from './random.ts';
import { inProcess, type Process } from './virtual-time.ts';

type Life = {
  process: Process;
  store: SqliteStore;
  app: App;
  died: Promise<undefined>;
  die: () => void;
};

/** A request; with a body it is a push. */
export type Asked = { path: string; body?: string | undefined; bearer?: string | undefined };

/** An answer as it leaves the server. */
export type Answer = { status: number; bytes: Uint8Array };

const quiet = createLog('fatal', { write: () => undefined });
const textBytes = (value: object) => new TextEncoder().encode(JSON.stringify(value));

/** Whoever gives a name is the editor of that name. */
const whoIs: NonNullable<Parameters<typeof exampleApp>[1]>['whoIs'] = async (headers) => {
  const [, id] = /^Bearer (\w+)$/.exec(headers.get('authorization') ?? '') ?? [];
  return id === undefined ? undefined : { id, name: id, role: 'editor', by: 'token' };
};

/** Memory, where the system offers a folder in it: what a power loss does to a disk is proved elsewhere. */
const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

type Options = {
  random: Random;
  /** Documents of the tail after which a snapshot is made, and a page closed. */
  snapshotAfter: number;
  pageSize: number;
  trouble: (error: unknown) => void;
};

/** One catalogue, served by one process or by two that share its file. */
export class SimulatedServer {
  readonly #folder = mkdtempSync(join(place, 'phonochart-world-'));
  readonly #options: Options;
  #file = '';
  #processes = 0;
  readonly #lives: Life[] = [];
  /** Told of each death, so that the network can end what was under way. */
  onDeath: () => void = () => {};
  clockError = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  get up(): boolean {
    return this.#lives.length > 0;
  }

  /** @throws where the server is down */
  get store(): SqliteStore {
    return this.#anyLife().store;
  }

  /** Whoever a balancer would send a request to. */
  #anyLife(): Life {
    if (!this.up) throw new Error('the server is down');
    return this.#lives.length === 1 ? this.#lives[0]! : this.#options.random.pick(this.#lives);
  }

  /** The first process goes on with what the last one left; a second one joins it. */
  async start(): Promise<void> {
    this.#processes += 1;
    const server = this;
    const process: Process = {
      name: `server-${this.#processes}`,
      dead: false,
      get clockError() {
        return server.clockError;
      },
    };
    if (!this.up) {
      const file = join(this.#folder, `life-${this.#processes}.sqlite`);
      if (this.#file) copyDatabase(this.#file, file);
      this.#file = file;
    }
    const { snapshotAfter, pageSize, trouble } = this.#options;
    await inProcess(process, async () => {
      const store = await openSqliteStore({
        file: this.#file,
        snapshotAfter,
        pageSize,
        watchEveryMs: 60_000,
        onTrouble: (error) => {
          if (!process.dead) trouble(error);
        },
      });
      const app = exampleApp(store, { log: quiet, whoIs });
      let die = () => {};
      const died = new Promise<undefined>((resolve) => {
        die = () => resolve(undefined);
      });
      this.#lives.push({ process, store, app, died, die });
    });
  }

  /** Like a killed process: what the file and its log hold at this moment is all that is left. */
  crash(all = false): void {
    if (!this.up) return;
    const doomed = all ? [...this.#lives] : [this.#anyLife()];
    if (doomed.length === this.#lives.length) {
      const image = `${this.#file}.left`;
      copyDatabase(this.#file, image);
      this.#file = image;
    }
    for (const life of doomed) {
      this.#lives.splice(this.#lives.indexOf(life), 1);
      life.process.dead = true;
      life.die();
      // Only to free the handle.
      void life.store.close();
    }
    this.onDeath();
  }

  /** Where the catalogue lies now. */
  get file(): string {
    return this.#file;
  }

  backUp(): string {
    const copy = join(this.#folder, `backup-${this.#processes}-${Date.now()}.sqlite`);
    copyDatabase(this.#file, copy);
    return copy;
  }

  /** The operator's restore: the old file in place of the new one, and a new epoch. */
  async restore(copy: string): Promise<void> {
    this.crash(true);
    this.#file = copy;
    await this.start();
    await this.inside(({ store }) => store.newEpoch());
  }

  /** Runs inside one living process; undefined where that died before it had an answer. */
  inside<Result>(run: (life: Life) => Promise<Result>): Promise<Result | undefined> {
    if (!this.up) return Promise.resolve(undefined);
    const life = this.#anyLife();
    return Promise.race([inProcess(life.process, () => run(life)), life.died]);
  }

  request({ path, body, bearer }: Asked): Promise<Answer | undefined> {
    return this.inside(async ({ app }) => {
      if (path === '/api/auth/session') return { status: 200, bytes: textBytes({ account: { id: bearer } }) };
      const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
      const response = await app.request(path, body === undefined ? {} : { method: 'POST', body, headers });
      return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
    });
  }

  remove(): void {
    this.crash(true);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The file and its write-ahead log; nobody else writes in this moment. */
function copyDatabase(from: string, to: string): void {
  for (const ending of ['', '-wal']) if (existsSync(from + ending)) copyFileSync(from + ending, to + ending);
}
