// Speech for a running server: the voices of the tables in processes of their own, and voices over the network in another.
import { type Environment, enginesOn, environmentOfEngines } from './engines.ts';
import type { Refusal } from './request.ts';
import type { SpeakTask, SpokenClip } from './speak-task.ts';
import { SpeakingPool, type SpeakingPoolOptions, type SpeakOrder } from './speaking-pool.ts';

export type SpeechServiceOptions = Partial<Pick<SpeakingPoolOptions, 'mostMs' | 'mostMemory'>> & {
  /** Processes at most that say what the tables have; none turns speech off. */
  processes?: number;
  /** Clips after which a process is replaced: what an engine leaks goes with it. */
  clipsPerProcess?: number;
  /** Where engines find their settings and credentials. */
  environment?: Environment;
};

/** ms for a clip of a service: its client gives up and asks again within them. */
const NETWORK_MS = 65_000;

export class SpeechService {
  /** Ids of the engines that are turned on. */
  readonly engines: readonly string[];
  readonly #tables: SpeakingPool;
  /** One process: who waits for a service must not be waited for by who asks a voice at hand. It alone has credentials. */
  readonly #network: SpeakingPool;

  constructor(options: SpeechServiceOptions = {}) {
    const {
      processes = 1,
      clipsPerProcess = 2000,
      mostMs = 5000,
      mostMemory = 320 * 2 ** 20,
      environment = {},
    } = options;
    this.engines = enginesOn(environment);
    const usual = { clipsPerProcess, mostMemory };
    this.#tables = new SpeakingPool({ ...usual, processes, mostMs, environment: {} });
    this.#network = new SpeakingPool({
      ...usual,
      processes: Math.min(1, processes),
      mostMs: NETWORK_MS,
      environment: environmentOfEngines(environment),
    });
  }

  /** Whether anything is said at all. */
  get on(): boolean {
    return this.#tables.on;
  }

  /** Starts the processes of the tables now, so that the first who asks need not wait for one (0.5 s). */
  start(): void {
    this.#tables.start();
  }

  /** As SpeakingPool's; throws SpeechError. */
  speak(task: SpeakTask, order?: SpeakOrder): Promise<SpokenClip | Refusal> {
    return ('table' in task ? this.#tables : this.#network).speak(task, order);
  }

  /** Process ids, for measurements. */
  get pids(): number[] {
    return [...this.#tables.pids, ...this.#network.pids];
  }

  /** Ends every process at once; whoever waits gets `closed`. */
  close(): void {
    this.#tables.close();
    this.#network.close();
  }
}
