// Sounds on a disk keep the contract; and what only a disk can do wrong is not done.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { soundFilesContract } from './contract-sound-files.ts';
import { DiskFiles } from './disk-files.ts';

soundFilesContract('a folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sounds-'));
  return { files: new DiskFiles(join(folder, 'data')), close: async () => rmSync(folder, { recursive: true }) };
});

let folder: string;
let files: DiskFiles;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sounds-'));
  files = new DiskFiles(join(folder, 'data'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a write that fails leaves no half file behind', async () => {
  mkdirSync(join(folder, 'data', 'audio', 'example', 'taken'), { recursive: true });
  await expect(files.write('audio/example/taken', Buffer.from('x'))).rejects.toThrow();
  expect(readdirSync(join(folder, 'data', 'audio', 'example'))).toEqual(['taken']);
});

test('links are not followed: a file cannot be read through one, nor written through one', async () => {
  mkdirSync(join(folder, 'secret'));
  writeFileSync(join(folder, 'secret', 'x'), 'secret');
  mkdirSync(join(folder, 'data', 'audio'), { recursive: true });
  symlinkSync(join(folder, 'secret'), join(folder, 'data', 'audio', 'linked'));
  symlinkSync(join(folder, 'secret', 'x'), join(folder, 'data', 'audio', 'x'));
  expect(await files.read('audio/linked/x')).toBeUndefined();
  expect(await files.read('audio/x')).toBeUndefined();
  await expect(files.write('audio/linked/y', Buffer.from('y'))).rejects.toMatchObject({ code: 'failed' });
  expect(readdirSync(join(folder, 'secret'))).toEqual(['x']);
  const found = await Array.fromAsync(files.list('audio'));
  expect(found.map(({ key }) => key).sort()).toEqual(['audio/linked', 'audio/x']);
});

test('the folder itself may be a link', async () => {
  mkdirSync(join(folder, 'elsewhere'));
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'data'));
  await files.write('audio/x', Buffer.from('x'));
  expect(Buffer.from((await files.read('audio/x'))!).toString()).toBe('x');
});
