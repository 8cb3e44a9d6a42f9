// A few processes that speak and a queue before them: whatever goes wrong costs one clip.
import { type EndedBy, GuardedProcess } from '../audio/guarded-process.ts';
import { SpeechError } from './engine.ts';
import type { Refusal } from './request.ts';
import type { SpeakTask, SpokenClip } from './speak-task.ts';
import type { SpeechOutcome } from './speech-child.ts';

export type SpeakingPoolOptions = {
  /** ms that one clip may take. */
  mostMs: number;
  /** Bytes of memory that a process may take, its own 150 MB included. */
  mostMemory: number;
  /** Settings and credentials of engines; nothing else is passed on. */
  environment: Record<string, string>;
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

type SpeakingProcess = GuardedProcess<SpeakTask, SpeechOutcome>;
type Waiting = { task: SpeakTask; urgent: boolean; settle(outcome: SpeechOutcome): void };

const failureOf: Record<EndedBy, SpeechOutcome> = {
  'too-slow': { failed: 'too-slow', message: 'the voice took too long' },
  'too-much-memory': { failed: 'too-much-memory', message: 'the voice took too much memory' },
  crashed: { failed: 'crashed', message: 'the process that speaks ended' },
  stopped: { failed: 'closed', message: 'the server stops' },
};

/** Processes that never came to be ready, one after the other, after which nobody waits for the next. */
const HOPELESS = 3;
/** Who would be behind so many others (some 20 s) hears the device sooner; and anybody may ask. */
const MOST_URGENT = 500;

export class SpeakingPool {
  readonly #options: SpeakingPoolOptions;
  readonly #queue: Waiting[] = [];
  readonly #children = new Set<SpeakingProcess>();
  /** Told to end, and not gone yet. */
  readonly #ending = new Set<SpeakingProcess>();
  #stillborn = 0;
  #closed = false;

  constructor(options: SpeakingPoolOptions) {
    this.#options = options;
  }

  /** Whether there is any process that speaks. */
  get on(): boolean {
    return this.#options.processes > 0;
  }

  /** Starts every process now, so that the first who asks need not wait for one (0.5 s). */
  start(): void {
    while (!this.#closed && this.#children.size < this.#options.processes) this.#fork();
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
    for (const child of this.#all) child.end('stopped');
  }

  get #all(): SpeakingProcess[] {
    return [...this.#children, ...this.#ending];
  }

  #next(): void {
    while (this.#queue.length > 0) {
      const child = [...this.#children].find(({ idle, ready }) => idle && ready);
      if (!child) {
        this.start();
        return;
      }
      const { task, settle } = this.#queue.shift()!;
      child.take(task, (outcome) => {
        settle('ended' in outcome ? failureOf[outcome.ended] : outcome);
        if (child.taken >= this.#options.clipsPerProcess) this.#replace(child);
        this.#next();
      });
    }
  }

  #fork(): void {
    let wasReady = false;
    const { mostMs, mostMemory, environment } = this.#options;
    const child: SpeakingProcess = new GuardedProcess(
      {
        file: new URL('./speech-child.ts', import.meta.url),
        // What it makes lives for one clip: a large nursery would only keep memory that nothing needs.
        flags: ['--max-old-space-size=128', '--max-semi-space-size=4'],
        environment,
        mostMs,
        mostMemory,
      },
      {
        ready: () => {
          wasReady = true;
          this.#stillborn = 0;
          this.#next();
        },
        gone: () => this.#lost(child, wasReady),
      },
    );
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
