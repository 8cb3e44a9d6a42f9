// What is used of @echogarden/espeak-ng-emscripten, which ships no types.
declare module '@echogarden/espeak-ng-emscripten' {
  type Event = { type: string; audio_position: number; id?: string | number };
  class Worker {
    set_voice(identifier: string): number;
    set_rate(wordsPerMinute: number): void;
    set_pitch(pitch: number): void;
    list_voices(): { name: string; identifier: string; languages: { name: string }[] }[];
    /** Calls back with 16-bit samples and the events up to there; a true answer stops it. */
    synthesize(text: string, onSound: (samples: ArrayBuffer | null, events: Event[]) => boolean): void;
  }
  export type Loaded = {
    eSpeakNGWorker: new () => Worker;
    /** All of its memory; another array once it has grown. */
    readonly HEAPU8: Uint8Array;
  };
  export default function load(): Promise<Loaded>;
}
