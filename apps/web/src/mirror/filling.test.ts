// The whole catalogue in the background: it can be stopped, goes on where it was, and waits where it costs; what a screen needs comes all the same.
import { signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import { exampleInventory } from './example-catalogue.ts';
import { inState, onExampleDevice, until } from './example-device.ts';
import { meteredConnection } from './filling.ts';
import { keepAnswer, keptAnswer } from './kept-answers.ts';
import type { MirrorOptions } from './open-mirror.ts';
import { createWire } from './wire.ts';

const LANGUAGES = 8;
const SHARD = 2;

const device = onExampleDevice((catalogue) => {
  for (let count = 0; count < LANGUAGES; count += 1) catalogue.put(`language-${count}`, `Language ${count}`);
  catalogue.takeSnapshot(SHARD);
});
/** No event tells of it. */
const patient = { timeout: 20_000, interval: 5 };
const open = (options: MirrorOptions = {}) => device.open({ batch: 1, ...options });

test('[CLIENT15] a first sync that is stopped half-way stays so over a restart, and goes on without fetching a shard twice that is done', async () => {
  const mirror = open();
  const { done = 0, total } = await until(mirror.status, ({ state, done = 0 }) => state === 'syncing' && done >= 3);
  expect(total).toBe(LANGUAGES);
  expect(done).toBeLessThan(LANGUAGES);
  mirror.pause();
  expect(await inState(mirror, 'waiting')).toMatchObject({ waits: 'paused', total: LANGUAGES });
  await device.close();
  const before = device.asked('/shards/');

  device.catalogue.asked.length = 0;
  const again = open();
  const stopped = await inState(again, 'waiting');
  expect(stopped.waits).toBe('paused');
  expect(stopped.done).toBeGreaterThanOrEqual(done);
  expect(device.asked('/shards/')).toEqual([]);
  again.resume();
  await inState(again, 'current');
  await until(again.languages, (found) => found?.length === LANGUAGES);
  const all = [...before, ...device.asked('/shards/')];
  expect(new Set(all).size).toBe((2 * LANGUAGES) / SHARD);
  // At most the shard of each collection that was half done, and the one that was read ahead.
  expect(all.length - new Set(all).size).toBeLessThanOrEqual(4);
});

test('where data is dear the catalogue waits, the chart that is wanted comes alone, and the list when it is looked at', async () => {
  const metered = signal(true);
  const mirror = open({ metered });
  const inventory = mirror.inventory('language-5');
  expect((await until(inventory, (found) => found != null))?.language.name).toBe('Language 5');
  expect(await until(mirror.inventory('klingon'), (found) => found !== undefined)).toBeNull();
  expect(await inState(mirror, 'waiting')).toMatchObject({ waits: 'metered', done: 0, total: LANGUAGES });
  expect(device.asked('/shards/')).toEqual([]);

  mirror.bringLanguages();
  await until(mirror.languages, (found) => found?.length === LANGUAGES);
  expect(device.asked('/shards/')).toHaveLength(LANGUAGES / SHARD);
  expect(mirror.status.value.waits).toBe('metered');

  mirror.resume();
  await inState(mirror, 'current');
  await until(mirror.own.settings, ({ fillAnyway }) => fillAnyway === undefined);
  expect((await until(mirror.inventory('language-7'), (found) => found != null))?.phonemes).toHaveLength(1);
});

test('[CLIENT10] a check that is asked for before the mirror is whole waits until it is, and finds nothing to heal', async () => {
  const metered = signal(true);
  const mirror = open({ metered });
  await inState(mirror, 'waiting');
  await mirror.check();
  expect(device.asked('/checksums')).toEqual([]);
  metered.value = false;
  await inState(mirror, 'current');
  await mirror.check();
  expect(device.asked('/checksums')).toHaveLength(1);
  expect(device.asked('/documents/')).toEqual([]);
});

test('a chart that was opened where data is dear stands offline at the next visit, and no longer than until the mirror is whole', async () => {
  const metered = signal(true);
  const mirror = open({ metered });
  await until(mirror.inventory('language-5'), (found) => found != null);
  await vi.waitUntil(() => keptAnswer('language-5'), patient);
  await device.close();

  const offline = open({ metered, wire: createWire('http://127.0.0.1:1') });
  const shown = await until(offline.inventory('language-5'), (found) => found !== undefined);
  expect(shown?.language.name).toBe('Language 5');
  await device.close();

  device.catalogue.put('language-5', 'Language 5, edited');
  const again = open({ metered });
  await until(again.inventory('language-5'), (found) => found?.language.name === 'Language 5, edited');
  again.resume();
  await inState(again, 'current');
  await device.close();
  await vi.waitUntil(
    async () => (await indexedDB.databases()).every(({ name }) => name !== 'phonochart-answers'),
    patient,
  );
});

test('of charts that were opened alone the last forty are kept, and none that the server has no more', async () => {
  for (let count = 0; count <= 40; count += 1)
    await keepAnswer(`language-${count}`, { epoch: 'epoch0001', head: count, inventories: inventory(count) });
  expect(await keptAnswer('language-0')).toBeUndefined();
  expect(await keptAnswer('language-1')).toMatchObject({ head: 1 });
  await keepAnswer('language-1', { epoch: 'epoch0001', head: 50, inventories: null });
  expect(await keptAnswer('language-1')).toBeUndefined();
});
const inventory = (seq: number) => ({ ...exampleInventory('any', 'Any'), seq, _deleted: false as const });

test('data is dear where the device saves it or is on a mobile network, and no longer once that has changed', () => {
  expect(meteredConnection().value).toBe(false);
  const connection = Object.assign(new EventTarget(), { saveData: true, type: 'wifi' });
  vi.stubGlobal('navigator', { connection });
  const metered = meteredConnection();
  expect(metered.value).toBe(true);
  connection.saveData = false;
  connection.dispatchEvent(new Event('change'));
  expect(metered.value).toBe(false);
  vi.stubGlobal('navigator', { connection: { type: 'cellular' } });
  expect(meteredConnection().value).toBe(true);
});

test('the setting decides: only when asked, and always', async () => {
  const mirror = open({ metered: signal(true) });
  await mirror.own.saveSettings({ fill: 'asked' });
  await until(mirror.status, ({ waits }) => waits === 'asked');
  expect(device.asked('/shards/')).toEqual([]);
  await mirror.own.saveSettings({ fill: 'always' });
  await inState(mirror, 'current');
});

test('[PAGE1] [PAGE9] [CLIENT13] who was away long reads closed pages, and pulls only what is behind them', async () => {
  await inState(open(), 'current');
  await device.close();
  for (let count = 0; count < 3; count += 1) device.catalogue.put(`language-${count}`, `Anew ${count}`);
  device.catalogue.remove('language-7');
  device.catalogue.closePages();
  device.catalogue.put('language-6', 'Anew 6');
  device.catalogue.asked.length = 0;
  const mirror = open();
  await inState(mirror, 'current');
  const list = await until(mirror.languages, (found) => found?.length === LANGUAGES - 1);
  expect(list?.map(({ name }) => name)).toEqual([
    ...['Anew 0', 'Anew 1', 'Anew 2', 'Language 3', 'Language 4', 'Language 5', 'Anew 6'],
  ]);
  expect(device.asked('/shards/')).toHaveLength(2);
  expect(device.asked('/pull')).toHaveLength(2);
});

test('[CLIENT14] who comes back where nothing has changed reads the manifest and asks for nothing else', async () => {
  await inState(open(), 'current');
  await device.close();
  device.catalogue.asked.length = 0;
  await inState(open(), 'current');
  expect(device.catalogue.asked).toEqual(['/api/sync/manifest']);
});
