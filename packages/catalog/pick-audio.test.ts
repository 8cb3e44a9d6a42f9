// [pickAudio] holds the rule of choice against a second statement of it, over every combination of what it looks at.
import { describe, expect, it } from 'vitest';
import type { AudioSource, SourceType } from './audio.ts';
import { type AudioChoice, isExpired, pickAudio } from './pick-audio.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const types: readonly SourceType[] = ['native', 'human', 'tts', 'generated'];
const never = undefined;
const past = '2026-11-20T00:00:00Z';
const future = '2026-12-20T00:00:00Z';

function clip(id: string, parts: Partial<AudioSource>): AudioSource {
  return {
    id,
    voices: 'example:ʃ',
    voices_kind: 'phoneme',
    source_type: 'tts',
    voice_id: 'espeak-ng:de',
    language: 'de',
    file: 'sh.00000000.mp3',
    sha256: '0'.repeat(64),
    mime: 'audio/mpeg',
    bytes: 1,
    duration_ms: 500,
    lead_in_ms: 75,
    loudness: -18,
    frame: 'VCV',
    licence: 'CC0-1.0',
    attribution: 'nobody',
    preferred: false,
    created_at: past,
    updated_at: past,
    ...parts,
  };
}

/** Every clip that can differ in a way that the rule looks at, of one date: 4 types, preferred or not, expiry. */
const kinds = types.flatMap((source_type) =>
  [false, true].flatMap((preferred) =>
    [never, past, future].map((cached_until) => ({
      source_type,
      preferred,
      ...(cached_until === undefined ? {} : { cached_until }),
    })),
  ),
);

/** The rule as a list of ranks, the best first; what shares a rank is told apart by date and id. */
const ranks: readonly [reason: string, is: (source: AudioSource) => boolean][] = [
  ['preferred', (source) => source.preferred],
  ['native', (source) => source.source_type === 'native'],
  ['human', (source) => source.source_type === 'human'],
  ['synthetic', (source) => !isPerson(source) && (source.cached_until ?? future) > new Date(NOW).toISOString()],
  ['synthetic', (source) => !isPerson(source)],
];
const isPerson = ({ source_type }: AudioSource) => source_type === 'native' || source_type === 'human';

type World = { sources: AudioSource[]; available: boolean[]; online: boolean; canGenerate: boolean; words: number };

function expected({ sources, available, online, canGenerate, words }: World): string {
  const here = sources.filter((_, at) => available[at]);
  for (const [reason, is] of ranks) {
    const fit = here.filter(is).map(({ id, updated_at }) => ({ id, updated_at }));
    if (fit.length === 0) continue;
    const newest = fit
      .map(({ updated_at }) => updated_at)
      .sort()
      .at(-1);
    const first = fit
      .filter(({ updated_at }) => updated_at === newest)
      .map(({ id }) => id)
      .sort()[0];
    return `clip ${first} ${reason}`;
  }
  if (canGenerate && online) return 'generate on-demand';
  if (words === 0) return 'silent no-word';
  return `device first ${sources.length > 0 && !online ? 'offline' : 'no-clip'}`;
}

function written(choice: AudioChoice): string {
  if (choice.type === 'clip') return `clip ${choice.source.id} ${choice.reason}`;
  return choice.type === 'device' ? `device ${choice.word.id} ${choice.reason}` : `${choice.type} ${choice.reason}`;
}

const words = [
  { id: 'first', form: 'ship' },
  { id: 'second', form: 'shoe' },
];
const both = [false, true];

function* worlds(lists: Iterable<AudioSource[]>): Generator<World> {
  for (const sources of lists) {
    for (let mask = 0; mask < 2 ** sources.length; mask++) {
      const available = sources.map((_, at) => (mask & (1 << at)) !== 0);
      for (const online of both)
        for (const canGenerate of both)
          for (const count of [0, 2]) yield { sources, available, online, canGenerate, words: count };
    }
  }
}

function disagreements(lists: Iterable<AudioSource[]>): { seen: number; wrong: string[] } {
  const wrong: string[] = [];
  let seen = 0;
  for (const world of worlds(lists)) {
    const { sources, available, online, canGenerate } = world;
    const there = new Set(sources.filter((_, at) => available[at]));
    const context = { now: NOW, words: words.slice(0, world.words), online, canGenerate };
    const want = expected(world);
    for (const learner of [undefined, 'vi']) {
      seen++;
      const choice = pickAudio(sources, {
        ...context,
        available: (source) => there.has(source),
        ...(learner === undefined ? {} : { learner }),
      });
      if (written(choice) !== want) wrong.push(`${JSON.stringify(world)}: ${written(choice)}, not ${want}`);
    }
  }
  return { seen, wrong };
}

describe('[pickAudio] the choice agrees with the rule stated as ranks', () => {
  it('without a clip, and with one of every kind', () => {
    const one = kinds.map((parts) => [clip('one', parts)]);
    expect(disagreements([[], ...one])).toEqual({ seen: 16 + 24 * 32, wrong: [] });
  });

  it('with any two, of the same date or either newer', () => {
    function* pairs() {
      for (const a of kinds)
        for (const b of kinds)
          for (const [of_a, of_b] of [
            [past, past],
            [future, past],
            [past, future],
          ] as const)
            yield [clip('b', { ...a, updated_at: of_a }), clip('a', { ...b, updated_at: of_b })];
    }
    expect(disagreements(pairs())).toEqual({ seen: 24 * 24 * 3 * 64, wrong: [] });
  });

  it('with any three of those that can win over one another', () => {
    const telling = kinds.filter(({ source_type }) => source_type !== 'generated');
    function* triples() {
      for (const a of telling)
        for (const b of telling) for (const c of telling) yield [clip('c', a), clip('a', b), clip('b', c)];
    }
    expect(disagreements(triples())).toEqual({ seen: 18 ** 3 * 128, wrong: [] });
  });
});

describe('[pickAudio] a caller', () => {
  it('who says nothing of what can be had has everything, and nothing generated', () => {
    expect(pickAudio([clip('one', {})], { now: NOW, words, online: true })).toMatchObject({ reason: 'synthetic' });
    expect(pickAudio([], { now: NOW, words, online: true })).toMatchObject({ type: 'device', reason: 'no-clip' });
  });

  it('keeps the list it gave as it was', () => {
    const list = [clip('b', {}), clip('a', { preferred: true })];
    const before = [...list];
    pickAudio(list, { now: NOW, words, online: true });
    expect(list).toEqual(before);
  });

  it('sees a clip expire at the very instant that it names', () => {
    const until = (cached_until: string) => isExpired(clip('one', { cached_until }), NOW);
    expect([until('2026-11-21T12:00:00.000Z'), until('2026-11-21T12:00:00.001Z')]).toEqual([true, false]);
    expect(isExpired(clip('one', {}), NOW)).toBe(false);
  });
});
