// Clips: whole or one range of them, under names that carry their hash and so never change.
import { createRoute, z } from '@hono/zod-openapi';
import type { ClipStorage } from '../audio/clip-storage.ts';
import type { Answers, Sent } from './http/answers.ts';
import { CodeParameter, problemAnswer } from './http/declare.ts';
import type { Api } from './http/env.ts';
import { namesTag } from './http/negotiate.ts';
import { ProblemError, unknown } from './http/problem.ts';
import { rangeWanted } from './http/range.ts';

const clip = { 'audio/mpeg': { schema: z.string().meta({ type: 'string', format: 'binary' }) } };

export function playClip(api: Api, path: string, { clips, answers }: { clips: ClipStorage; answers: Answers }): void {
  const filename = z.string().meta({ example: 'sh-ship.0a1b2c3d.mp3' });
  const route = createRoute({
    method: 'get',
    path,
    summary: 'A clip, whole or one range of it',
    tags: ['audio'],
    request: { params: z.object({ code: CodeParameter, filename }) },
    responses: {
      200: { description: 'The clip; kept for a year, since the name carries its hash', content: clip },
      206: { description: 'The range that was asked for', content: clip },
      304: { description: 'The copy that If-None-Match names is good' },
      404: problemAnswer('No such clip'),
      416: problemAnswer('The range lies outside the clip, or several were asked for'),
    },
  });
  api.openapi(route, async (c) => {
    const { code, filename } = c.req.valid('param');
    const whole = await answers.representation(c, 'head', async () => {
      const bytes = await clips.read(code.toLowerCase(), filename);
      if (!bytes) throw unknown('unknown-clip', 'filename', filename);
      return {
        bytes,
        type: 'audio/mpeg',
        cacheControl: 'public, max-age=31536000, immutable',
        headers: { 'accept-ranges': 'bytes' },
      };
    });
    const { bytes, etag, headers } = whole.identity;
    const asked = { range: c.req.header('range'), ifRange: c.req.header('if-range') };
    const unchanged = namesTag(c.req.header('if-none-match') ?? null, etag);
    if (asked.range === undefined || unchanged || c.req.method !== 'GET') return answers.send(c, whole);
    const wanted = rangeWanted(asked, bytes.length, etag);
    if (wanted.type === 'whole') return answers.send(c, whole);
    if (wanted.type === 'refused') {
      throw new ProblemError('range-not-satisfiable', {
        detail: `one range within ${bytes.length} bytes can be served`,
        headers: { 'content-range': `bytes */${bytes.length}`, 'accept-ranges': 'bytes' },
      });
    }
    const { first, last } = wanted;
    return new Response(bytes.subarray(first, last + 1), {
      status: 206,
      headers: {
        ...headers,
        'content-range': `bytes ${first}-${last}/${bytes.length}`,
        'content-length': String(last + 1 - first),
      },
    }) as Sent;
  });
}
