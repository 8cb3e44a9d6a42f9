// The task of the kind `relevel`: a clip is made again from its recording, by other parameters or a newer pipeline.
import { z } from 'zod';
import type { KeptClips } from '../audio/kept-clips.ts';
import type { SoundParameters } from '../audio/sound-parameters.ts';
import type { SoundPipeline } from '../audio/sound-pipeline.ts';
import { relevel } from '../sources/process-recording.ts';
import type { CatalogueStore } from '../store/store.ts';
import type { KnownInventories } from './known-inventories.ts';
import type { Handler } from './runner.ts';
import { soundFailure } from './sound-failure.ts';
import { clipDone } from './source-done.ts';
import { TaskFailure } from './task-failure.ts';

const Task = z.object({ source: z.string() });
const Config = z.object({ parameters: z.custom<SoundParameters>(), publish: z.array(z.string()).optional() });

type Deps = { inventories: KnownInventories; store: CatalogueStore; pipeline: SoundPipeline; kept: KeptClips };

export const relevelTask =
  ({ inventories, store, pipeline, kept }: Deps): Handler =>
  async ({ input, config, attempt }) => {
    const { source } = Task.parse(input);
    const { parameters, publish } = Config.parse(config);
    const stored = await store.getClip(source);
    const inventory = stored && (await inventories.of(stored.clip.voices));
    if (!inventory) throw new TaskFailure('unknown-clip', `there is no clip "${source}" any more`, { canPass: false });
    const made = await relevel({ pipeline, kept }, inventory, stored.clip, parameters);
    if (made === 'unchanged') return { result: { source, status: 'unchanged' } };
    if ('source' in made)
      return clipDone(inventory.id, made, { from: stored.brought_by ?? 'uploads', quiet: publish !== undefined });
    if (made.refused === 'no-original')
      throw new TaskFailure('no-original', 'the recording that it was made of is not there', { canPass: false });
    throw soundFailure(made, attempt);
  };
