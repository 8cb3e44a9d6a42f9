// Accounts over a real socket and a real database: from the first admin to a revoked token.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Accounts } from '../accounts/accounts.ts';
import { ExampleBrowser } from '../accounts/example-browser.ts';
import { bodyOf, type ExampleServer, exampleServer } from '../example-server.ts';
import { type Listening, listen } from '../listen.ts';

let server: ExampleServer;
let listening: Listening;
let origin: string;
beforeAll(async () => {
  server = await exampleServer({ environment: { RATE_LIMITS: 'signIn=4/900' } });
  listening = await listen(server.app, { port: 0, host: '127.0.0.1' });
  origin = `http://127.0.0.1:${listening.port}`;
});
afterAll(async () => {
  await listening.close(0);
  await server.close();
});

const browser = () => new ExampleBrowser(origin);
const problem = (name: string) => expect.objectContaining({ type: `urn:phonochart:problem:${name}` });
const ada = { email: 'Ada@example.org', name: 'Ada', password: 'a long enough password' };
const bearer = (secret: string) => fetch(`${origin}/api/account`, { headers: { authorization: `Bearer ${secret}` } });

/** One life of one school, in order: each password costs a slow hash, so steps share them. */
const admin = () => admins;
let admins: ExampleBrowser;
let editors: ExampleBrowser;
let editor: { id: string };

test('the first admin is made by the link, once; whoever has no link, or a false one, makes none', async () => {
  admins = browser();
  expect(await admins.json('GET', '/api/setup')).toEqual([200, { open: false }]);
  expect(await admins.json('POST', '/api/setup', { ...ada, token: 'x' })).toEqual([410, problem('link-gone')]);
  // As main makes it; its secret is in no answer.
  const maker = new Accounts({ store: server.store.accounts, secret: 'x'.repeat(32), publicUrl: undefined });
  const { secret: token } = await maker.newSetupLink();
  expect(await admins.json('GET', '/api/setup')).toEqual([200, { open: true }]);
  expect(await admins.json('POST', '/api/setup', { ...ada, password: 'too short', token })).toEqual([
    400,
    expect.objectContaining({ errors: [expect.objectContaining({ field: 'password' })] }),
  ]);
  const account = { id: expect.any(String), email: 'ada@example.org', name: 'Ada', role: 'admin', disabled: false };
  expect(await admins.json('POST', '/api/setup', { ...ada, token })).toEqual([
    201,
    { account: { ...account, created_at: expect.any(String) } },
  ]);
  expect(await admins.json('GET', '/api/auth/session')).toEqual([200, { account: expect.objectContaining(account) }]);
  expect(await browser().json('GET', '/api/setup')).toEqual([200, { open: false }]);
  expect(await browser().json('POST', '/api/setup', { ...ada, token })).toEqual([410, problem('link-gone')]);
});

test('the cookie can be read by no script, goes to no other site, and under HTTPS over nothing else', async () => {
  expect(admin().received.join('\n')).toMatch(
    /^phonochart\.session_token=\S+; Max-Age=\d+; Path=\/api; HttpOnly; SameSite=Strict$/m,
  );
  const secure = await exampleServer({ environment: { PUBLIC_URL: 'https://charts.example' } });
  const { accounts } = secure.store;
  const entry = new Accounts({ store: accounts, secret: 's'.repeat(32), publicUrl: 'https://charts.example' });
  const { secret: token } = await entry.newSetupLink();
  const [cookie] = (await entry.setUp({ ...ada, token }))!.cookies;
  expect(cookie).toMatch(/^__Secure-phonochart\.session_token=.*; Secure/);
  const { components } = await bodyOf(secure.app.request('/api/openapi.json'));
  expect(cookie).toContain(`${components.securitySchemes.session.name}=`);
  await secure.close();
});

test('an admin makes an editor, who sets a password by the link, once, and may not make accounts', async () => {
  const [status, made] = await admin().json('POST', '/api/accounts', {
    email: 'bo@example.org',
    name: 'Bo',
    role: 'editor',
  });
  expect([status, made.link.url]).toEqual([201, expect.stringContaining(`${origin}/set-password#`)]);
  editor = made.account;
  expect(await admin().json('POST', '/api/accounts', { email: 'BO@example.org', name: 'B', role: 'admin' })).toEqual([
    409,
    problem('conflict'),
  ]);
  const [, again] = await admin().json('POST', `/api/accounts/${editor.id}/link`);
  const tokenOf = (link: { url: string }) => new URL(link.url).hash.slice(1);
  const password = 'the editor’s own password';
  editors = new ExampleBrowser(origin);
  const set = (link: { url: string }) =>
    editors.json('POST', '/api/auth/set-password', { token: tokenOf(link), password });
  expect(await set(made.link)).toEqual([410, problem('link-gone')]);
  expect(await set(again.link)).toEqual([200, { account: expect.objectContaining({ role: 'editor' }) }]);
  expect(await set(again.link)).toEqual([410, problem('link-gone')]);
  expect(await editors.json('GET', '/api/accounts')).toEqual([403, problem('not-allowed')]);
  expect(await editors.json('POST', '/api/accounts', { email: 'c@d.example', name: 'C', role: 'admin' })).toEqual([
    403,
    problem('not-allowed'),
  ]);
});

test('a script writes with a token that is told once, can make no more of them, and ends when it is revoked', async () => {
  const [status, { token, secret }] = await editors.json('POST', '/api/account/tokens', { name: 'Uploads' });
  expect([status, secret, token]).toEqual([
    201,
    expect.stringMatching(/^pc_[\w-]{43}$/),
    expect.objectContaining({ name: 'Uploads', prefix: secret.slice(0, 9), last_used_on: null, expires_at: null }),
  ]);
  expect(await (await bearer(secret)).json()).toMatchObject({ account: { id: editor.id } });
  const [, list] = await editors.json('GET', '/api/account/tokens');
  expect(list.tokens).toEqual([{ ...token, last_used_on: new Date().toISOString().slice(0, 10) }]);
  expect(JSON.stringify(list)).not.toContain(secret);

  const more = await fetch(`${origin}/api/account/tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: '{"name":"more"}',
  });
  expect([more.status, await more.json()]).toEqual([403, problem('not-allowed')]);

  // The cookie that comes along does not speak for a token that is none.
  const beside = await editors.ask('GET', '/api/account', undefined, { authorization: 'Bearer pc_wrong' });
  expect(beside.status).toBe(401);

  expect(await admin().json('DELETE', `/api/account/tokens/${token.id}`)).toEqual([404, problem('unknown-token')]);
  expect(await editors.json('DELETE', `/api/account/tokens/${token.id}`)).toEqual([204, undefined]);
  expect((await bearer(secret)).status).toBe(401);
});

test('signing in makes a new session and ends the old one; signing out ends it for whoever kept the cookie', async () => {
  const before = new Map(editors.cookies);
  const [status] = await editors.json('POST', '/api/auth/sign-in', {
    email: 'bo@example.org',
    password: 'the editor’s own password',
  });
  expect(status).toBe(200);
  expect(new Map(editors.cookies)).not.toEqual(before);
  const thief = browser();
  for (const [name, value] of before) thief.cookies.set(name, value);
  expect(await thief.json('GET', '/api/auth/session')).toEqual([200, { account: null }]);
  for (const [name, value] of editors.cookies) thief.cookies.set(name, value);
  expect((await thief.json('GET', '/api/account'))[0]).toBe(200);
  expect(await editors.json('POST', '/api/auth/sign-out')).toEqual([204, undefined]);
  expect(editors.cookies.size).toBe(0);
  expect((await thief.json('GET', '/api/account'))[0]).toBe(401);
});

test('a changed password ends the other sessions; a wrong present one changes nothing', async () => {
  const elsewhere = browser();
  for (const [name, value] of admin().cookies) elsewhere.cookies.set(name, value);
  const change = (current_password: string, new_password: string) =>
    admin().json('POST', '/api/auth/change-password', { current_password, new_password });
  expect(await change('not the password', 'another long password')).toEqual([
    400,
    expect.objectContaining({ errors: [{ field: 'current_password', message: expect.any(String) }] }),
  ]);
  expect((await elsewhere.json('GET', '/api/account'))[0]).toBe(200);
  expect((await change(ada.password, 'another long password'))[0]).toBe(200);
  expect((await elsewhere.json('GET', '/api/account'))[0]).toBe(401);
  expect((await admin().json('GET', '/api/account'))[0]).toBe(200);
});

test('whoever is disabled is out at once: session, token and password; the last admin cannot be', async () => {
  const password = 'the editor’s own password';
  await editors.json('POST', '/api/auth/sign-in', { email: 'bo@example.org', password });
  const [, { secret }] = await editors.json('POST', '/api/account/tokens', { name: 'Uploads', expires_in_days: 30 });
  expect((await bearer(secret)).status).toBe(200);
  expect(await admin().json('PATCH', `/api/accounts/${editor.id}`, { disabled: true })).toEqual([
    200,
    { account: expect.objectContaining({ disabled: true }) },
  ]);
  expect((await editors.json('GET', '/api/account'))[0]).toBe(401);
  expect((await bearer(secret)).status).toBe(401);
  expect(await editors.json('POST', '/api/auth/sign-in', { email: 'bo@example.org', password })).toEqual([
    401,
    problem('wrong-credentials'),
  ]);
  const [, { account }] = await admin().json('GET', '/api/account');
  for (const patch of [{ disabled: true }, { role: 'editor' }]) {
    expect(await admin().json('PATCH', `/api/accounts/${account.id}`, patch)).toEqual([409, problem('conflict')]);
  }
  expect(await admin().json('DELETE', `/api/accounts/${account.id}`)).toEqual([409, problem('conflict')]);
  expect(await admin().json('DELETE', `/api/accounts/${editor.id}`)).toEqual([204, undefined]);
  expect(await admin().json('DELETE', `/api/accounts/${editor.id}`)).toEqual([404, problem('unknown-account')]);
});

test('wrong passwords are stopped an account, whatever address they claim and however the name is written', async () => {
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 5; attempt++) {
    const email = attempt % 2 ? 'nobody@example.org' : 'Nobody@Example.org';
    const answer = await browser().ask(
      'POST',
      '/api/auth/sign-in',
      { email, password: 'a guess' },
      {
        'x-forwarded-for': `203.0.113.${attempt}`,
      },
    );
    statuses.push(answer.status);
    if (answer.status === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(800);
  }
  expect(statuses).toEqual([401, 401, 401, 401, 429]);
  // Another account is not locked out by it.
  const right = { email: ada.email, password: 'another long password' };
  expect((await browser().json('POST', '/api/auth/sign-in', right))[0]).toBe(200);
});

test('what the library could do besides is not there: nobody signs up', async () => {
  for (const path of ['sign-up/email', 'sign-in/email', 'get-session', 'request-password-reset', 'update-user']) {
    expect(await admin().json('POST', `/api/auth/${path}`, ada)).toEqual([404, problem('not-found')]);
  }
});

test('no password, link, token or cookie is in the log', () => {
  const said = JSON.stringify(server.logged);
  expect(said).toContain('/api/auth/sign-in');
  for (const secret of [ada.password, 'another long password', 'the editor', 'pc_', ...admin().cookies.values()]) {
    expect(said).not.toContain(secret);
  }
});
