// eSpeak NG as WebAssembly: says phoneme mnemonics, and reads back the IPA that it said.
import { readFileSync } from 'node:fs';
import load from '@echogarden/espeak-ng-emscripten';
import { type Speech, type SpeechEngine, SpeechError, type SpeechVoice } from './engine.ts';

const described = JSON.parse(
  readFileSync(new URL('./package.json', import.meta.resolve('@echogarden/espeak-ng-emscripten')), 'utf8'),
) as { version: string };

/** What eSpeak NG gives, whatever the voice. */
const SAMPLE_RATE = 22_050;
/** Words a minute; the engine's own default. */
const USUAL_RATE = 175;

/**
 * Every call has an instance of its own (0.1 to 0.2 s): the engine's noise goes on from one utterance to the next, so
 * that a clip would otherwise depend on what was said before it. The engine's own version number is not to be had from
 * this build; the package's is given.
 */
export function espeakEngine(): SpeechEngine {
  return {
    name: 'eSpeak NG',
    version: `@echogarden/espeak-ng-emscripten ${described.version}`,
    licence: 'GPL-3.0-or-later',

    async voices(): Promise<SpeechVoice[]> {
      const worker = await freshWorker();
      return worker.list_voices().map(({ name, identifier, languages }) => ({
        id: languages[0]?.name ?? identifier,
        name,
        language: languages[0]?.name ?? 'und',
      }));
    },

    async speak(what, voice, { rate = USUAL_RATE, pitch = 50 } = {}): Promise<Speech> {
      const worker = await freshWorker();
      if (worker.set_voice(voice) !== 0) throw new SpeechError('unknown-voice', `eSpeak NG has no voice "${voice}"`);
      worker.set_rate(rate);
      worker.set_pitch(pitch);
      const pieces: Int16Array[] = [];
      const phones: { ipa: string; at_ms: number }[] = [];
      worker.synthesize(
        'phonemes' in what ? `[[${what.phonemes}]]${what.ending ?? ''}` : what.text,
        (samples, events) => {
          if (samples) pieces.push(new Int16Array(samples.slice(0)));
          for (const { type, id, audio_position } of events) {
            if (type === 'phoneme') phones.push({ ipa: typeof id === 'string' ? id : '', at_ms: audio_position });
          }
          return false;
        },
      );
      const pcm = joined(pieces);
      if (pcm.length === 0) throw new SpeechError('silent', `eSpeak NG says nothing for ${JSON.stringify(what)}`);
      const heard = phones.filter(({ ipa }) => ipa !== '');
      const last = phones.findLastIndex(({ ipa }) => ipa !== '');
      const ends_ms = phones[last + 1]?.at_ms ?? (pcm.length / SAMPLE_RATE) * 1000;
      return { pcm, sample_rate: SAMPLE_RATE, heard, ends_ms };
    },
  };
}

async function freshWorker() {
  const { eSpeakNGWorker } = await load();
  return new eSpeakNGWorker();
}

function joined(pieces: Int16Array[]): Float32Array {
  const pcm = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    for (const sample of piece) pcm[at++] = sample / 0x8000;
  }
  return pcm;
}
