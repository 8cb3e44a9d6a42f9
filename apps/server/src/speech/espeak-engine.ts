// eSpeak NG as WebAssembly: says phoneme mnemonics, and reads back the IPA that it said.
import { readFileSync } from 'node:fs';
import load, { type Loaded } from '@echogarden/espeak-ng-emscripten';
import { type Speech, type SpeechEngine, SpeechError, type SpeechVoice } from './engine.ts';

const described = JSON.parse(
  readFileSync(new URL('./package.json', import.meta.resolve('@echogarden/espeak-ng-emscripten')), 'utf8'),
) as { version: string };

/**
 * The licence of its clips. It puts recorded pieces of consonants into what it says, and they are under its own licence:
 * the clips are given under the same, which holds whatever one thinks of a program's output.
 */
const LICENCE = 'GPL-3.0-or-later';
/** What eSpeak NG gives, whatever the voice. */
const SAMPLE_RATE = 22_050;
/** Words a minute; the engine's own default. */
const USUAL_RATE = 175;

/** Letters that one utterance may have: more than any word, and less than what the engine's own buffer was made for. */
const MOST_LETTERS = 1000;

/**
 * Every utterance begins from one and the same memory: a copy is taken of the engine's when it is ready, and put back
 * before each call, so that a clip never depends on what was said before it (the engine's noise and its voice's state
 * go on from one utterance to the next). The engine's own version number is not to be had from this build; the
 * package's is given.
 */
export function espeakEngine(): SpeechEngine {
  let started: Promise<Restarted> | undefined;
  const fresh = async (): Promise<Worker> => {
    started ??= start();
    return (await started)();
  };

  return {
    id: 'espeak-ng',
    name: 'eSpeak NG',
    version: `@echogarden/espeak-ng-emscripten ${described.version}`,
    licence: LICENCE,
    reports: true,

    async voices(): Promise<SpeechVoice[]> {
      const worker = await fresh();
      return worker.list_voices().map(({ name, identifier, languages }) => ({
        id: languages[0]?.name ?? identifier,
        name,
        language: languages[0]?.name ?? 'und',
        licence: LICENCE,
      }));
    },

    async speak(what, voice, { rate = USUAL_RATE, pitch = 50 } = {}): Promise<Speech> {
      const text = 'phonemes' in what ? `[[${what.phonemes}]]${what.ending ?? ''}` : what.text;
      if (Math.max(text.length, voice.length) > MOST_LETTERS) {
        throw new SpeechError('refused', `eSpeak NG is asked for ${MOST_LETTERS} letters at most`);
      }
      const worker = await fresh();
      try {
        return say(worker, { text, voice, rate, pitch });
      } catch (error) {
        // After a fault of its own, what it holds outside its memory is not known either.
        if (!(error instanceof SpeechError)) started = undefined;
        throw error;
      }
    },
  };
}

function say(
  worker: Worker,
  { text, voice, rate, pitch }: { text: string; voice: string; rate: number; pitch: number },
): Speech {
  if (worker.set_voice(voice) !== 0) throw new SpeechError('unknown-voice', `eSpeak NG has no voice "${voice}"`);
  worker.set_rate(rate);
  worker.set_pitch(pitch);
  const pieces: Int16Array[] = [];
  const phones: { ipa: string; at_ms: number }[] = [];
  worker.synthesize(text, (samples, events) => {
    if (samples) pieces.push(new Int16Array(samples.slice(0)));
    for (const { type, id, audio_position } of events) {
      if (type === 'phoneme') phones.push({ ipa: typeof id === 'string' ? id : '', at_ms: audio_position });
    }
    return false;
  });
  const pcm = joined(pieces);
  if (pcm.length === 0) throw new SpeechError('silent', `eSpeak NG says nothing for ${JSON.stringify(text)}`);
  const heard = phones.filter(({ ipa }) => ipa !== '');
  const last = phones.findLastIndex(({ ipa }) => ipa !== '');
  const ends_ms = phones[last + 1]?.at_ms ?? (pcm.length / SAMPLE_RATE) * 1000;
  return { pcm, sample_rate: SAMPLE_RATE, heard, ends_ms };
}

type Worker = InstanceType<Loaded['eSpeakNGWorker']>;
type Restarted = () => Worker;

/** About 0.1 s. Answers what puts the engine back to its beginning: 2 to 3 ms. */
async function start(): Promise<Restarted> {
  const loaded = await load();
  const worker = new loaded.eSpeakNGWorker();
  // Its glue keeps a buffer for texts, and the buffer's address outside the memory: it must be there, and large enough
  // for any text to come, before the copy is taken. A text that does not fit makes it grow at the next one.
  worker.set_voice('-'.repeat(4 * MOST_LETTERS));
  worker.set_voice('-');
  const ready = loaded.HEAPU8.slice();
  return () => {
    // Memory grows and never shrinks; what is new is expected to be empty.
    loaded.HEAPU8.set(ready);
    if (loaded.HEAPU8.length > ready.length) loaded.HEAPU8.fill(0, ready.length);
    return worker;
  };
}

function joined(pieces: Int16Array[]): Float32Array {
  const pcm = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    for (const sample of piece) pcm[at++] = sample / 0x8000;
  }
  return pcm;
}
