// Walks the whole URL map, so that a route that writes cannot be added without its guard.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodyOf, type ExampleServer, exampleServer } from './example-server.ts';
import type { WhoIs } from './routes/http/person.ts';

/** What strangers may do, each for its reason; everything else that writes needs an account. */
const openToAll: Record<string, string> = {
  'POST /api/auth/sign-in': 'there is no session yet',
  'POST /api/auth/sign-out': 'it ends what is there, and does nothing else',
  'POST /api/auth/set-password': 'the link is the key',
  'POST /api/setup': 'the link is the key',
  'POST /api/audio/plays': 'plays are counted without a word of who listened',
};

const writing = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** A session in the cookie `session=ROLE`, a token in the header: the guard must treat the two apart. */
const whoIs: WhoIs = async (headers) => {
  const token = /^Bearer (editor|admin)$/.exec(headers.get('authorization') ?? '')?.[1];
  const session = /^session=(editor|admin)$/.exec(headers.get('cookie') ?? '')?.[1];
  const role = token ?? session;
  if (role !== 'editor' && role !== 'admin') return undefined;
  return { id: role, name: role, role, by: token ? 'token' : 'session' };
};

let server: ExampleServer;
beforeAll(async () => {
  server = await exampleServer({ whoIs });
});
afterAll(() => server.close());

/** Every method and path that may write, middleware for whole branches left out: they answer nothing themselves. */
function mutatingRoutes(): { method: string; path: string; name: string }[] {
  const branches = new Set(['*', '/*', '/api/*']);
  const found = new Map<string, { method: string; path: string; name: string }>();
  for (const { method, path } of server.app.routes) {
    if (branches.has(path)) continue;
    for (const each of method === 'ALL' ? writing : [method]) {
      if (!writing.includes(each)) continue;
      const name = `${each} ${path}`;
      found.set(name, { method: each, path: path.replace(/:\w+(\{[^}]*\})?/g, 'x').replaceAll('*', 'x'), name });
    }
  }
  return [...found.values()];
}

const guardedRoutes = () => mutatingRoutes().filter(({ name }) => !(name in openToAll));

async function typesOf(...asks: { path: string; init: RequestInit }[]): Promise<string[]> {
  const types: string[] = [];
  for (const { path, init } of asks) {
    const answer = await server.app.request(path, init);
    const type = answer.headers.get('content-type')?.includes('problem') ? (await bodyOf(answer)).type : 'none';
    types.push(`${answer.status} ${String(type).replace('urn:phonochart:problem:', '')}`);
  }
  return types;
}

const json = { 'content-type': 'application/json' };

describe('every route that writes', () => {
  test('is seen by the walk', () => {
    const names = mutatingRoutes().map(({ name }) => name);
    expect(names).toContain('PATCH /api/accounts/:id');
    // An exception for a route that is not there would be a door for one to come.
    expect(Object.keys(openToAll).filter((name) => !names.includes(name))).toEqual([]);
  });

  test('needs an account, an API token that exists not being one', async () => {
    for (const { method, path, name } of guardedRoutes()) {
      const headers = { ...json, origin: 'http://localhost' };
      const found = await typesOf(
        { path, init: { method, headers, body: '{}' } },
        { path, init: { method, headers: { ...headers, authorization: 'Bearer pc_nobody' }, body: '{}' } },
      );
      expect(found, name).toEqual(['401 not-signed-in', '401 not-signed-in']);
    }
  });

  test('takes no session from the page of another site, nor one whose page is unknown', async () => {
    for (const { method, path, name } of guardedRoutes()) {
      const headers = { ...json, cookie: 'session=admin' };
      const foreign = ['https://elsewhere.example', 'http://localhost.elsewhere.example', 'https://localhost', 'null'];
      const found = await typesOf(
        { path, init: { method, headers, body: '{}' } },
        ...foreign.map((origin) => ({ path, init: { method, headers: { ...headers, origin }, body: '{}' } })),
      );
      expect(new Set(found), name).toEqual(new Set(['403 foreign-origin']));
    }
  });

  test('that is open refuses the pages of others all the same, where it is about sessions', async () => {
    const aboutSessions = mutatingRoutes().filter(({ name }) => /\/api\/(auth|setup)/.test(name) && name in openToAll);
    expect(aboutSessions).toHaveLength(4);
    for (const { method, path, name } of aboutSessions) {
      const found = await typesOf(
        { path, init: { method, headers: { ...json, origin: 'https://elsewhere.example' }, body: '{}' } },
        { path, init: { method, headers: { ...json, cookie: 'phonochart.session_token=x' }, body: '{}' } },
      );
      expect(found, name).toEqual(['403 foreign-origin', '403 foreign-origin']);
    }
  });
});

type Description = { paths: Record<string, Record<string, { requestBody?: { content: Record<string, unknown> } }>> };

test('every route that takes JSON refuses text and forms, and a body that does not say what it is', async () => {
  const { paths } = await bodyOf<Description>(server.app.request('/api/openapi.json'));
  const taking = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .map(([method, { requestBody }]) => ({ path, method: method.toUpperCase(), takes: requestBody?.content ?? {} }))
      .filter(({ takes }) => 'application/json' in takes),
  );
  expect(taking.length).toBeGreaterThan(5);
  for (const { path, method, takes } of taking) {
    const ofForms = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'];
    for (const type of [...ofForms.filter((type) => !(type.split(';')[0]! in takes)), undefined]) {
      const answer = await server.app.request(path.replace(/\{\w+\}/g, 'x'), {
        method,
        // By session, as an account's own pages come; by token the answer may be that a token will not do.
        headers: { ...(type ? { 'content-type': type } : {}), cookie: 'session=admin', origin: 'http://localhost' },
        body: new TextEncoder().encode('{}'),
      });
      const problem = await bodyOf(answer);
      expect([answer.status, problem.type], `${method} ${path} ${type}`).toEqual([
        415,
        'urn:phonochart:problem:unsupported-type',
      ]);
    }
  }
});
