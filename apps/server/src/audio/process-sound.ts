// What becomes of a recording: probe > decode > check > mono > rate > trim > level > encode > peaks. Runs in a child process only.
import { whole } from './amount.ts';
import { type Decoded, decodeSound } from './decode-sound.ts';
import { encodeLevelled } from './encode-level.ts';
import { flacSamples } from './flac-heading.ts';
import { frameFault } from './frame-fault.ts';
import { levelled } from './level.ts';
import { leadIn } from './mp3.ts';
import { peaksOf } from './peaks.ts';
import { probeSound } from './probe-sound.ts';
import { resampled } from './resample.ts';
import type { SoundParameters } from './sound-parameters.ts';
import { refusedSound, type SoundRefusal } from './sound-refusal.ts';
import { type SoundType, soundTypeOf } from './sound-type.ts';
import { allFinite } from './trim.ts';

/** Raised whenever the same file would come out as another clip: who keeps clips then makes them anew. */
export const PIPELINE = '2';

export type MadeClip = {
  mp3: Uint8Array;
  /** Of the sound and the silence kept around it, without the encoder's delay. */
  duration_ms: number;
  lead_in_ms: number;
  /** LUFS, of the MP3 as it is heard. */
  loudness: number;
  /** dBTP, of the same. */
  true_peak: number;
  /** What kept it further below the loudness asked for than the tolerance allows; absent where nothing did. */
  held?: 'peak' | 'gain';
  /** Its waveform: 128 numbers from 0 to 1. */
  peaks: number[];
  /** Of the original. */
  type: SoundType;
};

/** ms by which a file may fall short of what it says of itself: decoders keep a frame or two to themselves. */
const SHORTFALL_MS = 150;
/** ms of the same where every sample is counted: a file that lacks one is cut off. */
const EXACT_SHORTFALL_MS = 1;
const exact: ReadonlySet<SoundType> = new Set(['wav', 'flac']);
/** Hz from which on a recording keeps what lies above 11 kHz. */
const WIDE_FROM = 32_000;

/**
 * Every file ends in a clip or a refusal; a decoder that never ends or takes all memory is the caller's to stop.
 * Without `trim` and `level` the clip is what the file is, in another format.
 */
export async function processSound(
  bytes: Uint8Array<ArrayBuffer>,
  parameters: SoundParameters,
): Promise<MadeClip | SoundRefusal> {
  const decoded = await readSound(bytes);
  if ('refused' in decoded) return decoded;
  const { pcm, sample_rate, type } = decoded;
  const auto = sample_rate >= WIDE_FROM ? 44_100 : 22_050;
  const rate = parameters.sample_rate === 'auto' ? auto : parameters.sample_rate;
  const level = levelled(resampled(pcm, sample_rate, rate), rate, parameters);
  if ('refused' in level) return refusedSound(level.refused, level.detail);
  const { mp3, loudness, true_peak } = await encodeLevelled(level, rate, parameters);
  const isHeld = parameters.level && parameters.loudness_lufs - loudness > parameters.tolerance_lu;
  return {
    mp3,
    duration_ms: Math.round((level.pcm.length / rate) * 1000),
    lead_in_ms: leadIn(level.lead_ms, rate),
    loudness: Math.round(loudness * 10) / 10,
    true_peak: Math.round(true_peak * 10) / 10,
    // What encoding took from it and would not give back is held by the peak too.
    ...(isHeld ? { held: level.limit ?? 'peak' } : {}),
    peaks: peaksOf(level.pcm),
    type,
  };
}

/** The whole recording, or why there is none: no more is decoded than a clip may last. */
export async function readSound(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<(Decoded & { type: SoundType }) | SoundRefusal> {
  if (bytes.length === 0) return refusedSound('empty');
  const type = soundTypeOf(bytes);
  if (!type) return refusedSound('unknown-type');
  const fault = frameFault(bytes, type);
  if (fault) return refusedSound('damaged', fault);
  const probe = await probeSound(bytes);
  if ('refused' in probe) return probe;
  const decoded = await decodeSound(bytes, type);
  if ('refused' in decoded) {
    const silent = decoded.refused === 'empty' && probe.duration_ms > 0;
    return silent ? refusedSound('damaged', 'nothing in it can be decoded') : decoded;
  }
  const { pcm, sample_rate } = decoded;
  const heard_ms = (pcm.length / sample_rate) * 1000;
  const promised_ms =
    type === 'flac'
      ? (flacSamples(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)) / sample_rate) * 1000
      : 0;
  const lasting_ms = Math.max(probe.duration_ms, promised_ms);
  const shortfall_ms = exact.has(type) ? EXACT_SHORTFALL_MS : Math.max(SHORTFALL_MS, 0.02 * lasting_ms);
  if (heard_ms < lasting_ms - shortfall_ms) {
    return refusedSound('damaged', `${whole(heard_ms)} of ${whole(lasting_ms)} ms can be heard`);
  }
  return allFinite(pcm) ? { ...decoded, type } : refusedSound('not-finite');
}
