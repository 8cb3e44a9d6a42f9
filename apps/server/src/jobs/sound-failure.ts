// A refused sound as the failure of its task: what the file is cannot pass, what befell its decoder can.
import type { SoundRefusal, SoundRefusalCode } from '../audio/sound-refusal.ts';
import { TaskFailure } from './task-failure.ts';

/** Of the machine at that moment, as likely as of the file. */
const passing: ReadonlySet<SoundRefusalCode> = new Set(['too-slow', 'too-much-memory', 'crashed']);

/** A file that breaks its decoder twice will do so again. */
const tries = 2;

/** @param attempt from 1 */
export const soundFailure = ({ refused, message }: SoundRefusal, attempt: number): TaskFailure =>
  new TaskFailure(refused, message, { canPass: refused === 'stopped' || (passing.has(refused) && attempt < tries) });
