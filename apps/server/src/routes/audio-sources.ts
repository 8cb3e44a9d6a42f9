// Audio sources: the list to search, one of them whole, and what editors may change of it.
import { createRoute, z } from '@hono/zod-openapi';
import { Frame, SourceType } from '@phonochart/catalog/audio.ts';
import { Instant, LanguageTag, PlainText } from '@phonochart/catalog/text.ts';
import type { ClipEdit, ClipStore } from '../store/clip-store.ts';
import { type Answers, json } from './http/answers.ts';
import { jsonAnswers, problemAnswer } from './http/declare.ts';
import type { Api } from './http/env.ts';
import type { Guard } from './http/guard.ts';
import type { Limits } from './http/limits.ts';
import type { Person } from './http/person.ts';
import { unknown } from './http/problem.ts';
import { canonicalId } from './phonemes.ts';
import { forEditors, refusedFor, SourceAnswer, sourceAnswer, WholeSource, wholeSource } from './source-answer.ts';

type Reading = { store: ClipStore; answers: Answers };
type Writing = { store: ClipStore; guard: Guard; limits: Limits };

const tags = ['audio sources'];
export const SourceParameter = z.object({
  id: z.string().meta({ description: 'Id of the source', example: 'english-gb:audio:ʃ' }),
});

const date = (description: string) => z.union([Instant, z.iso.date()]).optional().meta({ description });
const SourcesQuery = z.object({
  language: z.string().max(64).optional().meta({ description: 'Code of a language' }),
  type: SourceType.optional(),
  voice: z.string().max(200).optional().meta({ description: 'voice_id', example: 'espeak-ng:en-gb-x-rp' }),
  speaker: z.string().max(200).optional(),
  since: date('Made on this day, at this instant, or later'),
  until: date('Made before this day or instant'),
  voices: z.string().max(200).optional().meta({ description: 'Id of the phoneme, realisation or word' }),
  q: z.string().max(200).optional().meta({
    description: 'Words that must all occur in speaker, attribution, licence, voice, ids or the file’s name',
  }),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(700).optional().meta({ description: 'From the Link header of the page before' }),
});
type SourcesQuery = z.infer<typeof SourcesQuery>;

export function listSources(api: Api, path: string, { store, answers, limits }: Reading & { limits: Limits }): void {
  const route = createRoute({
    method: 'get',
    path,
    summary: 'Audio sources, the newest first',
    tags,
    request: { query: SourcesQuery },
    responses: {
      ...jsonAnswers(
        z.array(SourceAnswer),
        'A page of sources; the header `Link: <…>; rel="next"` leads to the next one',
      ),
      429: problemAnswer('Too many searches by words; Retry-After says when to come back'),
    },
  });
  api.openapi(route, async (c) => {
    const query = c.req.valid('query');
    if (query.q?.trim()) await limits.take(c, 'searches');
    const page = await store.listClips(clipQuery(query)).catch(refusedFor(''));
    const next = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...query, cursor: page.next }))
      if (value !== undefined) next.set(name, String(value));
    const link: Record<string, string> = page.next ? { link: `<${path}?${next}>; rel="next"` } : {};
    // Kept speech and plays change without the catalogue's head: what is kept for it would be old.
    return answers.once(c, json(page.clips.map(sourceAnswer), link));
  });
}

const clipQuery = ({ type, voice, voices, ...rest }: SourcesQuery): Parameters<ClipStore['listClips']>[0] => ({
  ...(Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as { limit: number }),
  ...(type === undefined ? {} : { source_type: type }),
  ...(voice === undefined ? {} : { voice_id: voice }),
  ...(voices === undefined ? {} : { voices: canonicalId(voices) }),
});

export function showSource(api: Api, path: string, { store, answers }: Reading): void {
  const route = createRoute({
    method: 'get',
    path,
    summary: 'One audio source, with its waveform and how often it was played',
    tags,
    request: { params: SourceParameter },
    responses: jsonAnswers(WholeSource, 'The source'),
  });
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    const stored = await store.getClip(canonicalId(id));
    if (!stored) throw unknown('unknown-clip', 'id', id);
    return answers.once(c, json(wholeSource(stored)));
  });
}

export const SourcePatch = z
  .strictObject({
    preferred: z.boolean().meta({ description: 'true takes it from the other sources of the same sound' }),
    speaker: PlainText.max(200).nullable(),
    licence: PlainText.max(100),
    attribution: PlainText.max(1000),
    source_type: z.enum(['native', 'human']).meta({ description: 'Of recordings; speech stays speech' }),
    frame: Frame,
    language: LanguageTag.meta({ description: 'What is spoken' }),
    expire: z.literal(true).meta({ description: 'Speech only: the server makes it again when it is next asked for' }),
  })
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'it names no field')
  .meta({ id: 'SourcePatch' });

export function changeSource(api: Api, path: string, { store, guard, limits }: Writing): void {
  const route = createRoute({
    method: 'patch',
    path,
    summary: 'Change what is said of a source; every device hears of it, and content loaded later leaves it alone',
    tags,
    middleware: [guard.editor, limits.writes] as const,
    request: {
      params: SourceParameter,
      body: { required: true, content: { 'application/json': { schema: SourcePatch } } },
    },
    responses: {
      200: { description: 'As it is now', content: { 'application/json': { schema: WholeSource } } },
      400: problemAnswer('A field is not valid, or makes no sense of this source; `errors` names it'),
      404: problemAnswer('No such source'),
      ...forEditors,
    },
  });
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    const { expire, ...patch } = c.req.valid('json');
    const cached_until = expire ? { cached_until: new Date().toISOString() } : {};
    const edit = { id: canonicalId(id), author: authorOf(c.get('person')), patch: { ...patch, ...cached_until } };
    await store.editClip(edit as ClipEdit).catch(refusedFor(id));
    const stored = await store.getClip(edit.id);
    if (!stored) throw unknown('unknown-clip', 'id', id);
    return c.json(wholeSource(stored), 200, { 'cache-control': 'no-store' });
  });
}

export function removeSource(api: Api, path: string, { store, guard, limits }: Writing): void {
  const route = createRoute({
    method: 'delete',
    path,
    summary: 'Delete a source; every device hears of it, and content loaded later does not bring it back',
    tags,
    middleware: [guard.editor, limits.writes] as const,
    request: { params: SourceParameter },
    responses: { 204: { description: 'It is gone' }, 404: problemAnswer('No such source'), ...forEditors },
  });
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    await store.deleteClip({ id: canonicalId(id), author: authorOf(c.get('person')) }).catch(refusedFor(id));
    return c.body(null, 204);
  });
}

/** A name may change or be somebody else's too. */
export const authorOf = (person: Person | undefined): string => (person ? `${person.name} (${person.id})` : '');
