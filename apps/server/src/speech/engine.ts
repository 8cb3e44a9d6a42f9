// What every speech engine offers: say something in a voice, and tell what it itself heard.

/**
 * What is to be said: phonemes in the engine's own notation, with the punctuation that sets their tune where it matters,
 * or running text.
 */
export type Utterance = { phonemes: string; ending?: string } | { text: string };

export type SpeechVoice = {
  id: string;
  name: string;
  /** BCP 47 tag. */
  language: string;
  /** Of what it says, as SPDX. */
  licence: string;
};

export type SpeakOptions = {
  /** Words a minute, as the engine counts them. */
  rate?: number;
  /** Pitch, 0 to 100; 50 is the voice's own. */
  pitch?: number;
};

/** What can be asked for; beyond it words are no speech any more. */
export const speakLimits = {
  rate: { least: 60, most: 300 },
  pitch: { least: 0, most: 100 },
} as const;

/** A phone that the engine reports of the very sound that it made. `ipa` may begin with the stress mark ˈ or ˌ. */
export type HeardPhone = { ipa: string; at_ms: number };

export type Speech = {
  /** Mono, -1 to 1. */
  pcm: Float32Array;
  /** Hz. */
  sample_rate: number;
  /** In order, from the same synthesis as the sound; empty where the engine tells nothing of it. */
  heard: HeardPhone[];
  /** Where the last phone ends, in ms from the start. */
  ends_ms: number;
};

export interface SpeechEngine {
  /** Begins the ids of its voices in the catalogue: `espeak-ng:de`. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** Of what its voices say, as SPDX. */
  readonly licence: string;
  /** Whether it tells what it said, so that a clip can be held against what was asked. */
  readonly reports: boolean;
  voices(): Promise<SpeechVoice[]>;
  /** @throws {SpeechError} */
  speak(what: Utterance, voice: string, options?: SpeakOptions): Promise<Speech>;
}

/**
 * `refused`: it cannot be said so; `denied` and `unreachable`: of a service, the second may pass; `too-slow`,
 * `too-much-memory`, `crashed`: of the process that speaks, which is then replaced; `busy`: too many wait; `closed`: nobody speaks any more.
 */
export type SpeechErrorCode =
  | 'unknown-voice'
  | 'silent'
  | 'refused'
  | 'denied'
  | 'unreachable'
  | 'too-slow'
  | 'too-much-memory'
  | 'crashed'
  | 'busy'
  | 'closed';

export class SpeechError extends Error {
  readonly code: SpeechErrorCode;

  constructor(code: SpeechErrorCode, message: string) {
    super(message);
    this.name = 'SpeechError';
    this.code = code;
  }
}
