// Reads the curated languages: every file validated, compiled and checked, or a ContentError with file and line.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AudioSource } from '@phonochart/catalog/audio.ts';
import { Inventory } from '@phonochart/catalog/inventory.ts';
import { z } from 'zod';
import { AuthoredLanguage } from './authoring.ts';
import { compileLanguage } from './compile.ts';
import { ContentError, ContentFile, type Problem } from './problems.ts';
import { checkSymbols, checkTranscriptions } from './transcription-check.ts';

/** The languages that ship with the project. */
export const LANGUAGES_DIR = fileURLToPath(new URL('./languages', import.meta.url));

/** `audio_files/CODE/manifest.json`: the clips that ship for one language. */
export const ClipManifest = z.strictObject({ clips: z.array(AudioSource) });
export type ClipManifest = z.infer<typeof ClipManifest>;

export type ContentPlaces = {
  /** Folder of CODE.json files. */
  languages?: string;
  /** Folder with a folder of clips and a manifest a language; without it the inventories have no clips. */
  audio?: string | undefined;
};

/**
 * Every curated inventory, in the order of its code.
 * @throws {ContentError} with every problem of every file, so that an author mends them in one go.
 */
export function loadContent({ languages = LANGUAGES_DIR, audio }: ContentPlaces = {}): Inventory[] {
  const problems: Problem[] = [];
  const inventories: Inventory[] = [];
  for (const name of readdirSync(languages)
    .filter((entry) => entry.endsWith('.json'))
    .sort()) {
    const path = join(languages, name);
    const file = new ContentFile(path, readFileSync(path, 'utf8'));
    const inventory = readInventory(file, audio);
    problems.push(...file.problems);
    if (inventory) inventories.push(inventory.compiled);
    problems.push(...(inventory?.clipProblems ?? []));
  }
  if (problems.length > 0) throw new ContentError(problems);
  return inventories;
}

function readInventory(file: ContentFile, audio: string | undefined) {
  if (file.problems.length > 0) return undefined;
  const parsed = AuthoredLanguage.safeParse(file.value);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) file.note(issue.path, issue.message);
    return undefined;
  }
  const authored = parsed.data;
  if (`${authored.code}.json` !== basename(file.file)) {
    file.note(['code'], `the file of "${authored.code}" is named ${authored.code}.json, not ${basename(file.file)}`);
  }
  checkSymbols(authored, file);
  const clips = audio === undefined ? { sources: [], problems: [] } : readClips(join(audio, authored.code));
  const compiled = compileLanguage(authored, clips.sources, file);
  if (file.problems.length === 0) checkTranscriptions(compiled, file);
  const clipProblems = clips.problems.concat(file.problems.length === 0 ? unknownVoiced(compiled, audio) : []);
  if (file.problems.length === 0) {
    const shaped = Inventory.safeParse(compiled);
    if (!shaped.success)
      for (const issue of shaped.error.issues) file.note([], `${issue.path.join('.')}: ${issue.message}`);
  }
  return { compiled, clipProblems };
}

/** A language's clips: each one there, whole, and named by its own hash. */
function readClips(folder: string): { sources: AudioSource[]; problems: Problem[] } {
  const path = join(folder, 'manifest.json');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { sources: [], problems: [] };
    throw error;
  }
  const file = new ContentFile(path, text);
  if (file.problems.length > 0) return { sources: [], problems: file.problems };
  const parsed = ClipManifest.safeParse(file.value);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) file.note(issue.path, issue.message);
    return { sources: [], problems: file.problems };
  }
  parsed.data.clips.forEach((clip, index) => {
    const at = ['clips', index, 'file'];
    let bytes: Buffer;
    try {
      bytes = readFileSync(join(folder, clip.file));
    } catch {
      file.note(at, `missing clip ${clip.file}: make it again (npm run clips) or take it out of the manifest`);
      return;
    }
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (sha256 !== clip.sha256 || !clip.file.includes(`.${sha256.slice(0, 8)}.`) || bytes.length !== clip.bytes) {
      file.note(at, `the clip ${clip.file} is not the one that the manifest describes: its SHA-256 is ${sha256}`);
    }
  });
  return { sources: parsed.data.clips, problems: file.problems };
}

function unknownVoiced(inventory: Inventory, audio: string | undefined): Problem[] {
  const known = new Set([...inventory.phonemes, ...inventory.realisations, ...inventory.words].map(({ id }) => id));
  return inventory.audio
    .filter(({ voices }) => !known.has(voices))
    .map(({ voices, file }) => ({
      file: join(audio ?? '', inventory.id, 'manifest.json'),
      line: 1,
      path: file,
      message: `it voices "${voices}", which the inventory does not have: make the clips again (npm run clips)`,
    }));
}
