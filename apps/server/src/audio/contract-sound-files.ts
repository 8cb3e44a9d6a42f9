// The rules of every place where sounds lie, as tests: run over each implementation.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleServer } from '../example-server.ts';
import { clipsOf, KeptClips, sha256Of } from './kept-clips.ts';
import type { SoundFiles } from './sound-files.ts';

export type OpenedFiles = { files: SoundFiles; close: () => Promise<void> };

const mp3 = Buffer.from(Array.from({ length: 3000 }, (_, at) => (at * 7) % 256));
const file = `sh.${sha256Of(mp3).slice(0, 8)}.mp3`;

export function soundFilesContract(name: string, open: () => Promise<OpenedFiles>): void {
  describe(`sounds in ${name}`, () => {
    let opened: OpenedFiles;
    let files: SoundFiles;
    let clips: KeptClips;
    let damaged: string[];
    beforeAll(async () => {
      opened = await open();
      files = opened.files;
      damaged = [];
      clips = new KeptClips(files, (key) => damaged.push(key));
    });
    afterAll(() => opened.close());
    const content = async (key: string) => {
      const bytes = await files.read(key);
      return bytes && Buffer.from(bytes);
    };
    const keys = async (folder: string) => {
      const found: string[] = [];
      for await (const { key } of files.list(folder)) found.push(key);
      return found.sort();
    };

    test('a place where nothing was written yet has no files, and reading there is no error', async () => {
      expect(await files.read('audio/example/none.00000000.mp3')).toBeUndefined();
      expect(await keys('originals')).toEqual([]);
    });

    test('a clip and an original lie under names made of their content, and come back byte for byte', async () => {
      expect(await clips.keepClip('example', 'sh', mp3)).toBe(file);
      expect(Buffer.from((await clips.read('example', file))!)).toEqual(mp3);
      const original = Buffer.from('RIFF and so on');
      expect(await clips.keepOriginal(original, 'wav')).toBe(sha256Of(original));
      const key = `originals/${sha256Of(original).slice(0, 2)}/${sha256Of(original)}.wav`;
      expect(await content(key)).toEqual(original);
      expect(await keys('originals')).toEqual([key]);
    });

    test('what is removed is gone, and a second time is no error', async () => {
      await files.write('made/ab/one.mp3', mp3);
      await files.remove('made/ab/one.mp3');
      expect(await files.read('made/ab/one.mp3')).toBeUndefined();
      expect(await keys('made')).toEqual([]);
      await files.remove('made/ab/one.mp3');
    });

    test('the same bytes a second time are no write', async () => {
      const written: string[] = [];
      const counting: SoundFiles = {
        place: files.place,
        read: (key) => files.read(key),
        write: async (key) => void written.push(key),
        list: (folder) => files.list(folder),
        move: (from, to) => files.move(from, to),
        remove: (key) => files.remove(key),
        sweep: (folder) => files.sweep(folder),
      };
      await new KeptClips(counting).keepClip('example', 'sh', mp3);
      expect(written).toEqual([]);
      await new KeptClips(counting).keepClip('other', 'sh', mp3);
      expect(written).toEqual([`audio/other/${file}`]);
    });

    test('many writers of one file at once leave it whole, and nothing else', async () => {
      await Promise.all(Array.from({ length: 12 }, () => files.write('audio/crowd/x', mp3)));
      expect(await content('audio/crowd/x')).toEqual(mp3);
      expect(await keys('audio/crowd')).toEqual(['audio/crowd/x']);
    });

    test('an empty file is a file', async () => {
      await files.write('audio/crowd/empty', new Uint8Array());
      expect(await content('audio/crowd/empty')).toEqual(Buffer.alloc(0));
    });

    test('a list goes into every folder below, says how large and when, and stops at the folder’s end', async () => {
      await files.write('audio/crowded/y', mp3);
      const found = await Array.fromAsync(files.list('audio'));
      expect(found.map(({ key }) => key)).toEqual(expect.arrayContaining(['audio/crowd/x', 'audio/crowded/y']));
      expect(await keys('audio/crowd')).not.toContain('audio/crowded/y');
      const one = found.find(({ key }) => key === 'audio/crowd/x')!;
      expect(one.bytes).toBe(mp3.length);
      expect(new Date(one.changed).getUTCFullYear()).toBeGreaterThan(2025);
    });

    test('a move takes the file, whatever letters its name has', async () => {
      const odd = 'audio/crowd/a b%20é’.mp3';
      await files.write(odd, mp3);
      await files.move(odd, `aside/now/${odd}`);
      expect(await files.read(odd)).toBeUndefined();
      expect(await content(`aside/now/${odd}`)).toEqual(mp3);
      expect(await keys('audio')).not.toContain(odd);
    });

    test('damaged bytes are never served, are reported, and are mended by keeping the clip again', async () => {
      const key = `audio/hurt/${file}`;
      await files.write(key, mp3.subarray(0, 100));
      expect(await clips.read('hurt', file)).toBeUndefined();
      expect(damaged).toEqual([key]);
      expect(await clips.hasClip('hurt', file, sha256Of(mp3))).toBe(false);
      await clips.keepClip('hurt', 'sh', mp3);
      expect(await clips.hasClip('hurt', file, sha256Of(mp3))).toBe(true);
    });

    test('clips are copied for a language’s new code; those that are not there are left out', async () => {
      await clips.copyClips('example', 'renamed', [file, 'gone.00000000.mp3']);
      expect(await keys('audio/renamed')).toEqual([`audio/renamed/${file}`]);
    });

    test.each([
      '',
      '..',
      '/etc/passwd',
      'audio/../../secret',
      'audio//x',
      'audio/./x',
      'audio\\..\\x',
      'audio/x\0.mp3',
      `audio/${'x'.repeat(1000)}`,
    ])('%j is refused as a key, by every method', async (key) => {
      const refused = { name: 'StorageError', code: 'bad-key' };
      await expect((async () => files.read(key))()).rejects.toMatchObject(refused);
      await expect((async () => files.write(key, mp3))()).rejects.toMatchObject(refused);
      await expect(Array.fromAsync(files.list(key))).rejects.toMatchObject(refused);
      await expect((async () => files.move(key, 'aside/x'))()).rejects.toMatchObject(refused);
      await expect((async () => files.move('audio/crowd/x', key))()).rejects.toMatchObject(refused);
    });

    test.each([
      ['..', file],
      ['example/../example', file],
      ['Example', file],
      ['example', `../example/${file}`],
      ['example', 'sh.mp3'],
    ])('%j / %j names no clip to read, and none to keep', async (code, name) => {
      expect(await clips.read(code, name)).toBeUndefined();
      await expect(clips.hasClip(code, name, sha256Of(mp3))).rejects.toMatchObject({ code: 'bad-key' });
    });

    test('GET /api/audio serves it from here: whole, a range, 304, 416, and 404 for what is damaged', async () => {
      const server = await exampleServer({ clips: clipsOf([clips]) });
      try {
        const get = (name: string, headers = {}) => server.app.request(`/api/audio/example/${name}`, { headers });
        const whole = await get(file);
        expect([whole.status, Buffer.from(await whole.arrayBuffer())]).toEqual([200, mp3]);
        const part = await get(file, { range: 'bytes=1000-1999' });
        expect(part.headers.get('content-range')).toBe('bytes 1000-1999/3000');
        expect([part.status, Buffer.from(await part.arrayBuffer())]).toEqual([206, mp3.subarray(1000, 2000)]);
        expect((await get(file, { 'if-none-match': whole.headers.get('etag')! })).status).toBe(304);
        expect((await get(file, { range: 'bytes=3000-' })).status).toBe(416);
        await files.write('audio/example/hurt.00000000.mp3', mp3);
        expect((await get('hurt.00000000.mp3')).status).toBe(404);
        expect((await get('gone.00000000.mp3')).status).toBe(404);
      } finally {
        await server.close();
      }
    });
  });
}
