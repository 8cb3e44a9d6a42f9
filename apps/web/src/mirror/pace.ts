// How many documents of a shard are written at once: as many as keep the page free for a person.

const FIRST = 20;
const FEWEST = 5;
const MOST = 40;
/** What the browser calls a long task holds up a tap for as long as an eye sees. */
const LONG_MS = 50;
const SHORT_MS = 25;

/** A batch's time on the clock is more than it takes of the page's thread, and the only measure that every browser has. */
export function createPace(first = FIRST) {
  let count = first;
  return {
    count: () => Math.round(count),
    took(milliseconds: number) {
      if (milliseconds > LONG_MS) count = Math.max(Math.min(first, FEWEST), count / 1.5);
      else if (milliseconds < SHORT_MS) count = Math.min(MOST, count * 1.2);
    },
  };
}
