// Makes a clip as loud as every other: trimmed, gain to the target loudness, never over the true peak.
import { loudnessOf } from './loudness.ts';
import { soundDefaults } from './sound-defaults.ts';
import type { SoundParameters } from './sound-parameters.ts';
import { type LevelRefusal, peakOf, type TrimRules, trimmed, untrimmed } from './trim.ts';
import { truePeakOf } from './true-peak.ts';

export type LevelRules = TrimRules &
  Pick<SoundParameters, 'trim' | 'level' | 'loudness_lufs' | 'ceiling_dbtp' | 'most_gain_db'>;

export type Levelled = {
  pcm: Float32Array;
  /** LUFS after the gain. */
  loudness: number;
  /** dBTP after the gain. */
  true_peak: number;
  gain_db: number;
  /** What kept it below the loudness asked for, be it ever so little. */
  limit: 'peak' | 'gain' | undefined;
  /** Silence kept before the sound, ms. */
  lead_ms: number;
};

/**
 * Trims and levels mono PCM, or one of the two, or neither, as the rules say.
 * @param pcm -1 to 1
 * @param sample_rate Hz
 */
export function levelled(
  pcm: Float32Array,
  sample_rate: number,
  rules: LevelRules = soundDefaults,
): Levelled | LevelRefusal {
  const cut = rules.trim ? trimmed(pcm, sample_rate, rules) : untrimmed(pcm, sample_rate, rules);
  if ('refused' in cut) return cut;
  const loudness = loudnessOf(cut.pcm, sample_rate);
  const peak = truePeakOf(cut.pcm);
  const wanted = rules.loudness_lufs - loudness;
  const room = rules.ceiling_dbtp - peak;
  const gain_db = rules.level ? Math.min(wanted, room, rules.most_gain_db) : fitting(cut.pcm);
  return {
    pcm: gain_db === 0 ? cut.pcm : amplified(cut.pcm, 10 ** (gain_db / 20)),
    loudness: loudness + gain_db,
    true_peak: peak + gain_db,
    gain_db,
    limit: rules.level && gain_db < wanted ? (room < rules.most_gain_db ? 'peak' : 'gain') : undefined,
    lead_ms: cut.lead_ms,
  };
}

/** dB, none or less: a file of floats may swing wider than an MP3 can, and would be clipped. */
const fitting = (pcm: Float32Array): number => Math.min(0, -20 * Math.log10(peakOf(pcm, 0, pcm.length)));

export function amplified(pcm: Float32Array, gain: number): Float32Array {
  const out = new Float32Array(pcm.length);
  for (let at = 0; at < pcm.length; at++) out[at] = pcm[at]! * gain;
  return out;
}
