// Does a long piece of work in slices that no finger and no frame has to wait for.

/** Of a frame's 16 ms; a phone four times slower than a desk stays under the 50 ms that count as long. */
const SLICE_MS = 6;

/** Takes the steps one after another, giving way before each slice. Ends early once `given` is aborted; true where it did not. */
export async function inSlices(steps: Iterator<unknown>, given: AbortSignal): Promise<boolean> {
  while (true) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (given.aborted) return false;
    const until = performance.now() + SLICE_MS;
    do {
      if (steps.next().done) return true;
    } while (performance.now() < until);
  }
}
