// The outbox: what was made on the device is sent in order and once, whatever dies; and what is undecided waits for its author.
import 'fake-indexeddb/auto';
import { MAX_PUSH_BYTES } from '@phonochart/sync/limits.ts';
import type { PushResult } from '@phonochart/sync/push.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { change, type ExamplePush, exampleDevice, type Steps, taken, until } from './example-outbox.ts';
import type { Outbox } from './outbox.ts';

let device: ReturnType<typeof exampleDevice>;
let server: ExamplePush;
const open = (steps?: Steps) => device.openTab(steps);

beforeEach(() => {
  // The one line that Dexie's storage prints a load.
  vi.spyOn(console, 'warn').mockReturnValue();
  device = exampleDevice();
  server = device.server;
});
afterEach(async () => {
  await device.close();
  vi.unstubAllGlobals();
});

const there = (field: string) => server.fields.get(`english-gb english-gb:p ${field}`);
const emptied = (outbox: Outbox) => until(outbox.edits, (edits) => edits?.length === 0);
const states = (outbox: Outbox) => outbox.edits.value?.map(({ field, state }) => `${field} ${state}`);

test('[CLIENT17] edits made offline are sent in their order, each after the one before it, and leave when the mirror shows them', async () => {
  server.fails = 'offline';
  const outbox = open();
  await outbox.edit(change('name', 'P'));
  await outbox.edit(change('status', 'loan'));
  await outbox.edit(change('ipa', 'p'));
  await until(outbox.state, (state) => state === 'offline');
  device.follow(false);
  server.fails = undefined;
  outbox.ring();
  await until(outbox.edits, (edits) => edits?.every(({ state }) => state === 'applied') ?? false);
  expect([there('name'), there('status'), there('ipa')]).toEqual(['P', 'loan', 'p']);
  const bodies = server.order.map((id) => JSON.parse(server.rows.get(id)!.body));
  expect(bodies.map(({ field, after }) => [field, after])).toEqual([
    ['name', null],
    ['status', server.order[0]],
    ['ipa', server.order[1]],
  ]);
  device.shown.value = { seq: server.head - 1 };
  await until(outbox.edits, (edits) => edits?.length === 1);
  device.shown.value = { seq: server.head };
  await emptied(outbox);
});

test('[CLIENT18] a field changed again before it was sent is one edit, and changed back it is none', async () => {
  server.fails = 'offline';
  const outbox = open();
  device.author.value = undefined;
  await until(outbox.edits, (edits) => edits !== undefined);
  device.author.value = 'mai';
  server.fails = 'signed-out';
  await outbox.edit(change('name', 'a'));
  // What was sent once stays as it is: a change of it is another edit.
  await until(outbox.state, (state) => state === 'signed-out');
  await outbox.edit(change('name', 'b', 'a'));
  expect(outbox.edits.value?.map(({ was, value }) => [was, value])).toEqual([
    [null, 'a'],
    ['a', 'b'],
  ]);
  server.fails = undefined;
  outbox.ring();
  await emptied(outbox);
  expect(there('name')).toBe('b');
});

test('[CLIENT19] signed out, everything is kept and said; another account on the device does not send it', async () => {
  server.account = undefined;
  const outbox = open();
  await outbox.edit(change('name', 'P'));
  await until(outbox.state, (state) => state === 'signed-out');
  server.account = 'binh';
  device.author.value = 'binh';
  await until(outbox.others, (others) => others === 1);
  await until(outbox.state, (state) => state === 'idle');
  await outbox.edit(change('status', 'loan'));
  await emptied(outbox);
  expect([there('name'), there('status')]).toEqual([undefined, 'loan']);
  expect(outbox.others.value).toBe(1);
  server.account = 'mai';
  device.author.value = 'mai';
  await emptied(outbox);
  expect(there('name')).toBe('P');
});

test('a clash is kept with both versions until its author chooses: mine is a new edit of theirs, theirs ends it', async () => {
  server.fields.set('english-gb english-gb:p name', 'theirs');
  server.fields.set('english-gb english-gb:p status', 'loan');
  const outbox = open();
  await outbox.edit(change('name', 'mine'));
  await outbox.edit(change('status', 'core', 'marginal'));
  const clashes = await until(outbox.edits, (edits) => edits?.every(({ state }) => state === 'clash') ?? false);
  expect(clashes?.map(({ value, current, revision }) => [value, current, revision])).toEqual([
    ['mine', 'theirs', 10],
    ['core', 'loan', 10],
  ]);
  // A restart later they are still there.
  await device.close();
  const again = open();
  await until(again.edits, (edits) => edits?.length === 2);
  const [name, status] = again.edits.value!;
  await again.keepMine(name!.key, { current: 'theirs', revision: 10 });
  await until(again.edits, (edits) => edits?.length === 1);
  // [PUSH9] Theirs is told too, as it was shown, and nobody sees it on its way.
  server.fields.set('english-gb english-gb:p status', 'regional');
  const told = taken(server, ({ field }) => field === 'status');
  await again.drop(status!.key, { current: 'regional', revision: 11 });
  expect(again.edits.value).toEqual([]);
  expect(await told).toMatchObject({ was: 'regional', value: 'regional', revision: 11 });
  await until(again.state, (state) => state === 'idle');
  expect([there('name'), there('status')]).toEqual(['mine', 'regional']);
  expect(server.rows.size).toBe(4);
});

test('[PUSH15] clashes of another device are decided here like one’s own, and that device asks no more', async () => {
  for (const field of ['name', 'status', 'ipa']) server.fields.set(`english-gb english-gb:p ${field}`, 'theirs');
  const phone = open();
  for (const field of ['name', 'status', 'ipa']) await phone.edit(change(field, 'mine'));
  await until(phone.edits, (edits) => edits?.every(({ state }) => state === 'clash') ?? false);
  const desk = exampleDevice(server);
  const outbox = desk.openTab();
  await until(outbox.edits, (edits) => edits?.length === 0);
  await outbox.look();
  const [name, status, ipa] = outbox.edits.value!;
  expect([name, status, ipa]).toMatchObject([
    { field: 'name', elsewhere: true, value: 'mine', current: 'theirs' },
    { field: 'status', elsewhere: true },
    { field: 'ipa', elsewhere: true },
  ]);
  // Without a line the choice is kept, and sent as any edit is.
  server.fails = 'offline';
  const told = taken(server, ({ field }) => field === 'status');
  await outbox.keepMine(name!.key, { current: 'theirs', revision: 10 });
  await outbox.drop(status!.key, { current: 'theirs', revision: 10 });
  expect(states(outbox)).toEqual(['ipa clash', 'name waiting']);
  server.fails = undefined;
  outbox.ring();
  await until(outbox.edits, (edits) => edits?.length === 1);
  await told;
  expect([there('name'), there('status')]).toEqual(['mine', 'theirs']);
  await phone.look();
  await until(phone.edits, (edits) => edits?.length === 1);
  expect(states(phone)).toEqual(['ipa clash']);
  // A server set back has forgotten, which decides nothing.
  server.rows.clear();
  server.epoch = 'epoch0002';
  await phone.look();
  expect(states(phone)).toEqual(['ipa clash']);
  await desk.close();
});

test('a refused edit says why, is not sent again, and can be changed or dropped', async () => {
  server.refuses = ({ id, value }) =>
    value === 'bad' ? { id, outcome: 'refused', reason: 'value', detail: 'Write something else.' } : undefined;
  const outbox = open();
  await outbox.edit(change('name', 'bad'));
  const [refused] = (await until(outbox.edits, (edits) => edits?.[0]?.state === 'refused'))!;
  expect(refused).toMatchObject({ reason: 'value', detail: 'Write something else.' });
  const { requests } = server;
  outbox.ring();
  await until(outbox.state, (state) => state === 'idle');
  expect(server.requests).toBe(requests);
  await outbox.edit(change('name', 'good'));
  await emptied(outbox);
  expect(there('name')).toBe('good');
});

test('two edits of one field that clash both leave one question, about the later', async () => {
  server.fails = 'failed';
  const outbox = open();
  await outbox.edit(change('name', 'a'));
  await until(outbox.state, (state) => state === 'failed');
  await outbox.edit(change('name', 'b', 'a'));
  server.fields.set('english-gb english-gb:p name', 'theirs');
  server.fails = undefined;
  outbox.ring();
  await until(outbox.edits, (edits) => edits?.length === 1);
  expect(outbox.edits.value).toMatchObject([{ state: 'clash', value: 'b', current: 'theirs' }]);
});

test('a restored server has forgotten: what was not shown yet is sent again, and nothing waits for what will not come', async () => {
  device.follow(false);
  const outbox = open();
  await outbox.edit({ ...change('name', 'P'), revision: 10 });
  await until(outbox.edits, (edits) => edits?.[0]?.state === 'applied');
  // Back to before the edit, in a new history that has not come so far.
  server.epoch = 'epoch0002';
  server.rows.clear();
  server.fields.clear();
  server.order = [];
  server.head = 5;
  await outbox.edit(change('status', 'loan'));
  await until(outbox.state, (state) => state === 'failed');
  device.follow(true);
  device.shown.value = { seq: 5 };
  outbox.ring();
  await until(outbox.state, (state) => state === 'idle');
  await emptied(outbox);
  expect([there('name'), there('status')]).toEqual(['P', 'loan']);
});

test('[CLIENT17] an edit that a restored server took stays until the mirror shows its history, however new the old one looks', async () => {
  const outbox = open();
  device.follow(false);
  server.epoch = 'epoch0002';
  server.head = 5;
  device.shown.value = { seq: 100 };
  await outbox.edit({ ...change('name', 'P'), revision: 4 });
  await until(outbox.edits, (edits) => edits?.[0]?.state === 'applied');
  await until(outbox.state, (state) => state === 'idle');
  device.shown.value = { seq: 101 };
  expect(states(outbox)).toEqual(['name applied']);
  device.shown.value = { seq: 6 };
  device.epoch.value = 'epoch0002';
  await emptied(outbox);
  expect(there('name')).toBe('P');
});

test('what a restored server has forgotten is sent again, also where nothing else is to be sent', async () => {
  device.follow(false);
  const outbox = open();
  await outbox.edit(change('name', 'P'));
  await until(outbox.edits, (edits) => edits?.[0]?.state === 'applied');
  await until(outbox.state, (state) => state === 'idle');
  server.epoch = 'epoch0002';
  server.rows.clear();
  server.fields.clear();
  device.follow(true);
  outbox.ring();
  await emptied(outbox);
  expect(there('name')).toBe('P');
});

test('more than a request may carry is sent in several, and one that no server takes is found among its neighbours', async () => {
  // Nothing is tried before the device has a line.
  vi.stubGlobal('navigator', { onLine: false });
  const outbox = open();
  for (let at = 0; at < 101; at++)
    await outbox.edit(change(`field${at}`, at === 7 ? 'unfit' : 'x'.repeat(at < 98 ? 5 : 400_000)));
  await until(outbox.state, (state) => state === 'offline');
  expect(outbox.edits.value?.some(({ sent }) => sent)).toBe(false);
  vi.stubGlobal('navigator', {});
  const sizes: number[] = [];
  const take = server.take.bind(server);
  server.take = (epoch, edits, author) => {
    sizes.push(new TextEncoder().encode(JSON.stringify({ epoch, edits })).length);
    if (edits.some(({ value }) => value === 'unfit')) server.fails = 'unfit';
    try {
      return take(epoch, edits, author);
    } finally {
      server.fails = undefined;
    }
  };
  outbox.ring();
  await until(outbox.edits, (edits) => edits?.length === 1);
  expect(states(outbox)).toEqual(['field7 refused']);
  expect(Math.max(...sizes)).toBeLessThan(MAX_PUSH_BYTES);
  expect(server.order).toHaveLength(100);
  await expect(outbox.edit(change('name', 'x'.repeat(MAX_PUSH_BYTES)))).rejects.toMatchObject({ code: 'too-large' });
});

/** What a person does in a tab that may die under it; answers what the tab acknowledged. */
async function life(steps: Steps): Promise<string[]> {
  const outbox = open(steps);
  const kept: string[] = [];
  const field = async (name: string, was: string | null, value: string) => {
    await outbox.edit(change(name, value, was)).then(
      () => kept.push(`${name} ${value}`),
      () => undefined,
    );
  };
  await field('name', null, 'a');
  await field('status', 'x', 'loan');
  await until(outbox.state, (state) => state !== 'sending');
  await field('name', 'a', 'b');
  const clash = outbox.edits.value?.find(({ state }) => state === 'clash');
  if (clash) {
    const mine = outbox.keepMine(clash.key, { current: 'y', revision: 10 });
    await mine.then(
      () => kept.push('status mine'),
      () => undefined,
    );
  }
  await until(outbox.state, (state) => state !== 'sending');
  await outbox.close();
  return kept;
}

const planted = () => {
  server.fields.set('english-gb english-gb:p status', 'y');
};

test('a tab that dies at any step, before or after it was done, loses nothing that it acknowledged and sends nothing twice', async () => {
  planted();
  const whole: Steps = { count: 0, dies: Number.POSITIVE_INFINITY };
  await life(whole);
  expect(whole.count).toBeGreaterThan(15);
  for (let dies = 1; dies <= whole.count; dies++) {
    await device.close();
    device = exampleDevice();
    server = device.server;
    planted();

    const kept = await life({ count: 0, dies });
    const next = open();
    await until(next.edits, (edits) => edits !== undefined);
    next.ring();
    await until(next.edits, (edits) => edits?.every(({ state }) => state === 'clash') ?? false);
    const wanted = kept.findLast((said) => said.startsWith('name'))?.split(' ')[1];
    const name = there('name');
    expect([dies, name === wanted || name === 'b' || (wanted === undefined && name === 'a')]).toEqual([dies, true]);
    const status = kept.some((said) => said.startsWith('status'));
    const asks = next.edits.value?.some(({ field }) => field === 'status') ?? false;
    // Either the question stands, or it was answered.
    if (status) expect([dies, asks || there('status') === 'loan']).toEqual([dies, true]);
    if (kept.includes('status mine')) expect([dies, there('status')]).toEqual([dies, 'loan']);
    expect([dies, new Set(server.order).size]).toEqual([dies, server.order.length]);
  }
});

test('a device without room says so before anything is promised, and what it had promised is sent once there is room', async () => {
  planted();
  const whole: Steps = { count: 0, dies: Number.POSITIVE_INFINITY };
  await life(whole);
  const full = () => new DOMException('no room', 'QuotaExceededError');
  for (let at = 1; at <= whole.count; at += 2) {
    await device.close();
    device = exampleDevice();
    server = device.server;
    planted();
    const kept = await life({ count: 0, dies: Number.POSITIVE_INFINITY, fails: { at, error: full } });
    const next = open();
    await until(next.edits, (edits) => edits !== undefined);
    next.ring();
    await until(next.edits, (edits) => edits?.every(({ state }) => state === 'clash') ?? false);
    const wanted = kept.findLast((said) => said.startsWith('name'))?.split(' ')[1];
    const asked = next.edits.value?.find(({ field }) => field === 'name')?.value;
    // Where the first of two was not kept, the second is a question.
    if (wanted) expect([at, asked ?? there('name')]).toEqual([at, wanted]);
  }
  const steps: Steps = { count: 0, dies: Number.POSITIVE_INFINITY };
  const outbox = open(steps);
  await until(outbox.state, (state) => state === 'idle');
  await until(outbox.edits, (edits) => edits !== undefined);
  steps.fails = { at: steps.count + 1, error: full };
  await expect(outbox.edit(change('name', 'c', 'b'))).rejects.toMatchObject({ code: 'full' });
});

test('an edit that could not leave when the mirror came to show it, for want of room, leaves once there is some', async () => {
  const steps: Steps = { count: 0, dies: Number.POSITIVE_INFINITY };
  const outbox = open(steps);
  device.follow(false);
  await outbox.edit(change('name', 'a'));
  await until(outbox.edits, (edits) => edits?.every(({ state }) => state === 'applied') ?? false);
  await until(outbox.state, (state) => state === 'idle');
  steps.fails = { at: steps.count + 1, error: () => new DOMException('no room', 'QuotaExceededError') };
  device.shown.value = { seq: server.head };
  await until(outbox.state, (state) => state === 'storage');
  // The mirror has no more to say; the next thing that it hears of the server rings.
  outbox.ring();
  await emptied(outbox);
});

test('two tabs that send the same, and hear nothing of one another, count once', async () => {
  vi.stubGlobal('navigator', {});
  server.fails = 'offline';
  const one = open();
  await one.edit(change('name', 'a'));
  await one.edit(change('status', 'loan'));
  const other = open();
  await until(other.edits, (edits) => edits?.length === 2);
  server.fails = undefined;
  one.ring();
  other.ring();
  await until(one.state, (state) => state === 'idle');
  await until(other.state, (state) => state === 'idle');
  expect(server.order).toHaveLength(2);
  await device.close();
  await emptied(open());
});

test('an outcome that this version does not know leaves the edit waiting', async () => {
  server.refuses = ({ id }) => ({ id, outcome: 'pondered' }) as unknown as PushResult;
  const outbox = open();
  await outbox.edit(change('name', 'a'));
  await until(outbox.state, (state) => state === 'failed');
  expect(states(outbox)).toEqual(['name waiting']);
});
