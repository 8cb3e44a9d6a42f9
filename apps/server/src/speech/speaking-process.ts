// One process that speaks, from its start to its end: it is given a task at a time, and after its end none any more.
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SpeechErrorCode } from './engine.ts';
import type { SpeakTask } from './speak-task.ts';
import type { SpeechOrder, SpeechOutcome, SpeechReport } from './speech-child.ts';

export type SpeakingOptions = {
  /** ms that one clip may take. */
  mostMs: number;
  /** Bytes of memory that the process may take, its own 150 MB included. */
  mostMemory: number;
  /** Settings and credentials of engines; nothing else is passed on. */
  environment: Record<string, string>;
};

const childFile = new URL('./speech-child.ts', import.meta.url);
const readable = fileURLToPath(new URL('../../../../', import.meta.url));
/** ms in which a child must be ready; only a machine on its knees needs so long. */
const START_MS = 30_000;

const saidOf: Readonly<Record<'too-slow' | 'too-much-memory' | 'crashed', string>> = {
  'too-slow': 'the voice took too long',
  'too-much-memory': 'the voice took too much memory',
  crashed: 'the process that speaks ended',
};

export class SpeakingProcess {
  readonly #process: ChildProcess;
  readonly #mostMs: number;
  readonly #on: { ready: () => void; gone: () => void };
  #task: { nth: number; done(outcome: SpeechOutcome): void } | undefined;
  #timer: NodeJS.Timeout;
  #late = false;
  #ready = false;
  #gone = false;
  #taken = 0;

  constructor({ mostMs, mostMemory, environment }: SpeakingOptions, on: { ready(): void; gone(): void }) {
    this.#mostMs = mostMs;
    this.#on = on;
    // What it says comes from whoever asks: no writing, no other program, no output.
    this.#process = fork(childFile, [String(mostMemory)], {
      env: environment,
      execArgv: [
        '--permission',
        `--allow-fs-read=${readable}`,
        '--allow-worker',
        '--max-old-space-size=128',
        // What it makes lives for one clip: a large nursery would only keep memory that nothing needs.
        '--max-semi-space-size=4',
      ],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#timer = setTimeout(() => this.#stop(), START_MS);
    this.#process.on('message', (report: SpeechReport) => this.#hear(report));
    this.#process.on('error', () => this.#stop());
    this.#process.on('exit', (code, signal) => this.#ended(code, signal));
  }

  get idle(): boolean {
    return this.#ready && !this.#gone && this.#task === undefined;
  }

  /** Tasks that it was given. */
  get taken(): number {
    return this.#taken;
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Only while it is idle. */
  take(task: SpeakTask, done: (outcome: SpeechOutcome) => void): void {
    this.#taken++;
    const nth = this.#taken;
    this.#task = { nth, done };
    this.#timer = setTimeout(() => this.#stop(), this.#mostMs);
    this.#process.send({ nth, task } satisfies SpeechOrder, (error) => {
      if (error) this.#stop();
    });
  }

  end(): void {
    this.#process.kill('SIGKILL');
  }

  #hear(report: SpeechReport): void {
    clearTimeout(this.#timer);
    if ('ready' in report) {
      this.#ready = true;
      this.#on.ready();
      return;
    }
    const task = this.#task;
    if (task?.nth !== report.nth) return;
    this.#task = undefined;
    task.done(report.outcome);
  }

  #stop(): void {
    this.#late = true;
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
    const failed: SpeechErrorCode = this.#late ? 'too-slow' : memory ? 'too-much-memory' : 'crashed';
    const task = this.#task;
    this.#task = undefined;
    task?.done({ failed, message: saidOf[failed as keyof typeof saidOf] });
    this.#on.gone();
  }
}
