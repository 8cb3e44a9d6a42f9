// One child process that may break: it is given a task at a time, ended by the clock, by its memory or by us, and never takes the server along.
import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';

/** `crashed`: of itself. `stopped`: by us, through no fault of the task. */
export type EndedBy = 'too-slow' | 'too-much-memory' | 'crashed' | 'stopped';

/** What the child is sent, and what it answers: once `ready`, then one `outcome` a task. */
export type Order<Task> = { nth: number; task: Task };
export type Report<Outcome> = { ready: true } | { nth: number; outcome: Outcome };

export type GuardedProcessOptions = {
  /** What it runs; its first argument is `mostMemory`, for its guard. */
  file: URL;
  /** Of Node, beside those that keep it from writing and from starting programs. */
  flags: readonly string[];
  /** All of its environment. */
  environment: Record<string, string>;
  /** ms that one task may take. */
  mostMs: number;
  /** Bytes of memory that it may take. */
  mostMemory: number;
};

const readable = fileURLToPath(new URL('../../../../', import.meta.url));
/** ms in which it must be ready; only a machine on its knees needs so long. */
const START_MS = 30_000;

export class GuardedProcess<Task, Outcome> {
  readonly #process: ChildProcess;
  readonly #mostMs: number;
  readonly #on: { ready?: () => void; gone: () => void };
  #given: { nth: number; task: Task; done(outcome: Outcome | { ended: EndedBy }): void } | undefined;
  #timer: NodeJS.Timeout;
  /** Why it was ended, where that was not its own doing. */
  #because: 'too-slow' | 'stopped' | undefined;
  #ready = false;
  #gone = false;
  #taken = 0;

  constructor(options: GuardedProcessOptions, on: { ready?: () => void; gone: () => void }) {
    const { file, flags, environment, mostMs, mostMemory } = options;
    this.#mostMs = mostMs;
    this.#on = on;
    // What it works on comes from whoever asks: no writing, no other program, no output.
    this.#process = fork(fileURLToPath(file), [String(mostMemory)], {
      env: environment,
      execArgv: ['--permission', `--allow-fs-read=${readable}`, '--allow-worker', ...flags],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    giveWay(this.#process.pid);
    this.#timer = setTimeout(() => this.#late(), START_MS);
    this.#process.on('message', (report: Report<Outcome>) => this.#hear(report));
    this.#process.on('error', () => this.#late());
    this.#process.on('exit', (code, signal) => this.#ended(code, signal));
  }

  /** Whether it has nothing to do, and could have. */
  get idle(): boolean {
    return !this.#gone && this.#given === undefined;
  }

  get ready(): boolean {
    return this.#ready;
  }

  /** Tasks that it was given. */
  get taken(): number {
    return this.#taken;
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Only while it is idle; one that is not ready yet begins when it is. */
  take(task: Task, done: (outcome: Outcome | { ended: EndedBy }) => void): void {
    this.#given = { nth: ++this.#taken, task, done };
    if (this.#ready) this.#hand();
  }

  end(because?: 'stopped'): void {
    this.#because ??= because;
    this.#process.kill('SIGKILL');
  }

  #hand(): void {
    const { nth, task } = this.#given!;
    this.#timer = setTimeout(() => this.#late(), this.#mostMs);
    this.#process.send({ nth, task } satisfies Order<Task>, (error) => {
      if (error) this.#late();
    });
  }

  #hear(report: Report<Outcome>): void {
    clearTimeout(this.#timer);
    if ('ready' in report) {
      this.#ready = true;
      if (this.#given) this.#hand();
      else this.#on.ready?.();
      return;
    }
    const given = this.#given;
    if (given?.nth !== report.nth) return;
    this.#given = undefined;
    given.done(report.outcome);
  }

  #late(): void {
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
    const given = this.#given;
    this.#given = undefined;
    given?.done({ ended: this.#because ?? (memory ? 'too-much-memory' : 'crashed') });
    this.#on.gone();
  }
}

/** Whoever reads goes first: a batch is in no hurry, and one sound that somebody waits for has the processor soon enough. */
function giveWay(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, or the system does not let us: then all are alike.
  }
}
