// The one way in which the runner waits, so that tests need not.

/** Runs something once, some milliseconds on; answers the way to call it off. */
export type After = (ms: number, run: () => void) => () => void;

/** Keeps no process alive. */
export const after: After = (ms, run) => {
  const timer = setTimeout(run, ms).unref();
  return () => clearTimeout(timer);
};
