// Those who write: from the one-time link to an admin and a token, out and in again, and a recording that replaces a synthetic clip.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { wavOf } from '../../server/src/audio/example-sounds.ts';
import { chartIsThere, focused, mirrorIsCurrent, sheet, sound } from './chart-page.ts';
import { waitForSound } from './ears.ts';
import { RealBrowser } from './real-browser.ts';
import { RealServer } from './real-server.ts';

describe('an editor', () => {
  let server: RealServer;
  let browser: RealBrowser;
  let page: Page;
  let token: string;
  const password = 'four words in a row';
  const title = (name: string) => page.getByRole('heading', { level: 1, name, exact: true });

  beforeAll(async () => {
    server = await RealServer.start();
    browser = await RealBrowser.open({ screen: 'desk' });
    page = await browser.page();
  });
  afterAll(async () => {
    await browser?.dispose();
    await server?.dispose();
  });
  afterEach(() => expect(browser.errors).toEqual([]));

  test('the one-time link makes the first admin, and its secret leaves the address at once', async () => {
    await page.goto(await server.setupLink);
    await page.getByRole('textbox', { name: 'Name' }).waitFor();
    expect(page.url()).toBe(`${server.url}/setup`);
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page.getByText('Fill this in.').waitFor();
    await expect.poll(() => focused(page)).toBe('name');
    await page.getByRole('textbox', { name: 'Name' }).fill('Mai');
    await page.getByRole('textbox', { name: 'Email address' }).fill('mai@example.org');
    await page.getByLabel('New password').fill(password);
    await page.getByRole('button', { name: 'Make the account' }).click();
    await title('Account').waitFor();
    expect(new URL(page.url()).pathname).toBe('/account');
    await expect.poll(() => focused(page)).toBe('Account');
  });

  test('a token is shown once, and signs what a script sends', async () => {
    await page.getByRole('textbox', { name: 'What it is for' }).fill('Recordings');
    await page.getByRole('button', { name: 'Create token' }).click();
    token = await page.getByRole('textbox', { name: 'Your new token' }).inputValue();
    expect(await who()).toMatchObject({ account: { email: 'mai@example.org', role: 'admin' } });
    await page.reload();
    await page.getByText('Never used').or(page.getByText('Last used')).waitFor();
    expect(await page.content()).not.toContain(token);
  });

  test('signing out ends it here, and address and password open it again', async () => {
    browser.expectErrors(/401 \(Unauthorized\) \(.*\/api\/(auth\/sign-in|account)\)/);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await title('Sign in').waitFor();
    expect(await page.evaluate(`fetch('/api/account').then(({ status }) => status)`)).toBe(401);
    await page.getByRole('textbox', { name: 'Email address' }).fill('mai@example.org');
    await page.getByLabel('Password').fill('something else');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('Address and password do not belong together.').waitFor();
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await title('Account').waitFor();
  });

  test('a native recording that is brought takes the synthetic clip’s place on the open page, with speaker and licence', async () => {
    await page.goto(`${server.url}/english-gb?sound=ʃ`);
    await chartIsThere(page);
    const voice = page.getByRole('region', { name: 'What you hear' });
    await voice.getByText('Synthetic voice', { exact: true }).waitFor();
    // 202 on a machine that takes more than a second for it.
    expect([200, 202]).toContain(await bring('english-gb:ʃ'));
    await voice.getByText('Native speaker', { exact: true }).waitFor();
    const told = voice.locator('.source-voice').first();
    await expect.poll(() => told.textContent()).toContain('Anna Example');
    await expect.poll(() => voice.textContent()).toContain('CC-BY-4.0');
    const source = voice.getByRole('link', { name: 'Source page' }).first();
    expect(await source.getAttribute('href')).toBe('https://example.org/anna');
    await sound(page, 'english-gb:ʃ').click();
    // The synthetic clip lasts 0.7 s.
    expect((await waitForSound(page)).soundingMs).toBeGreaterThan(1_200);

    await voice.getByRole('button', { name: /^Play: Synthetic voice/ }).click();
    expect((await waitForSound(page)).soundingMs).toBeLessThan(1_000);
  });

  test('without a connection the way in says what it needs, and the rest of the app is there', async () => {
    browser.expectErrors(/net::ERR_INTERNET_DISCONNECTED/);
    await page.goto(`${server.url}/settings`);
    await mirrorIsCurrent(page);
    await page.evaluate('navigator.serviceWorker.ready');
    await browser.context.setOffline(true);
    await page.goto(`${server.url}/sign-in`);
    await page.getByText('This needs a connection to the server.').waitFor();
    await page.getByRole('link', { name: 'Chart', exact: true }).click();
    await chartIsThere(page);
    expect(await sheet(page).count()).toBe(0);
  });

  const who = async () =>
    (await fetch(`${server.url}/api/account`, { headers: { authorization: `Bearer ${token}` } })).json();

  /** As a script does it: two seconds of a hiss that swells, with a token. */
  async function bring(voices: string) {
    const rate = 44_100;
    let seed = 1;
    const hiss = Float32Array.from({ length: 2 * rate }, (_, at) => {
      seed = (seed * 16_807) % 2_147_483_647;
      return (seed / 1_073_741_824 - 1) * 0.3 * Math.sin((Math.PI * at) / (2 * rate));
    });
    const form = new FormData();
    form.set('file', new Blob([wavOf(hiss, { rate })]), 'sh.wav');
    for (const [name, value] of Object.entries({
      processing_type: 'enhance',
      voices,
      source_type: 'native',
      speaker: 'Anna Example',
      licence: 'CC-BY-4.0',
      attribution: 'Anna Example, recorded at home',
      url: 'https://example.org/anna',
    }))
      form.set(name, value);
    const headers = { authorization: `Bearer ${token}` };
    const { status } = await fetch(`${server.url}/api/audio/process`, { method: 'POST', headers, body: form });
    return status;
  }
});
