// The child process in which foreign sound files are decoded: one at a time, as its parent hands them over.
import { Worker } from 'node:worker_threads';
import type { Order, Report } from './guarded-process.ts';
import { type MadeClip, processSound } from './process-sound.ts';
import type { SoundParameters } from './sound-parameters.ts';
import type { SoundRefusal } from './sound-refusal.ts';

export type SoundTask = { bytes: Uint8Array<ArrayBuffer>; parameters: SoundParameters };

const answer = (report: Report<MadeClip | SoundRefusal>): void => {
  process.send?.(report);
};

const mostBytes = Number(process.argv[2]);
const guard = new Worker(new URL('./memory-guard.ts', import.meta.url), { workerData: { mostBytes } });
guard.unref();
guard.once('online', () => answer({ ready: true }));

process.on('message', ({ nth, task: { bytes, parameters } }: Order<SoundTask>) => {
  // What arrives may be a Buffer, whose slices are no copies.
  void processSound(new Uint8Array(bytes), parameters).then((outcome) => answer({ nth, outcome }));
});
process.on('disconnect', () => process.exit());
