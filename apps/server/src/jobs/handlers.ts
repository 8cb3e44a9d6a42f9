// What is done for each kind of job: put together once, and given to the runner.
import type { KeptClips } from '../audio/kept-clips.ts';
import type { SoundPipeline } from '../audio/sound-pipeline.ts';
import type { SpeechSources } from '../sources/generate-source.ts';
import type { CatalogueStore } from '../store/store.ts';
import { KnownInventories } from './known-inventories.ts';
import { publishTask } from './publish-task.ts';
import { recordingTask } from './recording-task.ts';
import { relevelTask } from './relevel-task.ts';
import type { Handler } from './runner.ts';
import { speechTask } from './speech-task.ts';

export type HandlerDeps = {
  store: CatalogueStore;
  speech: SpeechSources;
  pipeline: SoundPipeline;
  kept: KeptClips;
  /** Of a WebhookSender. */
  webhook: Handler;
};

export function jobHandlers({ store, speech, pipeline, kept, webhook }: HandlerDeps): Record<string, Handler> {
  const inventories = new KnownInventories(store);
  const recording = recordingTask({ inventories, pipeline, kept });
  return {
    enhance: recording,
    transform: recording,
    generate: speechTask({ inventories, speech }),
    relevel: relevelTask({ inventories, store, pipeline, kept }),
    publish: publishTask,
    webhook,
  };
}
