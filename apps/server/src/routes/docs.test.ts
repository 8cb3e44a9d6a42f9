import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyOf, type ExampleServer, exampleServer } from '../example-server.ts';

let server: ExampleServer;
beforeAll(async () => {
  server = await exampleServer();
});
afterAll(() => server.close());

test('the description is OpenAPI 3.1 and names every address of the API', async () => {
  const description = await bodyOf(server.app.request('/api/openapi.json'));
  expect(description.openapi).toBe('3.1.0');
  expect(Object.keys(description.paths).sort()).toEqual([
    '/api/account',
    '/api/account/tokens',
    '/api/account/tokens/{id}',
    '/api/accounts',
    '/api/accounts/{id}',
    '/api/accounts/{id}/link',
    '/api/audio/batch',
    '/api/audio/plays',
    '/api/audio/process',
    '/api/audio/sources',
    '/api/audio/sources/{id}',
    '/api/audio/sources/{id}/regenerate',
    '/api/audio/speech',
    '/api/audio/stats',
    '/api/audio/{code}/{filename}',
    '/api/auth/change-password',
    '/api/auth/session',
    '/api/auth/set-password',
    '/api/auth/sign-in',
    '/api/auth/sign-out',
    '/api/health',
    '/api/jobs',
    '/api/jobs/{id}',
    '/api/jobs/{id}/cancel',
    '/api/jobs/{id}/events',
    '/api/jobs/{id}/results',
    '/api/jobs/{id}/results/{position}/clip',
    '/api/jobs/{id}/retry',
    '/api/languages',
    '/api/languages/{code}',
    '/api/languages/{code}/phonemes',
    '/api/languages/{code}/phonemes/{id}',
    '/api/languages/{code}/phonemic',
    '/api/languages/{code}/phonetic',
    '/api/phonemes/{id}/audio',
    '/api/ready',
    '/api/setup',
    '/api/sync/checksums',
    '/api/sync/clashes',
    '/api/sync/documents/{id}',
    '/api/sync/manifest',
    '/api/sync/pull',
    '/api/sync/push',
    '/api/sync/shards/{hash}.json',
    '/api/sync/stream',
    '/api/uploads',
    '/api/uploads/tus',
    '/api/uploads/tus/{id}',
    '/api/uploads/{sha256}',
    '/health',
  ]);
});

test('every parameter in an address is described, and every reference leads somewhere', async () => {
  const description = await bodyOf(server.app.request('/api/openapi.json'));
  type Operation = { parameters?: { name: string; in: string; required?: boolean }[] };
  for (const [path, operations] of Object.entries<Record<string, Operation>>(description.paths)) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const [method, { parameters = [] }] of Object.entries(operations)) {
      const described = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect(described, `${method} ${path}`).toEqual(named);
      // As OpenAPI has it of whatever stands in a path.
      for (const each of parameters) if (each.in === 'path') expect(each.required, `${method} ${path}`).toBe(true);
    }
  }
  const references = [...JSON.stringify(description).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
  expect(references.length).toBeGreaterThan(5);
  for (const [, name] of references) expect(description.components.schemas).toHaveProperty(name!);
});

test('what wants an account says which keys do, and signing in wants none', async () => {
  const { paths, components } = await bodyOf(server.app.request('/api/openapi.json'));
  const names = paths['/api/accounts'].post.security.flatMap((key: object) => Object.keys(key));
  expect(names).toEqual(['token', 'session']);
  for (const name of names) expect(components.securitySchemes).toHaveProperty(name);
  expect(paths['/api/auth/sign-in'].post.security).toEqual([]);
  expect(paths['/api/languages'].get.security).toBeUndefined();
  expect(paths['/api/uploads/tus/{id}'].head.security).toHaveLength(2);
  // Open to all, and an editor may do more.
  expect(paths['/api/phonemes/{id}/audio'].get.security).toContainEqual({});
});

test('the readable page has no inline script or style, and its files are there', async () => {
  const page = await (await server.app.request('/api/docs')).text();
  expect(page).not.toMatch(/<script>|<style|style=|onload=/);
  for (const [, file] of page.matchAll(/(?:src|href)="([^"]+)"/g)) {
    expect((await server.app.request(file!)).status, file).toBe(200);
  }
});

test.each(['package.json', 'swagger-ui.js', '..%2fpackage.json'])('no other file of that package: %s', async (file) => {
  expect((await server.app.request(`/api/docs/${file}`)).status).toBe(404);
});
