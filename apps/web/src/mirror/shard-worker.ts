// A thread beside the page: fetches, checks and unpacks shards, and hands their documents over a few at a time.
import { readShards } from './shards.ts';
import { createWire, WireError } from './wire.ts';
import type { TakeAnswer, TakeRequest } from './worker-shards.ts';

const reader = readShards(createWire());

addEventListener('message', async ({ data }: MessageEvent<TakeRequest>) => {
  const { request, entry, from, count, ahead } = data;
  let answer: TakeAnswer;
  try {
    answer = { request, documents: await reader.take(entry, from, count, ahead) };
  } catch (error) {
    answer = { request, code: error instanceof WireError ? error.code : 'http' };
  }
  postMessage(answer);
});
