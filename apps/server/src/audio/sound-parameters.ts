// The parameters of the pipeline, one by one: what each means, what it may be, and what it is where nobody says.
import { z } from 'zod';
import { soundDefaults } from './sound-defaults.ts';

const between = (from: number, to: number, preset: number, says: string) =>
  z.number().min(from).max(to).default(preset).describe(says);

/** kbit/s that MP3 has at every sample rate that clips have. */
const bitrates = [32, 40, 48, 64, 80, 96, 112, 128, 160] as const;

const preset = soundDefaults;
/** All but the choice of steps. */
const measures = {
  loudness_lufs: between(-36, -10, preset.loudness_lufs, 'LUFS (ITU-R BS.1770) that a clip is brought to'),
  tolerance_lu: between(0.1, 6, preset.tolerance_lu, 'LU by which a clip may miss it before it counts as held back'),
  ceiling_dbtp: between(-12, -0.5, preset.ceiling_dbtp, 'dBTP that no clip exceeds; it wins over the loudness'),
  most_gain_db: between(0, 40, preset.most_gain_db, 'dB of gain at most: what needs more is noise brought up'),
  trim_floor_dbfs: between(-80, -20, preset.trim_floor_dbfs, 'dBFS below which all is silence to the trimming'),
  trim_under_peak_db: between(10, 70, preset.trim_under_peak_db, 'dB under its own peak that is silence to it too'),
  keep_before_ms: between(0, 500, preset.keep_before_ms, 'ms of silence before a trimmed sound'),
  keep_after_ms: between(0, 500, preset.keep_after_ms, 'ms of silence after a trimmed sound'),
  fade_ms: between(0, 100, preset.fade_ms, 'ms of fading at both edges of a trimmed clip, against clicks'),
  shortest_ms: between(10, 1000, preset.shortest_ms, 'ms that a sound must last, silence around it left out'),
  longest_ms: between(1000, 30_000, preset.longest_ms, 'ms that a sound may last'),
  quietest_peak_dbfs: between(-70, -20, preset.quietest_peak_dbfs, 'dBFS that its loudest moment must reach'),
  sample_rate: z
    .union([z.literal('auto'), z.literal(22_050), z.literal(44_100)])
    .default(preset.sample_rate)
    .describe('Hz of the clip; auto: 44100 of recordings from 32 kHz up, else 22050'),
  bitrate_kbps: z
    .union([z.literal('auto'), z.literal(bitrates)])
    .default(preset.bitrate_kbps)
    .describe('constant bit rate of the MP3; auto: 48 at 22050 Hz, 64 at 44100 Hz'),
};

/** The whole pipeline: trimmed and levelled. */
export const EnhanceParameters = z.strictObject({
  trim: z.literal(true).default(true).describe('always: choose transform to leave it out'),
  level: z.literal(true).default(true).describe('always: choose transform to leave it out'),
  ...measures,
});

/** Another format, and of the rest only what is asked for. */
export const TransformParameters = z.strictObject({
  trim: z.boolean().default(false).describe('cuts the silence at both ends'),
  level: z.boolean().default(false).describe('brings it to the loudness'),
  ...measures,
});

/** Every parameter with its value, as the pipeline takes them. */
export type SoundParameters = z.output<typeof TransformParameters>;
