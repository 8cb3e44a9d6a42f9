// What is uploaded is told by its content, found by its hash alone, and kept once.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DiskFiles } from './disk-files.ts';
import { flacOf, silentOpus, spokenSound, wavOf } from './example-sounds.ts';
import { KeptClips, sha256Of } from './kept-clips.ts';
import { findOriginal, keepUpload } from './originals.ts';

let folder: string;
let kept: KeptClips;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'originals-'));
  kept = new KeptClips(new DiskFiles(folder));
});
afterEach(() => rmSync(folder, { recursive: true }));
const keys = async () => (await Array.fromAsync(kept.files.list('originals'))).map(({ key }) => key);

test.each([
  ['wav', 'wav', wavOf(spokenSound(300))],
  ['flac', 'flac', flacOf(spokenSound(300))],
  ['opus', 'opus', silentOpus(1)],
] as const)('a %s is kept once, and found by its hash alone', async (type, ending, bytes) => {
  const sha256 = sha256Of(bytes);
  expect(await findOriginal(kept, sha256)).toBeUndefined();
  expect(await keepUpload(kept, bytes)).toEqual({ sha256, bytes: bytes.length, type, fresh: true });
  expect(await keepUpload(kept, bytes)).toEqual({ sha256, bytes: bytes.length, type, fresh: false });
  expect(await keys()).toEqual([`originals/${sha256.slice(0, 2)}/${sha256}.${ending}`]);
  const found = await findOriginal(kept, sha256);
  expect(found?.type).toBe(type);
  expect(Buffer.from(found!.bytes).equals(bytes)).toBe(true);
});

const wav = wavOf(spokenSound(300));
test.each([
  ['empty', new Uint8Array()],
  ['unknown-type', new TextEncoder().encode('<!doctype html>')],
  ['unknown-type', new Uint8Array([1])],
  ['damaged', wav.slice(0, wav.length - 100)],
] as const)('%s is refused before anything is written', async (refused, bytes) => {
  expect(await keepUpload(kept, bytes)).toMatchObject({ refused });
  expect(await keys()).toEqual([]);
});

test('a damaged original is not found, and uploading it again mends it', async () => {
  const sha256 = sha256Of(wav);
  const key = `originals/${sha256.slice(0, 2)}/${sha256}.wav`;
  await kept.files.write(key, wav.subarray(0, 50));
  expect(await findOriginal(kept, sha256)).toBeUndefined();
  expect(await keepUpload(kept, wav)).toMatchObject({ sha256, fresh: true });
  expect((await findOriginal(kept, sha256))?.bytes).toHaveLength(wav.length);
});

test.each(['', '..', '../../etc/passwd', 'A'.repeat(64), `${'a'.repeat(63)}\0`])(
  '%j names no original',
  async (name) => {
    expect(await findOriginal(kept, name)).toBeUndefined();
  },
);
