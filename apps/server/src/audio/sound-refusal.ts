// Why a sound file is no clip: a code for programs, words for the editor who brought it.

/**
 * - `empty`: no byte, or no sample.
 * - `too-large`: more bytes than are taken in.
 * - `unknown-type`: by its content none of the formats taken in.
 * - `damaged`: cut off, or not what its heading says.
 * - `bad-shape`: channels or a sample rate that no recording has.
 * - `not-finite`: samples that are no numbers.
 * - `too-quiet`, `too-short`, `too-long`: of the sound itself.
 * - `too-slow`, `too-much-memory`, `crashed`: its decoder had to be stopped.
 */
export type SoundRefusalCode =
  | 'empty'
  | 'too-large'
  | 'unknown-type'
  | 'damaged'
  | 'bad-shape'
  | 'not-finite'
  | 'too-quiet'
  | 'too-short'
  | 'too-long'
  | 'too-slow'
  | 'too-much-memory'
  | 'crashed';

export type SoundRefusal = { refused: SoundRefusalCode; message: string };

const messages: Record<SoundRefusalCode, string> = {
  empty: 'there is no sound in the file',
  'too-large': 'the file is too large for a clip',
  'unknown-type': 'it is none of WAV, FLAC, MP3, M4A/AAC, Ogg (Opus, Vorbis) and WebM',
  damaged: 'the file is damaged or cut off',
  'bad-shape': 'the file claims a number of channels or a sample rate that no recording has',
  'not-finite': 'the file holds samples that are no numbers',
  'too-quiet': 'nothing can be heard: the recording never rises above -50 dB',
  'too-short': 'the sound is shorter than 50 milliseconds',
  'too-long': 'it lasts longer than 30 seconds',
  'too-slow': 'decoding took too long and was stopped',
  'too-much-memory': 'decoding took too much memory and was stopped',
  crashed: 'the decoder broke down over it',
};

/** `detail` says what was found where the bare message is not enough. */
export const refusedSound = (code: SoundRefusalCode, detail?: string): SoundRefusal => ({
  refused: code,
  message: detail === undefined ? messages[code] : `${messages[code]} (${detail})`,
});
