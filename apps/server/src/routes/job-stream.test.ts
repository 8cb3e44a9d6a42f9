// The event stream of a job, over the real queue and the real runner.
import { afterEach, expect, test } from 'vitest';
import { exampleJobs } from './example-jobs.ts';

type Server = Awaited<ReturnType<typeof exampleJobs>>;
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serverOf(options?: Parameters<typeof exampleJobs>[0]): Promise<Server> {
  const server = await exampleJobs({ streams: { paceMs: 5 }, ...options });
  servers.push(server);
  return server;
}

const numbers = (count: number) => Array.from({ length: count }, (_, number) => ({ number }));
const events = (id: string) => `/api/jobs/${id}/events`;

type Message = { id: number; data: { state: string; progress: number; tasks: [number, string][] } };

/** Reads to the end of the stream. */
async function read(answer: Response): Promise<Message[]> {
  const messages: Message[] = [];
  let text = '';
  for await (const piece of answer.body!.pipeThrough(new TextDecoderStream())) {
    text += piece;
    const whole = text.split('\n\n');
    text = whole.pop()!;
    for (const each of whole) {
      const [, id] = /^id: (\d+)$/m.exec(each) ?? [];
      const [, data] = /^data: (.*)$/m.exec(each) ?? [];
      if (id !== undefined && data !== undefined) messages.push({ id: Number(id), data: JSON.parse(data) });
    }
  }
  return messages;
}

const tasksOf = (messages: Message[]) => messages.flatMap(({ data }) => data.tasks);

test('a reader hears of every task once, sees the end, and the stream ends with the job', async () => {
  const { jobs, ask, start } = await serverOf();
  await jobs.enqueue({ id: 'a', kind: 'echo', config: {}, tasks: [...numbers(40), { fails: 'too-quiet' }] });
  const answer = await ask(events('a'));
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  start();
  const messages = await read(answer);
  expect(messages.at(-1)!.data).toMatchObject({ state: 'ended', progress: 1 });
  const seen = tasksOf(messages).toSorted(([a], [b]) => a - b);
  expect(seen.map(([position]) => position)).toEqual([...Array(41).keys()]);
  expect(seen[40]).toEqual([40, 'failed']);
});

test('Last-Event-ID goes on where the reader was, without a gap and without a repetition', async () => {
  const { jobs, ask, start } = await serverOf({ streams: { paceMs: 1, eventsAtOnce: 20 } });
  await jobs.enqueue({ id: 'a', kind: 'echo', config: {}, tasks: numbers(50) });
  start();
  const whole = await read(await ask(events('a')));
  const heard = whole.findIndex(({ data }) => data.tasks.length > 0) + 1;
  const rest = await read(await ask(events('a'), { headers: { 'last-event-id': String(whole[heard - 1]!.id) } }));
  const positions = tasksOf([...whole.slice(0, heard), ...rest]).map(([position]) => position);
  expect(positions.toSorted((a, b) => a - b)).toEqual([...Array(50).keys()]);
  expect(heard).toBeLessThan(whole.length);
});

test('a job that is over is told whole; who has heard its end is told to come no more', async () => {
  const { jobs, ask, start } = await serverOf();
  start();
  await jobs.enqueue({ id: 'a', kind: 'echo', config: {}, tasks: numbers(3) });
  const first = await read(await ask(events('a')));
  const again = await read(await ask(events('a')));
  expect(tasksOf(again)).toHaveLength(3);
  const last = { 'last-event-id': String(first.at(-1)!.id) };
  expect((await ask(events('a'), { headers: last })).status).toBe(204);
});

test('tasks that end in quick succession are told of together', async () => {
  const { jobs, ask, start } = await serverOf({ streams: { paceMs: 300 } });
  await jobs.enqueue({ id: 'a', kind: 'echo', config: {}, tasks: numbers(100) });
  start();
  const messages = await read(await ask(events('a')));
  expect(tasksOf(messages)).toHaveLength(100);
  expect(messages.length).toBeLessThan(100);
});

test('a quiet stream says that it is still there, and what another process does is seen', async () => {
  const { jobs, ask } = await serverOf({ streams: { paceMs: 1, lookMs: 10, heartbeatMs: 20 } });
  await jobs.enqueue({ id: 'a', kind: 'echo', config: {}, tasks: numbers(1) });
  const reader = (await ask(events('a'))).body!.getReader();
  await reader.read();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe(': still here\n\n');
  await jobs.cancel('a');
  let text = '';
  for (let piece = await reader.read(); !piece.done; piece = await reader.read())
    text += new TextDecoder().decode(piece.value);
  expect(text).toContain('"state":"cancelled"');
});

test('a reader that takes nothing is cut off, and holds no place', async () => {
  const { jobs, streams } = await serverOf({ streams: { stallMs: 30, paceMs: 1 } });
  await jobs.enqueue({ id: 'a', kind: 'echo', config: {}, tasks: numbers(1) });
  const { promise: cut, resolve } = Promise.withResolvers<void>();
  const reader = streams.connect('a', 0, resolve).getReader();
  await reader.read();
  expect(streams.readers).toBe(1);
  await cut;
  expect(streams.readers).toBe(0);
});

test('whoever loses the account hears no more', async () => {
  let isEditor = true;
  const streams = { paceMs: 1, lookMs: 5, heartbeatMs: 10 };
  const server = await serverOf({ streams, isEditor: () => isEditor });
  await server.jobs.enqueue({ id: 'a', kind: 'echo', config: {}, tasks: numbers(1) });
  const answer = await server.ask(events('a'));
  isEditor = false;
  expect(await read(answer)).toHaveLength(1);
  expect(server.streams.readers).toBe(0);
});

test('a stream that breaks holds no place', async () => {
  const { streams } = await serverOf();
  await expect(
    streams
      .connect('nobody', 0, () => {})
      .getReader()
      .read(),
  ).rejects.toMatchObject({ code: 'not-found' });
  expect(streams.readers).toBe(0);
});

test('there is room for so many readers, and the next is told to come back', async () => {
  const { jobs, ask } = await serverOf({ streams: { maxReaders: 1 } });
  await jobs.enqueue({ id: 'a', kind: 'echo', config: {}, tasks: numbers(1) });
  const first = await ask(events('a'));
  const second = await ask(events('a'));
  expect([second.status, second.headers.get('retry-after')]).toEqual([503, '30']);
  await first.body!.cancel();
  const third = await ask(events('a'));
  expect(third.status).toBe(200);
  await third.body!.cancel();
});

test('no stream for a job that is not there, nor for a stranger', async () => {
  const { ask, api } = await serverOf();
  expect((await ask(events('nobody'))).status).toBe(404);
  expect((await api.request(events('nobody'))).status).toBe(401);
});
