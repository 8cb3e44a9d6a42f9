// An audio source as the API answers it: the clip, where it is played from, how often it was, and who brought it.
import { z } from '@hono/zod-openapi';
import { AudioSource, AudioStats } from '@phonochart/catalog/audio.ts';
import { Code } from '@phonochart/catalog/text.ts';
import { PEAKS, type StoredClip } from '../store/clip-store.ts';
import { StoreError } from '../store/store-error.ts';
import { problemAnswer } from './http/declare.ts';
import { ProblemError, unknown } from './http/problem.ts';
import { clipUrl } from './sound-answer.ts';

export const SourceAnswer = AudioSource.extend({
  code: Code.meta({ description: 'Code of the language' }),
  url: z.string().meta({ description: 'Address of the clip' }),
  brought_by: z.string().nullable().meta({ description: 'null where it came with the language’s own content' }),
  stats: AudioStats.omit({ audio: true, bytes: true }).extend({
    last_played_at: z.iso.datetime().nullable().meta({ description: 'A day, as the instant at which it begins' }),
  }),
}).meta({ id: 'Source' });

export const WholeSource = SourceAnswer.extend({
  peaks: z
    .array(z.number().min(0).max(1))
    .length(PEAKS)
    .nullable()
    .meta({
      description: `Heights of the waveform from 0 to 1, ${PEAKS} of them; null where they were not measured`,
    }),
}).meta({ id: 'WholeSource' });

export function sourceAnswer({ code, clip, stats, brought_by }: StoredClip): z.infer<typeof SourceAnswer> {
  const { plays, generated_at, last_played_at = null } = stats;
  return {
    ...clip,
    code,
    url: clipUrl(code, clip.file),
    brought_by: brought_by ?? null,
    stats: { generated_at, last_played_at, plays },
  };
}

export const wholeSource = (stored: StoredClip & { peaks?: number[] }): z.infer<typeof WholeSource> => ({
  ...sourceAnswer(stored),
  peaks: stored.peaks ?? null,
});

/** What the store refuses, as a problem: an unknown clip, fields that are not valid, a state that was overtaken. */
export function refusedFor(id: string): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof StoreError)) throw error;
    if (error.code === 'not-found') throw unknown('unknown-clip', 'id', id);
    if (error.code === 'conflict') throw new ProblemError('conflict', { detail: error.message });
    if (error.code !== 'invalid' || error.problems.length === 0) throw error;
    const errors = error.problems.map(({ field, message }) => ({ field, message }));
    const detail = errors.map(({ field, message }) => `${field}: ${message}`).join('; ');
    throw new ProblemError('invalid-parameter', { detail, errors });
  };
}

/** What every route for editors may answer besides its own. */
export const forEditors = {
  401: problemAnswer('Nobody is signed in, and there is no API token'),
  403: problemAnswer('The account may not do this, or the request comes from another site'),
  429: problemAnswer('Too many requests; Retry-After says when to come back'),
};
