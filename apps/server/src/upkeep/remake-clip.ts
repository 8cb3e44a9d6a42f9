// Makes a lost clip again from its recording: under its own name where the bytes come out the same, else under a new one.
import { type KeptClips, sha256Of } from '../audio/kept-clips.ts';
import type { SoundPipeline } from '../audio/sound-pipeline.ts';
import { parametersOf, remadeSource } from '../sources/recording-source.ts';
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
  const [{ key, clip: lost }] = of as [ExpectedClip];
  const parameters = parametersOf(lost);
  const made = await pipeline.process(bytes, parameters);
  if ('refused' in made) {
    return { repaired: false, note: `its recording makes no clip any more (${made.refused}): ${made.message}` };
  }
  if (sha256Of(made.mp3) === lost.sha256) {
    await kept.files.write(key, made.mp3);
    return { repaired: true, note: 'made again from its recording' };
  }
  // The pipeline has changed since: other bytes may never lie under a name that promises the old ones.
  try {
    for (const { code, clip } of of) {
      const anew = await remadeSource(kept, code, clip, made, parameters);
      const source = clip.metadata?.taken_from?.split('/')[0] || 'storage-check';
      await store.bringClips(code, [{ ...anew.source, peaks: anew.peaks }], { source });
    }
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 'invalid')) throw error;
    return { repaired: false, note: `the catalogue does not take the clip made anew: ${error.message}` };
  }
  return { repaired: true, note: 'made anew from its recording by the rules of today; devices hear of it' };
}
