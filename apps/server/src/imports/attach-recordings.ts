// Makes clips of recordings and attaches them to a language: every file by itself, all that came out well in one transaction.
import { open } from 'node:fs/promises';
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import type { RecordingFacts } from '@phonochart/imports/recordings.ts';
import type { ClipKeeper } from '../audio/clip-storage.ts';
import { sha256Of } from '../audio/kept-clips.ts';
import { type MadeClip, PIPELINE } from '../audio/process-sound.ts';
import { soundDefaults } from '../audio/sound-defaults.ts';
import type { SoundPipeline } from '../audio/sound-pipeline.ts';
import { refusedSound, type SoundRefusal } from '../audio/sound-refusal.ts';
import { soundTypes } from '../audio/sound-type.ts';
import { parametersOf, recordedSource, recordingId, recordOf } from '../sources/recording-source.ts';
import type { Target } from '../sources/recording-target.ts';
import type { BringClipsReport } from '../store/clip-store.ts';
import type { CatalogueStore } from '../store/store.ts';

/** Bytes of one recording: half a minute of 24-bit stereo at 48 kHz is 8.6 MB. */
export const mostSoundBytes = 10 * 2 ** 20;

export type RecordingDeps = { store: CatalogueStore; pipeline: SoundPipeline; keeper: ClipKeeper };

/** A file, and what it voices. */
export type Attachment = {
  /** Absolute; undefined where there is no such file. */
  path: string | undefined;
  /** As its source names it. */
  file: string;
  /** Where its source names it. */
  place: { row?: number; column?: string };
  targets: readonly Target[];
  facts: RecordingFacts;
};

export type RefusedRecording = Attachment['place'] & { file: string; code: string; message: string };

export type AttachReport = BringClipsReport & { refused: RefusedRecording[] };

type Options = {
  code: string;
  /** BCP 47 tag of what is spoken. */
  language: string;
  source: string;
  /** Clips that the language has. */
  held: readonly AudioSource[];
  dryRun: boolean;
  onProgress?: (done: number, all: number) => void;
};

/** Files are read again at every run, and decoded only where no clip of the same bytes and rules is there. */
export async function attachRecordings(
  { store, pipeline, keeper }: RecordingDeps,
  attachments: readonly Attachment[],
  options: Options,
): Promise<AttachReport> {
  const { code, source, dryRun, onProgress = () => {} } = options;
  const refused: RefusedRecording[] = [];
  const clips = new Map<string, BroughtClip>();
  const taken = new Set<string>();
  let done = 0;
  const one = async (attachment: Attachment): Promise<BroughtClip[]> => {
    const bytes = await bytesOf(attachment.path);
    const refuse = ({ refused: why, message }: SoundRefusal | Missing) => {
      refused.push({ ...attachment.place, file: attachment.file, code: why, message });
      return [];
    };
    if ('refused' in bytes) return refuse(bytes);
    const original = sha256Of(bytes);
    const outcomes = new Map<string, Promise<MadeClip | SoundRefusal>>();
    const sources: BroughtClip[] = [];
    for (const target of attachment.targets) {
      const before = heldOf(options.held, { target, original, from: `${source}/${attachment.file}` }, taken);
      if (before) taken.add(before.id);
      const id = before?.id ?? recordingId(code, target.voices, original);
      const facts = recordOf(factsOf(attachment, target, source), target, options.language);
      if (before && (await stillGood(before, original, keeper, code))) {
        const { metadata, ...measures } = before;
        const kept = { ...metadata, ...facts.metadata };
        const updated_at = new Date().toISOString();
        sources.push({ ...withoutFacts(measures), ...facts, id, metadata: kept, updated_at });
        continue;
      }
      // A clip that somebody made otherwise stays made so, and most recordings are made once for all that they are of.
      const parameters = before ? parametersOf(before) : soundDefaults;
      const rules = JSON.stringify(parameters);
      const making = outcomes.get(rules) ?? pipeline.process(bytes, parameters);
      outcomes.set(rules, making);
      const made = await making;
      if ('refused' in made) return refuse(made);
      if (!dryRun) await keeper.keepOriginal(bytes, soundTypes[made.type].ending);
      const about = { code, target, facts, original, made, parameters, id };
      const brought = await recordedSource(dryRun ? undefined : keeper, about);
      sources.push({ ...brought.source, peaks: brought.peaks });
    }
    return sources;
  };
  await inTurns(attachments, 4, async (attachment) => {
    for (const clip of await one(attachment)) clips.set(clip.id, clip);
    onProgress(++done, attachments.length);
  });
  // In the order of the source, whichever file was decoded first: the same clips give the same document.
  const ordered = [...clips.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  refused.sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
  const brought =
    dryRun && !(await store.getLanguage(code))
      ? { added: ordered.map(({ id }) => id), changed: [], unchanged: [] }
      : await store.bringClips(code, ordered, { source, dryRun, spareDeleted: true });
  return { ...brought, refused };
}

/** A clip and its waveform; of one that is not made anew the catalogue has it. */
type BroughtClip = AudioSource & { peaks?: number[] };

function factsOf({ facts, file }: Attachment, { voices }: Target, source: string) {
  const { speaker_type, ...rest } = facts;
  return { ...rest, voices, source_type: speaker_type, taken_from: `${source}/${file}` };
}

function withoutFacts(clip: Omit<AudioSource, 'metadata'>) {
  const { speaker: _speaker, ...rest } = clip;
  return rest;
}

/** The clip of the same recording, wherever it came from; else the one of another take under the same name. */
function heldOf(
  held: readonly AudioSource[],
  { target, original, from }: { target: Target; original: string; from: string },
  taken: ReadonlySet<string>,
): AudioSource | undefined {
  const ours = held.filter(
    ({ id, voices, metadata }) => voices === target.voices && metadata?.original !== undefined && !taken.has(id),
  );
  return (
    ours.find(({ metadata }) => metadata?.original === original) ??
    ours.find(({ metadata }) => metadata?.taken_from === from)
  );
}

const stillGood = async (clip: AudioSource, original: string, keeper: ClipKeeper, code: string): Promise<boolean> =>
  clip.metadata?.original === original &&
  clip.metadata.pipeline === PIPELINE &&
  (await keeper.hasClip(code, clip.file, clip.sha256));

type Missing = { refused: 'missing' | 'unreadable'; message: string };

/** Never more than a recording may have, whatever size the file claims or grows to. */
async function bytesOf(path: string | undefined): Promise<Uint8Array<ArrayBuffer> | SoundRefusal | Missing> {
  if (path === undefined) return { refused: 'missing', message: 'there is no such file' };
  try {
    const handle = await open(path);
    try {
      const { size } = await handle.stat();
      if (size > mostSoundBytes) {
        return refusedSound('too-large', `${Math.round(size / 2 ** 20).toLocaleString('en')} MB, at most 10`);
      }
      const bytes = new Uint8Array(size);
      const { bytesRead } = await handle.read(bytes, 0, size, 0);
      return bytesRead === size ? bytes : bytes.slice(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    return { refused: 'unreadable', message: 'the file cannot be read' };
  }
}

/** At most so many at a time; a rejection ends the rest. */
export async function inTurns<Each>(
  list: readonly Each[],
  most: number,
  run: (each: Each) => Promise<void>,
): Promise<void> {
  const rest = list.values();
  const lane = async () => {
    for (const each of rest) await run(each);
  };
  await Promise.all(Array.from({ length: Math.min(most, list.length) }, lane));
}
