// The task of the kind `generate`: a voice says one sound or word, and the catalogue gets the clip.
import { z } from 'zod';
import type { SpeechSources } from '../sources/generate-source.ts';
import { SpeechParameters } from './job-request.ts';
import type { KnownInventories } from './known-inventories.ts';
import type { Handler } from './runner.ts';
import { clipDone } from './source-done.ts';
import { TaskFailure } from './task-failure.ts';

const Task = z.object({ voices: z.string() });
const Config = SpeechParameters.extend({ publish: z.array(z.string()).optional() }).strip();

export const speechTask =
  ({ inventories, speech }: { inventories: KnownInventories; speech: SpeechSources }): Handler =>
  async ({ input, config }, signal) => {
    const { voices } = Task.parse(input);
    const { publish, ...options } = Config.parse(config);
    const inventory = await inventories.of(voices);
    if (!inventory)
      throw new TaskFailure('unknown-sound', `there is no sound "${voices}" any more`, { canPass: false });
    const made = await speech.make(inventory, voices, { ...options, signal });
    if ('refused' in made) throw new TaskFailure('cannot-say', made.refused, { canPass: false });
    return clipDone(inventory.id, made, { from: 'speech', quiet: publish !== undefined });
  };
