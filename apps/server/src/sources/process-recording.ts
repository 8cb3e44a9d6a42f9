// Makes a clip of an uploaded recording, or makes one again by other rules; the catalogue does not know of it yet.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { KeptClips } from '../audio/kept-clips.ts';
import { findOriginal } from '../audio/originals.ts';
import type { SoundParameters } from '../audio/sound-parameters.ts';
import type { SoundPipeline } from '../audio/sound-pipeline.ts';
import { refusedSound, type SoundRefusal } from '../audio/sound-refusal.ts';
import type { MadeSource } from './made-source.ts';
import { type RecordingFacts, recordedSource, recordOf, remadeSource } from './recording-source.ts';
import { targetsById } from './recording-target.ts';

type Deps = { pipeline: SoundPipeline; kept: KeptClips };

/**
 * The clip's file is safe when this resolves. Refused as `unknown-sound` where the inventory has nothing of that id, as
 * `no-original` where the upload is not there. May throw StorageError.
 * @param original SHA-256 of an upload
 */
export async function processRecording(
  { pipeline, kept }: Deps,
  inventory: Inventory,
  original: { sha256: string },
  facts: RecordingFacts,
  parameters: SoundParameters,
): Promise<MadeSource | SoundRefusal> {
  const target = targetsById(inventory).get(facts.voices);
  if (!target) return refusedSound('unknown-sound', facts.voices);
  const found = await findOriginal(kept, original.sha256);
  if (!found) return refusedSound('no-original');
  const made = await pipeline.process(found.bytes, parameters);
  if ('refused' in made) return made;
  const { bcp47, iso639_3 } = inventory.language;
  const record = recordOf({ taken_from: 'uploads', ...facts }, target, bcp47 ?? iso639_3 ?? 'und');
  const about = { code: inventory.id, target, facts: record, original: original.sha256, made, parameters };
  return recordedSource(kept, about);
}

/**
 * The same clip, made again of the same recording; 'unchanged' where the bytes come out the same. Refused as
 * `no-original` where it was made of no recording, as speech is, or where that is not there. May throw StorageError.
 */
export async function relevel(
  { pipeline, kept }: Deps,
  inventory: Pick<Inventory, 'id'>,
  source: AudioSource,
  parameters: SoundParameters,
): Promise<MadeSource | SoundRefusal | 'unchanged'> {
  const found = await findOriginal(kept, source.metadata?.original ?? '');
  if (!found) return refusedSound('no-original');
  const made = await pipeline.process(found.bytes, parameters);
  if ('refused' in made) return made;
  const anew = await remadeSource(kept, inventory.id, source, made, parameters);
  return anew.source.sha256 === source.sha256 ? 'unchanged' : anew;
}
