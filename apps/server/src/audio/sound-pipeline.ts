// Hands sound files to child processes that may break: a file ends in a clip or a refusal, and never takes the server along.
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { MadeClip } from './process-sound.ts';
import type { SoundAnswer, SoundTask } from './sound-child.ts';
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

const childFile = fileURLToPath(new URL('./sound-child.ts', import.meta.url));
const readable = fileURLToPath(new URL('../../../../', import.meta.url));
/** ms in which a child must be up; only a machine on its knees needs so long. */
const START_MS = 30_000;

type File = { bytes: Uint8Array<ArrayBuffer>; parameters: SoundParameters };
type Waiting = File & { settle(outcome: MadeClip | SoundRefusal): void };

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
  process(
    bytes: Uint8Array<ArrayBuffer>,
    parameters: SoundParameters = soundDefaults,
  ): Promise<MadeClip | SoundRefusal> {
    if (this.#closed) return Promise.reject(new Error('the pipeline is closed'));
    if (bytes.length === 0) return Promise.resolve(refusedSound('empty'));
    if (bytes.length > this.#options.mostBytes) {
      const [there, most] = [bytes.length, this.#options.mostBytes].map((count) => (count / 2 ** 20).toFixed(1));
      return Promise.resolve(refusedSound('too-large', `${there} MB, at most ${most} MB`));
    }
    return new Promise((settle) => {
      this.#queue.push({ bytes, parameters, settle });
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
    let child = [...this.#children].find(({ idle }) => idle);
    if (!child && this.#children.size < this.#options.children) {
      child = new Child(this.#options, (gone) => {
        this.#children.delete(gone);
        this.#next();
      });
      this.#children.add(child);
    }
    if (!child) return;
    const { settle, ...file } = this.#queue.shift()!;
    child.take(file, (outcome) => {
      settle(outcome);
      this.#next();
    });
  }
}

/** One process, from its start to its end; after that end it takes nothing any more. */
class Child {
  readonly #process: ChildProcess;
  readonly #options: Required<SoundPipelineOptions>;
  readonly #onGone: (child: Child) => void;
  #task: (SoundTask & { done(outcome: MadeClip | SoundRefusal): void }) | undefined;
  #timer: NodeJS.Timeout;
  /** Why it was ended, where that was not its own doing. */
  #because: 'too-slow' | 'stopped' | undefined;
  #ready = false;
  #gone = false;
  #files = 0;

  constructor(options: Required<SoundPipelineOptions>, onGone: (child: Child) => void) {
    this.#options = options;
    this.#onGone = onGone;
    // Foreign bytes are decoded here: no environment, no writing, no other program, no output.
    this.#process = fork(childFile, [String(options.mostMemory)], {
      env: {},
      execArgv: ['--permission', `--allow-fs-read=${readable}`, '--allow-worker', '--max-old-space-size=192'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#timer = setTimeout(() => this.#stop(), START_MS);
    this.#process.on('message', (answer: SoundAnswer) => this.#hear(answer));
    this.#process.on('error', () => this.#stop());
    this.#process.on('exit', (code, signal) => this.#ended(code, signal));
  }

  get idle(): boolean {
    return !this.#gone && this.#task === undefined && this.#files < this.#options.filesPerChild;
  }

  take(file: File, done: (outcome: MadeClip | SoundRefusal) => void): void {
    this.#files++;
    this.#task = { nth: this.#files, ...file, done };
    if (this.#ready) this.#hand();
  }

  end(because?: 'stopped'): void {
    this.#because ??= because;
    this.#process.kill('SIGKILL');
  }

  #hand(): void {
    const { nth, bytes, parameters } = this.#task!;
    this.#timer = setTimeout(() => this.#stop(), this.#options.mostMs);
    this.#process.send({ nth, bytes, parameters } satisfies SoundTask, (error) => {
      if (error) this.#stop();
    });
  }

  #hear(answer: SoundAnswer): void {
    clearTimeout(this.#timer);
    if ('ready' in answer) {
      this.#ready = true;
      if (this.#task) this.#hand();
      return;
    }
    const task = this.#task;
    if (task?.nth !== answer.nth) return;
    this.#task = undefined;
    // Its place is free only once it is gone.
    if (this.#files >= this.#options.filesPerChild) this.end();
    task.done(answer.outcome);
  }

  #stop(): void {
    this.#because ??= 'too-slow';
    this.end();
    // A process that never came to life tells no end.
    if (this.#process.pid === undefined) this.#ended(null, null);
  }

  #ended(code: number | null, signal: NodeJS.Signals | null): void {
    if (this.#gone) return;
    this.#gone = true;
    clearTimeout(this.#timer);
    // Killed, and not by the clock: by its own guard or by the system. Aborted: V8 out of memory.
    const memory = signal === 'SIGKILL' || signal === 'SIGABRT' || code === 134;
    this.#task?.done(refusedSound(this.#because ?? (memory ? 'too-much-memory' : 'crashed')));
    this.#task = undefined;
    this.#onGone(this);
  }
}
