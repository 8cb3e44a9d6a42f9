// What page and service worker say to each other; types only, so that both worlds may read them.

/** One clip of a pack: its address, the SHA-256 it must have, and its size. */
export type PackClip = { readonly url: string; readonly sha256: string; readonly bytes: number };

/** From the page. */
export type ToWorker =
  | { readonly type: 'SKIP_WAITING' }
  | PackWish
  /** A clip outside any pack. Nothing is told of it. */
  | { readonly type: 'cache-clip'; readonly clip: PackClip }
  /** What has come stays. */
  | { readonly type: 'stop-pack'; readonly code: string }
  | { readonly type: 'drop-pack'; readonly code: string };

/** Said again, it changes nothing and is answered with how far the pack is. */
export type PackWish = {
  readonly type: 'cache-pack';
  readonly code: string;
  /** The whole pack: what it leaves out is removed once the rest has come. */
  readonly clips: readonly PackClip[];
  /** Before the packs that wait. */
  readonly first: boolean;
  /** What is held already is held against its hash again. */
  readonly check: boolean;
};

/** To every page. */
export type FromWorker = PackProgress | { readonly type: 'pack-dropped'; readonly code: string };

/**
 * Now and then while a pack comes, and at its end. `failed` names the clips that could not be had whole: missing, not
 * what their hash says, out of reach, or refused by a full disk (`full`). Done when `done` + `failed` is `total`.
 */
export type PackProgress = {
  readonly type: 'pack-progress';
  readonly code: string;
  /** Clips and bytes that are on the device. */
  readonly done: number;
  readonly bytes: number;
  /** Clips and bytes of the whole pack. */
  readonly total: number;
  readonly totalBytes: number;
  readonly failed: readonly string[];
  /** Other packs are before it. */
  readonly waiting: boolean;
  readonly check: boolean;
  readonly ended: boolean;
  readonly full: boolean;
  /** It ended for want of a connection: the rest has not been tried. */
  readonly cutOff: boolean;
};
