// The one rule for which clip is heard, shared by server and app: a pure function that says why.
import type { AudioSource } from './audio.ts';

/** A word that the device's own voice could say instead of a clip. */
export type SpeakableWord = { id: string; form: string };

export type AudioChoice =
  | { type: 'clip'; source: AudioSource; reason: 'preferred' | 'native' | 'human' | 'synthetic' }
  | { type: 'generate'; reason: 'on-demand' }
  | { type: 'device'; word: SpeakableWord; reason: 'no-clip' | 'offline' }
  | { type: 'silent'; reason: 'no-word' };

export type PickAudioContext = {
  /** Milliseconds since 1970. */
  now: number;
  /** BCP 47 tag of the person's own language; kept for choices that depend on it. */
  learner?: string;
  /** Example words, best first, that device speech may say. Never IPA, never an approximation. */
  words: readonly SpeakableWord[];
  online: boolean;
  /** Whether the server can synthesise this sound now; the app asks only while online. */
  canGenerate?: boolean;
  /** Which clips can be had here: on the device, or from the network. Default: all. */
  available?: (source: AudioSource) => boolean;
};

/**
 * Chooses what is heard: the preferred clip, any native, any human, a synthetic one, generated on demand (only where
 * it can be had), else device speech with an example word. Among equals the newest clip wins, then the smaller id, so
 * that server and app choose alike. A clip past `cached_until` stays playable: only the server renews it, and an
 * unexpired synthetic clip goes before an expired one.
 */
export function pickAudio(sources: readonly AudioSource[], context: PickAudioContext): AudioChoice {
  const { now, words, online, canGenerate = false, available = () => true } = context;
  const playable = sources.filter(available).sort(byNewestThenId);
  const preferred = playable.find((source) => source.preferred);
  if (preferred) return { type: 'clip', source: preferred, reason: 'preferred' };
  const native = playable.find((source) => source.source_type === 'native');
  if (native) return { type: 'clip', source: native, reason: 'native' };
  const human = playable.find((source) => source.source_type === 'human');
  if (human) return { type: 'clip', source: human, reason: 'human' };
  const synthetic = playable.filter((source) => source.source_type === 'tts' || source.source_type === 'generated');
  const fresh = synthetic.find((source) => !isExpired(source, now)) ?? synthetic[0];
  if (fresh) return { type: 'clip', source: fresh, reason: 'synthetic' };
  if (online && canGenerate) return { type: 'generate', reason: 'on-demand' };
  const word = words[0];
  if (word) return { type: 'device', word, reason: online || sources.length === 0 ? 'no-clip' : 'offline' };
  return { type: 'silent', reason: 'no-word' };
}

/** Whether the server should renew the clip. It says nothing about playing it. */
export const isExpired = (source: AudioSource, now: number): boolean =>
  source.cached_until !== undefined && Date.parse(source.cached_until) <= now;

function byNewestThenId(a: AudioSource, b: AudioSource): number {
  const newest = Date.parse(b.updated_at) - Date.parse(a.updated_at);
  if (newest !== 0) return newest;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
