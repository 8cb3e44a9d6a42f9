// What a clip is where nobody asks for something else: the value of every parameter of the pipeline.

/** Ranges and meanings stand in sound-parameters.ts, which the decoding child need not load. */
export const soundDefaults = {
  trim: true,
  level: true,
  loudness_lufs: -18,
  tolerance_lu: 1,
  ceiling_dbtp: -1.5,
  most_gain_db: 24,
  trim_floor_dbfs: -50,
  trim_under_peak_db: 40,
  keep_before_ms: 30,
  keep_after_ms: 60,
  fade_ms: 5,
  shortest_ms: 50,
  longest_ms: 30_000,
  quietest_peak_dbfs: -50,
  sample_rate: 'auto',
  bitrate_kbps: 'auto',
} as const;
