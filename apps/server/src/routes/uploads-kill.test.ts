// A server killed in the middle of uploads: what it acknowledged is there after the next start, whole.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { spokenSound, wavOf } from '../audio/example-sounds.ts';
import { sha256Of } from '../audio/kept-clips.ts';

vi.setConfig({ testTimeout: 120_000 });

const program = fileURLToPath(new URL('./upload-server.ts', import.meta.url));

async function start(folder: string, dataDir: string) {
  const child = spawn(process.execPath, [program, folder, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [port] = await once(createInterface({ input: child.stdout }), 'line');
  const ask = (method: string, path: string, body?: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    fetch(new URL(path, `http://127.0.0.1:${port}`), {
      method,
      headers: { authorization: 'Bearer editor', 'tus-resumable': '1.0.0', ...headers },
      ...(body ? { body } : {}),
    });
  const kill = async () => {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  return { ask, kill };
}

test('what was acknowledged is there, and half files are nobody’s originals', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'phonochart-kill-'));
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  const acknowledged = new Set<string>();
  const long = wavOf(spokenSound(900));
  let resumable: { path: string; offset: number } | undefined;
  let nth = 0;
  for (const enough of [4, 17]) {
    const { ask, kill } = await start(folder, dataDir);
    for (const sha256 of acknowledged) expect((await ask('GET', `/api/uploads/${sha256}`)).status).toBe(200);
    if (resumable) {
      const offset = Number((await ask('HEAD', resumable.path)).headers.get('upload-offset'));
      expect(offset).toBeGreaterThanOrEqual(resumable.offset);
      resumable.offset = offset;
    } else {
      const begun = await ask('POST', '/api/uploads/tus', undefined, { 'upload-length': String(long.length) });
      resumable = { path: begun.headers.get('location')!, offset: 0 };
    }
    const { path, offset } = resumable;
    const piece = { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
    const more = await ask('PATCH', path, long.slice(offset, offset + 30_000), piece);
    resumable.offset = Number(more.headers.get('upload-offset'));

    const target = acknowledged.size + enough;
    const { promise: reached, resolve } = Promise.withResolvers<void>();
    const lane = async () => {
      for (;;) {
        const bytes = wavOf(spokenSound(100 + nth++));
        const answer = await ask('PUT', `/api/uploads/${sha256Of(bytes)}`, bytes);
        if (answer.status === 201) acknowledged.add(sha256Of(bytes));
        if (acknowledged.size >= target) resolve();
      }
    };
    // Each lane ends when its server is gone, in the middle of something.
    const lanes = Array.from({ length: 4 }, () => lane().catch(() => {}));
    await reached;
    await kill();
    await Promise.all(lanes);
  }
  const { ask, kill } = await start(folder, dataDir);
  for (const sha256 of acknowledged) expect((await ask('GET', `/api/uploads/${sha256}`)).status).toBe(200);
  const { path, offset } = resumable!;
  const piece = { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
  const last = await ask('PATCH', path, long.slice(offset), piece);
  expect(last.headers.get('upload-sha256')).toBe(sha256Of(long));
  await kill();
  const originals = readdirSync(join(dataDir, 'originals'), { recursive: true, encoding: 'utf8' });
  const whole = originals.filter((name) => name.endsWith('.wav'));
  expect(whole.length).toBeGreaterThanOrEqual(acknowledged.size);
  for (const name of whole) {
    expect(name).toContain(sha256Of(readFileSync(join(dataDir, 'originals', name))));
  }
  rmSync(folder, { recursive: true });
});
