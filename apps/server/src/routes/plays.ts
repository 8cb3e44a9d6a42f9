// Plays as devices count them: sums, sent now and then in batches, with nothing in them about the person.
import { createRoute, z } from '@hono/zod-openapi';
import { Instant, RecordId } from '@phonochart/catalog/text.ts';
import { type ClipStore, heardKinds } from '../store/clip-store.ts';
import { problemAnswer } from './http/declare.ts';
import type { Api } from './http/env.ts';
import type { Limits } from './http/limits.ts';

/** One sum counts for so many plays at most: a device that was offline for months loses a few, and a liar gains little. */
const MOST_AT_ONCE = 1000;

const PlaySum = z.strictObject({
  voices: RecordId.meta({ description: 'Id of the sound or word that was asked for', example: 'english-gb:ʃ' }),
  language: z.string().min(1).max(64).meta({ description: 'Code of its language' }),
  heard: z.enum(heardKinds).meta({
    description:
      '`clip`: one that was there. `generated`: speech made for it. `device`: the device’s own voice. `none`: nothing',
  }),
  clip: RecordId.optional().meta({ description: 'Id of the clip that was heard' }),
  count: z
    .int()
    .min(1)
    .meta({ description: `More than ${MOST_AT_ONCE} count for ${MOST_AT_ONCE}` }),
  last_at: Instant.meta({ description: 'When the last was; kept to the day' }),
});

const Batch = z
  .strictObject({
    batch: z.uuid().meta({ description: 'Made up once by the device: the same batch, sent again, counts once' }),
    plays: z.array(PlaySum).min(1).max(500),
  })
  .meta({ id: 'PlayBatch' });

const Counted = z
  .object({
    status: z.enum(['counted', 'known']).meta({ description: '`known`: it had been counted before' }),
  })
  .meta({ id: 'PlaysCounted' });

export function countPlays(api: Api, path: string, { store, limits }: { store: ClipStore; limits: Limits }): void {
  const route = createRoute({
    method: 'post',
    path,
    summary: 'Count plays; open to all, and nothing about the sender is kept',
    description: 'Sums of unknown languages and clips are left out. A batch is known for 30 days.',
    tags: ['audio sources'],
    middleware: [limits.plays] as const,
    request: { body: { required: true, content: { 'application/json': { schema: Batch } } } },
    responses: {
      200: { description: 'It is counted', content: { 'application/json': { schema: Counted } } },
      400: problemAnswer('Something in the batch is not valid; `errors` names it'),
      413: problemAnswer('The batch is too large'),
      429: problemAnswer('Too many batches; Retry-After says when to come back'),
    },
  });
  api.openapi(route, async (c) => {
    const { batch, plays } = c.req.valid('json');
    const counted = plays.map(({ voices: _asked, count, ...sum }) => ({
      ...sum,
      count: Math.min(count, MOST_AT_ONCE),
    }));
    const status = await store.countPlays({ id: batch, plays: counted });
    return c.json({ status }, 200, { 'cache-control': 'no-store' });
  });
}
