// The device's own voice: says an example word, never IPA, and knows when it cannot.
import { chooseVoice } from './voices.ts';

/** `no-voice`: none for the language. `failed`: the engine broke off or went silent. */
export type SpeechFault = 'no-voice' | 'failed';
export type SpeechEvents = {
  /** A voice was found and has been told to speak. */
  started(): void;
  ended(): void;
  failed(fault: SpeechFault): void;
};
export type DeviceSpeech = {
  /**
   * Must be called in the gesture's own task, when it is not known yet whether the device will have to speak: what is
   * said within the next seconds is then heard on iOS too.
   */
  prime(): void;
  /** Must be called in the gesture's own task: iOS drops it otherwise. Returns how to stop it. */
  say(text: string, tag: string, options: { online: boolean; slow: boolean }, events: SpeechEvents): () => void;
};

/** Desktop Chrome lets remote voices die without an event: past this many ms the word counts as failed. */
const watchdog = 15_000;
/** How long voices that load late are waited for, in ms. */
const voicePatience = 2_000;
const slowRate = 0.6;

export function createDeviceSpeech(): DeviceSpeech {
  const synthesis = globalThis.speechSynthesis as SpeechSynthesis | undefined;
  // Asking early makes the browser load its list before the first tap.
  synthesis?.getVoices();
  /** An empty list was waited for in vain: a device without voices is not waited for twice. */
  let none = false;
  let primed = false;
  synthesis?.addEventListener('voiceschanged', () => {
    none = false;
  });

  return {
    prime() {
      // WebKit on iOS drops each speak() without a word, and without an event, until one of them was called in a
      // gesture (SpeechSynthesis::speak lifts its restriction then, for as long as the page lives). The empty text is
      // over at once and is not heard. Other engines wait for no gesture like this, and some stumble over a speak()
      // that is cancelled for the next.
      if (primed || !('GestureEvent' in globalThis)) return;
      primed = true;
      synthesis?.speak(new SpeechSynthesisUtterance(''));
    },
    say(text, tag, { online, slow }, { started, ended, failed }) {
      if (!synthesis) {
        failed('no-voice');
        return () => undefined;
      }
      let over = false;
      let timer: ReturnType<typeof setTimeout> | undefined;
      // Held here: an utterance that nobody refers to is collected before it ends.
      let utterance: SpeechSynthesisUtterance | undefined;
      const finish = (tell: () => void) => {
        if (over) return;
        over = true;
        clearTimeout(timer);
        synthesis.removeEventListener('voiceschanged', late);
        utterance = undefined;
        tell();
      };
      const speak = (voice: SpeechSynthesisVoice) => {
        utterance = new SpeechSynthesisUtterance(text);
        utterance.voice = voice;
        // Android heeds one of the two, and not always the same.
        utterance.lang = voice.lang.replaceAll('_', '-');
        utterance.rate = slow ? slowRate : 0.9;
        utterance.onend = () => finish(ended);
        utterance.onerror = () => finish(() => failed('failed'));
        timer = setTimeout(() => {
          synthesis.cancel();
          finish(() => failed('failed'));
        }, watchdog);
        if (synthesis.speaking || synthesis.pending) synthesis.cancel();
        synthesis.speak(utterance);
        started();
      };
      const late = () => {
        const voice = chooseVoice(synthesis.getVoices(), tag, online);
        if (!voice || over || utterance) return;
        clearTimeout(timer);
        speak(voice);
      };
      const voices = synthesis.getVoices();
      const voice = chooseVoice(voices, tag, online);
      if (voice) speak(voice);
      else if (voices.length > 0 || none) finish(() => failed('no-voice'));
      else {
        synthesis.addEventListener('voiceschanged', late);
        timer = setTimeout(() => {
          none = synthesis.getVoices().length === 0;
          finish(() => failed('no-voice'));
        }, voicePatience);
      }
      return () => finish(() => synthesis.cancel());
    },
  };
}
