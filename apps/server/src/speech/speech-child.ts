// The child process that speaks: one clip at a time, as its parent asks for them.
import { Worker } from 'node:worker_threads';
import type { Order, Report } from '../audio/guarded-process.ts';
import { SpeechError, type SpeechErrorCode } from './engine.ts';
import type { Refusal } from './request.ts';
import { Speaker, type SpeakTask, type SpokenClip } from './speak-task.ts';

export type SpeechOutcome = SpokenClip | Refusal | { failed: SpeechErrorCode; message: string };

const report = (message: Report<SpeechOutcome>): void => {
  process.send?.(message);
};

const speaker = new Speaker(process.env);

async function outcomeOf(task: SpeakTask): Promise<SpeechOutcome> {
  try {
    return await speaker.speak(task);
  } catch (error) {
    if (error instanceof SpeechError) return { failed: error.code, message: error.message };
    // What an engine throws of its own may hold what it was given; it is over with this process.
    setImmediate(() => process.exit(1));
    return { failed: 'crashed', message: `the engine failed: ${error instanceof Error ? error.name : 'unknown'}` };
  }
}

process.on('message', ({ nth, task }: Order<SpeakTask>) => {
  void outcomeOf(task).then((outcome) => report({ nth, outcome }));
});
process.on('disconnect', () => process.exit());

const guard = new Worker(new URL('../audio/memory-guard.ts', import.meta.url), {
  workerData: { mostBytes: Number(process.argv[2]) },
});
guard.unref();
guard.once('online', () => {
  // The first clip of a process takes three times as long as the others: it is said before anybody waits.
  void speaker.warmUp().then(
    () => report({ ready: true }),
    () => process.exit(1),
  );
});
