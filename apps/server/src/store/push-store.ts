// What the store can do with pushed edits; a part of its contract.
import type { Clash, PushedEdit, PushResult } from '@phonochart/sync/push.ts';

/** Who pushes. */
export type Pusher = {
  /** Of the account. */
  id: string;
  /** As it is to stand in the record of edits. */
  signed: string;
};

export type PushState = { epoch: string; head: number };

export type Pushed =
  /** One result for each edit, in the order of the edits. */
  | { type: 'pushed'; state: PushState; results: PushResult[] }
  /** The epoch is not the catalogue's. Edits before a change of it are decided, and known when they come again. */
  | { type: 'foreign-epoch'; state: PushState };

export interface PushStore {
  /**
   * Takes edits in their order, each in one transaction, by SPEC.md's [PUSH]; other calls may come in between. Where it
   * fails (`busy`, `full`), the edits before are decided, and known when they come again.
   */
  pushEdits(epoch: string, edits: readonly PushedEdit[], by: Pusher): Promise<Pushed>;
  /** What clashed and is not decided yet, of one account, the oldest first; at most MAX_CLASHES. */
  clashesOf(account: string): Promise<PushState & { clashes: Clash[] }>;
}
