// The task of the kinds `enhance` and `transform`: an upload becomes a clip of a sound, or a file that is nobody's.
import { z } from 'zod';
import type { KeptClips } from '../audio/kept-clips.ts';
import { findOriginal } from '../audio/originals.ts';
import type { SoundParameters } from '../audio/sound-parameters.ts';
import type { SoundPipeline } from '../audio/sound-pipeline.ts';
import { processRecording } from '../sources/process-recording.ts';
import { Facts } from './job-request.ts';
import type { KnownInventories } from './known-inventories.ts';
import { keepMade } from './made-files.ts';
import type { Done, Handler } from './runner.ts';
import { soundFailure } from './sound-failure.ts';
import { clipDone } from './source-done.ts';
import { TaskFailure } from './task-failure.ts';

const Task = z.union([
  z.object({ upload: z.string(), voices: z.string(), facts: Facts }),
  z.object({ upload: z.string() }),
]);
const Config = z.object({ parameters: z.custom<SoundParameters>(), publish: z.array(z.string()).optional() });

type Deps = { inventories: KnownInventories; pipeline: SoundPipeline; kept: KeptClips };

export const recordingTask =
  ({ inventories, pipeline, kept }: Deps): Handler =>
  async ({ input, config }): Promise<Done> => {
    const task = Task.parse(input);
    const { parameters, publish } = Config.parse(config);
    if (!('voices' in task)) return fileOf({ pipeline, kept }, task.upload, parameters);
    const { upload, voices, facts } = task;
    const inventory = await inventories.of(voices);
    if (!inventory)
      throw new TaskFailure('unknown-sound', `there is no sound "${voices}" any more`, { canPass: false });
    const made = await processRecording(
      { pipeline, kept },
      inventory,
      { sha256: upload },
      { voices, ...facts },
      parameters,
    );
    if ('refused' in made) throw soundFailure(made);
    return clipDone(inventory.id, made, { from: 'uploads', quiet: publish !== undefined });
  };

async function fileOf(
  { pipeline, kept }: Omit<Deps, 'inventories'>,
  upload: string,
  parameters: SoundParameters,
): Promise<Done> {
  const original = await findOriginal(kept, upload);
  if (!original) throw new TaskFailure('no-upload', 'the upload is not there any more', { canPass: false });
  const made = await pipeline.process(original.bytes, parameters);
  if ('refused' in made) throw soundFailure(made);
  const { mp3, type: original_type, ...measures } = made;
  const { key, sha256 } = await keepMade(kept.files, mp3);
  return {
    result: { key, file: `${sha256.slice(0, 16)}.mp3`, sha256, bytes: mp3.length, original_type, ...measures },
  };
}
