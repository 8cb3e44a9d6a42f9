// The processes that speak: the same bytes whoever says them and whatever came before; a process that ends costs one clip.
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { englishGb } from './espeak-voices/english-gb.ts';
import { vietnameseHanoi } from './espeak-voices/vietnamese-hanoi.ts';
import { requestSound, type SpeechRequest } from './request.ts';
import { Speaker, type SpeakTask, type SpokenClip } from './speak-task.ts';
import { SpeechService, type SpeechServiceOptions } from './speech-service.ts';
import type { VoiceTable } from './voice-table.ts';

/** A start takes as long as thirty clips: what breaks nothing shares one process. */
const shared = new SpeechService();
afterAll(() => shared.close());
let service = shared;
afterEach(() => {
  if (service !== shared) service.close();
  service = shared;
});
const serviceOf = (options: SpeechServiceOptions = {}): SpeechService => {
  service = new SpeechService(options);
  return service;
};

const taskOf = (table: VoiceTable, symbol: string, more = {}): SpeakTask => ({
  table: table.language,
  request: requestSound(table, symbol) as SpeechRequest,
  ...more,
});
const sh = taskOf(englishGb, 'ʃ');
const spoken = async (task: SpeakTask): Promise<SpokenClip> => {
  const clip = await service.speak(task);
  if ('refused' in clip) throw new Error(clip.refused);
  return clip;
};
/** Resolves with the one process, once it speaks. */
const running = async (): Promise<number> => {
  await spoken(sh);
  return service.pids[0]!;
};

describe('a process that speaks', () => {
  it('gives the bytes that this process gives, whatever was said before', async () => {
    const tasks = [sh, taskOf(vietnameseHanoi, '˧˥'), taskOf(englishGb, 'iː'), sh];
    const clips = await Promise.all(tasks.map(spoken));
    const here = new Speaker();
    for (const [at, task] of tasks.entries()) {
      const { mp3, ...clip } = (await here.speak(task)) as SpokenClip;
      expect(clips[at]).toMatchObject(clip);
      expect(Buffer.from(clips[at]!.mp3).equals(mp3)).toBe(true);
    }
    expect(clips[0]).toMatchObject({
      voice_id: 'espeak-ng:en-gb-x-rp',
      licence: 'GPL-3.0-or-later',
      attribution: expect.stringContaining('English, Received Pronunciation'),
      metadata: { heard: 'ɑːʃˈɑː', rate: '150' },
      peaks: { length: 128 },
    });
  });

  it('takes its rate and pitch, and holds what it hears against the request all the same', async () => {
    const [usual, slow, high] = await Promise.all([sh, { ...sh, rate: 100 }, { ...sh, pitch: 80 }].map(spoken));
    expect(slow!.duration_ms).toBeGreaterThan(usual!.duration_ms);
    expect(slow!.metadata).toMatchObject({ rate: '100', heard: 'ɑːʃˈɑː' });
    expect(high!.metadata).toMatchObject({ rate: '150', pitch: '80' });
    expect(Buffer.from(high!.mp3).equals(usual!.mp3)).toBe(false);
    const request = { say: "A:ʃ'A:", expect: [{ sound: 'ʃ', hear: ['ʃ'] }], frame: 'VCV', tones: [] } as const;
    const dropped = { table: 'english-gb', request: request as unknown as SpeechRequest, rate: 100 };
    expect(await service.speak(dropped)).toHaveProperty('refused');
  });

  it('knows no voice that it has no table or engine for', async () => {
    await expect(service.speak({ ...sh, table: 'klingon' })).rejects.toMatchObject({ code: 'unknown-voice' });
    const polly = { engine: 'polly', voice: 'Amy', language: 'en', say: 'a' };
    await expect(service.speak(polly)).rejects.toMatchObject({ code: 'unknown-voice' });
  });
});

describe('a process that breaks', () => {
  it.each([
    ['SIGTERM', 'crashed'],
    ['SIGKILL', 'too-much-memory'],
  ] as const)('by %s costs the clip that it was at, as %s; what waits is said by the next', async (signal, code) => {
    serviceOf();
    const pid = await running();
    const one = expect(service.speak(sh)).rejects.toMatchObject({ name: 'SpeechError', code });
    const waiting = spoken(sh);
    process.kill(pid, signal);
    await one;
    expect((await waiting).metadata.heard).toBe('ɑːʃˈɑː');
    expect(service.pids).not.toContain(pid);
  });

  it('is ended by the clock', async () => {
    serviceOf({ mostMs: 0 });
    await expect(service.speak(sh)).rejects.toMatchObject({ code: 'too-slow' });
  });

  it('never comes to speak: nobody waits for ever', async () => {
    serviceOf({ mostMemory: 1 });
    await expect(service.speak(sh)).rejects.toMatchObject({ code: 'crashed' });
  });
});

describe('the queue', () => {
  it('replaces a process that has said enough, and nobody notices', async () => {
    serviceOf({ clipsPerProcess: 2 });
    const first = await running();
    const both = await Promise.all([spoken(sh), spoken(sh)]);
    expect(both.map(({ metadata }) => metadata.heard)).toEqual(['ɑːʃˈɑː', 'ɑːʃˈɑː']);
    expect(service.pids).not.toContain(first);
  });

  it('says first what somebody waits for', async () => {
    await running();
    const order: string[] = [];
    const said = (name: string, urgent: boolean) => service.speak(sh, { urgent }).then(() => order.push(name));
    const batch = [said('a batch', false), said('its next', false)];
    await Promise.all([...batch, said('a learner', true), said('who came later', true)]);
    expect(order).toEqual(['a batch', 'a learner', 'who came later', 'its next']);
  });

  it('forgets what is aborted, waiting or not', async () => {
    const [before, waiting, busy] = [new AbortController(), new AbortController(), new AbortController()];
    before.abort(new Error('before'));
    await expect(service.speak(sh, { signal: before.signal })).rejects.toThrow('before');
    await running();
    const one = service.speak(sh, { signal: busy.signal });
    const two = service.speak(sh, { signal: waiting.signal });
    busy.abort(new Error('busy'));
    waiting.abort(new Error('waiting'));
    await expect(one).rejects.toThrow('busy');
    await expect(two).rejects.toThrow('waiting');
    expect((await spoken(sh)).metadata.heard).toBe('ɑːʃˈɑː');
  });

  it('turns away who would wait too long, however many come', async () => {
    serviceOf();
    await running();
    const all = Array.from({ length: 510 }, () => service.speak(sh, { urgent: true }).catch(({ code }) => code));
    const batch = service.speak(sh).catch(({ code }) => code);
    service.close();
    const codes = await Promise.all(all);
    expect(codes.map((code) => code === 'busy')).toEqual([...Array(501).fill(false), ...Array(9).fill(true)]);
    expect(await batch).toBe('closed');
  });

  it('ends whoever waits when it closes, and takes nothing after it', async () => {
    serviceOf();
    const waiting = expect(service.speak(sh)).rejects.toMatchObject({ code: 'closed' });
    service.close();
    await waiting;
    await expect(service.speak(sh)).rejects.toMatchObject({ code: 'closed' });
    await expect(serviceOf({ processes: 0 }).speak(sh)).rejects.toMatchObject({ code: 'closed' });
  });
});
