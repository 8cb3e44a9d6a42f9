// What every way of uploading answers alike: the upload as it is kept, or why it is not.
import { z } from '@hono/zod-openapi';
import { Sha256 } from '@phonochart/catalog/text.ts';
import type { KeptUpload } from '../audio/originals.ts';
import { type SoundType, soundTypes } from '../audio/sound-type.ts';
import { problemAnswer } from './http/declare.ts';
import { ProblemError } from './http/problem.ts';

export const Upload = z
  .object({
    sha256: Sha256.meta({ description: 'Its name from now on' }),
    bytes: z.int().meta({ description: 'How many' }),
    type: z.enum(Object.keys(soundTypes) as [SoundType, ...SoundType[]]).meta({
      description: 'Told from its content',
    }),
  })
  .meta({ id: 'Upload', description: 'A recording, kept as it came' });

export const uploadOf = ({ sha256, bytes, type }: Omit<KeptUpload, 'fresh'>): z.infer<typeof Upload> => ({
  sha256,
  bytes,
  type,
});

/**
 * `reason` is a SoundRefusalCode, or the code of a task that failed for another cause; the detail is for people.
 * `field` is where the request named the file, `job` the address of the job that found out.
 */
export const notASound = (
  { refused, message }: { refused: string; message: string },
  { field, job }: { field?: string; job?: string } = {},
): ProblemError =>
  new ProblemError(refused === 'too-large' ? 'body-too-large' : 'not-a-sound', {
    detail: message,
    ...(field === undefined ? {} : { errors: [{ field, message }] }),
    more: { reason: refused, ...(job === undefined ? {} : { job }) },
  });

export const wrongHash = (field: string, named: string, found: string): ProblemError => {
  const message = `the file’s SHA-256 is ${found}, not ${named}: it changed on its way, or another one was sent`;
  return new ProblemError('invalid-parameter', { detail: message, errors: [{ field, message }] });
};

/** What routes that keep files may answer besides the upload. */
export const uploadProblems = {
  400: problemAnswer('The file is no sound (`reason` says why), or not the one that its hash names'),
  401: problemAnswer('Nobody is signed in, and there is no API token'),
  403: problemAnswer('The account may not do this, or the request comes from another site'),
  413: problemAnswer('The file is too large'),
  429: problemAnswer('Too many requests; Retry-After says when to come back'),
  503: problemAnswer('Too many large requests at once; Retry-After says when to come back'),
  507: problemAnswer('The storage is full; nothing of the file was kept'),
};
