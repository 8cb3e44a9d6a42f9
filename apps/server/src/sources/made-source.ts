// What comes of making an audio source: its record and its waveform; its files are safe, the catalogue does not know it yet.
import type { AudioSource } from '@phonochart/catalog/audio.ts';

export type MadeSource = {
  source: AudioSource;
  /** 128 heights from 0 to 1; see audio/peaks.ts. */
  peaks: number[];
};
