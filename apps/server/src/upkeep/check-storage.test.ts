// Planted faults among brought clips and recordings are found and mended, on a disk and in a bucket, and nothing is deleted.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith } from '@phonochart/imports/example-dataset.ts';
import S3rver from 's3rver';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { DiskClips } from '../audio/disk-clips.ts';
import { DiskFiles } from '../audio/disk-files.ts';
import { spokenSound, wavOf } from '../audio/example-sounds.ts';
import { KeptClips, sha256Of } from '../audio/kept-clips.ts';
import { openSoundFiles } from '../audio/open-sound-files.ts';
import { clipKey, originalKey, type SoundFiles } from '../audio/sound-files.ts';
import { SoundPipeline } from '../audio/sound-pipeline.ts';
import { clipBytes, clipName, soundingInventory } from '../example-server.ts';
import { importRecordings } from '../imports/import-recordings.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';
import { checkStorage } from './check-storage.ts';
import { openFaults, storageReportText } from './storage-report.ts';

vi.setConfig({ testTimeout: 30_000 });
const pipeline = new SoundPipeline();
afterAll(() => pipeline.close());
const closings: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).toReversed()) await close();
});

const later = (hours = 26) => Date.now() + hours * 60 * 60_000;
const brought = { p: 300, pʰ: 350, aː: 400 };

const places: [string, (folder: string) => Promise<SoundFiles>][] = [
  ['a disk', async (folder) => new DiskFiles(folder)],
  [
    'a bucket',
    async (folder) => {
      const configureBuckets = [{ name: 'sounds' }];
      const at = { address: '127.0.0.1', port: 0, silent: true, directory: join(folder, 's3'), configureBuckets };
      const server = new S3rver(at);
      const { port } = await server.run();
      closings.push(() => server.close());
      const bucket = { bucket: 'sounds', region: 'us-east-1', forcePathStyle: true };
      const keys = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' };
      return openSoundFiles({ type: 's3', endpoint: `http://127.0.0.1:${port}`, ...bucket }, folder, keys);
    },
  ],
];

describe.each(places)('on %s', (_, open) => {
  async function made() {
    const sounds = Object.entries(brought).map(([ipa, hz]) => [`${ipa}.wav`, wavOf(spokenSound(hz))]);
    const { folder, remove } = folderWith({
      'manifest.csv': `symbol,file,licence\n${Object.keys(brought)
        .map((ipa) => `${ipa},${ipa}.wav,CC0-1.0`)
        .join('\n')}\n`,
      ...Object.fromEntries(sounds),
    });
    closings.push(remove);
    mkdirSync(join(folder, 'shipped', 'example'), { recursive: true });
    writeFileSync(join(folder, 'shipped', 'example', clipName), clipBytes);
    const store = await openSqliteStore({ file: join(folder, 'data', 'catalogue.sqlite') });
    closings.push(() => store.close());
    await store.loadContent([soundingInventory('example', 'Example')], { source: 'curated', hash: 'a' });
    const kept = new KeptClips(await open(join(folder, 'data')));
    const bring = () => importRecordings({ store, pipeline, keeper: kept }, folder, { language: 'example' });
    await bring();
    const clipOf = async (voices: string) => {
      const { audio } = (await store.getInventory('example'))!.value;
      const clip = audio.find((each) => each.voices === voices)!;
      return { clip, key: clipKey('example', clip.file)!, original: originalKey(clip.metadata!.original!, 'wav') };
    };
    const deps = { store, kept, pipeline, shipped: new DiskClips([join(folder, 'shipped')]) };
    const check = (repair: boolean, now = later()) => checkStorage(deps, { repair, now });
    return { folder, store, kept, files: kept.files, clipOf, check, bring };
  }
  const found = (report: Awaited<ReturnType<typeof checkStorage>>) =>
    Object.fromEntries(report.faults.map(({ key, fault, repaired }) => [key, repaired ? `${fault}, repaired` : fault]));

  test('what is as it should be has no fault, and the program’s own clips are counted apart', async () => {
    const { check } = await made();
    expect(await check(true)).toMatchObject({ shipped: 1, clips: 3, originals: 3, faults: [], young: 0 });
  });

  test('each planted fault is found; repair mends what it can, sets orphans aside, and a second one finds the rest', async () => {
    const { files, clipOf, check, bring } = await made();
    const [p, ph, a] = [await clipOf('example:p'), await clipOf('example:p>pʰ'), await clipOf('example:aː')];
    const good = Buffer.from((await files.read(p.key))!);
    await files.write(p.key, good.subarray(0, 500));
    await files.move(ph.key, 'elsewhere/ph');
    await files.write(a.key, Buffer.from('no clip'));
    await files.write(a.original, Buffer.from('no recording'));
    const orphans = ['audio/example/old.00000000.mp3', 'audio/gone/notes.txt', `originals/ab/ab${'0'.repeat(62)}.wav`];
    for (const key of orphans) await files.write(key, Buffer.from(key));

    const faults = {
      [p.key]: 'damaged',
      [ph.key]: 'missing',
      [a.key]: 'damaged',
      [a.original]: 'damaged',
      ...Object.fromEntries(orphans.map((key) => [key, 'orphaned'])),
    };
    expect(found(await check(false))).toEqual(faults);
    expect(found(await check(false))).toEqual(faults);

    const now = later();
    const mended = await check(true, now);
    const stay = [a.key, a.original];
    const repaired = Object.entries(faults).map(([key, fault]) => [
      key,
      stay.includes(key) ? fault : `${fault}, repaired`,
    ]);
    expect(found(mended)).toEqual(Object.fromEntries(repaired));
    expect(openFaults(mended)).toBe(2);
    expect(Buffer.from((await files.read(p.key))!)).toEqual(good);
    expect(sha256Of((await files.read(ph.key))!)).toBe(ph.clip.sha256);
    const folder = `aside/${new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;
    for (const key of orphans) expect(Buffer.from((await files.read(`${folder}/${key}`))!).toString()).toBe(key);

    expect(found(await check(true))).toEqual({ [a.key]: 'damaged', [a.original]: 'damaged' });
    // As the report says: the recording once more, and all is well.
    await bring();
    expect((await check(false)).faults).toEqual([]);
  });

  test('a clip that comes out otherwise today gets a new name, and the catalogue tells of it', async () => {
    const { store, files, clipOf, check } = await made();
    const { clip, key } = await clipOf('example:p');
    const before = Buffer.from('made by the rules of long ago');
    const sha256 = sha256Of(before);
    const file = `old.${sha256.slice(0, 8)}.mp3`;
    const metadata = { ...clip.metadata, pipeline: '0' };
    await store.bringClips('example', [{ ...clip, file, sha256, metadata }], { source: 'recordings:made' });
    const { head } = await store.syncState();
    expect(found(await check(true))).toMatchObject({ [clipKey('example', file)!]: 'missing, repaired' });
    expect((await store.syncState()).head).toBe(head + 1);
    const after = await clipOf('example:p');
    expect(after.clip).toMatchObject({ id: clip.id, sha256: clip.sha256, duration_ms: clip.duration_ms });
    expect(after.clip.metadata).toEqual(clip.metadata);
    expect(sha256Of((await files.read(after.key))!)).toBe(clip.sha256);
    expect(after.key).not.toBe(key);
  });

  test('speech that no document tells of yet is counted on; lost, it is forgotten, to be said anew; cleared, its file is nobody’s', async () => {
    const { store, kept, files, check } = await made();
    const mp3 = Buffer.from('as good as any speech');
    const file = await kept.keepClip('example', 'speech', mp3);
    const [held] = await store.clipsIn('example');
    const made_of = { id: 'example:speech:1', source_type: 'tts', cached_until: '2027-01-01T00:00:00Z' } as const;
    const bytes = { file, sha256: sha256Of(mp3), bytes: mp3.length };
    const speech = { ...held!, ...made_of, ...bytes, metadata: {} };
    await store.bringClips('example', [speech], { source: 'speech', quiet: true });
    expect(await check(true)).toMatchObject({ clips: 4, faults: [] });
    await files.move(clipKey('example', file)!, 'elsewhere/speech');
    expect(found(await check(false))).toEqual({ [clipKey('example', file)!]: 'missing' });
    expect(found(await check(true))).toEqual({ [clipKey('example', file)!]: 'missing, repaired' });
    await kept.keepClip('example', 'speech', mp3);
    await store.bringClips('example', [speech], { source: 'speech', quiet: true });
    await store.clearSpeech({ language: 'example' });
    expect(found(await check(true))).toEqual({ [clipKey('example', file)!]: 'orphaned, repaired' });
    expect(await check(true)).toMatchObject({ clips: 3, faults: [] });
  });

  test('a file younger than an hour is left alone: an import writes files before the catalogue hears of them', async () => {
    const { files, check } = await made();
    await files.write('audio/example/coming.00000000.mp3', Buffer.from('x'));
    expect(await check(true, Date.now())).toMatchObject({ faults: [], young: 1 });
    expect(await files.read('audio/example/coming.00000000.mp3')).toBeDefined();
  });

  test('an uploaded recording waits a day for its clip, and longer where it has one', async () => {
    const { kept, check } = await made();
    const upload = wavOf(spokenSound(500));
    const key = originalKey(await kept.keepOriginal(upload, 'wav'), 'wav');
    expect(await check(true, later(23))).toMatchObject({ faults: [], young: 1 });
    expect(found(await check(true, later(25)))).toEqual({ [key]: 'orphaned, repaired' });
  });

  test('a clip without a recording that is lost is said to be beyond mending', async () => {
    const { folder, check } = await made();
    writeFileSync(join(folder, 'shipped', 'example', clipName), 'x');
    const report = await check(true);
    expect(report).toMatchObject({ shipped: 0, faults: [{ fault: 'missing', what: 'clip', repaired: false }] });
    expect(report.faults[0]!.note).toMatch(/backup/);
  });
});

test('the report prints names as they are, and no letter of them can move the cursor', () => {
  const fault = { fault: 'orphaned', what: 'file', of: [], repaired: false, note: 'n' } as const;
  const key = 'audio/\u001b[2J\u202Eé.mp3';
  const numbers = { place: 'here', shipped: 0, clips: 0, originals: 0, bytes: 0, young: 0 };
  const text = storageReportText({ ...numbers, faults: [{ ...fault, key }] }, { repair: false, seconds: 1 });
  expect(text).toContain('audio/\\u{1b}[2J\\u{202e}é.mp3');
  expect(text).toContain('1 fault, 0 repaired, 1 open');
});
