// What the mirror shows to the screens: signals that the first look fills, and then the engine.
import type { LanguageDocument } from '@phonochart/sync/protocol.ts';
import type { Signal } from '@preact/signals';
import type { Head } from './bell.ts';
import type { Answer } from './first-look.ts';
import type { MirrorStatus } from './mirror.ts';
import type { MirrorStore } from './mirror-store.ts';

export type Shown = {
  readonly languages: Signal<readonly LanguageDocument[] | undefined>;
  readonly status: Signal<MirrorStatus>;
  readonly store: Signal<MirrorStore | undefined>;
  /** Whether the snapshot of what is shown has been whole once. */
  readonly complete: Signal<boolean>;
  /** Whether somebody looks at the list, or nobody is kept waiting by its reading. */
  readonly listDue: Signal<boolean>;
  /** Another one whenever what the server was asked for may be worth asking for again; with what the bell announced. */
  readonly asks: Signal<{ readonly head?: Head | undefined }>;
  /** What it last answered of one language alone. */
  readonly answered: Signal<{ readonly code: string; readonly answer: Answer } | undefined>;
};
