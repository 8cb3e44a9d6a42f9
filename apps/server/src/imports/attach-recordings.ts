// Makes clips of recordings and attaches them to a language: every file by itself, all that came out well in one transaction.
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import type { RecordingFacts } from '@phonochart/imports/recordings.ts';
import type { ClipKeeper } from '../audio/clip-storage.ts';
import { type MadeClip, PIPELINE } from '../audio/process-sound.ts';
import type { SoundPipeline } from '../audio/sound-pipeline.ts';
import { refusedSound, type SoundRefusal } from '../audio/sound-refusal.ts';
import { soundTypes } from '../audio/sound-type.ts';
import type { BringClipsReport } from '../store/clip-store.ts';
import type { CatalogueStore } from '../store/store.ts';
import type { Target } from './match-recordings.ts';

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
  const clips = new Map<string, AudioSource>();
  const taken = new Set<string>();
  let done = 0;
  const one = async (attachment: Attachment): Promise<AudioSource[]> => {
    const bytes = await bytesOf(attachment.path);
    const refuse = ({ refused: why, message }: SoundRefusal | Missing) => {
      refused.push({ ...attachment.place, file: attachment.file, code: why, message });
      return [];
    };
    if ('refused' in bytes) return refuse(bytes);
    const original = createHash('sha256').update(bytes).digest('hex');
    let made: MadeClip | SoundRefusal | undefined;
    const sources: AudioSource[] = [];
    for (const target of attachment.targets) {
      const before = heldOf(options.held, { target, original, from: `${source}/${attachment.file}` }, taken);
      if (before) taken.add(before.id);
      const id = before?.id ?? `${code}:recording:${digest(`${target.voices}\0${original}`).slice(0, 16)}`;
      const facts = recordOf(attachment, target, options);
      if (before && (await stillGood(before, original, keeper, code))) {
        const { metadata, ...measures } = before;
        const kept = { ...metadata, ...facts.metadata };
        const updated_at = new Date().toISOString();
        sources.push({ ...withoutFacts(measures), ...facts, id, metadata: kept, updated_at });
        continue;
      }
      made ??= await pipeline.process(bytes);
      if ('refused' in made) return refuse(made);
      sources.push({ ...facts, id, ...(await keep(made, { original, bytes, target, facts })) });
    }
    return sources;
  };
  const keep = async (
    made: MadeClip,
    { original, bytes, target, facts }: { original: string; bytes: Uint8Array; target: Target; facts: Facts },
  ) => {
    const name = `recording-${target.slug}-${digest(target.voices).slice(0, 4)}`;
    const sha256 = digest(made.mp3);
    let file = `${name}.${sha256.slice(0, 8)}.mp3`;
    if (!dryRun) {
      await keeper.keepOriginal(bytes, soundTypes[made.type].ending);
      file = await keeper.keepClip(code, name, made.mp3);
    }
    const now = new Date().toISOString();
    const { duration_ms, lead_in_ms, loudness } = made;
    const about = { original, original_type: soundTypes[made.type].mime, pipeline: PIPELINE };
    return {
      file,
      sha256,
      mime: 'audio/mpeg' as const,
      bytes: made.mp3.length,
      duration_ms,
      lead_in_ms,
      loudness,
      metadata: { ...facts.metadata, ...about },
      created_at: now,
      updated_at: now,
    };
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
      : await store.bringClips(code, ordered, { source, dryRun });
  return { ...brought, refused };
}

type Facts = ReturnType<typeof recordOf>;

function recordOf({ facts, file }: Attachment, { voices, voices_kind, kind }: Target, { language, source }: Options) {
  const { speaker_type, speaker, licence, attribution, url } = facts;
  // A consonant is hardly ever recorded alone.
  const usual = voices_kind === 'word' ? 'word' : kind === 'consonant' ? 'VCV' : 'isolated';
  return {
    voices,
    voices_kind,
    source_type: speaker_type,
    voice_id: speaker === undefined ? 'recording' : `speaker:${speaker}`,
    language,
    frame: facts.frame ?? usual,
    ...(speaker === undefined ? {} : { speaker }),
    licence,
    attribution,
    metadata: { taken_from: `${source}/${file}`, ...(url === undefined ? {} : { url }) },
    preferred: false,
  } as const;
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

const digest = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
