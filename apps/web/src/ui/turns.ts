// Draws a screen part by part: each is a task of its own, so that a finger comes between, however slow the phone.
import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';

type Turns = {
  /** The last turn. */
  last: number;
  /** The turns that are to be on the screen before the next is drawn. */
  painted(turn: number): boolean;
};

/** Told by the scrolling: to ask the page itself would have it laid out first. */
let scrolled = false;
addEventListener(
  'scroll',
  () => {
    scrolled = scrollY > 0;
  },
  { passive: true },
);

/** Rises from 0 to `last`, a task each. A page that is come back to, and so is scrolled already, is whole at once. */
export function useTurns({ last, painted }: Turns): ReadonlySignal<number> {
  const turn = useSignal(scrolled ? last : 0);
  useLayoutEffect(() => {
    let here = true;
    const go = async () => {
      while (turn.peek() < last) {
        await (painted(turn.peek()) ? afterPaint() : nextTask());
        if (!here) return;
        turn.value += 1;
      }
    };
    void go();
    return () => {
      here = false;
    };
  }, [turn, last, painted]);
  return turn;
}

/** Settled in a task of its own, as soon as may be: a timer waits 4 ms once it is nested. */
export const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });

/** What has just come, in a task after the one that ran it. */
export const inTurn = <What>(what: What): Promise<What> => nextTask().then(() => what);

/** A page that nobody sees is not painted. */
const UNSEEN_MS = 100;

const afterPaint = (): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, UNSEEN_MS);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(resolve);
    });
  });
