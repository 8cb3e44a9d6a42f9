// Makes a clip as loud as every other: trimmed, gain to the target loudness, never over the true peak.
import { loudnessOf } from './loudness.ts';
import { type LevelRefusal, trimmed } from './trim.ts';
import { truePeakOf } from './true-peak.ts';

/** LUFS that every clip is brought to. */
export const TARGET_LUFS = -18;
/** dBTP that no clip exceeds: it wins over the loudness. */
export const CEILING_DBTP = -1.5;
/** dB: a clip that needs more is noise brought up, not a voice. */
export const MOST_GAIN_DB = 24;

export type Levelled = {
  pcm: Float32Array;
  /** LUFS after the gain. */
  loudness: number;
  /** dBTP after the gain. */
  true_peak: number;
  gain_db: number;
  /** Silence kept before the sound, ms. */
  lead_ms: number;
};

/**
 * Trims and levels mono PCM.
 * @param pcm -1 to 1
 * @param sample_rate Hz
 */
export function levelled(pcm: Float32Array, sample_rate: number): Levelled | LevelRefusal {
  const cut = trimmed(pcm, sample_rate);
  if ('refused' in cut) return cut;
  const loudness = loudnessOf(cut.pcm, sample_rate);
  const peak = truePeakOf(cut.pcm);
  const gain_db = Math.min(TARGET_LUFS - loudness, CEILING_DBTP - peak, MOST_GAIN_DB);
  const gain = 10 ** (gain_db / 20);
  const louder = cut.pcm.map((sample) => sample * gain);
  return { pcm: louder, loudness: loudness + gain_db, true_peak: peak + gain_db, gain_db, lead_ms: cut.lead_ms };
}
