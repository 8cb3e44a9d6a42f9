// Editors away from the server: an edit that outlives its browser, and two who changed the same, each of whom decides.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chartIsThere, mirrorIsCurrent, sound } from './chart-page.ts';
import { RealBrowser } from './real-browser.ts';
import { RealServer } from './real-server.ts';

describe('an editor away from the server', () => {
  let server: RealServer;
  let browser: RealBrowser;
  let page: Page;
  const p = 'english-gb:p';
  const password = 'four words in a row';

  beforeAll(async () => {
    server = await RealServer.start({ chartOnly: ['english-gb'] });
    browser = await RealBrowser.open({ screen: 'desk', still: true });
    page = await browser.page();
  });
  afterAll(async () => {
    await browser?.dispose();
    await server?.dispose();
  });
  afterEach(() => expect(browser.errors).toEqual([]));

  const atServer = async (field: 'name' | 'status'): Promise<unknown> => {
    const inventory = (await server.edit((store) => store.getInventory('english-gb')))?.value;
    return inventory?.phonemes.find(({ id }) => id === p)?.[field];
  };
  const panel = () => page.locator('.details-panel');
  const openForm = async () => {
    await sound(page, p).waitFor();
    await panel().getByRole('button', { name: /^Edit/ }).click();
    return page.getByRole('dialog', { name: 'Edit /p/' });
  };

  test('an edit made offline is shown at once, outlives the browser, and is sent when there is a line again', async () => {
    browser.expectErrors(/net::ERR_(INTERNET_DISCONNECTED|FAILED)/);
    await page.goto(await server.setupLink);
    await page.getByRole('textbox', { name: 'Name' }).fill('Mai');
    await page.getByRole('textbox', { name: 'Email address' }).fill('mai@example.org');
    await page.getByLabel('New password').fill(password);
    await page.getByRole('button', { name: 'Make the account' }).click();
    await page.getByRole('heading', { level: 1, name: 'Account', exact: true }).waitFor();
    await page.evaluate('navigator.serviceWorker.ready');
    // What is only shown so far would not be there after the next start.
    await page.goto(`${server.url}/settings`);
    await mirrorIsCurrent(page);
    await page.goto(`${server.url}/english-gb?sound=p`);
    await chartIsThere(page);
    await panel().getByRole('button', { name: /^Edit/ }).waitFor();
    await browser.context.setOffline(true);
    const form = await openForm();
    await form.getByRole('textbox', { name: 'Name' }).fill('PEN');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    await panel().getByText('As in the word set PEN').waitFor();
    await panel().getByText('Not sent yet').waitFor();
    expect(await atServer('name')).toBeUndefined();

    await browser.quit();
    await browser.launch();
    await browser.context.setOffline(true);
    page = await browser.page();
    await page.goto(`${server.url}/english-gb?sound=p`);
    await panel().getByText('As in the word set PEN').waitFor();
    await browser.context.setOffline(false);
    await panel().getByText('Not sent yet').waitFor({ state: 'detached' });
    await panel().getByText('Sent', { exact: true }).waitFor({ state: 'detached' });
    await panel().getByText('As in the word set PEN').waitFor();
    expect(await atServer('name')).toBe('PEN');
  });

  test('two who changed the same field: both versions are shown, also to one whose browser was killed, and each choice holds', async () => {
    await browser.context.setOffline(true);
    const form = await openForm();
    await form.getByRole('textbox', { name: 'Name' }).fill('PIN');
    await form.getByRole('combobox', { name: 'Status' }).selectOption('regional');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    // As a crash would: nothing more is written than was.
    await browser.kill();
    await browser.launch();
    await server.edit((store) => store.editPhoneme({ id: p, patch: { name: 'POT', status: 'loan' }, author: 'Binh' }));

    // Whatever of the session was on the disk by then.
    await browser.context.clearCookies();
    page = await browser.page();
    await page.goto(`${server.url}/sign-in`);
    await page.getByRole('textbox', { name: 'Email address' }).fill('mai@example.org');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Look' }).click();
    const clash = (field: string) => page.getByRole('listitem', { name: `/p/ ${field}` });
    await clash('Name').getByText('PIN').waitFor();
    await clash('Name').getByText('POT').waitFor();
    await clash('Status').getByText('Regional').waitFor();
    await clash('Status').getByText('In loan words').waitFor();
    await clash('Name').getByRole('button', { name: 'Keep mine /p/, Name' }).click();
    await clash('Status').getByRole('button', { name: 'Take theirs /p/, Status' }).click();
    await page.getByText('Nothing waits').waitFor();
    expect([await atServer('name'), await atServer('status')]).toEqual(['PIN', 'loan']);
  });
});
