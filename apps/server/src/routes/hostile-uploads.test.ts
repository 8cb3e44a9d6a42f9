// Every hostile file through the real server: a problem document that an editor understands, others served meanwhile, nothing left behind.
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { spokenSound, wavOf } from '../audio/example-sounds.ts';
import { hostileNames } from '../audio/hostile-names.ts';
import { hostileSounds } from '../audio/hostile-sounds.ts';
import { bodyOf, type ExampleServer, exampleServer } from '../example-server.ts';
import { inTurns } from '../imports/attach-recordings.ts';
import { untilOver } from '../jobs/until-over.ts';
import { type Listening, listen } from '../listen.ts';

let server: ExampleServer;
let listening: Listening;
beforeAll(async () => {
  server = await exampleServer({ environment: { RATE_LIMITS: 'uploads=10000/60' } });
  listening = await listen(server.app, { port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await listening.close(0);
  await server.close();
});

const at = (path: string) => `http://127.0.0.1:${listening.port}${path}`;
const files = () =>
  readdirSync(server.dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`)
    .toSorted();

async function send(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<Response> {
  const body = new FormData();
  body.append('processing_type', 'enhance');
  body.append('file', new File([bytes], name));
  return fetch(at('/api/audio/process'), { method: 'POST', body, headers: { authorization: 'Bearer editor' } });
}

test('each is refused in words, the languages are there all the while, and nothing is left', async () => {
  // So that the folders are there: what is of no sound in particular is a file, and no clip of a language.
  expect((await send(wavOf(spokenSound()), 'good.wav')).status).toBe(200);
  const before = { files: files(), state: await server.store.syncState() };
  const hostile = hostileSounds().filter(({ refused }) => refused.length > 0);
  await inTurns([...hostile.entries()], 4, async ([nth, { name, bytes, refused }]) => {
    const answer = await send(bytes, hostileNames[nth % hostileNames.length]!);
    const said = await bodyOf(answer);
    if (answer.status === 202) {
      // Its decoder had to be stopped, which may have been the machine's fault: it is tried again before it is given up.
      await untilOver(server.store.jobs, said.job.id, 60_000);
      const [result] = (await server.store.jobs.results(said.job.id, { limit: 1 })).results;
      expect(refused, name).toContain(result?.error?.code);
    } else {
      expect([400, 413], name).toContain(answer.status);
      expect(answer.headers.get('content-type'), name).toContain('application/problem+json');
      expect(said.detail, name).toMatch(/^[a-z].{15,}$/);
    }
    expect((await fetch(at('/api/languages'))).status).toBe(200);
  });
  expect((await send(wavOf(spokenSound()), 'good.wav')).status).toBe(200);
  expect(files()).toEqual(before.files);
  expect(await server.store.syncState()).toEqual(before.state);
  expect((await server.store.listClips({ limit: 100 })).clips.filter(({ brought_by }) => brought_by)).toEqual([]);
}, 180_000);
