import { Language, LanguageSummary } from '@phonochart/catalog/language.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodyOf, type ExampleServer, exampleServer } from '../example-server.ts';
import { exampleInventory } from '../store/example-inventory.ts';

let server: ExampleServer;
const codes = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'];
beforeAll(async () => {
  server = await exampleServer({ languages: codes.map((code) => exampleInventory(code, { name: code })) });
});
afterAll(() => server.close());

const get = (path: string) => server.app.request(path);

describe('GET /api/languages', () => {
  test('is a plain array of summaries, by name', async () => {
    const languages: unknown[] = await bodyOf(get('/api/languages'));
    expect(languages.map((language) => LanguageSummary.strict().parse(language).code)).toEqual([...codes].sort());
  });

  test('pages of any size, followed by Link, give every language once and in order', async () => {
    const seen: string[] = [];
    let next: string | undefined = '/api/languages?limit=2';
    while (next) {
      const answer: Response = await get(next);
      const page: { code: string }[] = await bodyOf(answer);
      expect(page.length).toBeLessThanOrEqual(2);
      seen.push(...page.map(({ code }) => code));
      next = /^<([^>]+)>; rel="next"$/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    expect(seen).toEqual([...codes].sort());
  });

  test('q searches, and stays in the link to the next page', async () => {
    expect(await bodyOf(get('/api/languages?q=BETA'))).toMatchObject([{ code: 'beta' }]);
    const answer = await get('/api/languages?q=old&limit=1');
    expect(answer.headers.get('link')).toContain('q=old&');
  });

  test.each([
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
    ['limit=many', 'limit'],
    ['cursor=made-up', 'cursor'],
    [`q=${'x'.repeat(201)}`, 'q'],
  ])('%s is a problem that names the field', async (query, field) => {
    const answer = await get(`/api/languages?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await bodyOf(answer)).toMatchObject({
      type: 'urn:phonochart:problem:invalid-parameter',
      status: 400,
      instance: '/api/languages',
      errors: [{ field }],
    });
  });
});

describe('GET /api/languages/{code}', () => {
  test('is the whole language, whatever the case of its code', async () => {
    const language = Language.strict().parse(await bodyOf(get('/api/languages/BETA')));
    expect(language).toMatchObject({ code: 'beta', sources: [{ used_for: 'inventory' }] });
  });

  test.each(['nowhere', 'no%20where', '%00', '__proto__'])('%s is unknown: 404 that names the code', async (code) => {
    const answer = await get(`/api/languages/${code}`);
    expect(answer.status).toBe(404);
    expect(await bodyOf(answer)).toMatchObject({
      type: 'urn:phonochart:problem:unknown-language',
      errors: [{ field: 'code' }],
    });
  });
});
