// The mirror held against the server's checksums: what differs is fetched alone, and what is right stays.
import { expect, test } from 'vitest';
import { exampleLanguage } from './example-catalogue.ts';
import { inState, namesIn, onExampleDevice, until } from './example-device.ts';
import { heal } from './heal.ts';
import type { MirrorState } from './mirror.ts';
import { openMirrorStore } from './mirror-store.ts';
import { browserStorages } from './storage.ts';
import { createWire, type Wire } from './wire.ts';

const device = onExampleDevice((catalogue) => {
  catalogue.put('english-gb', 'English');
  catalogue.put('arabic-msa', 'Arabic');
  catalogue.takeSnapshot();
});

async function withSpoiltFrench() {
  const mirror = device.open();
  await inState(mirror, 'current');
  device.catalogue.fault.spoilPages = true;
  device.catalogue.put('french', 'French');
  device.catalogue.put('vietnamese-hanoi', 'Vietnamese');
  device.ring();
  await until(mirror.languages, (found) => found?.length === 4);
  await inState(mirror, 'current');
  device.catalogue.fault.spoilPages = false;
  expect(namesIn(mirror)).toContain('Frenck');
  device.catalogue.asked.length = 0;
  return mirror;
}

test('[CLIENT10] a check finds the one language that differs and fetches it alone', async () => {
  const mirror = await withSpoiltFrench();
  await mirror.check();
  await until(mirror.languages, () => namesIn(mirror)?.includes('French') ?? false);
  expect(device.catalogue.asked).toEqual(['/api/sync/checksums', '/api/sync/documents/french']);
  const inventory = await until(mirror.inventory('french'), (found) => found?.language.name === 'French');
  expect(inventory?.phonemes).toHaveLength(1);
  await mirror.check();
  expect(device.asked('/documents/')).toHaveLength(1);
  device.catalogue.put('french', 'French, edited');
  device.ring();
  await until(mirror.languages, () => namesIn(mirror)?.includes('French, edited') ?? false);
});

test('[CLIENT10] a day after the last check the mirror checks by itself, and not before', async () => {
  await withSpoiltFrench();
  await device.close();
  const soon = device.open();
  await inState(soon, 'current');
  await device.close();
  expect(device.asked('/checksums')).toEqual([]);
  localStorage.setItem('phonochart-checked', `${Date.now() - 25 * 3_600_000}`);
  const later = device.open();
  await until(later.languages, () => namesIn(later)?.includes('French') ?? false);
  expect(device.asked('/checksums')).toHaveLength(1);
});

test('[CLIENT10] after an answer that should not have been, the mirror checks itself', async () => {
  const mirror = await withSpoiltFrench();
  device.catalogue.fault.wrongCheckpoints = 1;
  device.catalogue.put('welsh', 'Welsh');
  const said: MirrorState[] = [];
  const stop = mirror.status.subscribe(({ state }) => {
    if (said.at(-1) !== state) said.push(state);
  });
  device.ring();
  await until(mirror.languages, () => namesIn(mirror)?.includes('French') ?? false);
  stop();
  // Not up to date while one of the two collections is still to be asked for again.
  expect(said).toEqual(['current', 'error', 'current']);
  expect(device.asked('/documents/')).toHaveLength(1);
});

test('[CLIENT10] a language that the server no longer has is taken away, and where many differ the mirror begins again', async () => {
  const mirror = await withSpoiltFrench();
  device.catalogue.loseTombstone('vietnamese-hanoi');
  await mirror.check();
  await until(mirror.languages, (found) => found?.length === 3);
  expect(await until(mirror.inventory('vietnamese-hanoi'), (found) => found !== undefined)).toBeNull();
  for (let count = 0; count < 40; count += 1) device.catalogue.putInSilence(`made-up-${count}`, 'Made up');
  device.catalogue.takeSnapshot();
  device.catalogue.asked.length = 0;
  await mirror.check();
  await until(mirror.languages, (found) => found?.length === 43);
  expect(device.asked('/documents/')).toEqual([]);
  expect(device.asked('/shards/')).toHaveLength(2);
});

test('[CLIENT11] healing leaves alone what replication has renewed meanwhile', async () => {
  const mirror = await openMirrorStore('phonochart-mirror-heal', browserStorages({ indexedDB, IDBKeyRange }).disk);
  const write = (name: string, seq: number) =>
    mirror.collections.languages.upsert({ ...exampleLanguage('french', name), seq, _deleted: false });
  await write('Frenck', 7);
  const wire = createWire(device.catalogue.origin);
  device.catalogue.put('french', 'French');
  const answers: Wire = {
    ...wire,
    async ask(path) {
      const answer = await wire.ask(path);
      if (path.startsWith('documents/')) await write('French, renewed meanwhile', 99);
      return answer;
    },
  };
  await heal(mirror, answers);
  expect((await mirror.collections.languages.findOne('french').exec())?.toJSON()).toMatchObject({
    name: 'French, renewed meanwhile',
    seq: 99,
  });
  await mirror.close();
});
