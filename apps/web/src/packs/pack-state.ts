// The state of a language's pack, from what the worker says and from what the storage holds.
import type { PackRecord } from '../mirror/mirror.ts';
import type { FromWorker } from '../sw/messages.ts';

/** `partial`: some clips could not be had; `full`: the device took no more. */
export type PackState =
  | { state: 'coming'; done: number; total: number; bytes: number }
  | { state: 'ready'; done: number; bytes: number }
  | { state: 'partial' | 'full'; done: number; total: number; bytes: number; failed: number };

/** Undefined, as if nothing had been asked for, where the device was offline and holds nothing. */
export function packState(
  { done, total, bytes, failed, ended, full }: FromWorker,
  offline: boolean,
): PackState | undefined {
  if (!ended) return { state: 'coming', done, total, bytes };
  if (failed.length === 0) return { state: 'ready', done, bytes };
  if (offline && done === 0) return undefined;
  return { state: full ? 'full' : 'partial', done, total, bytes, failed: failed.length };
}

/** The clips of a record that the storage no longer holds. */
export const lostClips = ({ clips }: Pick<PackRecord, 'clips'>, held: ReadonlySet<string>): string[] =>
  clips.filter((url) => !held.has(url));
