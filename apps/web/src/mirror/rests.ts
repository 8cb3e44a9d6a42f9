// How the mirror rests: between questions, never shorter than a busy server has asked for, and between new beginnings.

export function createRests() {
  const sleepers = new Set<() => void>();
  /** Until when the server wants to be left in peace, whoever rings. */
  let quiet = 0;
  let ended = false;

  const wake = () => {
    for (const rise of [...sleepers]) rise();
  };

  /** Until `wake`, or for so many milliseconds. */
  const sleep = (milliseconds?: number): Promise<void> =>
    new Promise((resolve) => {
      if (ended) return resolve();
      const rise = () => {
        sleepers.delete(rise);
        clearTimeout(timer);
        resolve();
      };
      const timer = milliseconds === undefined ? undefined : setTimeout(rise, milliseconds);
      sleepers.add(rise);
    });

  return {
    wake,
    sleep,
    /** Milliseconds; not everybody comes at the very moment that the server has named to all. */
    keepQuiet(wait: number): void {
      quiet = Math.max(quiet, performance.now() + wait * (1 + Math.random() / 2));
    },
    async untilAsked(): Promise<void> {
      for (let left = quiet - performance.now(); left > 0 && !ended; left = quiet - performance.now())
        await sleep(left);
    },
    /** Nobody rests any more. */
    end(): void {
      ended = true;
      wake();
    },
  };
}

/** Between one new beginning of the mirror and the next: twice as long each time, until none was called for twice the longest. */
const FIRST_REST_MS = 2_000;
const LAST_REST_MS = 10 * 60_000;

/** Milliseconds to wait before this new beginning: none for the first. A server that contradicts itself is asked ever more seldom. */
export function createRenewals() {
  let count = 0;
  let last = Number.NEGATIVE_INFINITY;
  return (): number => {
    const now = performance.now();
    count = now - last > 2 * LAST_REST_MS ? 1 : count + 1;
    last = now;
    if (count === 1) return 0;
    return Math.min(LAST_REST_MS, FIRST_REST_MS * 2 ** (count - 2)) * (0.5 + Math.random() / 2);
  };
}
