// The player: decides what is heard for a sound, makes it sound, and tells what it did and why.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import { type AudioChoice, pickAudio } from '@phonochart/catalog/pick-audio.ts';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { createAudioOutput, type Playback } from './audio-output.ts';
import { ClipError, type ClipFault, createClipStore, mostDecoded } from './clip-store.ts';
import { clipsOnDevice, clipUrl } from './device-clips.ts';
import { createDeviceSpeech, type SpeechFault } from './device-speech.ts';
import { savesData } from './saves-data.ts';
import type { Sayable } from './sayable.ts';
import type { ServerSpeech } from './server-speech.ts';
import { stretch } from './stretch.ts';

/** Why a sound was not heard, or not as first chosen. `offline`: not on this device. `silent`: no clip and no word. */
export type Trouble = ClipFault | SpeechFault | 'offline' | 'silent';
export type Heard = {
  id: string;
  choice: AudioChoice;
  state: 'loading' | 'playing' | 'ended' | 'failed';
  slow: boolean;
  /** What went wrong on the way, in order; empty where all went as chosen. */
  troubles: readonly Trouble[];
  /** The server made it for this very play. */
  fresh?: boolean;
};

export type PlayerOptions = {
  online: ReadonlySignal<boolean>;
  /** BCP 47 tag of the person's own language. */
  learner?: ReadonlySignal<string | undefined>;
};

export type Player = {
  /** Id of what sounds now. */
  playing: ReadonlySignal<string | undefined>;
  /** The last thing asked for, how it was chosen and what became of it. */
  heard: ReadonlySignal<Heard | undefined>;
  /** Clips that the server has made in this visit, by what they voice; the catalogue may not list them yet. */
  made: ReadonlySignal<ReadonlyMap<string, AudioSource>>;
  /** From now on sounds without a clip are asked of the server. */
  bringSpeech(speech: ServerSpeech): void;
  /** Makes it sound, cutting what sounds; `source` for one of its clips instead of the best. Must be called inside the gesture. */
  play(sayable: Sayable, options?: { slow?: boolean; source?: AudioSource }): void;
  stop(): void;
  /**
   * What could be played now and why; reactive where it is read in a render. What the server might yet make counts only
   * if `asking`: whether it can, nobody knows before it is asked, and a promise that is broken would be worse than none.
   */
  choiceOf(sayable: Sayable, asking?: boolean): AudioChoice;
  /** Decodes the first clips of a chart while the browser is idle. A later call replaces it. */
  warm(sayables: readonly Sayable[]): void;
  /** Looks again which clips are on the device: after a download, a removal or the loss of the network. */
  refresh(): Promise<void>;
};

const slowFactor = 1 / 0.6;

export function createPlayer({ online, learner }: PlayerOptions): Player {
  const output = createAudioOutput();
  const speech = createDeviceSpeech();
  const clips = createClipStore();
  const heard = signal<Heard | undefined>(undefined);
  const playing = computed(() => {
    const now = heard.value;
    return now?.state === 'playing' ? now.id : undefined;
  });
  const onDevice = signal<ReadonlySet<string> | undefined>(undefined);
  /** Clips that proved missing or corrupt; tried again after a reload of the page. */
  const unusable = signal<ReadonlySet<string>>(new Set());
  const made = signal<ReadonlyMap<string, AudioSource>>(new Map());
  const server = signal<ServerSpeech | undefined>(undefined);
  const slowed = new WeakMap<AudioBuffer, AudioBuffer>();
  let stopCurrent: (() => void) | undefined;
  let turn = 0;
  let warming = 0;

  const urlOf = (sayable: Sayable, source: AudioSource) => clipUrl(sayable.code, source.file);

  const choose = (sayable: Sayable, without?: ReadonlySet<string>, asking = false): AudioChoice => {
    const own = made.value.get(sayable.id);
    const context = {
      now: Date.now(),
      words: sayable.tag ? sayable.words : [],
      online: online.value,
      canGenerate: asking && server.value?.mightSay(sayable.id) === true,
      ...(learner?.value ? { learner: learner.value } : {}),
      available: (source: AudioSource) =>
        !unusable.value.has(source.id) &&
        !without?.has(source.id) &&
        (online.value || clips.decoded(source) !== undefined || onDevice.value?.has(urlOf(sayable, source)) === true),
    };
    return pickAudio(own ? [...sayable.sources, own] : sayable.sources, context);
  };

  const stop = () => {
    turn++;
    stopCurrent?.();
    stopCurrent = undefined;
    const now = heard.peek();
    if (now && (now.state === 'playing' || now.state === 'loading')) heard.value = { ...now, state: 'ended' };
  };

  const play: Player['play'] = (sayable, { slow = false, source } = {}) => {
    performance.clearMarks('phonochart:tap');
    performance.mark('phonochart:tap');
    turn++;
    stopCurrent?.();
    stopCurrent = undefined;
    output.unlock();
    const attempt = { sayable, slow, mine: turn, failed: new Set<string>(), troubles: [], asked: false, fresh: false };
    perform(attempt, source && { type: 'clip', source, reason: 'preferred' });
  };

  type Attempt = Required<Pick<Heard, 'slow' | 'troubles' | 'fresh'>> & {
    sayable: Sayable;
    mine: number;
    failed: Set<string>;
    asked: boolean;
  };

  const perform = (
    attempt: Attempt,
    choice: AudioChoice = choose(attempt.sayable, attempt.failed, !attempt.asked),
  ): void => {
    const { sayable, slow, mine, failed, troubles, fresh } = attempt;
    const tell = (state: Heard['state'], ...more: Trouble[]) => {
      if (mine === turn) heard.value = { id: sayable.id, choice, state, slow, troubles: [...troubles, ...more], fresh };
    };
    if (choice.type === 'generate') {
      tell('loading');
      speech.prime();
      server
        .peek()
        ?.say(sayable.id, learner?.value)
        .then((said) => {
          if (said) made.value = new Map(made.peek()).set(sayable.id, said.source);
          if (mine === turn) perform({ ...attempt, asked: true, fresh: said?.fresh === true });
        });
      return;
    }
    if (choice.type === 'clip') {
      const { source } = choice;
      const begin = (buffer: AudioBuffer) => {
        if (mine !== turn) return;
        stopCurrent = sound(buffer, source, slow, () => tell('ended')).stop;
        tell('playing');
      };
      const ready = clips.decoded(source);
      if (ready) {
        begin(ready);
        return;
      }
      tell('loading');
      clips.load(source, urlOf(sayable, source)).then(begin, (error: unknown) => {
        const fault = error instanceof ClipError ? error.fault : 'corrupt';
        if (fault !== 'unreachable') unusable.value = new Set([...unusable.peek(), source.id]);
        failed.add(source.id);
        if (mine === turn) perform({ ...attempt, troubles: [...troubles, fault] });
      });
      return;
    }
    if (choice.type === 'device' && sayable.tag) {
      if (choice.reason === 'offline' && troubles.length === 0) {
        perform({ ...attempt, troubles: ['offline'] }, choice);
        return;
      }
      tell('loading');
      const fail = (fault: SpeechFault) => {
        const word = fault === 'no-voice' && mine === turn ? chooseWord(sayable, failed) : undefined;
        if (word) perform({ ...attempt, troubles: [...troubles, fault] }, word);
        else tell('failed', ...(sayable.sources.length === 0 ? (['silent'] as const) : []), fault);
      };
      stopCurrent = undefined;
      const stopSpeech = speech.say(
        choice.word.form,
        sayable.tag,
        { online: online.value, slow },
        {
          started: () => tell('playing'),
          ended: () => tell('ended'),
          failed: fail,
        },
      );
      // A voice that is missing is known at once, and then a clip may sound already.
      stopCurrent ??= stopSpeech;
      return;
    }
    const known = sayable.sources.length > 0 && !online.value;
    if (troubles.length > 0) tell('failed');
    else tell('failed', known ? 'offline' : 'silent');
  };

  /** Where the device has no voice for the example word, a clip of that word may be at hand. */
  const chooseWord = (sayable: Sayable, failed: ReadonlySet<string>): AudioChoice | undefined => {
    for (const { id } of sayable.words) {
      const choice = choose({ ...sayable, id, sources: sayable.wordSources(id) }, failed);
      if (choice.type === 'clip') return choice;
    }
    return undefined;
  };

  const sound = (buffer: AudioBuffer, source: AudioSource, slow: boolean, ended: () => void): Playback => {
    const leadIn = source.lead_in_ms / 1000;
    const playback = slow ? output.start(slowDown(buffer, leadIn), 0, ended) : output.start(buffer, leadIn, ended);
    performance.clearMarks('phonochart:start');
    performance.mark('phonochart:start');
    return playback;
  };

  const slowDown = (buffer: AudioBuffer, leadIn: number): AudioBuffer => {
    const before = slowed.get(buffer);
    if (before) return before;
    const said = buffer.getChannelData(0).subarray(Math.floor(leadIn * buffer.sampleRate));
    const samples = stretch(said, buffer.sampleRate, slowFactor);
    const longer = new AudioBuffer({ length: samples.length, sampleRate: buffer.sampleRate });
    longer.getChannelData(0).set(samples);
    slowed.set(buffer, longer);
    return longer;
  };

  const warm = async (sayables: readonly Sayable[]) => {
    const mine = ++warming;
    if (savesData()) return;
    for (const sayable of sayables.slice(0, mostDecoded - 16)) {
      await idle();
      if (mine !== warming) return;
      const choice = choose(sayable);
      // A fault is found again, and said, when the sound is asked for.
      if (choice.type === 'clip') await clips.load(choice.source, urlOf(sayable, choice.source)).catch(() => undefined);
    }
  };

  const refresh = async () => {
    onDevice.value = await clipsOnDevice();
  };
  void refresh();
  addEventListener('offline', () => void refresh());

  return {
    playing,
    heard,
    made,
    bringSpeech: (speech) => {
      server.value = speech;
    },
    play,
    stop,
    choiceOf: (sayable, asking) => choose(sayable, undefined, asking),
    warm: (all) => void warm(all),
    refresh,
  };
}

const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 2000 });
    else setTimeout(resolve, 30);
  });
