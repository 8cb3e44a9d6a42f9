// Makes a lost clip again from its recording: under its own name where the bytes come out the same, else under a new one.
import { type KeptClips, sha256Of } from '../audio/kept-clips.ts';
import { PIPELINE } from '../audio/process-sound.ts';
import type { SoundPipeline } from '../audio/sound-pipeline.ts';
import type { CatalogueStore } from '../store/store.ts';
import { StoreError } from '../store/store-error.ts';
import type { ExpectedClip } from './expected-files.ts';

type Deps = { store: CatalogueStore; kept: KeptClips; pipeline: SoundPipeline };

/** @param of the clips that share the one file */
export async function remakeClip(
  { store, kept, pipeline }: Deps,
  of: readonly ExpectedClip[],
  originalKey: string,
): Promise<{ repaired: boolean; note: string }> {
  const bytes = await kept.files.read(originalKey);
  if (!bytes) return { repaired: false, note: 'its recording is gone since it was checked' };
  const made = await pipeline.process(bytes);
  if ('refused' in made) {
    return { repaired: false, note: `its recording makes no clip any more (${made.refused}): ${made.message}` };
  }
  const sha256 = sha256Of(made.mp3);
  const [{ key, clip: lost }] = of as [ExpectedClip];
  if (sha256 === lost.sha256) {
    await kept.files.write(key, made.mp3);
    return { repaired: true, note: 'made again from its recording' };
  }
  // The pipeline has changed since: other bytes may never lie under a name that promises the old ones.
  const { duration_ms, lead_in_ms, loudness } = made;
  try {
    for (const { code, clip } of of) {
      const file = await kept.keepClip(code, clip.file.replace(/\.[0-9a-f]{8}\.mp3$/, ''), made.mp3);
      const measures = { file, sha256, bytes: made.mp3.length, duration_ms, lead_in_ms, loudness };
      const metadata = { ...clip.metadata, pipeline: PIPELINE };
      const anew = { ...clip, ...measures, metadata, updated_at: new Date().toISOString() };
      const source = clip.metadata?.taken_from?.split('/')[0] || 'storage-check';
      await store.bringClips(code, [anew], { source });
    }
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 'invalid')) throw error;
    return { repaired: false, note: `the catalogue does not take the clip made anew: ${error.message}` };
  }
  return { repaired: true, note: 'made anew from its recording by the rules of today; devices hear of it' };
}
