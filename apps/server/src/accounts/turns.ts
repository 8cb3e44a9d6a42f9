// Lets a few run at once and a bounded number wait, and turns the rest away.
import { StoreError } from '../store/store-error.ts';

export class Turns {
  readonly #atOnce: number;
  readonly #mostWaiting: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor({ atOnce, mostWaiting }: { atOnce: number; mostWaiting: number }) {
    this.#atOnce = atOnce;
    this.#mostWaiting = mostWaiting;
  }

  /** Throws StoreError `busy` where too many wait already; else whatever `run` answers or throws. */
  async take<Answer>(run: () => Promise<Answer>): Promise<Answer> {
    if (this.#running < this.#atOnce) this.#running++;
    else {
      if (this.#waiting.length >= this.#mostWaiting) throw new StoreError('busy', 'too many wait already');
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    try {
      return await run();
    } finally {
      // Whoever waits takes over the place, so that nobody slips in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
