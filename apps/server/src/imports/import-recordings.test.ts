// Recordings become clips of what their manifest names: beside the language's own, heard before them, a second time for nothing.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pickAudio } from '@phonochart/catalog/pick-audio.ts';
import { folderWith } from '@phonochart/imports/example-dataset.ts';
import { afterAll, afterEach, expect, test } from 'vitest';
import { DiskClips } from '../audio/disk-clips.ts';
import { DiskFiles } from '../audio/disk-files.ts';
import { spokenSound, wavOf } from '../audio/example-sounds.ts';
import { KeptClips } from '../audio/kept-clips.ts';
import { SoundPipeline } from '../audio/sound-pipeline.ts';
import { exampleInventory } from '../store/example-inventory.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';
import { importInto } from './import-into.ts';
import { type ImportRecordingsOptions, importRecordings } from './import-recordings.ts';

const pipeline = new SoundPipeline();
afterAll(() => pipeline.close());
const closings: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).toReversed()) await close();
});

const sound = (hz: number) => wavOf(spokenSound(hz));
/** The example's /p aː ʃ ˥/, its [pʰ] and its words "pa", "ap", "xa". */
const files: Record<string, string | Uint8Array> = {
  'manifest.csv': [
    'symbol,word,file,speaker,licence,attribution,source_type,frame',
    '[p],,p 1.wav,Ann,CC BY 4.0,Ann of Nowhere,,CV',
    'pʰ,,ph.wav,Ann,CC BY 4.0,Ann of Nowhere,,',
    ',Pa,pa.wav,Bob,https://creativecommons.org/publicdomain/zero/1.0/,Bob,native,',
    'q,,q.wav,Ann,CC BY 4.0,Ann of Nowhere,,',
    'aː,,broken.wav,Ann,CC BY 4.0,Ann of Nowhere,,',
    'ʃ,,gone.wav,Ann,CC BY 4.0,Ann of Nowhere,,',
    '',
  ].join('\n'),
  'p 1.wav': sound(300),
  'ph.wav': sound(350),
  'pa.wav': sound(400),
  'q.wav': sound(450),
  'broken.wav': sound(500).slice(0, 9000),
};

async function made(changes: Record<string, string | Uint8Array> = {}) {
  const { folder, remove } = folderWith({ ...files, ...changes });
  const dataDir = join(folder, 'data');
  const store = await openSqliteStore({ file: join(dataDir, 'catalogue.sqlite') });
  closings.push(remove, () => store.close());
  await store.loadContent([exampleInventory('example')], { source: 'curated', hash: 'a' });
  const keeper = new KeptClips(new DiskFiles(dataDir));
  const bring = (options: Partial<ImportRecordingsOptions> = {}) =>
    importRecordings({ store, pipeline, keeper }, folder, { language: 'Example', ...options });
  return { folder, dataDir, store, keeper, bring };
}

test('each clip is attached to what it is of, says whose it is, and lies where the server serves it', async () => {
  const { dataDir, store, bring } = await made();
  const outcome = await bring();
  expect(outcome).toMatchObject({
    recordings: 6,
    unmatched: [{ row: 5, file: 'q.wav', says: '[q]' }],
    refused: [
      { row: 6, file: 'broken.wav', code: 'damaged' },
      { row: 7, file: 'gone.wav', code: 'missing' },
    ],
    unlicensed: 0,
  });
  expect(outcome.added).toHaveLength(3);
  const { audio, language } = (await store.getInventory('example'))!.value;
  const of = (voices: string) => audio.find((clip) => clip.voices === voices)!;
  expect(of('example:p')).toMatchObject({
    source_type: 'human',
    speaker: 'Ann',
    licence: 'CC BY 4.0',
    attribution: 'Ann of Nowhere',
    frame: 'CV',
    loudness: -18,
    language: 'mis',
  });
  expect(of('example:p>pʰ')).toMatchObject({ voices_kind: 'realisation', frame: 'VCV' });
  expect(of('example:word:pa')).toMatchObject({ source_type: 'native', licence: 'CC0-1.0', frame: 'word' });
  expect(language.counts.clips).toEqual({ tts: 1, human: 2, native: 1 });
  const served = new DiskClips([join(dataDir, 'audio')]);
  for (const clip of audio.filter(({ source_type }) => source_type !== 'tts')) {
    const bytes = await served.read('example', clip.file);
    expect(createHash('sha256').update(bytes!).digest('hex')).toBe(clip.sha256);
    const { original } = clip.metadata!;
    const kept = readFileSync(join(dataDir, 'originals', original!.slice(0, 2), `${original}.wav`));
    expect(createHash('sha256').update(kept).digest('hex')).toBe(original);
  }
  const choice = pickAudio(
    [{ ...of('example:ʃ'), voices: 'example:p', updated_at: '2030-01-01T00:00:00Z' }, of('example:p')],
    { now: 0, words: [], online: true },
  );
  expect(choice).toMatchObject({ type: 'clip', reason: 'human' });
});

test('a second run changes nothing; a new take replaces the old one; a word about the speaker changes only that', async () => {
  const { folder, store, bring } = await made();
  const { added } = await bring();
  const { head } = await store.syncState();
  expect(await bring()).toMatchObject({ added: [], changed: [], unchanged: expect.arrayContaining(added) });
  expect((await store.syncState()).head).toBe(head);

  const before = (await store.getInventory('example'))!.value.audio;
  writeFileSync(join(folder, 'p 1.wav'), sound(310));
  writeFileSync(
    join(folder, 'manifest.csv'),
    String(files['manifest.csv']).replace('ph.wav,Ann,CC BY 4.0', 'ph.wav,Zoë,CC BY-SA 4.0'),
  );
  const next = await bring();
  expect([next.added.length, next.changed.length, next.unchanged.length]).toEqual([0, 2, 1]);
  const after = (await store.getInventory('example'))!.value.audio;
  expect(after).toHaveLength(before.length);
  const changed = (voices: string) => [before, after].map((list) => list.find((clip) => clip.voices === voices)!);
  const [p, p2] = changed('example:p');
  expect([p2!.id, p2!.created_at]).toEqual([p!.id, p!.created_at]);
  expect(p2!.sha256).not.toBe(p!.sha256);
  const [ph, ph2] = changed('example:p>pʰ');
  expect(ph2).toMatchObject({ sha256: ph!.sha256, speaker: 'Zoë', licence: 'CC BY-SA 4.0' });
  expect(ph2!.updated_at > ph!.updated_at).toBe(true);
});

test('what an editor deleted or said of a recording stands, however often the folder is brought', async () => {
  const { store, bring } = await made();
  await bring();
  const clips = async () => (await store.getInventory('example'))!.value.audio;
  const of = async (voices: string) => (await clips()).find((clip) => clip.voices === voices);
  const [p, ph] = [(await of('example:p'))!, (await of('example:p>pʰ'))!];
  await store.deleteClip({ id: p.id, author: 'An editor' });
  await store.editClip({ id: ph.id, author: 'An editor', patch: { speaker: 'Anne' } });
  const { head } = await store.syncState();
  expect(await bring()).toMatchObject({ added: [], changed: [], kept: [p.id] });
  expect(await of('example:p')).toBeUndefined();
  expect((await of('example:p>pʰ'))?.speaker).toBe('Anne');
  expect((await store.syncState()).head).toBe(head);
});

test('a dry run decodes and reports and writes nothing; a clip that was lost is made again', async () => {
  const { dataDir, store, bring } = await made();
  const { head } = await store.syncState();
  expect(await bring({ dryRun: true })).toMatchObject({ added: { length: 3 }, refused: { length: 2 } });
  expect((await store.syncState()).head).toBe(head);
  expect(existsSync(join(dataDir, 'audio'))).toBe(false);
  await bring();
  const clips = readdirSync(join(dataDir, 'audio', 'example'));
  truncateSync(join(dataDir, 'audio', 'example', clips[0]!), 100);
  expect(await bring()).toMatchObject({ added: [], changed: [] });
  for (const clip of clips) expect(await new DiskClips([join(dataDir, 'audio')]).read('example', clip)).toBeDefined();
});

test('options speak for rows that say nothing; what nobody says of the licence is said to be unsaid', async () => {
  const { store, bring } = await made({ 'manifest.csv': 'IPA;Filename\np;p 1.wav\n' });
  expect(await bring()).toMatchObject({ unlicensed: 1 });
  const clip = async () =>
    (await store.getInventory('example'))!.value.audio.find(({ voices }) => voices === 'example:p');
  expect(await clip()).toMatchObject({
    source_type: 'human',
    licence: 'not stated',
    attribution: 'The file "p 1.wav"',
    voice_id: 'recording',
  });
  await bring({ speakerType: 'native', licence: 'CC0-1.0', speaker: 'Eve', attribution: 'Eve’s field notes' });
  expect(await clip()).toMatchObject({ source_type: 'native', licence: 'CC0-1.0', speaker: 'Eve' });
});

test.each([
  ['../secret.wav', 'outside'],
  ['/etc/passwd', 'outside'],
  ['a/../../secret.wav', 'outside'],
  ['..\\secret.wav', 'outside'],
  ['https://example.org/a.wav', 'outside'],
  ['link.wav', 'outside'],
  ['linked/a.wav', 'outside'],
])('a manifest that names %s is refused whole, with its row', async (name, code) => {
  const { folder, store, bring } = await made({
    'manifest.csv': `symbol,file\np,p 1.wav\nʃ,"${name}"\n`,
  });
  const outside = folderWith({ 'a.wav': sound(300) });
  closings.push(outside.remove);
  symlinkSync(join(outside.folder, 'a.wav'), join(folder, 'link.wav'));
  symlinkSync(outside.folder, join(folder, 'linked'));
  const { head } = await store.syncState();
  await expect(bring()).rejects.toMatchObject({
    code: 'import-refused',
    problems: [{ code, file: 'manifest.csv', row: 3, column: 'file' }],
  });
  expect((await store.syncState()).head).toBe(head);
});

test.each([
  ['no column of files', 'symbol,sound\np,p.wav\n', { code: 'column', row: 1, column: 'file' }],
  ['no column that says what', 'file\np.wav\n', { code: 'column', row: 1, column: 'symbol' }],
  ['a row without its file', 'symbol,file\np,\n', { code: 'cell', row: 2, column: 'file' }],
  ['a row that says nothing', 'symbol,file\n,p.wav\n', { code: 'cell', row: 2, column: 'symbol' }],
  ['an unknown kind of speaker', 'symbol,file,source_type\np,p.wav,robot\n', { code: 'cell', column: 'source_type' }],
  ['an unknown frame', 'symbol,file,frame\np,p.wav,loud\n', { code: 'cell', column: 'frame' }],
  ['Latin-1', Buffer.from('word,file\ncaf\xe9,p.wav\n', 'latin1'), { code: 'encoding', row: 2 }],
  ['no rows', 'symbol,file\n', { code: 'nothing' }],
])('a manifest with %s is refused', async (_, text, problem) => {
  const { bring } = await made({ 'manifest.csv': text });
  await expect(bring()).rejects.toMatchObject({ problems: [{ file: 'manifest.csv', ...problem }] });
});

test('a language that is not there, a folder without a manifest, a file of gigabytes', async () => {
  const { folder, bring } = await made({ 'manifest.csv': 'symbol,file\np,huge.wav\nʃ,folder\n' });
  await expect(bring({ language: 'nowhere' })).rejects.toMatchObject({ problems: [{ code: 'nothing' }] });
  writeFileSync(join(folder, 'huge.wav'), '');
  truncateSync(join(folder, 'huge.wav'), 2 ** 31);
  mkdirSync(join(folder, 'folder'));
  expect(await bring()).toMatchObject({
    added: [],
    refused: [
      { row: 2, code: 'too-large' },
      { row: 3, code: 'unreadable' },
    ],
  });
  await expect(
    importRecordings({ store: undefined as never, pipeline, keeper: undefined as never }, join(folder, 'folder'), {
      language: 'example',
    }),
  ).rejects.toMatchObject({ problems: [{ code: 'unreadable' }] });
});

test('markup, formulas and marks that turn the writing are harmless text in every field', async () => {
  const speaker = '<script>alert(1)</script>';
  const manifest = `symbol,file,speaker,attribution\np,p 1.wav,${speaker},"=HYPERLINK(""x"")\u202E\u0007"\n`;
  const { store, bring } = await made({ 'manifest.csv': manifest });
  await bring();
  const clip = (await store.getInventory('example'))!.value.audio.find(({ voices }) => voices === 'example:p');
  expect(clip).toMatchObject({ speaker, attribution: '=HYPERLINK("x")' });
});

test('a grid brings its clips the same way, those of allophones too, and doubles nothing', async () => {
  const { folder, store, keeper } = await made({
    'grid.json': JSON.stringify({
      village: {
        consonants: [
          [
            { symbol: 'p', audio: 'p 1.wav', allophones: [{ symbol: 'pʰ', environment: 'first', audio: 'ph.wav' }] },
            { symbol: 'b', audio: 'gone.wav' },
          ],
        ],
      },
    }),
  });
  const grid = (dryRun: boolean) =>
    importInto(store, 'grid', join(folder, 'grid.json'), { sounds: { pipeline, keeper }, licence: 'CC0-1.0', dryRun });
  expect((await grid(true)).clips).toMatchObject({ added: { length: 2 }, refused: { length: 1 } });
  expect(await store.getLanguage('village')).toBeUndefined();
  const first = await grid(false);
  expect(first.clips).toMatchObject({
    added: { length: 2 },
    refused: [{ code: 'missing', column: 'village.consonants[0][1].audio' }],
  });
  const { audio } = (await store.getInventory('village'))!.value;
  expect(audio.map(({ voices }) => voices).toSorted()).toEqual(['village:p', 'village:p>pʰ']);
  expect(audio[0]).toMatchObject({ source_type: 'human', licence: 'CC0-1.0' });
  const { head } = await store.syncState();
  const second = await grid(false);
  expect(second).toMatchObject({ report: { unchanged: ['village'] }, clips: { unchanged: { length: 2 } } });
  expect((await store.syncState()).head).toBe(head);
});
