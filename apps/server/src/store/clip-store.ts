// What the store can do with clips: bring, list, change and delete them, count their plays and report; a part of its contract.
import type { AudioSource, AudioStats, SourceType } from '@phonochart/catalog/audio.ts';
import type { Edit, EditableOfClip } from './editable.ts';

/** Heights of the waveform, from 0 to 1; kept in steps of 1/255, and never a part of documents. */
export const PEAKS = 128;

/** A clip to bring, with its waveform where that was measured: 128 heights. */
export type BroughtClip = AudioSource & { peaks?: readonly number[] | undefined };

export type BringClipsOptions = {
  /** Who brings them: `recordings:NAME`, `speech`. */
  source: string;
  dryRun?: boolean;
  /**
   * Writes the rows and no document: no seq, and no device wakes. The next change of the language tells of them, or
   * the effect `publish-language` of a task.
   */
  quiet?: boolean;
  /** Leaves out clips that an editor deleted: for imports, which bring the same ones again and again. */
  spareDeleted?: boolean;
};

/** Ids of clips by what bringing them did. */
export type BringClipsReport = {
  added: string[];
  changed: string[];
  unchanged: string[];
  /** Left deleted, as an editor left them; only where `spareDeleted` was asked for. */
  kept?: string[];
};

/** A clip with what the store alone knows of it. */
export type StoredClip = {
  /** Of its language. */
  code: string;
  clip: AudioSource;
  stats: AudioStats;
  /** Who brought it, where it did not come with the language's own content. */
  brought_by?: string;
};

export type ClipQuery = {
  /** Code of a language. */
  language?: string;
  source_type?: SourceType;
  voice_id?: string;
  speaker?: string;
  /** Made at this instant or later. */
  since?: string;
  /** Made before this instant. */
  until?: string;
  /** Id of what it voices. */
  voices?: string;
  /** Words that must all occur in speaker, attribution, licence or voice (case and diacritics aside), or in ids or the file's name. */
  q?: string;
  limit: number;
  /** `next` of the page before; a cursor that no store made is refused as `invalid`. */
  cursor?: string;
};

export type ClipPage = {
  /** Newest bytes first, then by id. */
  clips: StoredClip[];
  /** Only where more follow. */
  next?: string;
};

export type ClipEdit = Edit<AudioSource, EditableOfClip>;

/** Which kept speech is to go: what the server made and keeps until a date. */
export type SpeechScope = { voices: string } | { language: string } | 'all';

/** What a play was answered by: a clip that was there; speech made at once; the device's own voice; nothing. */
export const heardKinds = ['clip', 'generated', 'device', 'none'] as const;
export type Heard = (typeof heardKinds)[number];

export type Plays = {
  language: string;
  heard: Heard;
  /** Id of the clip; without it, or with one that is gone, `clip` counts for nothing. */
  clip?: string | undefined;
  count: number;
  /** When the last of them was; kept to the day. */
  last_at: string;
};

/** `id` is the sender's own, made up once, so that a batch that is sent again counts once. */
export type PlayBatch = { id: string; plays: readonly Plays[] };

/** How many plays were answered by what; those of deleted clips count on. */
export type HeardCounts = Record<SourceType | 'device' | 'none', number>;

export type ClipSums = {
  clips: number;
  bytes: number;
  /** Plays of clips and of speech made at once. */
  plays: number;
  /** Share of all plays here, also of those that no clip answered, from 0 to 1; absent where nothing was played. */
  hit_rate?: number;
  /** When the bytes of the oldest clip, and of the one in the middle, were made; absent without clips. */
  oldest_at?: string;
  median_at?: string;
};

export type AudioReport = {
  /** `hit_rate`: the share of plays that found a clip of a person or a voice, kept before it was asked for. */
  total: ClipSums & { heard: HeardCounts };
  /** `hit_rate`: the share of all plays that clips of this type answered. */
  by_source_type: (ClipSums & { source_type: SourceType })[];
  by_language: (ClipSums & { language: string; heard: HeardCounts })[];
  /** Clips that nobody has played, the oldest first. */
  unused: { clips: number; bytes: number; first: StoredClip[] };
  most_played: StoredClip[];
};

export type AudioReportQuery = {
  language?: string;
  source_type?: SourceType;
  /** How many clips the lists hold at most. */
  limit: number;
};

/** As for all of the store: errors are StoreErrors, codes are matched whatever their case, ids as they are. */
export interface ClipStore {
  listClips(query: ClipQuery): Promise<ClipPage>;
  getClip(id: string): Promise<(StoredClip & { peaks?: number[] }) | undefined>;
  /** The clips of one sound, those too that were brought quietly; none where there is no such sound. */
  clipsOf(code: string, voices: string): Promise<AudioSource[]>;
  /** Every clip of a language, those too that were brought quietly; none where there is no such language. */
  clipsIn(code: string): Promise<AudioSource[]>;
  /**
   * Adds clips to a language, and changes those of the same id, in one transaction; removes none. The language's own
   * content, loaded or imported again, leaves them alone. What an editor changed in one stays, and the new word waits
   * as a proposal; only expiry and metadata are always the new ones. A second time changes nothing.
   */
  bringClips(code: string, clips: readonly BroughtClip[], options: BringClipsOptions): Promise<BringClipsReport>;
  /**
   * Changes a clip as an editor; content and imports leave the changed fields alone. `preferred` is taken from the
   * other clips of the same sound. The clip's dates stay: a corrected name is no new take. Throws `invalid` where a
   * recording would expire, or speech would count as a person's recording.
   */
  editClip(edit: ClipEdit): Promise<{ seq: number }>;
  /** Deletes a clip; content does not bring it back. */
  deleteClip(deletion: { id: string; author: string }): Promise<{ seq: number }>;
  /** Deletes kept speech: clips that the server made and that expire. It may be made again at any time. */
  clearSpeech(scope: SpeechScope): Promise<{ removed: number }>;
  /** Counts a batch once, whatever is sent again within 30 days. What it says of unknown languages and clips is dropped. */
  countPlays(batch: PlayBatch): Promise<'counted' | 'known'>;
  audioStats(query: AudioReportQuery): Promise<AudioReport>;
}
