// What page and service worker say to each other; types only, so that both worlds may read them.

/** One clip of a pack: its address, the SHA-256 it must have, and its size. */
export type PackClip = { readonly url: string; readonly sha256: string; readonly bytes: number };

/** From the page. */
export type ToWorker =
  | { readonly type: 'SKIP_WAITING' }
  | { readonly type: 'cache-pack'; readonly code: string; readonly clips: readonly PackClip[] }
  /** A clip outside any pack. Nothing is told of it. */
  | { readonly type: 'cache-clip'; readonly clip: PackClip }
  | { readonly type: 'drop-pack'; readonly code: string };

/**
 * To every page, after each few clips and at the end. `failed` names the clips that could not be had whole: missing,
 * not what their hash says, or refused by a full disk (`full`). Done when `done` + `failed` is `total`.
 */
export type FromWorker = {
  readonly type: 'pack-progress';
  readonly code: string;
  readonly done: number;
  readonly total: number;
  readonly bytes: number;
  readonly failed: readonly string[];
  readonly ended: boolean;
  readonly full: boolean;
};
