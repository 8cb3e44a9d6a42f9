// Encodes a levelled clip so that what is heard of the MP3 is as loud as was meant: encoding takes a little from every sound.
import { decodeSound } from './decode-sound.ts';
import { amplified, type Levelled, type LevelRules } from './level.ts';
import { loudnessOf } from './loudness.ts';
import { DELAY_SAMPLES, encodeMp3 } from './mp3.ts';
import type { SoundParameters } from './sound-parameters.ts';
import { truePeakOf } from './true-peak.ts';

/** What LAME multiplies every sample by at these bit rates, unasked: half a decibel. */
const ENCODER_SCALE = 0.95;
/** LU or dB from which on a difference is worth encoding once more. */
const NOTICED = 0.3;

export type Encoded = {
  mp3: Uint8Array;
  /** LUFS, as heard. */
  loudness: number;
  /** dBTP, as heard. */
  true_peak: number;
};

/**
 * A hiss loses most, since its highest part is not encoded at all. Encoded at most twice.
 * @param sample_rate Hz
 */
export async function encodeLevelled(
  { pcm, loudness }: Pick<Levelled, 'pcm' | 'loudness'>,
  sample_rate: number,
  rules: Pick<LevelRules, 'level' | 'ceiling_dbtp'> & Pick<SoundParameters, 'bitrate_kbps'>,
): Promise<Encoded> {
  const encoded = (gain: number) => heard(amplified(pcm, gain), sample_rate, rules.bitrate_kbps, pcm.length);
  const first = await encoded(1 / ENCODER_SCALE);
  const more_db = rules.level
    ? Math.min(loudness - first.loudness, rules.ceiling_dbtp - first.true_peak)
    : Math.min(0, -first.true_peak);
  if (Math.abs(more_db) < NOTICED) return first;
  return encoded(10 ** (more_db / 20) / ENCODER_SCALE);
}

async function heard(
  pcm: Float32Array,
  sample_rate: number,
  bitrate_kbps: SoundParameters['bitrate_kbps'],
  length: number,
): Promise<Encoded> {
  const mp3 = new Uint8Array(await encodeMp3(pcm, sample_rate, bitrate_kbps));
  const decoded = await decodeSound(mp3, 'mp3');
  // Of our own making: what cannot be decoded here is a fault of this program.
  if ('refused' in decoded) throw new Error(decoded.message);
  const sound = decoded.pcm.subarray(DELAY_SAMPLES, DELAY_SAMPLES + length);
  return { mp3, loudness: loudnessOf(sound, sample_rate), true_peak: truePeakOf(decoded.pcm) };
}
