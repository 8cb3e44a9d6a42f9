// Reads what a sound file says of itself before a decoder is let near it.
import { ADTS, BufferSource, FLAC, Input, MATROSKA, MP3, MP4, OGG, QTFF, WAVE, WEBM } from 'mediabunny';
import { whole } from './amount.ts';
import { refusedSound, type SoundRefusal } from './sound-refusal.ts';

export const MOST_CHANNELS = 8;
/** Hz. */
export const LOWEST_RATE = 8_000;
export const HIGHEST_RATE = 192_000;
/** ms of recording that are decoded, silence counted: a clip's 30 s and a little more. */
export const LONGEST_RECORDING_MS = 31_000;

export type Probe = {
  /** By the file's own tables: what arrives may be less. */
  duration_ms: number;
  channels: number;
  /** Hz. */
  sample_rate: number;
};

const formats = [WAVE, FLAC, MP3, OGG, MP4, QTFF, WEBM, MATROSKA, ADTS];

export async function probeSound(bytes: Uint8Array<ArrayBuffer>): Promise<Probe | SoundRefusal> {
  const input = new Input({ source: new BufferSource(bytes), formats });
  try {
    const tracks = await input.getAudioTracks();
    const [track] = tracks;
    if (!track) return refusedSound('damaged', 'it has no sound track');
    if (tracks.length > 1) return refusedSound('many-tracks', `${tracks.length}`);
    const { numberOfChannels: channels, sampleRate: sample_rate } = track;
    const odd = oddShape(channels, sample_rate);
    if (odd) return odd;
    const duration_ms = (await track.computeDuration()) * 1000;
    if (!Number.isFinite(duration_ms)) return refusedSound('damaged', 'its length cannot be told');
    if (duration_ms > LONGEST_RECORDING_MS) return refusedSound('too-long', `${lasting(duration_ms)}, at most 30 s`);
    return { duration_ms, channels, sample_rate };
  } catch {
    return refusedSound('damaged');
  } finally {
    input.dispose();
  }
}

/** Shapes that decoders let pass although no recording has them. */
export function oddShape(channels: number, sample_rate: number): SoundRefusal | undefined {
  if (!(Number.isInteger(channels) && channels >= 1 && channels <= MOST_CHANNELS))
    return refusedSound('bad-shape', `${whole(channels)} channels, 1 to ${MOST_CHANNELS} can be`);
  if (!(sample_rate >= LOWEST_RATE && sample_rate <= HIGHEST_RATE))
    return refusedSound(
      'bad-shape',
      `${whole(sample_rate)} Hz, ${whole(LOWEST_RATE)} to ${whole(HIGHEST_RATE)} can be`,
    );
  return undefined;
}

function lasting(ms: number): string {
  if (ms < 120_000) return `${Math.round(ms / 1000)} s`;
  return ms < 172_800_000 ? `${whole(ms / 60_000)} minutes` : `${whole(ms / 86_400_000)} days`;
}
