// Why a sound file is no clip: a code for programs, words for the editor who brought it.

/**
 * - `empty`: no byte, or no sample.
 * - `too-large`: more bytes than are taken in.
 * - `unknown-type`: by its content none of the formats taken in, or one of them around a codec that is not.
 * - `damaged`: cut off, or not what its heading says.
 * - `bad-shape`: channels or a sample rate that no recording has.
 * - `many-tracks`: several sounds in one file.
 * - `not-finite`: samples that are no numbers.
 * - `too-quiet`, `too-short`, `too-long`: of the sound itself.
 * - `too-slow`, `too-much-memory`, `crashed`: its decoder had to be stopped.
 * - `no-original`, `unknown-sound`: of a recording that is to be processed later, the file or what it voices is gone.
 * - `stopped`: the pipeline was closed before it was done; nothing is known of the file.
 */
export type SoundRefusalCode =
  | 'empty'
  | 'too-large'
  | 'unknown-type'
  | 'damaged'
  | 'bad-shape'
  | 'many-tracks'
  | 'not-finite'
  | 'too-quiet'
  | 'too-short'
  | 'too-long'
  | 'too-slow'
  | 'too-much-memory'
  | 'crashed'
  | 'no-original'
  | 'unknown-sound'
  | 'stopped';

export type SoundRefusal = { refused: SoundRefusalCode; message: string };

/** What is wrong, and what to do about it. */
const messages: Record<SoundRefusalCode, readonly [wrong: string, remedy: string]> = {
  empty: ['there is no sound in the file', 'record it or export it again'],
  'too-large': ['the file is too large for a clip', 'cut it to the one sound or word'],
  'unknown-type': [
    'the file is of no type that is taken in',
    'bring WAV, FLAC, MP3, M4A/AAC, Ogg (Opus, Vorbis) or WebM',
  ],
  damaged: ['the file is damaged or cut off', 'export it or send it again'],
  'bad-shape': [
    'no recording has the channels or the sample rate that the file claims',
    'export it again, mono or stereo, at 44,100 or 48,000 Hz',
  ],
  'many-tracks': ['the file holds several sound tracks', 'export the one that is meant as a file of its own'],
  'not-finite': ['the file holds samples that are no numbers', 'export it again with 16 or 24 bits a sample'],
  'too-quiet': ['nothing can be heard in it', 'record it again, louder or nearer to the microphone'],
  'too-short': ['the sound in it is too short', 'record it again, a little longer'],
  'too-long': ['it lasts too long for a clip', 'cut it to the one sound or word'],
  'too-slow': ['decoding it took too long and was stopped', 'export it again as WAV or FLAC'],
  'too-much-memory': ['decoding it took too much memory and was stopped', 'export it again as WAV or FLAC'],
  crashed: ['the decoder broke down over it', 'export it again as WAV or FLAC'],
  'no-original': ['the recording that it is made of is not there', 'upload it again'],
  'unknown-sound': ['the language has no such sound, realisation or word', 'choose one that its chart has'],
  stopped: ['the server stopped before it was done', 'bring it once more'],
};

/** `detail` says what was found where the bare message is not enough. */
export function refusedSound(code: SoundRefusalCode, detail?: string): SoundRefusal {
  const [wrong, remedy] = messages[code];
  return { refused: code, message: `${wrong}${detail === undefined ? '' : ` (${detail})`}: ${remedy}` };
}
