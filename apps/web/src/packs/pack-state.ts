// The state of a language's pack: how it follows from the record, from what the storage holds and from what the worker says.
import type { PackRecord } from '../mirror/mirror.ts';
import type { PackClip, PackProgress } from '../sw/messages.ts';

/**
 * `waiting`: for other packs or for a connection. `checking`: held against its hashes. `partial`: some clips could not
 * be had. `full`: the device took no more. `evicted`: the browser has removed clips. `outdated`: the language has new
 * clips. `failed` counts the clips that are not there.
 */
export type PackState = {
  readonly state: 'waiting' | 'coming' | 'paused' | 'checking' | 'ready' | 'partial' | 'full' | 'evicted' | 'outdated';
  /** Clips and bytes that are on the device. */
  readonly done: number;
  readonly bytes: number;
  /** Clips and bytes of the whole pack; 0 where not known yet. */
  readonly total: number;
  readonly totalBytes: number;
  readonly failed: number;
  /** When each clip was last held against its hash. */
  readonly checkedAt?: string | undefined;
};

export function stateOfProgress(progress: PackProgress, checkedAt?: string): PackState {
  const { done, bytes, total, totalBytes, failed, waiting, check, ended, full, cutOff } = progress;
  const figures = { done, bytes, total, totalBytes, failed: failed.length, checkedAt };
  if (!ended) return { ...figures, state: check ? 'checking' : waiting ? 'waiting' : 'coming' };
  if (failed.length === 0) return { ...figures, state: 'ready' };
  if (full) return { ...figures, state: 'full' };
  return { ...figures, state: cutOff ? 'waiting' : 'partial' };
}

/** What a start finds; `held` are the paths of all clips on the device. Undefined where the person wants none. */
export function stateOfRecord(record: PackRecord, held: ReadonlySet<string>): PackState | undefined {
  if (record.declined) return undefined;
  const checkedAt = record.checked_at;
  if (record.wanted) {
    const { clips: total, bytes: totalBytes } = record.wanted;
    const folder = `/api/audio/${record.id}/`;
    const done = Math.min(total, [...held].filter((path) => path.startsWith(folder)).length);
    const bytes = total === 0 ? 0 : Math.round((totalBytes * done) / total);
    return { state: record.paused ? 'paused' : 'waiting', done, bytes, total, totalBytes, failed: 0, checkedAt };
  }
  const total = record.clips.length;
  const failed = lostClips(record, held).length;
  const done = total - failed;
  const bytes = Math.round((record.bytes * done) / Math.max(1, total));
  const state = failed === 0 ? 'ready' : 'evicted';
  return { state, done, bytes, total, totalBytes: record.bytes, failed, checkedAt };
}

/** The clips of a record that the storage no longer holds. */
export const lostClips = ({ clips }: Pick<PackRecord, 'clips'>, held: ReadonlySet<string>): string[] =>
  clips.filter((url) => !held.has(url));

/** What an update would fetch, and whether the pack differs at all from what the language lists now. */
export function difference(kept: readonly string[], listed: readonly PackClip[]): { fresh: PackClip[]; same: boolean } {
  const before = new Set(kept);
  const fresh = listed.filter(({ url }) => !before.has(url));
  return { fresh, same: fresh.length === 0 && before.size === listed.length };
}

/** Whether something is being done about the pack, or will be by itself. */
export const isUnderWay = (state: PackState | undefined): boolean =>
  state !== undefined && ['waiting', 'coming', 'checking'].includes(state.state);
