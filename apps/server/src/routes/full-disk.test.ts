// No room in the middle of an upload: a clear answer, no half file, and the service goes on. In a server of its own, on a
// real file system of a megabyte, and under the system's limit on the size of files.
import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { spokenSound, wavOf } from '../audio/example-sounds.ts';
import { sha256Of } from '../audio/kept-clips.ts';
import { bodyOf } from '../example-server.ts';

vi.setConfig({ testTimeout: 60_000 });

const program = fileURLToPath(new URL('./upload-server.ts', import.meta.url));
const small = wavOf(spokenSound(300));
const other = wavOf(spokenSound(310));
const large = wavOf(new Float32Array(1_000_000).fill(0.1));
const half = wavOf(new Float32Array(320_000).fill(0.1));

/** A file system of 1 MiB in a name space of our own: Linux alone has them, and not everywhere for everybody. */
const inSmallFileSystem = [
  'unshare',
  ['--user', '--map-root-user', '--mount', 'sh', '-c', 'mount -t tmpfs -o size=1m none "$0" && exec "$@"'],
] as const;
/** Blocks of 512 bytes: a megabyte. */
const underFileLimit = ['sh', ['-c', 'ulimit -f 2048 && exec "$@"']] as const;

const works = ([command, args]: typeof inSmallFileSystem | typeof underFileLimit): boolean => {
  const folder = mkdtempSync(join(tmpdir(), 'room-'));
  try {
    return spawnSync(command, [...args, folder, 'true']).status === 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const places = [
  { name: 'a file system of a megabyte', how: inSmallFileSystem, why: 'user and mount name spaces' },
  { name: 'a limit on the size of files', how: underFileLimit, why: 'a POSIX shell' },
];

describe.each(places)('$name', ({ how, why }) => {
  let child: ChildProcessByStdio<Writable, Readable, null> | undefined;
  let folder = '';
  afterEach(async () => {
    if (child) {
      const gone = new Promise((resolve) => child!.once('exit', resolve));
      child.stdin.end();
      await gone;
    }
    if (folder !== '') rmSync(folder, { recursive: true });
    child = undefined;
    folder = '';
  });

  async function start() {
    folder = mkdtempSync(join(tmpdir(), 'full-disk-'));
    const dataDir = join(folder, 'data');
    mkdirSync(dataDir);
    const [command, args] = how;
    const started = spawn(command, [...args, dataDir, process.execPath, program, folder, dataDir], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child = started;
    const lines = createInterface({ input: started.stdout })[Symbol.asyncIterator]();
    const port = Number((await lines.next()).value);
    const ask = (method: string, path: string, headers: Record<string, string> = {}, body?: Uint8Array<ArrayBuffer>) =>
      fetch(new URL(path, `http://127.0.0.1:${port}`), {
        method,
        headers: { authorization: 'Bearer editor', 'tus-resumable': '1.0.0', ...headers },
        ...(body ? { body } : {}),
      });
    const put = (bytes: Uint8Array<ArrayBuffer>) => ask('PUT', `/api/uploads/${sha256Of(bytes)}`, {}, bytes);
    const files = async (): Promise<Record<string, number>> => {
      started.stdin.write('\n');
      return JSON.parse(String((await lines.next()).value));
    };
    return { ask, put, files };
  }
  const place = (bytes: Uint8Array) => `originals/${sha256Of(bytes).slice(0, 2)}/${sha256Of(bytes)}.wav`;
  const full = { type: 'urn:phonochart:problem:storage-full', status: 507, detail: expect.stringMatching(/room/) };

  test('is full in the middle of an upload', async ({ skip }) => {
    skip(!works(how), `this needs ${why}`);
    const { ask, put, files } = await start();
    expect((await put(small)).status).toBe(201);
    const before = { [place(small)]: small.length };

    const whole = await put(large);
    expect([whole.status, await bodyOf(whole)]).toMatchObject([507, full]);
    expect(await files()).toEqual(before);

    const begun = await ask('POST', '/api/uploads/tus', { 'upload-length': String(large.length) });
    const path = begun.headers.get('location')!;
    const piece = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
    const resumable = await ask('PATCH', path, piece, large);
    expect([resumable.status, await bodyOf(resumable)]).toMatchObject([507, full]);
    expect((await ask('HEAD', path)).headers.get('upload-offset')).toBe('0');
    expect((await files())[path.replace('/api/', '').replace('/tus', '')]).toBe(0);
    expect((await ask('DELETE', path)).status).toBe(204);
    expect(await files()).toEqual(before);

    // And then it goes on, without a restart.
    expect((await ask('GET', '/api/languages')).status).toBe(200);
    expect((await ask('GET', `/api/uploads/${sha256Of(small)}`)).status).toBe(200);
    expect((await put(other)).status).toBe(201);
    expect((await put(half)).status).toBe(201);
    expect(await files()).toEqual({ ...before, [place(other)]: other.length, [place(half)]: half.length });
  });
});
