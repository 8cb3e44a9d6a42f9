// A world in which time is made up: every timer and task of server and clients runs one by one, in an order that the seed decides.
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { type Random, randomFrom } from './random.ts';

/** A tab or a server: what it has asked for runs in its name, and never after its death. */
export type Process = {
  readonly name: string;
  dead: boolean;
  /** What its clock shows beyond the true time, in milliseconds. */
  clockError: number;
};

/** `engine`: work of the browser itself, such as IndexedDB's, which a tab's death does not end. */
type Task = { process: Process | undefined; engine: boolean; order: number; run: () => void };
type Timer = Task & { at: number; every: number | undefined };

/** Some twenty times what a long life takes: beyond it something goes round in a circle. */
const MOST_STEPS = 100_000;

const STALL_MS = 60;
const MOST_AT_ONCE = 200;

const real = { setImmediate, setTimeout, setInterval, clearTimeout, Date, random: Math.random };
const current = new AsyncLocalStorage<Process | undefined>();
let world: World | undefined;

/** In whose name the code runs just now. */
export const currentProcess = (): Process | undefined => current.getStore();
export const inProcess = <Answer>(process: Process | undefined, run: () => Answer): Answer => current.run(process, run);
export const currentWorld = (): World => {
  if (!world) throw new Error('there is no world just now');
  return world;
};
/** The world's milliseconds, or undefined outside of any. */
export const worldNow = (): number | undefined => world?.now;

export class World {
  /** Milliseconds since 1970, as nobody's clock shows it. */
  now = Date.UTC(2026, 0, 1);
  steps = 0;
  readonly random: Random;
  readonly #order: Random;
  readonly #tasks: Task[] = [];
  /** Sorted, the next one last. */
  readonly #timers: Timer[] = [];
  /** How often a piece of a tab's storage work keeps the rest of it waiting, up to `STALL_MS`. */
  slowDisk = 0;
  readonly #stalled = new Map<Process, number>();
  /** Called before each step; may end processes. */
  beforeStep: () => void = () => {};
  /** Hears of everything that happens, in its order, where somebody wants to know. */
  onTrace: ((line: string) => void) | undefined;
  #orders = 0;
  #looks = 0;
  readonly #trace = createHash('sha256');
  /** Tasks since time last went on. */
  #atOnce = 0;

  constructor(seed: number) {
    const random = randomFrom(seed);
    this.random = random.fork();
    this.#order = random.fork();
  }

  task(run: () => void, engine = false): Task {
    const task = { process: currentProcess(), engine, order: this.#orders++, run };
    this.#tasks.push(task);
    return task;
  }

  timer(run: () => void, delay: number, repeat = false): Timer {
    const wait = Math.max(1, delay || 0);
    const timer = {
      process: currentProcess(),
      engine: false,
      run,
      at: this.now + wait,
      order: this.#orders++,
      every: repeat ? wait : undefined,
    };
    this.#insert(timer);
    return timer;
  }

  #insert(timer: Timer): void {
    let at = this.#timers.length;
    while (at > 0 && this.#timers[at - 1]!.at <= timer.at) at -= 1;
    this.#timers.splice(at, 0, timer);
  }

  forget(task: unknown): void {
    for (const list of [this.#tasks, this.#timers]) {
      const at = (list as unknown[]).indexOf(task);
      if (at >= 0) list.splice(at, 1);
    }
  }

  /** What a stop-watch shows: between two looks work has taken a while, so that who pauses now and then does pause. */
  elapsed(): number {
    this.#looks += 1;
    return this.now + 7 * this.#looks;
  }

  /** Lets the world run until `done` says so. @throws where nothing is left to run, or `limit` milliseconds have passed */
  async run(done: () => boolean, limit: number): Promise<void> {
    const end = this.now + limit;
    for (;;) {
      await drained();
      if (done()) return;
      this.beforeStep();
      this.steps += 1;
      if (this.steps > MOST_STEPS) throw new Error(`no end of work: more than ${MOST_STEPS} steps`);
      const task = this.#nextTask() ?? this.#nextTimer(end);
      if (!task) throw new Error(`the world stood still: nothing happened within ${limit} ms`);
      this.trace(`${this.now} ${task.process?.name ?? 'nobody'} ${task.order}`);
      if (task.engine || !task.process?.dead) inProcess(task.process, task.run);
    }
  }

  /** What happened, for `hash`. */
  trace(line: string): void {
    this.#trace.update(line);
    this.onTrace?.(line);
  }

  /** The same for two lives in which the same happened in the same order; to be asked once, at the end. */
  hash(): string {
    return this.#trace.digest('base64url').slice(0, 12);
  }

  /** Tasks of one process keep their order; which process comes next is anybody's guess. */
  #nextTask(): Task | undefined {
    // Some engines ask again and again whether another is done: time must go on meanwhile.
    this.#atOnce += 1;
    if (this.#atOnce > MOST_AT_ONCE && this.#timers.length > 0) return undefined;
    const ready = this.#tasks.filter(({ process }) => !process || (this.#stalled.get(process) ?? 0) <= this.now);
    if (ready.length === 0) return undefined;
    const { process } = ready[this.#order.below(ready.length)]!;
    const at = this.#tasks.findIndex((task) => task.process === process);
    const [task] = this.#tasks.splice(at, 1);
    if (task?.engine && process && this.#order.chance(this.slowDisk)) {
      const wait = 1 + this.#order.below(STALL_MS);
      this.#stalled.set(process, this.now + wait);
      inProcess(undefined, () => this.timer(() => undefined, wait));
    }
    return task;
  }

  #nextTimer(end: number): Task | undefined {
    const timer = this.#timers.at(-1);
    if (!timer || timer.at > end) return undefined;
    this.#timers.pop();
    this.now = timer.at;
    this.#atOnce = 0;
    if (timer.every !== undefined && !timer.process?.dead) {
      timer.at += timer.every;
      this.#insert(timer);
    }
    return timer;
  }

  /** Runs a whole life of this world, with its time in place of the true one. */
  async live<Answer>(life: () => Promise<Answer>): Promise<Answer> {
    if (world) throw new Error('one world at a time');
    world = this;
    Math.random = this.random;
    try {
      return await life();
    } finally {
      await drained();
      world = undefined;
      Math.random = real.random;
    }
  }
}

/** Every microtask has run: what is left waits for a task or a timer. */
const drained = () => new Promise<void>((resolve) => real.setImmediate(resolve));

const handle = (task: object) =>
  Object.assign(task, { ref: () => task, unref: () => task, hasRef: () => true, refresh: () => task });

/** Puts the world's time in place of the platform's, for all code that is loaded after. */
export function replaceTime(): void {
  const forget = (task: unknown) => (world ? world.forget(task) : real.clearTimeout(task as NodeJS.Timeout));
  Object.assign(globalThis, {
    setImmediate: (run: (...given: unknown[]) => void, ...given: unknown[]) =>
      world ? handle(world.task(() => run(...given), true)) : real.setImmediate(run, ...given),
    clearImmediate: forget,
    setTimeout: (run: (...given: unknown[]) => void, delay?: number, ...given: unknown[]) =>
      world ? handle(world.timer(() => run(...given), delay ?? 0)) : real.setTimeout(run, delay, ...given),
    setInterval: (run: (...given: unknown[]) => void, delay?: number, ...given: unknown[]) =>
      world ? handle(world.timer(() => run(...given), delay ?? 0, true)) : real.setInterval(run, delay, ...given),
    clearTimeout: forget,
    clearInterval: forget,
    Date: class extends real.Date {
      constructor(...given: unknown[]) {
        if (given.length === 0) super(virtualNow());
        else super(...(given as [number]));
      }
      static override now(): number {
        return virtualNow();
      }
    },
  });
}

const virtualNow = (): number => (world ? world.now + (currentProcess()?.clockError ?? 0) : real.Date.now());
