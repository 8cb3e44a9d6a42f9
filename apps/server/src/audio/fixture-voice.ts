// The voice that every sound file in fixtures/ says: known sample by sample, so that tests can hold what is decoded against it.
import { voice } from './synthetic.ts';

export const FIXTURE_SILENCE_MS = 100;
export const FIXTURE_VOICE_MS = 300;
export const FIXTURE_MS = 2 * FIXTURE_SILENCE_MS + FIXTURE_VOICE_MS;

/**
 * A falling [a] between two silences, its loudest moment at -6 dBFS.
 * @param rate Hz
 */
export function fixtureVoice(rate: number): Float32Array {
  const sound = voice(
    (at_ms) => 180 - at_ms / 5,
    [
      [700, 80],
      [1200, 90],
      [2600, 120],
    ],
    FIXTURE_VOICE_MS,
    rate,
  );
  const silence = Math.round((FIXTURE_SILENCE_MS * rate) / 1000);
  const pcm = new Float32Array(Math.round((FIXTURE_MS * rate) / 1000));
  pcm.set(sound, silence);
  return pcm;
}
