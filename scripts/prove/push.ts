// Proves that editors who push without pause lose no acknowledged edit and get none twice, though the real server is killed thirty times.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { hashOf, newToken, tokenPrefix } from '../../apps/server/src/accounts/random-secret.ts';
import { seeded } from '../../apps/server/src/jobs/kill-proof.ts';
import { openSqliteStore } from '../../apps/server/src/store/sqlite-store.ts';
import type { Json, PushAnswer, PushedEdit, PushResult } from '../../packages/sync/push.ts';
import { startServer } from './real-server.ts';

const kills = 30;
const mostAtOnce = 25;

type Device = {
  token: string;
  signed: string;
  record: string;
  /** The whole line, in the order in which it was made: each edit made on the one before. */
  line: PushedEdit[];
  acknowledged: Map<string, PushResult>;
};

/** `PROVE_SEED` chooses other moments. Throws with what does not hold. */
export async function provePush(root: string): Promise<string[]> {
  const seed = Number(process.env.PROVE_SEED ?? 20261121);
  const random = seeded(seed);
  const folder = mkdtempSync(join(tmpdir(), 'phonochart-pushes-'));
  const begin = performance.now();
  try {
    const devices = await editorsIn(folder);
    for (let kill = 0; kill <= kills; kill += 1) {
      const server = startServer(root, folder);
      const origin = await server.origin;
      const last = kill === kills;
      const enough = acknowledgedOf(devices) + 1 + random() * mostAtOnce * 4;
      const killed = () => {
        if (!last && acknowledgedOf(devices) >= enough) setTimeout(() => server.child.kill('SIGKILL'), random() * 20);
      };
      const working = devices.map((device) => work(origin, device, { random, onlyTheRest: last, onAnswer: killed }));
      // Whatever a device was told of the server's end is no answer: it sends again.
      for (const error of (await Promise.all(working)).filter((each) => each !== undefined))
        if (last || error instanceof Fault) throw error;
      if (last) server.child.kill('SIGTERM');
      await server.over;
    }
    const faults = faultsIn(folder, devices);
    if (faults.length > 0) throw new Error(faults.join('\n'));
    const seconds = Math.round((performance.now() - begin) / 1000);
    return [
      `${kills} kills of the real server met ${devices.length} editors at work: of ${acknowledgedOf(devices)} pushed edits each is in effect once, in its order (${seconds} s, seed ${seed})`,
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }
}

/** What an answer may not say: no killed server excuses it. */
class Fault extends Error {}

const acknowledgedOf = (devices: readonly Device[]): number =>
  devices.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);

async function editorsIn(folder: string): Promise<Device[]> {
  const store = await openSqliteStore({ file: join(folder, 'catalogue.sqlite') });
  try {
    const devices: Device[] = [];
    for (const [name, record] of [
      ['Ann', 'english-gb:ʃ'],
      ['Bob', 'english-gb:p'],
    ] as const) {
      const { id } = await store.accounts.create({ email: `${name}@example.org`, name, role: 'editor' });
      const token = newToken();
      const prefix = tokenPrefix(token);
      await store.accounts.addToken({ account: id, name: 'A device', hash: hashOf(token), prefix, expires_at: null });
      devices.push({ token, signed: `${name} (${id})`, record, line: [], acknowledged: new Map() });
    }
    return devices;
  } finally {
    await store.close();
  }
}

type How = { random: () => number; onlyTheRest: boolean; onAnswer: () => void };

/** Makes and pushes edits until the server is gone, or only what is not acknowledged. Answers what ended it. */
async function work(origin: string, device: Device, { random, onlyTheRest, onAnswer }: How): Promise<unknown> {
  const { record, line, acknowledged } = device;
  try {
    const { epoch, inventories } = await json(fetch(`${origin}/api/sync/documents/english-gb`));
    const present = inventories.phonemes.find(({ id }: { id: string }) => id === record).description ?? null;
    for (;;) {
      if (!onlyTheRest)
        for (let n = Math.ceil(random() * mostAtOnce); n > 0; n -= 1) make(device, inventories.seq, present);
      // The answer to the last ones may have been lost, and a few that were answered are sent again too.
      const done = line.findIndex(({ id }) => !acknowledged.has(id));
      if (done === -1) return undefined;
      const edits = line.slice(Math.max(0, done - Math.floor(random() * 3))).slice(0, mostAtOnce);
      const answer: PushAnswer = await json(
        fetch(`${origin}/api/sync/push`, {
          method: 'POST',
          headers: { authorization: `Bearer ${device.token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ epoch, edits }),
        }),
      );
      for (const result of answer.results) {
        const known = JSON.stringify(acknowledged.get(result.id) ?? result);
        if (result.outcome !== 'applied' || known !== JSON.stringify(result))
          throw new Fault(`${device.signed} was told ${JSON.stringify(result)} after ${known}`);
        acknowledged.set(result.id, result);
      }
      onAnswer();
    }
  } catch (error) {
    return error;
  }
}

// biome-ignore lint/suspicious/noExplicitAny: a proof looks into answers as they come.
async function json(answering: Promise<Response>): Promise<any> {
  const answer = await answering;
  const text = await answer.text();
  if (!answer.ok) throw new Fault(`${answer.status}: ${text}`);
  return JSON.parse(text);
}

function make({ line, record }: Device, revision: number, present: Json): void {
  const last = line.at(-1);
  line.push({
    id: randomUUID(),
    after: last?.id ?? null,
    language: 'english-gb',
    record,
    field: 'description',
    revision,
    was: last ? last.value : present,
    value: { en: `Edit ${line.length + 1}.` },
    made_at: new Date().toISOString(),
  });
}

/** History, rows and catalogue must say each line once, in its order. */
function faultsIn(folder: string, devices: readonly Device[]): string[] {
  const faults: string[] = [];
  const db = new Database(join(folder, 'catalogue.sqlite'), { readonly: true });
  const column = (sql: string, ...values: unknown[]) => db.prepare(sql).pluck().all(values) as string[];
  if (db.pragma('integrity_check', { simple: true }) !== 'ok') faults.push('the database is damaged');
  for (const { signed, line, acknowledged, record } of devices) {
    const wanted = line.map(({ value }) => JSON.stringify(value));
    const history = column('select json(value) from edits where author = ? order by id', signed);
    if (history.join() !== wanted.join())
      faults.push(`${signed} made ${line.length} edits, and the history has ${history.length}, or in another order`);
    const account = /\((.*)\)/.exec(signed)![1]!;
    const rows = column('select id from pushed_edits where author = ? order by number', account);
    if (rows.join() !== line.map(({ id }) => id).join()) faults.push(`${rows.length} edits of ${signed} are known`);
    for (const result of acknowledged.values()) {
      const [seq] = column('select seq from pushed_edits where id = ?', result.id);
      if (result.outcome !== 'applied' || Number(seq) !== result.seq) faults.push(`${result.id} is at ${seq} now`);
    }
    const [present] = column('select json(description) from phonemes where id = ?', record);
    if (present !== wanted.at(-1)) faults.push(`${record} says ${present}`);
  }
  const seqs = column('select seq from edits order by id').map(Number);
  if (seqs.some((seq, at) => at > 0 && seq <= seqs[at - 1]!)) faults.push('a seq was given twice, or went back');
  db.close();
  return faults;
}
