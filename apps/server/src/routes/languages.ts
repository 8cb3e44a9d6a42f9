// Languages: the list to search and page through, and one language whole.
import { createRoute, z } from '@hono/zod-openapi';
import { Language, LanguageSummary } from '@phonochart/catalog/language.ts';
import type { CatalogueStore } from '../store/store.ts';
import { StoreError } from '../store/store-error.ts';
import { type Answers, json } from './http/answers.ts';
import { CodeParameter, jsonAnswers } from './http/declare.ts';
import type { Api } from './http/env.ts';
import { ProblemError, unknown } from './http/problem.ts';

type Deps = { store: CatalogueStore; answers: Answers };

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;

const LanguagesQuery = z.object({
  q: z.string().max(200).optional().meta({ description: 'Words that must all occur in names, aliases or codes' }),
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT),
  cursor: z.string().max(500).optional().meta({ description: 'From the Link header of the page before' }),
});

export function listLanguages(api: Api, path: string, { store, answers }: Deps): void {
  const route = createRoute({
    method: 'get',
    path,
    summary: 'Languages, by name',
    tags: ['languages'],
    request: { query: LanguagesQuery },
    responses: jsonAnswers(
      z.array(LanguageSummary),
      'A page of languages; the header `Link: <…>; rel="next"` leads to the next one',
    ),
  });
  api.openapi(route, async (c) => {
    const { q, limit, cursor } = c.req.valid('query');
    const build = async () => {
      const page = await store
        .listLanguages({ limit, ...(q ? { q } : {}), ...(cursor === undefined ? {} : { cursor }) })
        .catch((error: unknown) => {
          if (!(error instanceof StoreError && error.code === 'invalid')) throw error;
          const message = 'it is not a cursor of this list; begin without one';
          throw new ProblemError('invalid-parameter', {
            detail: `cursor: ${message}`,
            errors: [{ field: 'cursor', message }],
          });
        });
      const next = page.next && new URLSearchParams({ ...(q ? { q } : {}), limit: String(limit), cursor: page.next });
      return json(
        page.languages.map(({ value }) => value),
        next ? { link: `<${path}?${next}>; rel="next"` } : undefined,
      );
    };
    // Searches are countless and cheap: kept answers would only push others out.
    return q ? answers.once(c, await build()) : answers.kept(c, 'head', build);
  });
}

export function showLanguage(api: Api, path: string, { store, answers }: Deps): void {
  const route = createRoute({
    method: 'get',
    path,
    summary: 'One language, with sources, prosody and spellings',
    tags: ['languages'],
    request: { params: z.object({ code: CodeParameter }) },
    responses: jsonAnswers(Language, 'The language'),
  });
  api.openapi(route, (c) => {
    const { code } = c.req.valid('param');
    return answers.kept(c, 'head', async () => {
      const language = await store.getLanguage(code);
      if (!language) throw unknown('unknown-language', 'code', code);
      return json(language.value);
    });
  });
}
