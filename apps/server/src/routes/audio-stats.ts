// The report on audio: clips, bytes, plays, hits and ages; and the clearing of kept speech.
import { createRoute, z } from '@hono/zod-openapi';
import { SourceType } from '@phonochart/catalog/audio.ts';
import { LRUCache } from 'lru-cache';
import type { AudioReport, ClipSums } from '../store/clip-store.ts';
import type { CatalogueStore } from '../store/store.ts';
import { type Answers, json } from './http/answers.ts';
import { jsonAnswers, problemAnswer } from './http/declare.ts';
import type { Api } from './http/env.ts';
import type { Guard } from './http/guard.ts';
import type { Limits } from './http/limits.ts';
import { ProblemError, unknown } from './http/problem.ts';
import { canonicalId } from './phonemes.ts';
import { forEditors, SourceAnswer, sourceAnswer } from './source-answer.ts';

type Deps = { store: CatalogueStore; answers: Answers };

const count = z.int().min(0);
const Sums = z.object({
  clips: count,
  bytes: count,
  plays: count.meta({ description: 'Of clips, those deleted since too, and of speech made at once' }),
  hit_rate: z.number().min(0).max(1).nullable().meta({
    description:
      'Share of all plays that found a clip which was there: of a source type, of that type. null where nothing was played',
  }),
  age_days: z
    .object({ median: count, oldest: count })
    .nullable()
    .meta({ description: 'Since the bytes were made; null without clips' }),
});
const Heard = z.object({
  native: count,
  human: count,
  tts: count,
  generated: count.meta({ description: 'Speech made at once' }),
  device: count.meta({ description: 'The device’s own voice, with a word' }),
  none: count,
});

export const AudioStatsAnswer = z
  .object({
    total: Sums.extend({ heard: Heard }),
    by_source_type: z.array(Sums.extend({ source_type: SourceType })),
    by_language: z.array(Sums.extend({ language: z.string(), heard: Heard })),
    unused: z.object({
      clips: count,
      bytes: count,
      first: z.array(SourceAnswer).meta({ description: 'The oldest that nobody has played' }),
    }),
    most_played: z.array(SourceAnswer),
  })
  .meta({ id: 'AudioReport' });

/** ms that a report is good for: it goes through everything there is, and anybody may ask. */
const GOOD_FOR_MS = 3000;
/** Clips in each list of a report: always so many are found, and as many shown as are asked for. */
const MOST_NAMED = 100;

export function showAudioStats(api: Api, path: string, { store, answers }: Deps): void {
  const reports = new LRUCache<string, AudioReport>({ max: 50, ttl: GOOD_FOR_MS });
  const route = createRoute({
    method: 'get',
    path,
    summary: 'Clips, bytes, plays, hits and ages, by source type and language',
    tags: ['audio sources'],
    request: {
      query: z.object({
        language: z.string().max(64).optional().meta({ description: 'Code of a language' }),
        type: SourceType.optional(),
        limit: z.coerce.number().int().min(0).max(MOST_NAMED).default(20).meta({
          description: 'How many unused and most played sources to name',
        }),
      }),
    },
    responses: jsonAnswers(AudioStatsAnswer, 'The report; a few seconds old at most'),
  });
  api.openapi(route, async (c) => {
    const { language, type, limit } = c.req.valid('query');
    const code = language?.toLowerCase();
    if (code !== undefined && !(await store.getLanguage(code))) throw unknown('unknown-language', 'language', code);
    const key = JSON.stringify([code, type]);
    const report =
      reports.get(key) ??
      (await store.audioStats({
        limit: MOST_NAMED,
        ...(code === undefined ? {} : { language: code }),
        ...(type === undefined ? {} : { source_type: type }),
      }));
    reports.set(key, report, { noUpdateTTL: true });
    return answers.once(c, json(reportAnswer(report, limit, Date.now())));
  });
}

function reportAnswer(report: AudioReport, limit: number, now: number): z.infer<typeof AudioStatsAnswer> {
  const { total, by_source_type, by_language, unused, most_played } = report;
  const days = (at: string) => Math.max(0, Math.floor((now - Date.parse(at)) / 86_400_000));
  const sums = ({ clips, bytes, plays, hit_rate, oldest_at, median_at }: ClipSums) => ({
    clips,
    bytes,
    plays,
    hit_rate: hit_rate ?? null,
    age_days: oldest_at && median_at ? { median: days(median_at), oldest: days(oldest_at) } : null,
  });
  return {
    total: { ...sums(total), heard: total.heard },
    by_source_type: by_source_type.map((each) => ({ source_type: each.source_type, ...sums(each) })),
    by_language: by_language.map((each) => ({ language: each.language, ...sums(each), heard: each.heard })),
    unused: { ...unused, first: unused.first.slice(0, limit).map(sourceAnswer) },
    most_played: most_played.slice(0, limit).map(sourceAnswer),
  };
}

const Cleared = z.object({ removed: count }).meta({ id: 'SpeechCleared' });

export function clearSpeech(
  api: Api,
  path: string,
  { store, guard, limits }: Pick<Deps, 'store'> & { guard: Guard; limits: Limits },
): void {
  const route = createRoute({
    method: 'delete',
    path,
    summary:
      'Delete kept speech of one sound, of one language, or, as an admin, all of it; it is made again when asked for',
    tags: ['audio sources'],
    middleware: [guard.editor, limits.writes] as const,
    request: {
      query: z
        .object({
          voices: z.string().max(200).optional().meta({ description: 'Id of a phoneme, realisation or word' }),
          language: z.string().max(64).optional().meta({ description: 'Code of a language' }),
          all: z.literal('true').optional(),
        })
        .refine(
          (scope) => Object.values(scope).filter((value) => value !== undefined).length === 1,
          'one of voices, language and all=true',
        ),
    },
    responses: {
      200: { description: 'How many clips went', content: { 'application/json': { schema: Cleared } } },
      400: problemAnswer('It does not say which'),
      404: problemAnswer('No such language'),
      ...forEditors,
    },
  });
  api.openapi(route, async (c) => {
    const { voices, language } = c.req.valid('query');
    if (language !== undefined && !(await store.getLanguage(language)))
      throw unknown('unknown-language', 'language', language);
    if (voices === undefined && language === undefined && c.get('person')?.role !== 'admin')
      throw new ProblemError('not-allowed', { detail: 'only an admin may clear the speech of every language' });
    const scope =
      voices !== undefined ? { voices: canonicalId(voices) } : language !== undefined ? { language } : 'all';
    return c.json(await store.clearSpeech(scope), 200, { 'cache-control': 'no-store' });
  });
}
