// Time that stands still until a test moves it on: both clocks and the runner's timers.
import type { Clock } from '../store/clock.ts';
import type { After } from './timer.ts';

export type ManualClock = Clock & {
  after: After;
  /** Moves on step by step, from one timer to the next, and lets what each sets off come to rest. */
  advance(ms: number): Promise<void>;
  /** Moves the day's time alone, as somebody who sets the machine's clock. */
  jump(ms: number): void;
};

/** What is done on one file without waiting comes to rest within a turn of the event loop. */
export const atRest = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

export function manualClock(): ManualClock {
  const timers = new Set<{ at: number; run: () => void }>();
  let ticks = 1_000_000;
  let dayTime = Date.parse('2026-01-01T00:00:00Z');
  const pass = (ms: number) => {
    ticks += ms;
    dayTime += ms;
  };
  return {
    now: () => dayTime,
    ticks: () => ticks,
    jump(ms) {
      dayTime += ms;
    },
    after(ms, run) {
      const timer = { at: ticks + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(ms) {
      const until = ticks + ms;
      for (;;) {
        await atRest();
        const [next] = [...timers].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
        if (!next) break;
        timers.delete(next);
        pass(Math.max(0, next.at - ticks));
        next.run();
      }
      pass(until - ticks);
      await atRest();
    },
  };
}
