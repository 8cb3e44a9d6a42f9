// A few processes that speak and a queue before them: whatever goes wrong costs one clip.
import { SpeechError } from './engine.ts';
import type { Refusal } from './request.ts';
import type { SpeakTask, SpokenClip } from './speak-task.ts';
import { type SpeakingOptions, SpeakingProcess } from './speaking-process.ts';
import type { SpeechOutcome } from './speech-child.ts';

export type SpeakingPoolOptions = SpeakingOptions & {
  /** Processes at most, none where nothing is to be said; each is started when it is first needed, or by `start`. */
  processes: number;
  /** Clips after which a process is replaced: what an engine leaks goes with it. */
  clipsPerProcess: number;
};

export type SpeakOrder = {
  /** Before others that are not: somebody listens. `busy` where too many do. */
  urgent?: boolean;
  signal?: AbortSignal | undefined;
};

type Waiting = { task: SpeakTask; urgent: boolean; settle(outcome: SpeechOutcome): void };

/** Processes that never came to be ready, one after the other, after which nobody waits for the next. */
const HOPELESS = 3;
/** Who would be behind so many others (some 20 s) hears the device sooner; and anybody may ask. */
const MOST_URGENT = 500;

export class SpeakingPool {
  readonly #processes: number;
  readonly #clipsPerProcess: number;
  readonly #options: SpeakingOptions;
  readonly #queue: Waiting[] = [];
  readonly #children = new Set<SpeakingProcess>();
  /** Told to end, and not gone yet. */
  readonly #ending = new Set<SpeakingProcess>();
  #stillborn = 0;
  #closed = false;

  constructor({ processes, clipsPerProcess, ...options }: SpeakingPoolOptions) {
    this.#processes = processes;
    this.#clipsPerProcess = clipsPerProcess;
    this.#options = options;
  }

  /** Whether there is any process that speaks. */
  get on(): boolean {
    return this.#processes > 0;
  }

  /** Starts every process now, so that the first who asks need not wait for one (0.5 s). */
  start(): void {
    while (!this.#closed && this.#children.size < this.#processes) this.#fork();
  }

  /**
   * Throws SpeechError; `crashed`, `too-slow` and `too-much-memory` only of the process that had this task. An aborted
   * signal throws its reason at once: a task that waits is never begun, one that is being said is said to nobody.
   */
  async speak(task: SpeakTask, { urgent = false, signal }: SpeakOrder = {}): Promise<SpokenClip | Refusal> {
    if (this.#closed) throw new SpeechError('closed', 'the server stops');
    if (!this.on) throw new SpeechError('closed', 'speech is turned off on this server');
    signal?.throwIfAborted();
    // Those who listen stand first in the queue, in the order in which they came.
    const others = this.#queue.findIndex((waiting) => !waiting.urgent);
    const place = urgent && others >= 0 ? others : this.#queue.length;
    if (urgent && place >= MOST_URGENT) throw new SpeechError('busy', 'too many wait for speech: try again');
    const outcome = await new Promise<SpeechOutcome>((resolve, reject) => {
      const waiting: Waiting = {
        task,
        urgent,
        settle: (said) => {
          signal?.removeEventListener('abort', abort);
          resolve(said);
        },
      };
      const abort = () => {
        const at = this.#queue.indexOf(waiting);
        if (at >= 0) this.#queue.splice(at, 1);
        reject(signal!.reason);
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.#queue.splice(place, 0, waiting);
      this.#next();
    });
    if ('failed' in outcome) throw new SpeechError(outcome.failed, outcome.message);
    return outcome;
  }

  /** Process ids, for measurements. */
  get pids(): number[] {
    return this.#all.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  }

  /** Ends every process at once; whoever waits gets `closed`. */
  close(): void {
    this.#closed = true;
    this.#giveUp({ failed: 'closed', message: 'the server stops' });
    for (const child of this.#all) child.end();
  }

  get #all(): SpeakingProcess[] {
    return [...this.#children, ...this.#ending];
  }

  #next(): void {
    while (this.#queue.length > 0) {
      const child = [...this.#children].find(({ idle }) => idle);
      if (!child) {
        this.start();
        return;
      }
      const { task, settle } = this.#queue.shift()!;
      child.take(task, (outcome) => {
        settle(outcome);
        if (child.taken >= this.#clipsPerProcess) this.#replace(child);
        this.#next();
      });
    }
  }

  #fork(): void {
    let wasReady = false;
    const child: SpeakingProcess = new SpeakingProcess(this.#options, {
      ready: () => {
        wasReady = true;
        this.#stillborn = 0;
        this.#next();
      },
      gone: () => this.#lost(child, wasReady),
    });
    this.#children.add(child);
  }

  #lost(child: SpeakingProcess, wasReady: boolean): void {
    this.#children.delete(child);
    this.#ending.delete(child);
    if (!wasReady && ++this.#stillborn >= HOPELESS) {
      this.#stillborn = 0;
      this.#giveUp({ failed: 'crashed', message: 'the process that speaks does not start' });
    }
    if (!this.#closed) this.#next();
  }

  /**
   * The next one starts only now, and whoever asks meanwhile waits half a second: two of them beside each other would
   * take the most memory that the server ever takes.
   */
  #replace(child: SpeakingProcess): void {
    if (this.#closed || !this.#children.delete(child)) return;
    this.#ending.add(child);
    child.end();
    this.start();
  }

  #giveUp(outcome: SpeechOutcome): void {
    for (const { settle } of this.#queue.splice(0)) settle(outcome);
  }
}
