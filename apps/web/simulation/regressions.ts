// Seeds whose lives find what they are kept for, a planted fault or one that was mended; they run by name in every `npm test`.
import type { MutantName, PastFaultName } from './outcome.ts';

/** Each of them catches the planted fault; several, since other code lives another life. */
export const caughtBy: { readonly [name in MutantName]: readonly number[] } = {
  'a page filtered after its limit': [9, 13, 20],
  'a checkpoint stored before its documents': [4, 13, 19],
  'a checkpoint stored before the thread’s documents': [23, 28],
  'a duplicate applied': [4, 9, 11],
  'a tombstone forgotten': [68, 114],
  'an epoch ignored': [14, 33, 56],
};

/** With the fault put back, each of these lives breaks. */
export const regressions: readonly { seed: number; fault: PastFaultName }[] = [
  { seed: 17, fault: 'a sweep waits for tabs that show what it sweeps' },
];
