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
  /** Before others that wait: somebody listens. */
  urgent?: boolean;
  signal?: AbortSignal | undefined;
};

type Waiting = { task: SpeakTask; settle(outcome: SpeechOutcome): void };

/** Processes that never came to be ready, one after the other, after which nobody waits for the next. */
const HOPELESS = 3;

export class SpeakingPool {
  readonly #processes: number;
  readonly #clipsPerProcess: number;
  readonly #options: SpeakingOptions;
  readonly #queue: Waiting[] = [];
  readonly #children = new Set<SpeakingProcess>();
  /** Started to take the place of one that has said enough, and not ready yet. */
  readonly #successors = new Map<SpeakingProcess, SpeakingProcess>();
  /** Replaced, and still at their last task. */
  readonly #retiring = new Set<SpeakingProcess>();
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
    const outcome = await new Promise<SpeechOutcome>((resolve, reject) => {
      const waiting: Waiting = {
        task,
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
      if (urgent) this.#queue.unshift(waiting);
      else this.#queue.push(waiting);
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
    return [...this.#children, ...this.#successors.values(), ...this.#retiring];
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
        if (this.#retiring.has(child)) child.end();
        else this.#relieve(child);
        this.#next();
      });
    }
  }

  #fork(old?: SpeakingProcess): void {
    let wasReady = false;
    const child: SpeakingProcess = new SpeakingProcess(this.#options, {
      ready: () => {
        wasReady = true;
        this.#stillborn = 0;
        if (old && this.#successors.delete(old)) this.#handOver(old, child);
        this.#next();
      },
      gone: () => this.#lost(child, { old, wasReady }),
    });
    if (old) this.#successors.set(old, child);
    else this.#children.add(child);
  }

  #lost(child: SpeakingProcess, { old, wasReady }: { old: SpeakingProcess | undefined; wasReady: boolean }): void {
    this.#retiring.delete(child);
    this.#children.delete(child);
    if (old && this.#successors.get(old) === child) this.#successors.delete(old);
    const successor = this.#successors.get(child);
    if (successor) this.#children.add(successor);
    this.#successors.delete(child);
    if (!wasReady && !old && ++this.#stillborn >= HOPELESS) {
      this.#stillborn = 0;
      this.#giveUp({ failed: 'crashed', message: 'the process that speaks does not start' });
    }
    if (!this.#closed) this.#next();
  }

  /** One that has said enough goes on until the next is ready, so that nobody waits for a start. */
  #relieve(child: SpeakingProcess): void {
    const enough = child.taken >= this.#clipsPerProcess && !this.#successors.has(child);
    if (enough && !this.#closed && this.#children.has(child)) this.#fork(child);
  }

  #handOver(old: SpeakingProcess, successor: SpeakingProcess): void {
    this.#children.delete(old);
    this.#children.add(successor);
    if (!old.idle) this.#retiring.add(old);
    else old.end();
  }

  #giveUp(outcome: SpeechOutcome): void {
    for (const { settle } of this.#queue.splice(0)) settle(outcome);
  }
}
