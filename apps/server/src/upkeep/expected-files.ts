// Which files of sound the catalogue counts on: clips that do not ship with the program, and the recordings they were made of.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import type { ClipStorage } from '../audio/clip-storage.ts';
import { sha256Of } from '../audio/kept-clips.ts';
import { clipKey } from '../audio/sound-files.ts';
import { soundTypes } from '../audio/sound-type.ts';
import type { CatalogueStore } from '../store/store.ts';

export type ExpectedClip = { key: string; code: string; clip: AudioSource };

export type ExpectedFiles = {
  /** Clips whose bytes are where the program ships them. */
  shipped: number;
  /** By key. */
  clips: Map<string, ExpectedClip[]>;
  /** By SHA-256; the ending is what its type calls for. */
  originals: Map<string, { ending: string }>;
};

/** Reads every clip of the catalogue, and every shipped file. */
export async function expectedFiles(store: CatalogueStore, shipped: ClipStorage): Promise<ExpectedFiles> {
  const expected: ExpectedFiles = { shipped: 0, clips: new Map(), originals: new Map() };
  for await (const code of codesIn(store)) {
    // From the tables: no document tells of clips that were brought quietly.
    for (const clip of await store.clipsIn(code)) {
      const bytes = await shipped.read(code, clip.file);
      if (bytes && sha256Of(bytes) === clip.sha256) {
        expected.shipped++;
        continue;
      }
      const key = clipKey(code, clip.file)!;
      expected.clips.set(key, [...(expected.clips.get(key) ?? []), { key, code, clip }]);
      const { original, original_type } = clip.metadata ?? {};
      if (original !== undefined) expected.originals.set(original, { ending: endingOf(original_type) });
    }
  }
  return expected;
}

async function* codesIn(store: CatalogueStore): AsyncIterable<string> {
  let cursor: string | undefined;
  do {
    const page = await store.listLanguages({ limit: 100, ...(cursor === undefined ? {} : { cursor }) });
    for (const { value } of page.languages) yield value.code;
    cursor = page.next;
  } while (cursor !== undefined);
}

const endingOf = (mime: string | undefined): string =>
  Object.values(soundTypes).find((type) => type.mime === mime)?.ending ?? 'bin';
