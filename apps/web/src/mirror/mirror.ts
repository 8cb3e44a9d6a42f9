// What the screens know of the mirror: signals of languages, inventories, its state, and the person's own records.
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import type { InventoryDocument, LanguageDocument } from '@phonochart/sync/protocol.ts';
import type { ReadonlySignal } from '@preact/signals';

/**
 * `opening`: the local database is being opened. `empty`: nothing is mirrored yet, and nothing is on its way.
 * `syncing`: languages arrive (`done` of `total`, where known). `waiting`: they do not, and `waits` says why; what a
 * screen needs comes all the same. `current`: up to date. `offline`: the server cannot be reached; what is mirrored
 * stays. `error`: the server answered what it should not. `rebuilt`: the local database was damaged and has been made
 * anew; starred sounds are kept.
 */
export type MirrorState = 'opening' | 'empty' | 'syncing' | 'waiting' | 'current' | 'offline' | 'error' | 'rebuilt';

/** `paused`: by the person. `metered`: the connection costs. `asked`: the person wants to be asked. */
export type FillWait = 'paused' | 'metered' | 'asked';

export type MirrorStatus = {
  readonly state: MirrorState;
  readonly done?: number;
  readonly total?: number;
  readonly waits?: FillWait;
  /** A typed code for the detail of an error; never text to show. */
  readonly detail?: 'protocol' | 'hash' | 'http' | 'storage';
  /** True where the device refuses storage: the mirror lives in memory and is gone with the tab. */
  readonly inMemory?: boolean;
  /** True for the rest of the visit once a damaged local database was made anew and is whole again. */
  readonly rebuilt?: boolean;
};

export type Settings = {
  readonly theme: 'system' | 'light' | 'dark';
  /** Absent: as the browser says. */
  readonly interfaceLanguage?: InterfaceLanguage;
  /** BCP 47 tag of the person's own language, for approximations. Absent: as the interface language. */
  readonly learner?: string;
  readonly xsampa: boolean;
  /** Single-key shortcuts (S, /). */
  readonly shortcuts: boolean;
  /** Charts as lists instead of grids. */
  readonly asList: boolean;
  /** Code of the language last opened, and the latest few, newest first. */
  readonly lastLanguage?: string;
  readonly recent: readonly string[];
  /** Whether the offer to install was answered, and the first-run hint dismissed. */
  readonly installAnswered: boolean;
  readonly hintSeen: boolean;
  /** Whether the browser has been asked to keep what is stored. */
  readonly persistAsked?: boolean;
  /** Whether plays are counted and the sums sent. Absent: as the browser asks; see plays-wanted.ts. */
  readonly countPlays?: boolean;
  /** When the whole catalogue may come. Absent: on connections that cost nothing. */
  readonly fill?: 'always' | 'unmetered' | 'asked';
  /** The person has stopped its coming. */
  readonly fillPaused?: boolean;
  /** The person has asked for it whatever it costs; forgotten when it is whole. */
  readonly fillAnyway?: boolean;
};

export const defaultSettings: Settings = {
  theme: 'system',
  xsampa: false,
  shortcuts: true,
  asList: false,
  recent: [],
  installAnswered: false,
  hintSeen: false,
};

/** A language whose clips are on this device, or are to be. */
export type PackRecord = {
  /** The language's code. */
  readonly id: string;
  /** Paths of the clips that were kept when they last had all come. */
  readonly clips: readonly string[];
  readonly bytes: number;
  readonly saved_at: string;
  /** A download that has not ended, of so many clips and bytes where that is known: resumed at the next start. */
  readonly wanted?: { readonly clips: number; readonly bytes: number };
  readonly paused?: boolean;
  /** When each clip was last held against its hash. */
  readonly checked_at?: string;
  /** The person has removed it: it comes again only when asked for. */
  readonly declined?: boolean;
  /** The person knows that the browser has removed it. */
  readonly told?: boolean;
};

/**
 * The person's own records: local, never replicated, untouched by a rebuild of the mirror. Each change resolves once it is
 * kept and rejects where it is not; whoever does not wait for it may leave that to `unkept`.
 */
export type Own = {
  /** Ids of starred phonemes and realisations. */
  readonly starred: ReadonlySignal<ReadonlySet<string>>;
  toggleStar(id: string): Promise<void>;
  readonly settings: ReadonlySignal<Settings>;
  saveSettings(patch: { readonly [key in keyof Settings]?: Settings[key] | undefined }): Promise<void>;
  /** What should be on the device; undefined until it has been read. Held against the storage at start. */
  readonly packs: ReadonlySignal<readonly PackRecord[] | undefined>;
  /** Not 0 where the latest change could not be kept, another number each time: the device has no room, or takes nothing just now. */
  readonly unkept: ReadonlySignal<number>;
  savePack(record: PackRecord): Promise<void>;
  forgetPack(code: string): Promise<void>;
};

export type Mirror = {
  /** Undefined until they have been read, which begins when somebody looks. */
  readonly languages: ReadonlySignal<readonly LanguageDocument[] | undefined>;
  /** Undefined: not known yet. Null: there is no such language. A mirror that is not whole asks the server for it. */
  inventory(code: string): ReadonlySignal<InventoryDocument | undefined | null>;
  /** The history that `inventory` shows: a restored server begins another, in which the same `seq` means something else. */
  epoch(code: string): ReadonlySignal<string | undefined>;
  readonly status: ReadonlySignal<MirrorStatus>;
  /** Asks the server now, instead of at the next event. */
  resync(): void;
  /** The whole list is on the screen: it comes even where the rest of the catalogue waits. */
  bringLanguages(): void;
  /** The catalogue comes no further until `resume`, whatever restarts meanwhile. */
  pause(): void;
  /** It comes now, whatever the connection costs. */
  resume(): void;
  /** Compares with the server's checksums, and fetches again what differs. */
  check(): Promise<void>;
  readonly own: Own;
};
