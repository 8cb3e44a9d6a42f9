// A thread beside the page: fetches, checks and unpacks shards, and writes their documents, or hands them over a few at a time.
import { fillingShards } from './shard-filler.ts';
import { createWire, WireError } from './wire.ts';
import type { TakeAnswer, TakeRequest } from './worker-shards.ts';

const shards = fillingShards(createWire());

addEventListener('message', async ({ data }: MessageEvent<TakeRequest>) => {
  const { request, entry, from, count, ahead, into } = data;
  let answer: TakeAnswer;
  try {
    answer = into
      ? { request, ...(await shards.fill(entry, from, ahead, into)) }
      : { request, filled: [], documents: await shards.take(entry, from, count, ahead) };
  } catch (error) {
    const { code, wait } = error instanceof WireError ? error : { code: 'http' as const, wait: 0 };
    answer = { request, code, wait };
  }
  postMessage(answer);
});
