// What the catalogue store can do, as whole use cases; every store (SQLite now, PostgreSQL later) keeps this contract.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Language, LanguageSummary } from '@phonochart/catalog/language.ts';
import type { Phoneme } from '@phonochart/catalog/phoneme.ts';
import type { Realisation } from '@phonochart/catalog/realisation.ts';
import type { Word } from '@phonochart/catalog/word.ts';
import type { Checkpoint, Checksums, CollectionName, Manifest } from '@phonochart/sync/protocol.ts';
import type { ClipStore } from './clip-store.ts';
import type { Edit, EditableOfLanguage, EditableOfPhoneme, EditableOfRealisation, EditableOfWord } from './editable.ts';
import type { PushStore } from './push-store.ts';
import type { Problem } from './store-error.ts';

/** A value and the `seq` of its document: within one epoch an equal seq means an equal value, so it can be an ETag. */
export type Versioned<Value> = { value: Value; seq: number };

export type SyncState = {
  epoch: string;
  /** The latest seq that is committed; 0 in an empty catalogue. */
  head: number;
  /** The oldest seq from which the tail is complete; never above the snapshot. */
  floor: number;
};

export type LanguageQuery = {
  /** Words that must all occur, case and diacritics aside, in names, autonym, aliases, code, ISO 639-3, glottocode or family. */
  q?: string;
  limit: number;
  /** `next` of the page before; a cursor that no store made is refused as `invalid`. */
  cursor?: string;
};

export type LanguagePage = {
  /** Best match first, then by folded name, then by code. */
  languages: Versioned<LanguageSummary>[];
  /** Only where more follow. */
  next?: string;
};

export type PullRequest = { epoch: string; collection: CollectionName; after: number; limit: number };

export type PullResult =
  | {
      type: 'page';
      /** Each document as JSON text with `seq` and `_deleted`, in the order of seq: join them, never parse them. */
      documents: string[];
      /** Where the next pull goes on: the seq of the last document, or the request's own `after` where there is none. */
      checkpoint: Checkpoint;
    }
  | {
      type: 'gone';
      /** Another epoch; a checkpoint below the floor; a checkpoint above the head. */
      reason: 'epoch' | 'floor' | 'future';
      state: SyncState;
    };

/** A shard as bytes, ready to send; identity is the JSON text whose SHA-256 is its name. */
export type ShardBytes = { identity: Uint8Array; br: Uint8Array; gzip: Uint8Array };

export type PhonemeEdit = Edit<Phoneme, EditableOfPhoneme>;
export type LanguageEdit = Edit<Language, EditableOfLanguage>;
export type RealisationEdit = Edit<Realisation, EditableOfRealisation>;
export type WordEdit = Edit<Word, EditableOfWord>;

export type RecordKind = 'language' | 'phoneme' | 'realisation' | 'word' | 'audio';

/** Where loaded content comes from: languages of one source that it no longer lists are deleted. */
export type ContentOrigin = {
  /** `curated`, `phoible`. */
  source: string;
  /** Hash of the whole content, kept to say which content a catalogue holds. */
  hash: string;
};

/** The source of the languages that ship with the program. */
export const shippedSource = 'curated';

/** Codes of languages by what the load did to them. */
export type ContentReport = {
  added: string[];
  changed: string[];
  removed: string[];
  unchanged: string[];
  /** No longer in the content, or changed there, yet kept as an editor left them. */
  kept: string[];
  /** Left out: another source, named here, has a language of this code, which stays as it is. */
  taken: { code: string; by: string }[];
  /** Proposals that wait for an editor in the languages of this source. */
  proposals: number;
};

/** Codes of languages by what an import did to them, as in ContentReport; an import removes none. */
export type ImportReport = Omit<ContentReport, 'removed' | 'taken'> & {
  /** Left as they were: the catalogue's shapes forbid them, or another source has a language of this code. */
  refused: { code: string; problems: readonly Problem[] }[];
};

export type ImportOptions = {
  /** Says what would be done, and does nothing. */
  dryRun?: boolean;
  /** Codes that no import may take, whether or not the catalogue holds them yet: those of shipped languages. */
  reserved?: ReadonlySet<string>;
  /** Told after each language. */
  onLanguage?: (code: string) => void;
};

/** What upstream says now where an editor's word stands. */
export type Proposal = {
  language: string;
  kind: RecordKind;
  record: string;
  /** One field's value; or a whole record that upstream adds; or that it removes. */
  change: 'field' | 'add' | 'remove';
  field?: string;
  /** Absent where upstream takes the field or the record away. */
  value?: unknown;
  source: string;
  /** When it came, ISO 8601. */
  at: string;
};

export type Readiness = {
  database: 'ok' | 'failing';
  migrations: { applied: number; expected: number };
};

/** Errors are StoreErrors; codes are matched whatever their case. Every method may fail with `busy`, `corrupt` or `closed`. */
export interface CatalogueStore extends ClipStore, PushStore {
  listLanguages(query: LanguageQuery): Promise<LanguagePage>;
  getLanguage(code: string): Promise<Versioned<Language> | undefined>;
  /** Records stand in their stable order: by position, words and clips as the content lists them. */
  getInventory(code: string): Promise<Versioned<Inventory> | undefined>;

  /** Cheap enough to ask on every request: an answer made at this epoch and head is good while they stand. */
  syncState(): Promise<SyncState>;
  /** The same object while nothing that it says changes, so that what was made of it can be kept. */
  manifest(): Promise<Manifest>;
  /** A shard or a closed page. */
  shard(hash: string): Promise<ShardBytes | undefined>;
  pull(request: PullRequest): Promise<PullResult>;
  /** Kept while the head stands; after a change only what changed is hashed again. */
  checksums(): Promise<Checksums>;
  /** Both documents of one language as JSON text, as `pull` has them, from one state; null where it is not alive. */
  documentsOf(code: string): Promise<SyncState & { [name in CollectionName]: string | null }>;

  /** Each edit answers the seq of the language's inventory after it; an edit that changes nothing stamps none. */
  editPhoneme(edit: PhonemeEdit): Promise<{ seq: number }>;
  editLanguage(edit: LanguageEdit): Promise<{ seq: number }>;
  editRealisation(edit: RealisationEdit): Promise<{ seq: number }>;
  editWord(edit: WordEdit): Promise<{ seq: number }>;
  deleteLanguage(code: string, author: string): Promise<{ seq: number }>;

  /**
   * Brings the catalogue to what the content says, in one transaction. A second run changes nothing. What an editor
   * changed stays, and the new upstream value waits as a proposal. A language whose code an import holds is left out, and
   * said: the rest goes in.
   * @param options `snapshotBehind`: answers once all is committed, and the snapshot is made afterwards
   */
  loadContent(
    inventories: readonly Inventory[],
    origin: ContentOrigin,
    options?: { snapshotBehind?: boolean },
  ): Promise<ContentReport>;
  /**
   * Adds and updates languages of one source, each in a transaction of its own, and leaves the source's other languages
   * alone. A second run changes nothing. Around what editors changed it does as `loadContent` does. A language that
   * cannot go in is refused by itself.
   */
  importContent(
    inventories: Iterable<Inventory>,
    origin: ContentOrigin,
    options?: ImportOptions,
  ): Promise<ImportReport>;
  /** Gives a language that was imported another code; the files of its clips are the caller's affair. */
  renameLanguage(from: string, to: string): Promise<{ seq: number }>;
  proposals(query?: { language?: string }): Promise<Proposal[]>;

  readiness(): Promise<Readiness>;
  /** Call after a restore from a backup: every client drops its mirror and begins again. Answers the new epoch. */
  newEpoch(): Promise<string>;
  /** Forgets tombstones up to a seq (at most the snapshot's) and raises the floor to it. */
  forgetTombstones(upTo: number): Promise<SyncState>;
  /** Told after each commit that moved head or epoch, whichever process made it. Answers the way to stop. */
  onHead(listener: (state: SyncState) => void): () => void;
  /** Tells the listeners at once of what other processes have committed: before an answer is given from memory. */
  noticeOthers(): void;
  /** Waits for a snapshot or page being written; afterwards every call is refused as `closed`. */
  close(): Promise<void>;
}
