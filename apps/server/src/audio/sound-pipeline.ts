// Hands sound files to child processes that may break: a file ends in a clip or a refusal, and never takes the server along.
import { GuardedProcess } from './guarded-process.ts';
import type { MadeClip } from './process-sound.ts';
import type { SoundTask } from './sound-child.ts';
import { soundDefaults } from './sound-defaults.ts';
import type { SoundParameters } from './sound-parameters.ts';
import { refusedSound, type SoundRefusal } from './sound-refusal.ts';

export type SoundPipelineOptions = {
  /** Child processes at most; each is started when it is first needed. */
  children?: number;
  /** ms that one file may take. */
  mostMs?: number;
  /** Bytes of memory that a child may take, its own 100 MB included. */
  mostMemory?: number;
  /** Files after which a child is replaced: what decoders leak goes with it. */
  filesPerChild?: number;
  /** Bytes of a file. */
  mostBytes?: number;
};

type Outcome = MadeClip | SoundRefusal;
type Child = GuardedProcess<SoundTask, Outcome>;
type Waiting = { task: SoundTask; settle(outcome: Outcome): void };

export class SoundPipeline {
  readonly #options: Required<SoundPipelineOptions>;
  readonly #queue: Waiting[] = [];
  readonly #children = new Set<Child>();
  #closed = false;

  constructor(options: SoundPipelineOptions = {}) {
    const { children = 1, mostMs = 4_500, mostMemory = 290 * 2 ** 20, filesPerChild = 200 } = options;
    this.#options = { children, mostMs, mostMemory, filesPerChild, mostBytes: options.mostBytes ?? 10 * 2 ** 20 };
  }

  /**
   * Settles in the order in which children come free. Throws only once the pipeline is closed.
   * @param parameters parsed: they are not looked at any more
   */
  process(bytes: Uint8Array<ArrayBuffer>, parameters: SoundParameters = soundDefaults): Promise<Outcome> {
    if (this.#closed) return Promise.reject(new Error('the pipeline is closed'));
    if (bytes.length === 0) return Promise.resolve(refusedSound('empty'));
    if (bytes.length > this.#options.mostBytes) {
      const [there, most] = [bytes.length, this.#options.mostBytes].map((count) => (count / 2 ** 20).toFixed(1));
      return Promise.resolve(refusedSound('too-large', `${there} MB, at most ${most} MB`));
    }
    return new Promise((settle) => {
      this.#queue.push({ task: { bytes, parameters }, settle });
      this.#next();
    });
  }

  /** Ends every child at once; files that wait or are under way are refused as `stopped`. */
  close(): void {
    this.#closed = true;
    for (const { settle } of this.#queue.splice(0)) settle(refusedSound('stopped'));
    for (const child of this.#children) child.end('stopped');
  }

  #next(): void {
    if (this.#queue.length === 0) return;
    const { children, filesPerChild } = this.#options;
    let child = [...this.#children].find(({ idle, taken }) => idle && taken < filesPerChild);
    if (!child && this.#children.size < children) child = this.#fork();
    if (!child) return;
    const taking = child;
    const { task, settle } = this.#queue.shift()!;
    taking.take(task, (outcome) => {
      // Its place is free only once it is gone.
      if (taking.taken >= filesPerChild) taking.end();
      settle('ended' in outcome ? refusedSound(outcome.ended) : outcome);
      this.#next();
    });
  }

  #fork(): Child {
    const { mostMs, mostMemory } = this.#options;
    const child: Child = new GuardedProcess(
      {
        file: new URL('./sound-child.ts', import.meta.url),
        flags: ['--max-old-space-size=192'],
        environment: {},
        mostMs,
        mostMemory,
      },
      {
        gone: () => {
          this.#children.delete(child);
          this.#next();
        },
      },
    );
    this.#children.add(child);
    return child;
  }
}
