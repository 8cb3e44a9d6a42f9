// Speech that the server makes on demand: asked for a sound that has no clip, and only when somebody taps it.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import { signal } from '@preact/signals';

/** `fresh`: made for this very request, and not kept from an earlier one. */
export type Said = { source: AudioSource; fresh: boolean };

export type ServerSpeech = {
  /** Whether it is worth asking: the server has not refused this sound in this visit, and answers at all. Reactive. */
  mightSay(id: string): boolean;
  /** The clip that now voices it; undefined where there is none in time. Never rejects. */
  say(id: string, learner: string | undefined): Promise<Said | undefined>;
};

/** A learner wants the sound at once: past this many ms the device says a word instead. */
const patience = 1_500;
/** A server that was too slow or has had enough is left alone for so many ms. */
const pause = 30_000;

/** What this reads of the answer of `GET /api/phonemes/{id}/audio`. */
type Answer = {
  status?: 'success' | 'fallback' | 'failed';
  reason?: string;
  source_type?: string;
  source?: AudioSource | null;
};

/**
 * Nothing in the catalogue says which sounds the server's voices can say, and to ask for each of a chart would be a
 * hundred requests for what is mostly refused. So it is asked at the tap, and what it refuses is remembered.
 */
export function createServerSpeech(now: () => number = () => performance.now()): ServerSpeech {
  const refused = signal<ReadonlySet<string>>(new Set());
  let quietUntil = 0;

  const ask = async (id: string, learner: string | undefined): Promise<Said | 'refused' | 'busy'> => {
    const query = learner ? `?learner=${encodeURIComponent(learner)}` : '';
    const address = `/api/phonemes/${encodeURIComponent(id)}/audio${query}`;
    const response = await fetch(address, { signal: AbortSignal.timeout(patience) });
    if (response.status === 429 || response.status >= 500) return 'busy';
    const { status, reason, source_type, source }: Answer = response.ok ? await response.json() : {};
    if (reason === 'engine-failed') return 'busy';
    if (status !== 'success' || source?.voices !== id) return 'refused';
    return { source, fresh: source_type === 'generated' };
  };

  return {
    mightSay: (id) => !refused.value.has(id) && now() >= quietUntil,
    async say(id, learner) {
      const answer = await ask(id, learner).catch(() => 'busy' as const);
      if (answer === 'busy') quietUntil = now() + pause;
      else if (answer === 'refused') refused.value = new Set([...refused.peek(), id]);
      else return answer;
      return undefined;
    },
  };
}
