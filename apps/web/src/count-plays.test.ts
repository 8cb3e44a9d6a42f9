// Counting what is heard: which moments count, when batches go out, and that none counts twice or is lost.
import { type Signal, signal } from '@preact/signals';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { countPlays, type Outcome, playOf } from './count-plays.ts';
import { openPlays, type PlayBatch, type Plays } from './mirror/plays.ts';
import type { Heard } from './player/player.ts';

const source = { id: 'en:speech:1' } as unknown as Extract<Heard['choice'], { type: 'clip' }>['source'];
const clip = { type: 'clip', source, reason: 'synthetic' } as const;
const heardOf = (more: Partial<Heard>): Heard => ({
  id: 'en:ʃ',
  choice: clip,
  state: 'playing',
  slow: false,
  troubles: [],
  ...more,
});

test('a play counts once, when it sounds: by a clip, by speech made for it, by the device, by nothing', () => {
  const sound = { voices: 'en:ʃ', language: 'en' };
  expect(playOf(heardOf({}))).toEqual({ ...sound, heard: 'clip', clip: 'en:speech:1' });
  expect(playOf(heardOf({ fresh: true }))).toEqual({ ...sound, heard: 'generated', clip: 'en:speech:1' });
  const device = { type: 'device', word: { id: 'en:word:ship', form: 'ship' }, reason: 'no-clip' } as const;
  expect(playOf(heardOf({ choice: device, fresh: true }))).toEqual({ ...sound, heard: 'device' });
  expect(playOf(heardOf({ choice: device, state: 'failed' }))).toEqual({ ...sound, heard: 'none' });
  expect(playOf(heardOf({ state: 'loading' }))).toBeUndefined();
  expect(playOf(heardOf({ state: 'ended' }))).toBeUndefined();
});

let plays: Plays;
let heard: Signal<Heard | undefined>;
let online: Signal<boolean>;
let wanted: Signal<boolean>;
let sent: PlayBatch[];
let outcomes: Outcome[];
let stop: () => void;
let page: EventTarget & { visibilityState: DocumentVisibilityState };

beforeEach(() => {
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState });
  vi.stubGlobal('document', page);
  plays = openPlays({ indexedDB: new IDBFactory(), IDBKeyRange });
  [heard, online, wanted] = [signal(undefined), signal(false), signal(true)];
  [sent, outcomes] = [[], []];
  begin();
});
afterEach(() => {
  stop();
  plays.close();
  vi.unstubAllGlobals();
});

const begin = () => {
  const send = async (batch: PlayBatch) => {
    sent.push(structuredClone(batch));
    return outcomes.shift() ?? 'settled';
  };
  stop = countPlays({ plays, heard, online, wanted, send });
};
/** On a busy machine too. */
const patience = { timeout: 20_000, interval: 5 };
/** Until something is there to be sent, or nothing is any more. */
const counted = () => vi.waitUntil(async () => !(await plays.isEmpty()), patience);
const forgotten = () => vi.waitUntil(() => plays.isEmpty(), patience);
const hide = () => {
  page.visibilityState = 'hidden';
  page.dispatchEvent(new Event('visibilitychange'));
};
const sending = (n: number) => vi.waitUntil(() => sent.length === n, patience);

test('what was played offline goes out with the connection, and nothing more while nothing is played', async () => {
  heard.value = heardOf({});
  heard.value = heardOf({ state: 'ended' });
  heard.value = heardOf({});
  await counted();
  expect(sent).toEqual([]);
  online.value = true;
  await sending(1);
  expect(sent[0]?.plays).toMatchObject([{ voices: 'en:ʃ', count: 2 }]);
  await forgotten();
  hide();
  online.value = false;
  online.value = true;
  await plays.isEmpty();
  expect(sent).toHaveLength(1);
});

test('a batch whose answer was lost is sent again at the next visit, the same to the letter', async () => {
  outcomes = [0];
  heard.value = heardOf({});
  await counted();
  online.value = true;
  await sending(1);
  stop();
  // The next visit begins when the last one's sending is over.
  await navigator.locks.request('phonochart-plays', async () => undefined);
  heard.value = undefined;
  begin();
  await sending(2);
  expect(sent[1]).toEqual(sent[0]);
  await forgotten();
});

test('the hide of a page sends what its plays have come to', async () => {
  online.value = true;
  heard.value = heardOf({});
  await counted();
  hide();
  await sending(1);
});

test('whoever wants nothing counted has nothing counted, and what was counted before is forgotten', async () => {
  heard.value = heardOf({});
  await counted();
  wanted.value = false;
  await forgotten();
  heard.value = heardOf({});
  online.value = true;
  hide();
  wanted.value = true;
  await plays.isEmpty();
  expect(sent).toEqual([]);
});

test('a person who saves data sends nothing', async () => {
  vi.stubGlobal('navigator', { connection: { saveData: true } });
  heard.value = heardOf({});
  await counted();
  online.value = true;
  hide();
  await plays.isEmpty();
  expect(sent).toEqual([]);
});
