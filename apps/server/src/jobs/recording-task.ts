// The task of the kinds `enhance` and `transform`: an upload becomes a clip of a sound, or a file that is nobody's.
import { z } from 'zod';
import type { KeptClips } from '../audio/kept-clips.ts';
import { findOriginal, removeUpload } from '../audio/originals.ts';
import type { MadeClip } from '../audio/process-sound.ts';
import type { SoundParameters } from '../audio/sound-parameters.ts';
import type { SoundPipeline } from '../audio/sound-pipeline.ts';
import type { SoundRefusal } from '../audio/sound-refusal.ts';
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
const Config = z.object({
  parameters: z.custom<SoundParameters>(),
  publish: z.array(z.string()).optional(),
  /** Uploads that came with the request and that nobody else counts on: of what is refused for good nothing stays. */
  discard: z.boolean().optional(),
});

type Deps = { inventories: KnownInventories; pipeline: SoundPipeline; kept: KeptClips };

export const recordingTask =
  ({ inventories, pipeline, kept }: Deps): Handler =>
  async ({ input, config, attempt }): Promise<Done> => {
    const task = Task.parse(input);
    const { parameters, publish, discard } = Config.parse(config);
    const { upload } = task;
    const refuse = async (refusal: SoundRefusal): Promise<never> => {
      const failure = soundFailure(refusal, attempt);
      if (discard && !failure.canPass) await removeUpload(kept, upload);
      throw failure;
    };
    if (!('voices' in task)) {
      const original = await findOriginal(kept, upload);
      if (!original) throw new TaskFailure('no-upload', 'the upload is not there any more', { canPass: false });
      const made = await pipeline.process(original.bytes, parameters);
      return 'refused' in made ? refuse(made) : fileDone(kept, made);
    }
    const { voices, facts } = task;
    const inventory = await inventories.of(voices);
    if (!inventory)
      throw new TaskFailure('unknown-sound', `there is no sound "${voices}" any more`, { canPass: false });
    const known = { voices, ...facts };
    const made = await processRecording({ pipeline, kept }, inventory, { sha256: upload }, known, parameters);
    if ('refused' in made) return refuse(made);
    return clipDone(inventory.id, made, { from: 'uploads', quiet: publish !== undefined });
  };

async function fileDone(kept: KeptClips, { mp3, type: original_type, ...measures }: MadeClip): Promise<Done> {
  const { key, sha256 } = await keepMade(kept.files, mp3);
  const file = `${sha256.slice(0, 16)}.mp3`;
  return { result: { key, file, sha256, bytes: mp3.length, original_type, ...measures } };
}
