import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DiskClips } from './disk-clips.ts';

let place: string;
let shipped: string;
let uploaded: string;
let damaged: string[];
let clips: DiskClips;

const bytes = Buffer.from('sound');
const name = `sh.${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}.mp3`;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'clips-'));
  shipped = join(place, 'shipped');
  uploaded = join(place, 'uploaded');
  mkdirSync(join(shipped, 'example'), { recursive: true });
  writeFileSync(join(shipped, 'example', name), bytes);
  damaged = [];
  clips = new DiskClips([uploaded, shipped], (path) => damaged.push(path));
});
afterEach(() => rmSync(place, { recursive: true }));

test('a clip is found in any root, also where another root does not exist', async () => {
  expect(await clips.read('example', name)).toEqual(bytes);
  mkdirSync(join(uploaded, 'other'), { recursive: true });
  writeFileSync(join(uploaded, 'other', name), bytes);
  expect(await clips.read('other', name)).toEqual(bytes);
});

test.each([
  ['..', name],
  ['.', name],
  ['example/../example', name],
  ['/etc', 'passwd'],
  ['', name],
  ['example', `../example/${name}`],
  ['example', `..\\example\\${name}`],
  ['example', `${name}\0`],
  ['example', 'manifest.json'],
  ['example', 'sh.mp3'],
  ['Example', name],
  ['example', `.${name}`],
])('%j / %j names nothing', async (code, file) => {
  writeFileSync(join(shipped, 'example', 'manifest.json'), '{}');
  writeFileSync(join(shipped, name), bytes);
  expect(await clips.read(code, file)).toBeUndefined();
});

test('links are not followed: neither of a file, nor of a folder', async () => {
  const secret = join(place, 'secret');
  mkdirSync(secret);
  writeFileSync(join(secret, name), bytes);
  symlinkSync(secret, join(shipped, 'linked'));
  mkdirSync(join(shipped, 'files'));
  symlinkSync(join(secret, name), join(shipped, 'files', name));
  expect(await clips.read('linked', name)).toBeUndefined();
  expect(await clips.read('files', name)).toBeUndefined();
});

test('a folder named like a clip is no clip', async () => {
  mkdirSync(join(shipped, 'example', 'dir.00000000.mp3'));
  expect(await clips.read('example', 'dir.00000000.mp3')).toBeUndefined();
});

test('bytes that are not those of the name are never served, and are reported', async () => {
  writeFileSync(join(shipped, 'example', name), 'half a so');
  expect(await clips.read('example', name)).toBeUndefined();
  expect(damaged).toEqual([join(shipped, 'example', name)]);
});
