// Holds the files of sound against the catalogue: what is missing, damaged or orphaned; mends what can be mended.
import type { ClipStorage } from '../audio/clip-storage.ts';
import { type KeptClips, sha256Of } from '../audio/kept-clips.ts';
import { type FoundFile, isKey, originalKey } from '../audio/sound-files.ts';
import type { SoundPipeline } from '../audio/sound-pipeline.ts';
import { inTurns } from '../imports/attach-recordings.ts';
import type { CatalogueStore } from '../store/store.ts';
import { type ExpectedClip, expectedFiles } from './expected-files.ts';
import { remakeClip } from './remake-clip.ts';

export type CheckDeps = { store: CatalogueStore; kept: KeptClips; shipped: ClipStorage; pipeline: SoundPipeline };

export type CheckOptions = {
  repair: boolean;
  /** ms since 1970. */
  now: number;
  onProgress?: (step: string, done: number, all: number) => void;
};

export type StorageFault = {
  fault: 'missing' | 'damaged' | 'orphaned';
  what: 'clip' | 'recording' | 'file';
  key: string;
  /** Who needs it: ids of clips. */
  of: readonly string[];
  repaired: boolean;
  /** What was done, or what can be. */
  note: string;
};

export type StorageReport = {
  place: string;
  shipped: number;
  clips: number;
  originals: number;
  bytes: number;
  faults: StorageFault[];
  /** Files that nobody counts on, too new to say whether somebody is about to. */
  young: number;
};

/**
 * ms that a file may lie there before the catalogue hears of it. An import writes its clips first, and none takes so long;
 * a recording may wait a day after its upload for whoever makes a clip of it, as an unfinished upload may.
 */
const youngFor = ({ key }: FoundFile): number => (key.startsWith('originals/') ? 24 : 1) * 60 * 60_000;

/** Reads every file, in whole. Changes nothing without `repair`, and with it deletes nothing. May throw StorageError. */
export async function checkStorage(deps: CheckDeps, options: CheckOptions): Promise<StorageReport> {
  const { store, kept, shipped } = deps;
  const { repair, now, onProgress = () => {} } = options;
  const { files } = kept;
  // Files first: what an import adds meanwhile is then expected without being found, and never found without being expected.
  const found = new Map<string, FoundFile>();
  for (const folder of ['audio', 'originals']) {
    for await (const file of files.list(folder)) found.set(file.key, file);
  }
  const expected = await expectedFiles(store, shipped);
  const faults: StorageFault[] = [];
  const all = expected.clips.size + expected.originals.size;
  let done = 0;
  const state = async (key: string, sha256: string) => {
    const bytes = await files.read(key);
    onProgress('reading', ++done, all);
    if (bytes !== undefined) return sha256Of(bytes) === sha256 ? 'good' : 'damaged';
    // There, and yet not to be read: too large, or a link.
    return found.has(key) ? 'damaged' : 'missing';
  };

  const clips = [...expected.clips.values()];
  const ofOriginal = Map.groupBy(clips.flat(), ({ clip }) => clip.metadata?.original);
  const originals = new Map(
    [...expected.originals].map(([sha256, { ending }]) => [sha256, originalKey(sha256, ending)]),
  );
  const goodOriginals = new Map<string, string>();
  await inTurns([...originals], 8, async ([sha256, key]) => {
    const is = await state(key, sha256);
    if (is === 'good') return void goodOriginals.set(sha256, key);
    const of = ofOriginal.get(sha256)!.map(({ clip }) => clip.id);
    const note = 'import the recording again; its clips play as long as they are good themselves';
    faults.push({ fault: is, what: 'recording', key, of, repaired: false, note });
  });
  const wrong: { fault: 'missing' | 'damaged'; of: ExpectedClip[] }[] = [];
  await inTurns(clips, 8, async (of) => {
    const is = await state(of[0]!.key, of[0]!.clip.sha256);
    if (is !== 'good') wrong.push({ fault: is, of });
  });
  for (const { fault, of } of wrong) {
    const { key } = of[0]!;
    const original = goodOriginals.get(of[0]!.clip.metadata?.original ?? '');
    const outcome = await remedy(deps, of, original, repair);
    faults.push({ fault, what: 'clip', key, of: of.map(({ clip }) => clip.id), ...outcome });
  }

  const { orphans, young } = orphansAmong(found, new Set([...expected.clips.keys(), ...originals.values()]), now);
  // Asked anew: an old orphan may have found its clip while the rest was read.
  const again = repair && orphans.length > 0 ? await expectedFiles(store, shipped) : expected;
  const claimed = new Set([
    ...again.clips.keys(),
    ...[...again.originals].map(([sha, { ending }]) => originalKey(sha, ending)),
  ]);
  const aside = `aside/${new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;
  for (const key of orphans.filter((key) => !claimed.has(key))) {
    const target = `${aside}/${key}`;
    const movable = isKey(target);
    if (repair && movable) await files.move(key, target);
    const note = movable
      ? `${repair ? '' : '--repair would set it '}aside as ${target}`
      : 'its name can only be mended by hand';
    faults.push({ fault: 'orphaned', what: 'file', key, of: [], repaired: repair && movable, note });
  }
  faults.sort((a, b) => (a.key < b.key ? -1 : 1));
  const bytes = [...found.values()].reduce((sum, file) => sum + file.bytes, 0);
  return {
    place: files.place,
    shipped: expected.shipped,
    clips: clips.length,
    originals: originals.size,
    bytes,
    faults,
    young,
  };
}

async function remedy(deps: CheckDeps, of: ExpectedClip[], original: string | undefined, repair: boolean) {
  if (of.every(({ clip }) => clip.source_type === 'tts' && clip.cached_until !== undefined)) {
    return forgetSpeech(deps, of, repair);
  }
  if (of[0]!.clip.metadata?.original === undefined) {
    return {
      repaired: false,
      note: 'no recording is kept of it: take it from a backup, or from the release it shipped with',
    };
  }
  if (original === undefined) {
    return { repaired: false, note: 'its recording is not good either: import the recording again' };
  }
  if (!repair) return { repaired: false, note: '--repair would make it again from its recording' };
  return remakeClip(deps, of, original);
}

/** Speech that the server made can be made again: it only has to be missed. */
async function forgetSpeech({ store }: CheckDeps, of: readonly ExpectedClip[], repair: boolean) {
  if (!repair)
    return { repaired: false, note: '--repair would take it from the catalogue: it is said anew when asked for' };
  let removed = 0;
  for (const { clip } of of) removed += (await store.clearSpeech({ voices: clip.voices })).removed;
  if (removed > 0) return { repaired: true, note: 'taken from the catalogue: it is said anew when it is asked for' };
  return {
    repaired: false,
    note: 'it came with the program: take it from a backup, or from the release it shipped with',
  };
}

function orphansAmong(found: ReadonlyMap<string, FoundFile>, expected: ReadonlySet<string>, now: number) {
  const unknown = [...found.values()].filter(({ key }) => !expected.has(key));
  const orphans = unknown.filter((file) => file.changed <= now - youngFor(file)).map(({ key }) => key);
  return { orphans: orphans.sort(), young: unknown.length - orphans.length };
}
